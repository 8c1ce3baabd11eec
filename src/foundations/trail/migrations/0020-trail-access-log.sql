create table access_log (
  log_id uuid primary key,
  at timestamptz(3) not null,
  written_in xid8 not null default pg_current_xact_id(),
  request_id text not null,
  actor_kind text not null constraint access_log_actor_kind check (actor_kind in ('visitor', 'system', 'relying-party', 'citizen', 'officer')),
  actor_person uuid,
  actor_organisation uuid,
  actor_role text,
  actor_appointment uuid,
  actor_name text,
  on_behalf_of uuid,
  automatic boolean not null,
  purpose_code text not null,
  purpose_basis text not null,
  purpose_text text,
  dossier_id uuid,
  kind text not null constraint access_log_kind check (kind in ('open', 'search', 'list', 'redaction')),
  register text not null,
  subjects uuid[] not null,
  fields text[] not null,
  query_hash text,
  outcome text not null constraint access_log_outcome check (outcome in ('done', 'refused')),
  refers_to uuid,
  refers_leaf text constraint access_log_refers_leaf check (refers_leaf ~ '^[0-9a-f]{64}$'),
  salt bytea default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) constraint access_log_salt_length check (octet_length(salt) = 32),
  redacted_by uuid,
  constraint access_log_redaction_refers check ((kind = 'redaction') = (refers_to is not null and refers_leaf is not null)),
  constraint access_log_salted check ((salt is null) = (redacted_by is not null))
);
comment on table access_log is 'Who read whose data, when, which fields and why (Luật Căn cước Đ10; Luật 91/2025). One row per reading, also when the act was refused. The program may only add; a lawful redaction empties a row and names the order for it.';
comment on column access_log.written_in is 'The transaction that wrote the row. The sealer takes only rows below pg_snapshot_xmin, so that nothing committed late is left behind.';
comment on column access_log.salt is 'Two halves, for what the citizen may see and for what stays inside; they go into the sealed leaf before the row. Destroyed by a redaction, so that what was removed cannot be guessed from the hash.';
comment on column access_log.refers_to is 'For an order of redaction: the row it empties; refers_leaf is the sealed leaf of that row.';

create index access_log_written_in on access_log (written_in, log_id);
-- Measured against a side table and split indexes: no slower to write, and no second truth beside the sealed row.
create index access_log_subjects on access_log using gin (subjects) with (fastupdate = off);

-- Not written_in, salt or redacted_by: the program can neither date a row back nor choose its salt.
grant select on access_log to congdan_app, congdan_sealer;
grant insert (log_id, at, request_id, actor_kind, actor_person, actor_organisation, actor_role, actor_appointment, actor_name, on_behalf_of, automatic,
  purpose_code, purpose_basis, purpose_text, dossier_id, kind, register, subjects, fields, query_hash, outcome, refers_to, refers_leaf) on access_log to congdan_app;
