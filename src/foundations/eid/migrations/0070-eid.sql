create table eid_account (
  account_id uuid primary key,
  person_id uuid not null,
  display_name text not null,
  number_key bytea not null,
  level smallint not null constraint eid_account_level check (level in (1, 2)),
  state text not null constraint eid_account_state check (state in ('registered', 'under-review', 'approved', 'activation-pending', 'active', 'locked', 'rejected', 'cancelled')),
  intake_unit uuid,
  residence_area text,
  phone text,
  email text,
  intake_at timestamptz not null,
  approved_at timestamptz,
  activated_at timestamptz,
  last_used_at timestamptz,
  version int not null default 1
);
create unique index eid_account_one_per_person on eid_account (person_id) where state not in ('rejected', 'cancelled');
create unique index eid_account_number_key on eid_account (number_key) where state not in ('rejected', 'cancelled');
comment on table eid_account is 'Electronic identification accounts (NĐ 69/2024 art. 7): level, state, unit of intake and area of residence kept apart. The personal number stands here only as a keyed hash.';

create table eid_account_event (
  event_id uuid primary key,
  account_id uuid not null references eid_account,
  at timestamptz not null,
  from_state text,
  to_state text not null,
  actor jsonb not null,
  reason text
);
create index eid_account_event_account on eid_account_event (account_id, at);
comment on table eid_account_event is 'Every change of state of an account, who made it and why. Only inserted; kept at least five years (NĐ 69/2024 art. 17).';

create table eid_authenticator (
  authenticator_id uuid primary key,
  account_id uuid not null references eid_account,
  kind text not null constraint eid_authenticator_kind check (kind in ('passkey', 'password')),
  label text not null,
  credential_id text,
  data jsonb not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create unique index eid_authenticator_credential on eid_authenticator (credential_id) where credential_id is not null;
create unique index eid_authenticator_one_password on eid_authenticator (account_id) where kind = 'password' and revoked_at is null;
create index eid_authenticator_account on eid_authenticator (account_id);
comment on table eid_authenticator is 'What an account signs in with. Passkeys: public key and counter; passwords: argon2id only.';

create table eid_challenge (
  challenge_id uuid primary key,
  kind text not null constraint eid_challenge_kind check (kind in ('sign-in-code', 'signing-code', 'passkey-registration', 'passkey-sign-in', 'passkey-signing')),
  account_id uuid references eid_account,
  secret_hash bytea not null,
  subject jsonb not null default '{}',
  attempts int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index eid_challenge_expiry on eid_challenge (expires_at);
comment on table eid_challenge is 'One-time codes and WebAuthn challenges: keyed hash, at most five tries, used at most once.';

create table eid_throttle (
  key bytea primary key,
  failures int not null,
  first_failure_at timestamptz not null,
  blocked_until timestamptz
);
comment on table eid_throttle is 'Failed tries per account and origin, so that a guesser is slowed and the holder on another line is not.';

create table eid_session (
  session_id uuid primary key,
  token_hash text not null constraint eid_session_token unique,
  account_id uuid not null references eid_account,
  person_id uuid not null,
  auth_level smallint not null constraint eid_session_auth_level check (auth_level between 1 and 4),
  factors text[] not null,
  appointment_id uuid,
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index eid_session_account on eid_session (account_id, created_at);
comment on table eid_session is 'Sessions, by hash of their token. A post, where chosen, is a dated appointment read again at every request.';

grant select, insert on eid_account, eid_account_event, eid_authenticator, eid_challenge, eid_session to congdan_app;
grant update (display_name, level, state, phone, email, residence_area, approved_at, activated_at, last_used_at, version) on eid_account to congdan_app;
grant update (data, label, last_used_at, revoked_at) on eid_authenticator to congdan_app;
grant update (attempts, used_at), delete on eid_challenge to congdan_app;
grant update (last_seen_at, expires_at, revoked_at, appointment_id) on eid_session to congdan_app;
grant select, insert, update, delete on eid_throttle to congdan_app;
