create table operation_record (
  operation_id uuid primary key,
  kind text not null constraint operation_record_kind check (kind in ('initialised', 'backup', 'backup-verified', 'restored', 'keys-rotated')),
  at timestamptz(3) not null,
  details jsonb not null default '{}'
);
create index operation_record_last on operation_record (kind, at desc);
comment on table operation_record is 'What the operator did to the house as a whole and when: the last backup, the restore this house came from, turned keys. Read by doctor. No personal data.';
create unique index operation_record_initialised_once on operation_record (kind) where kind = 'initialised';
grant select on operation_record to congdan_app;
