create table address_decision (
  decision_id uuid not null,
  household_id uuid,
  person_id uuid,
  area text not null,
  province text not null,
  detail text not null,
  candidates text[] not null,
  as_of date not null,
  opened_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decided_act uuid,
  constraint address_decision_pkey primary key (decision_id),
  constraint address_decision_subject check ((household_id is null) <> (person_id is null))
);
comment on table address_decision is 'Addresses in a commune that was divided: which part they lie in is decided by a person, never by the program.';
create unique index address_decision_household on address_decision (household_id) where decided_at is null;
create unique index address_decision_person on address_decision (person_id) where decided_at is null;
create index address_decision_open on address_decision using gin (candidates) where decided_at is null;

grant select, insert, update (decided_at, decided_act) on address_decision to congdan_app;
