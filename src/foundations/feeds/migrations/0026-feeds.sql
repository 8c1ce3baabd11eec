create table feed_event (
  position bigint not null constraint feed_event_pkey primary key,
  event_id uuid not null constraint feed_event_once unique,
  type text not null,
  people uuid[] not null,
  occurred_at timestamptz(3) not null
);
comment on table feed_event is 'Events of the outbox in gapless places of their own, given only once every earlier transaction has ended: whoever reads up to a place misses nothing. Never changed.';

create table feed_state (
  singleton boolean not null default true constraint feed_state_pkey primary key constraint feed_state_singleton check (singleton),
  cluster text not null,
  taken_in xid8 not null,
  taken_position bigint not null
);
comment on table feed_state is 'How far the outbox has been given places, and in which cluster its transactions were numbered.';

create table feed_consumer (
  consumer_id uuid not null constraint feed_consumer_pkey primary key,
  client_id text not null constraint feed_consumer_client check (client_id ~ '^[a-z][a-z0-9-]{2,62}$'),
  name text not null constraint feed_consumer_name check (name <> ''),
  public_key jsonb not null,
  purpose_code text not null,
  purpose_basis text not null constraint feed_consumer_basis check (purpose_basis <> ''),
  purpose_text text not null constraint feed_consumer_text check (purpose_text <> ''),
  types text[] not null constraint feed_consumer_types check (cardinality(types) > 0),
  fields text[] not null,
  areas text[] not null constraint feed_consumer_areas check (cardinality(areas) > 0),
  decision text not null constraint feed_consumer_decision check (decision <> ''),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz(3) not null,
  recorded_by jsonb not null,
  constraint feed_consumer_period check (valid_to is null or valid_from <= valid_to)
);
create unique index feed_consumer_once on feed_consumer (client_id) where valid_to is null;
comment on table feed_consumer is 'Which authorised system may follow which changes of people of which areas, with which fields, for which purpose and by which decision (NĐ 278/2025). A changed right is a new row.';

create table bulk_export (
  export_id uuid not null constraint bulk_export_pkey primary key,
  recipient text not null constraint bulk_export_recipient check (recipient <> ''),
  purpose_code text not null,
  purpose_basis text not null constraint bulk_export_basis check (purpose_basis <> ''),
  purpose_text text not null,
  decision text not null constraint bulk_export_decision check (decision <> ''),
  fields text[] not null constraint bulk_export_fields check (cardinality(fields) > 0),
  area text not null,
  started_at timestamptz(3) not null,
  started_by jsonb not null
);
comment on table bulk_export is 'A list of people that left the house: for whom, why, by which decision, which fields and which area. Everybody in it stands in the access log.';

create table bulk_export_end (
  export_id uuid not null constraint bulk_export_end_pkey primary key,
  finished_at timestamptz(3) not null,
  people int not null,
  bytes bigint not null,
  sha256 text not null constraint bulk_export_end_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table bulk_export_end is 'The end of an export: how many people, and the hash of the whole file. An export without one was broken off; what had been read is in the access log all the same.';

grant select, insert on feed_event, bulk_export, bulk_export_end to congdan_app;
grant select, insert, update (cluster, taken_in, taken_position) on feed_state to congdan_app;
grant select, insert, update (valid_to) on feed_consumer to congdan_app;
