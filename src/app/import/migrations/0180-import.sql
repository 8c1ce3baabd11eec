create table import_run (
  run_id uuid not null constraint import_run_pkey primary key,
  list text not null,
  delivery text not null,
  fingerprint text not null,
  stated_on date not null,
  batch_rows int not null,
  list_rows bigint not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  constraint import_run_once unique (list, fingerprint)
);
comment on table import_run is 'One delivery of a list of people. The same content of the same list is the same run: taken up again where it stopped, never taken in twice.';
comment on column import_run.fingerprint is 'SHA-256 of the content.';
create unique index import_run_one_open on import_run ((true)) where finished_at is null;

create table import_batch (
  run_id uuid not null,
  batch int not null,
  imported int not null,
  refused int not null,
  found int not null,
  recorded_at timestamptz(3) not null,
  constraint import_batch_pkey primary key (run_id, batch)
);
comment on table import_batch is 'A stretch of lines whose acts, rows, refusals and findings were committed together with this row.';

create table import_objection (
  run_id uuid not null,
  line bigint not null,
  ordinal smallint not null,
  outcome text not null constraint import_objection_outcome check (outcome in ('refused', 'claimed')),
  person_id uuid,
  rule text,
  column_name text not null,
  code text not null,
  sentence text not null,
  shown text not null,
  state text not null default 'open' constraint import_objection_state check (state in ('open', 'closed')),
  constraint import_objection_pkey primary key (run_id, line, ordinal),
  constraint import_objection_person check ((outcome = 'claimed') = (person_id is not null))
);
comment on table import_objection is 'What was wrong with a line: refused lines are not in the register; a claimed value stands in it beside the confirmed ones until somebody decides (rule: category of the cleaning work, domain §8.2). The value is masked.';
create index import_objection_person_open on import_objection (person_id) where state = 'open' and outcome = 'claimed';

grant select, insert on import_batch, import_objection to congdan_app;
grant select, insert, update (finished_at) on import_run to congdan_app;
grant update (state) on import_objection to congdan_app;

create schema import_public;
grant usage on schema import_public to congdan_app;
create view import_public.finding as
  select run_id, line, ordinal, person_id, rule, column_name, code, sentence, shown, state from import_objection where outcome = 'claimed';
comment on view import_public.finding is 'Values that an import took as claimed, for rules and the work of cleaning.';
grant select on all tables in schema import_public to congdan_app;
