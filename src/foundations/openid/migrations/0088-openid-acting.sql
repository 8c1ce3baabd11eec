-- Who signs in elsewhere for another is carried as account~person. What belongs to an account is found by the part before it.
drop index openid_payload_account;
create index openid_payload_account on openid_payload (split_part(account_id, '~', 1)) where account_id is not null;
create index openid_consent_holder on openid_consent (split_part(account_id, '~', 1));
create index openid_consent_person on openid_consent (person_id);
