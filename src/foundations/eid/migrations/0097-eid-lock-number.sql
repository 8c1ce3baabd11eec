alter table eid_lock drop constraint eid_lock_ground;
alter table eid_lock add constraint eid_lock_ground check (ground in ('holder', 'theft', 'breach', 'missing', 'restored', 'card', 'authority', 'number'));
grant update (number_key) on eid_account to congdan_app;
