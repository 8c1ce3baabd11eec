create table installation (
  singleton boolean primary key default true constraint installation_singleton check (singleton),
  mode text not null constraint installation_mode check (mode in ('demo', 'production')),
  created_at timestamptz not null default now(),
  details jsonb not null default '{}'
);
comment on table installation is 'What this database is for. Stamped once, at creation: a demo never becomes a register and a register never a demo.';

create table outbox (
  event_id uuid primary key,
  position bigint generated always as identity,
  type text not null,
  subject_id uuid,
  payload jsonb not null,
  occurred_at timestamptz not null,
  written_in xid8 not null default pg_current_xact_id()
);
create unique index outbox_position on outbox (position);
comment on table outbox is 'Events, written in the transaction of the act they tell of. Feeds read only rows whose transaction lies below pg_snapshot_xmin.';

create table job (
  job_id uuid primary key,
  name text not null,
  payload jsonb not null,
  state text not null default 'waiting' constraint job_state check (state in ('waiting', 'running', 'dead')),
  run_at timestamptz not null,
  leased_until timestamptz,
  attempts int not null default 0,
  unique_key text,
  last_failure text
);
create index job_due on job (run_at, job_id) where state = 'waiting';
create index job_leased on job (leased_until) where state = 'running';
create unique index job_unique_key on job (unique_key) where unique_key is not null and state = 'waiting';
comment on table job is 'Work to be done after a commit. A finished job is deleted in the transaction of its effects; a dead one waits for a person.';

grant select on installation to congdan_app;
grant select, insert on outbox to congdan_app;
grant select, insert, update, delete on job to congdan_app;
