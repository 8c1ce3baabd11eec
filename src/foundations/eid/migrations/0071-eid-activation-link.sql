alter table eid_challenge drop constraint eid_challenge_kind;
alter table eid_challenge add constraint eid_challenge_kind
  check (kind in ('sign-in-code', 'signing-code', 'passkey-registration', 'passkey-sign-in', 'passkey-signing', 'activation-link'));
create index eid_challenge_links on eid_challenge (account_id) where kind = 'activation-link' and used_at is null;
comment on table eid_challenge is 'One-time codes, activation links and WebAuthn challenges: only a hash, at most five tries, used at most once.';
