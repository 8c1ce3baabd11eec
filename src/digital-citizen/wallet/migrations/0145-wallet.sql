create table wallet_item (
  item_id uuid constraint wallet_item_pk primary key,
  owner_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  title text not null,
  issuer text not null,
  issued_on date not null,
  expires_on date,
  source text not null,
  source_ref uuid not null,
  state text not null constraint wallet_item_state check (state in ('valid', 'replaced', 'revoked')),
  state_reason text,
  state_since timestamptz(3) not null,
  added_at timestamptz(3) not null,
  constraint wallet_item_once unique (owner_id, source, source_ref)
);
create index wallet_item_source on wallet_item (source, source_ref);
create index wallet_item_kind on wallet_item (owner_id, subject_id, kind) where state = 'valid';
comment on table wallet_item is 'Papers of a person in one place: what exists, who issued it, whether it still holds. The content stays with its register or document.';
comment on column wallet_item.source is 'documents, health-insurance or residence; source_ref is the document, card or act there.';
grant select, insert, update (state, state_reason, state_since) on wallet_item to congdan_app;
