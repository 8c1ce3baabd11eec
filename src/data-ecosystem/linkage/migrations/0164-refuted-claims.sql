create table matching_claim_refuted (
  person_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  field text not null constraint matching_claim_refuted_field check (field in ('phone', 'address', 'sector-number')),
  salt uuid not null,
  digest text not null constraint matching_claim_refuted_digest check (digest ~ '^[0-9a-f]{64}$'),
  at timestamptz(3) not null,
  constraint matching_claim_refuted_pkey primary key (person_id, case_id, field)
);
comment on table matching_claim_refuted is 'What a list said of somebody and the police found wrong: the same word of that owner''s lists of this kind is not kept again, a new one is. Outlives the lists. Only added to.';
comment on column matching_claim_refuted.digest is 'Of the salt and the value; the value itself is not kept.';

grant select, insert on matching_claim_refuted to congdan_app;
