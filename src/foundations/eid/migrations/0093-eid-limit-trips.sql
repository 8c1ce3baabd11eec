create table eid_limit_trip (
  hour timestamptz not null,
  what text not null constraint eid_limit_trip_what check (what in ('password', 'password-many-lines', 'own-password', 'activation', 'recovery', 'app', 'asking')),
  lane smallint not null,
  times int not null,
  primary key (hour, what, lane)
);
comment on table eid_limit_trip is 'How often a limit against guessing stopped somebody, by hour and kind. Nobody''s data; the lanes keep requests from waiting for each other.';

create table eid_limit_alarm (
  hour timestamptz not null,
  what text not null,
  times int not null,
  raised_at timestamptz not null,
  primary key (hour, what)
);
comment on table eid_limit_alarm is 'Hours in which a kind of guessing was stopped so often that those who watch were told, once.';

grant select, insert, delete on eid_limit_trip to congdan_app;
grant update (times) on eid_limit_trip to congdan_app;
grant select, insert on eid_limit_alarm to congdan_app;
