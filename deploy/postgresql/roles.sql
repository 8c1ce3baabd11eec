-- Run once as a superuser of PostgreSQL 16 or newer:
--   psql -v owner_password="'…'" -v login_password="'…'" -f deploy/postgresql/roles.sql
-- Four roles. Nobody logs in as congdan_app or congdan_sealer: the program takes them on, and neither may change or delete acts or logs.
create role congdan_app nologin;
create role congdan_sealer nologin;
create role congdan_owner login password :owner_password;
create role congdan login password :login_password in role congdan_app, congdan_sealer;
-- Whoever owns the tables may name the roles of the program when it grants rights; it need not hold them.
create database congdan owner congdan_owner encoding 'UTF8' locale 'C' template template0;
\connect congdan
revoke all on schema public from public;
grant usage, create on schema public to congdan_owner;
grant connect on database congdan to congdan;
