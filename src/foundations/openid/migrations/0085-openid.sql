create table openid_organisation (
  organisation_id uuid primary key,
  name text not null,
  business_number text not null,
  kind text not null constraint openid_organisation_kind check (kind in ('state', 'licensed-provider', 'other')),
  licence text,
  contact_name text not null,
  contact_email text not null,
  data_officer text not null,
  verified_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null
);
create unique index openid_organisation_business_number on openid_organisation (business_number) where verified_at is not null;
comment on table openid_organisation is 'Organisations whose systems rely on the e-ID (NĐ 69/2024 art. 18–23). Verified once two people of the operator have approved its first live client.';

create table openid_member (
  organisation_id uuid not null references openid_organisation,
  account_id uuid not null,
  person_id uuid not null,
  joined_at timestamptz not null,
  primary key (organisation_id, account_id)
);
create index openid_member_account on openid_member (account_id);
comment on table openid_member is 'Who works for an organisation in the console of relying parties.';

create table openid_client (
  client_id text primary key,
  organisation_id uuid not null references openid_organisation,
  environment text not null constraint openid_client_environment check (environment in ('sandbox', 'live')),
  state text not null constraint openid_client_state check (state in ('draft', 'waiting', 'approved', 'refused', 'suspended')),
  version int not null default 1,
  settings jsonb not null,
  in_force jsonb,
  created_by uuid not null,
  created_at timestamptz not null,
  submitted_at timestamptz
);
create index openid_client_organisation on openid_client (organisation_id);
comment on table openid_client is 'Systems that sign people in. `settings` is what the organisation edits; `in_force` is what two people approved and the provider goes by.';

create table openid_decision (
  client_id text not null references openid_client,
  version int not null,
  decided_by uuid not null,
  approved boolean not null,
  reason text not null,
  settings_hash text not null,
  at timestamptz not null,
  primary key (client_id, version, decided_by)
);
comment on table openid_decision is 'Who approved or refused which version of a client, over the hash of exactly what was shown. Only inserted.';

create table openid_paper (
  paper_id uuid primary key,
  client_id text not null references openid_client,
  file_hash text not null,
  name text not null,
  added_by uuid not null,
  added_at timestamptz not null
);
create index openid_paper_client on openid_paper (client_id);
comment on table openid_paper is 'Documents of a request to connect: agreement, appraisal of the security level, licence.';

create table openid_payload (
  model text not null,
  id_hash bytea not null,
  payload jsonb not null,
  sealed_id bytea,
  grant_id text,
  uid text,
  user_code_hash bytea,
  account_id text,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  primary key (model, id_hash)
);
create index openid_payload_grant on openid_payload (grant_id) where grant_id is not null;
create unique index openid_payload_uid on openid_payload (uid) where uid is not null;
create unique index openid_payload_user_code on openid_payload (user_code_hash) where user_code_hash is not null;
create index openid_payload_account on openid_payload (account_id) where account_id is not null;
create index openid_payload_expiry on openid_payload (expires_at);
comment on table openid_payload is 'Codes, tokens, sessions and requests of the OpenID provider. Every id is a secret and stands here only as a hash; what may be used once is used by a conditional update.';

create table openid_consent (
  consent_id uuid primary key,
  account_id text not null,
  person_id uuid not null,
  client_id text not null references openid_client,
  purpose text not null,
  shown jsonb not null,
  asked text[] not null,
  fields text[] not null,
  subject text not null,
  grant_id text not null,
  given_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  withdrawn_at timestamptz,
  receipt text not null
);
create unique index openid_consent_standing on openid_consent (account_id, client_id, purpose) where withdrawn_at is null;
create index openid_consent_grant on openid_consent (grant_id);
create index openid_consent_client on openid_consent (client_id, subject);
comment on table openid_consent is 'What a person allowed a relying party to read, per purpose, with what was shown (Luật 91/2025: explicit, per purpose, provable, withdrawable). Withdrawn, never deleted.';

create table openid_call (
  call_id uuid primary key,
  at timestamptz not null,
  client_id text not null references openid_client,
  request_id text not null,
  endpoint text not null,
  status smallint not null,
  error text,
  milliseconds int not null,
  purpose text,
  fields text[] not null default '{}'
);
create index openid_call_client on openid_call (client_id, at);
create index openid_call_age on openid_call (at);
comment on table openid_call is 'Calls of relying parties for their own console, kept 90 days: no person, no token, no value. Who read whose data stands in access_log.';

grant select, insert on openid_organisation, openid_member, openid_client, openid_decision, openid_paper, openid_payload, openid_consent, openid_call to congdan_app;
grant update (verified_at, licence, contact_name, contact_email, data_officer) on openid_organisation to congdan_app;
grant update (state, version, settings, in_force, submitted_at) on openid_client to congdan_app;
grant update (payload, sealed_id, grant_id, uid, user_code_hash, account_id, expires_at, consumed_at), delete on openid_payload to congdan_app;
grant update (grant_id, expires_at, last_used_at, withdrawn_at) on openid_consent to congdan_app;
grant delete on openid_call to congdan_app;
