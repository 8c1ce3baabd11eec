alter table openid_call add column key_id text;
comment on column openid_call.key_id is 'By which of its registered keys the party proved itself (kid); null where it named none or proves itself otherwise.';
