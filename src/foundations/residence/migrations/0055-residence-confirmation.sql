create table residence_confirmation (
  person_id uuid not null,
  document_id uuid not null,
  issuer_id uuid not null,
  subjects uuid[] not null,
  holders uuid[] not null,
  fingerprint text not null,
  valid_until date not null,
  issued_at timestamptz(3) not null,
  command_id uuid not null,
  ended_at timestamptz(3),
  constraint residence_confirmation_pkey primary key (person_id, document_id)
);
comment on table residence_confirmation is 'Confirmations CT07 with a fingerprint of the data they state: valid for a year, void as soon as the data are others (TT 116/2026/TT-BCA).';
create unique index residence_confirmation_command on residence_confirmation (person_id, command_id);
create unique index residence_confirmation_document on residence_confirmation (document_id);
create index residence_confirmation_subjects on residence_confirmation using gin (subjects) where ended_at is null;

grant select, insert, update (ended_at) on residence_confirmation to congdan_app;
