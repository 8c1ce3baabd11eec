create table counter_case (
  case_id uuid primary key,
  organisation_id uuid not null,
  officer_id uuid not null,
  appointment_id uuid not null,
  person_id uuid not null,
  reason text not null constraint counter_case_reason check (reason in ('file', 'ask', 'hand-over', 'not-me', 'other')),
  reason_text text,
  found_by text not null constraint counter_case_found_by check (found_by in ('card-text', 'number', 'old-number')),
  warnings jsonb not null default '[]',
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  constraint counter_case_said_why check (reason <> 'other' or reason_text is not null),
  constraint counter_case_ends check (ends_at >= opened_at)
);
create index counter_case_desk on counter_case (organisation_id, opened_at);
comment on table counter_case is 'A person at a desk: who found them, how, why. Without an open case the desk reads nobody; it ends when the person leaves or after two hours.';

create table counter_consent (
  consent_id uuid primary key,
  draft_id uuid not null,
  person_id uuid not null,
  service_code text not null,
  document_hash text not null,
  method text not null constraint counter_consent_method check (method in ('phone-code', 'signature', 'thumbprint')),
  script_version int not null,
  script text not null,
  officer_id uuid not null,
  appointment_id uuid not null,
  organisation_id uuid not null,
  witness_id uuid,
  evidence jsonb not null,
  given_at timestamptz not null,
  valid_until timestamptz not null,
  seal text not null,
  dossier_id uuid,
  constraint counter_consent_witness check ((method = 'thumbprint') = (witness_id is not null)),
  constraint counter_consent_not_the_officer check (person_id <> officer_id and witness_id is distinct from officer_id and witness_id is distinct from person_id)
);
create index counter_consent_draft on counter_consent (draft_id, given_at);
create unique index counter_consent_one_per_dossier on counter_consent (dossier_id) where dossier_id is not null;
comment on table counter_consent is 'How a person agreed that a desk files exactly these answers: the sentence read aloud, the method, the witness, the scan. Bound to the hash of the answers and sealed; only which dossier it was used for is added later, once.';

create table counter_code (
  code_id uuid primary key,
  draft_id uuid not null,
  person_id uuid not null,
  document_hash text not null,
  secret_hash bytea not null,
  sent_to text not null,
  attempts int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index counter_code_person on counter_code (person_id, created_at);
comment on table counter_code is 'One-time codes for consent at a desk. They lie apart from the codes of the e-ID: none of them can sign in or sign.';

create table counter_denial (
  dossier_id uuid primary key,
  person_id uuid not null,
  organisation_id uuid not null,
  said_by text not null constraint counter_denial_said_by check (said_by in ('self', 'desk')),
  officer_id uuid,
  words text,
  withdrawn int not null,
  said_at timestamptz not null,
  constraint counter_denial_officer check ((said_by = 'desk') = (officer_id is not null))
);
create index counter_denial_said on counter_denial (said_at);
comment on table counter_denial is '"It was not me who asked": said by the applicant, or written down by an officer who is not the one who helped.';

create table counter_handover (
  handover_id uuid primary key,
  dossier_id uuid not null,
  document_id uuid not null,
  lane text,
  receiver_id uuid not null,
  signed_by text not null constraint counter_handover_signed_by check (signed_by in ('signature', 'thumbprint')),
  witness_id uuid,
  file_hash text not null,
  officer_id uuid not null,
  appointment_id uuid not null,
  organisation_id uuid not null,
  handed_at timestamptz not null,
  constraint counter_handover_once unique (dossier_id, document_id),
  constraint counter_handover_witness check ((signed_by = 'thumbprint') = (witness_id is not null))
);
comment on table counter_handover is 'A result on paper given into somebody''s hands: who, found how, signed with what. Done is not the same as returned (domain §5.5).';

grant select, insert on counter_case, counter_consent, counter_code, counter_denial, counter_handover to congdan_app;
grant update (ends_at) on counter_case to congdan_app;
grant update (dossier_id) on counter_consent to congdan_app;
grant update (attempts, used_at) on counter_code to congdan_app;
