-- A consent at a desk says what it is for: a filing, an answer to form 02, an agreement that somebody else's filing asks for, a withdrawal.
alter table counter_consent
  add column what text not null default 'file',
  add constraint counter_consent_what check (what in ('file', 'answer', 'agree', 'withdraw'));
comment on column counter_consent.what is 'What was agreed to. draft_id is the draft, the answer at the desk, the agreement asked for, or the dossier to take back.';
drop index counter_consent_one_per_dossier;
create unique index counter_consent_one_per_dossier on counter_consent (dossier_id) where dossier_id is not null and what = 'file';
create unique index counter_consent_one_per_wish on counter_consent (draft_id) where dossier_id is not null and what <> 'file';
create index counter_consent_dossier on counter_consent (dossier_id) where dossier_id is not null;

create table counter_answer (
  answer_id uuid primary key,
  case_id uuid not null,
  dossier_id uuid not null,
  lane text not null,
  requested_at timestamptz not null,
  person_id uuid not null,
  organisation_id uuid not null,
  officer_id uuid not null,
  typed jsonb not null default '{}',
  papers jsonb not null default '[]',
  started_at timestamptz not null,
  updated_at timestamptz not null,
  sent_at timestamptz,
  constraint counter_answer_once unique (dossier_id, case_id, lane, requested_at),
  constraint counter_answer_not_the_officer check (person_id <> officer_id)
);
create index counter_answer_unsent on counter_answer (organisation_id) where sent_at is null;
comment on table counter_answer is 'An answer to form 02 while a desk types it for the person in front: of one case, to one request. Nothing of it belongs to the dossier before it is sent on consent; then, or when the person leaves, its content is emptied.';
grant select, insert on counter_answer to congdan_app;
grant update (officer_id, typed, papers, updated_at, sent_at) on counter_answer to congdan_app;
