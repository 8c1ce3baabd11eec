alter table eid_challenge drop constraint eid_challenge_kind;
alter table eid_challenge add constraint eid_challenge_kind check (kind in (
  'sign-in-code', 'sign-in-totp', 'sign-in-elsewhere', 'signing-code', 'proof-code', 'lock-code', 'recovery-code', 'request-code',
  'passkey-registration', 'passkey-sign-in', 'passkey-signing', 'passkey-proof', 'activation-link', 'enrolment', 'totp-set-up'));

create unique index eid_challenge_elsewhere on eid_challenge (secret_hash) where kind = 'sign-in-elsewhere' and used_at is null;
comment on index eid_challenge_elsewhere is 'A browser that waits for a telephone is found by the code it shows.';

-- By what the holder had proved on the telephone is written down with their yes.
grant update (subject) on eid_challenge to congdan_app;
