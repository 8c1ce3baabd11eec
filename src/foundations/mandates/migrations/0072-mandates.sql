create table mandate (
  giver_id uuid not null,
  holder_id uuid not null constraint mandate_two_people check (holder_id <> giver_id),
  mandate_id uuid not null,
  kind text not null constraint mandate_kind check (kind in ('standing', 'dossier')),
  scope text[] not null,
  dossier_id uuid,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint mandate_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint mandate_pkey primary key (giver_id, row_id),
  constraint mandate_period check (valid_to is not null and valid_from < valid_to),
  constraint mandate_about check ((kind = 'dossier') = (dossier_id is not null) and (kind = 'dossier' or cardinality(scope) > 0))
);
comment on table mandate is 'Permissions to act for another (Bộ luật Dân sự 2015 đ.138): standing for named procedures, or for one dossier. They always have an end; ending one early shortens its period.';
create unique index mandate_current on mandate (giver_id, mandate_id) where superseded_at is null;
create index mandate_by_id on mandate (mandate_id) where superseded_at is null;
create index mandate_holder on mandate (holder_id) where superseded_at is null;

create table legal_entity (
  entity_id uuid not null,
  code text not null,
  name text not null,
  representative_id uuid not null,
  area text not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint legal_entity_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint legal_entity_pkey primary key (entity_id, row_id),
  constraint legal_entity_period check (valid_to is null or valid_from < valid_to)
);
comment on table legal_entity is 'Organisations with their legal representative (Bộ luật Dân sự 2015 đ.85, 137), as shown when they asked for an e-ID account. Not the business register.';
create unique index legal_entity_current on legal_entity (entity_id) where superseded_at is null and valid_to is null;
create unique index legal_entity_code on legal_entity (code) where superseded_at is null and valid_to is null and standing = 'confirmed';
create index legal_entity_representative on legal_entity (representative_id) where superseded_at is null;

create table mandate_request (
  request_id uuid primary key,
  asker_id uuid not null,
  asked_as text not null constraint mandate_request_asked_as check (asked_as in ('giver', 'holder')),
  other_id uuid,
  other_typed text not null,
  kind text not null constraint mandate_request_kind check (kind in ('standing', 'dossier')),
  scope text[] not null,
  dossier_id uuid,
  until date not null,
  state text not null constraint mandate_request_state check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  mandate_id uuid
);
comment on table mandate_request is 'Offers of a permission and requests for one, until the other side answers. Kept alike whether the typed number and name fit somebody (other_id) or nobody: what was typed shows the asker which is which.';
create index mandate_request_asker on mandate_request (asker_id, asked_at);
create index mandate_request_other on mandate_request (other_id) where state = 'open';

grant select, insert on mandate, legal_entity, mandate_request to congdan_app;
grant update (superseded_at, superseded_by) on mandate, legal_entity to congdan_app;
grant update (state, answered_at, mandate_id) on mandate_request to congdan_app;
