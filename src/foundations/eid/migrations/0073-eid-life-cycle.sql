alter table eid_account add column kind text not null default 'citizen' constraint eid_account_kind check (kind in ('citizen', 'child', 'foreigner'));
alter table eid_account add column representative_id uuid;
alter table eid_account add column intake_area text;
alter table eid_account add constraint eid_account_child check (kind <> 'child' or representative_id is not null);
create index eid_account_residence on eid_account (residence_area, state);
create index eid_account_intake on eid_account (intake_area, state);
comment on column eid_account.intake_area is 'Commune of the desk that took the account in; null when asked for from home. Not where the holder lives.';

create table eid_organisation (
  entity_id uuid primary key,
  state text not null constraint eid_organisation_state check (state in ('registered', 'active', 'locked', 'rejected', 'cancelled')),
  intake_unit uuid,
  area text not null,
  intake_at timestamptz not null,
  approved_at timestamptz,
  version int not null default 1
);
comment on table eid_organisation is 'Accounts of organisations (NĐ 69/2024 art. 7): one kind, without levels, used through the level-2 account of the legal representative.';

create table eid_case (
  case_id uuid primary key,
  kind text not null constraint eid_case_kind check (kind in ('citizen', 'child', 'foreigner', 'organisation')),
  level smallint constraint eid_case_level check (level in (1, 2)),
  person_id uuid not null,
  account_id uuid references eid_account,
  entity_id uuid references eid_organisation,
  representative_id uuid,
  channel text not null constraint eid_case_channel check (channel in ('remote', 'desk')),
  intake_unit uuid,
  intake_area text,
  residence_unit uuid,
  residence_area text,
  taken_by uuid,
  received_at timestamptz not null,
  due_on date not null,
  basis text not null,
  evidence jsonb not null,
  state text not null constraint eid_case_state check (state in ('registered', 'under-review', 'approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  version int not null default 1,
  constraint eid_case_about check ((kind = 'organisation') = (entity_id is not null) and (kind = 'organisation') = (level is null))
);
create unique index eid_case_one_open on eid_case (coalesce(entity_id, person_id)) where state in ('registered', 'under-review');
create index eid_case_intake on eid_case (intake_area, state);
create index eid_case_residence on eid_case (residence_area, state);
create index eid_case_account on eid_case (account_id);
create index eid_case_entity on eid_case (entity_id);
comment on table eid_case is 'Requests for an account or a higher level, from intake to the answer, with the unit of intake and the unit of residence, the deadline counted when it came, what was checked, and the reason told to the person.';

create table eid_lock (
  lock_id uuid primary key,
  account_id uuid not null references eid_account,
  ground text not null constraint eid_lock_ground check (ground in ('holder', 'theft', 'breach', 'missing', 'restored', 'card', 'authority')),
  requested_by text not null,
  document text,
  reason text not null,
  decided_by jsonb not null,
  locked_at timestamptz not null,
  unlocked_at timestamptz,
  unlocked_by jsonb,
  unlock_reason text
);
create unique index eid_lock_one_open on eid_lock (account_id) where unlocked_at is null;
comment on table eid_lock is 'Why an account was locked, who asked, who decided, from when to when (NĐ 69/2024, likely).';

create table eid_recovery (
  recovery_id uuid primary key,
  account_id uuid not null references eid_account,
  started_at timestamptz not null,
  opens_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null constraint eid_recovery_state check (state in ('waiting', 'done', 'stopped'))
);
create unique index eid_recovery_one_waiting on eid_recovery (account_id) where state = 'waiting';
create index eid_recovery_account on eid_recovery (account_id);
comment on table eid_recovery is 'A level-1 account regained by a code alone: it opens only after a wait, in which its holder, told at once, can stop it.';

alter table eid_session add column proved_at timestamptz;
update eid_session set proved_at = created_at;
alter table eid_session alter column proved_at set not null;
alter table eid_session add column acting_for uuid;
alter table eid_session add column acting_name text;
comment on column eid_session.acting_for is 'Whom the holder acts for in this session; whether they may is read again at every request.';

alter table eid_authenticator drop constraint eid_authenticator_kind;
alter table eid_authenticator add constraint eid_authenticator_kind check (kind in ('passkey', 'password', 'totp', 'recovery-code'));
create unique index eid_authenticator_one_totp on eid_authenticator (account_id) where kind = 'totp' and revoked_at is null;
create unique index eid_authenticator_one_recovery_code on eid_authenticator (account_id) where kind = 'recovery-code' and revoked_at is null;
comment on table eid_authenticator is 'What an account signs in with. Passkeys: public key and counter; passwords: argon2id only; TOTP: encrypted secret and last step used; recovery code: keyed hash.';

alter table eid_challenge drop constraint eid_challenge_kind;
alter table eid_challenge add constraint eid_challenge_kind check (kind in (
  'sign-in-code', 'sign-in-totp', 'signing-code', 'proof-code', 'lock-code', 'recovery-code', 'request-code',
  'passkey-registration', 'passkey-sign-in', 'passkey-signing', 'passkey-proof', 'activation-link', 'enrolment', 'totp-set-up'));
create unique index eid_challenge_enrolment on eid_challenge (secret_hash) where kind = 'enrolment' and used_at is null;

grant select, insert on eid_organisation, eid_case, eid_lock, eid_recovery to congdan_app;
grant update (state, approved_at, version) on eid_organisation to congdan_app;
grant update (state, decided_by, decided_at, reason, version) on eid_case to congdan_app;
grant update (unlocked_at, unlocked_by, unlock_reason) on eid_lock to congdan_app;
grant update (account_id, secret_hash) on eid_challenge to congdan_app;
grant update (state) on eid_recovery to congdan_app;
grant update (auth_level, factors, proved_at, acting_for, acting_name) on eid_session to congdan_app;
grant update (kind, representative_id) on eid_account to congdan_app;
