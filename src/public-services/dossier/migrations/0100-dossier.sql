create table procedure_version (
  hash text primary key,
  code text not null,
  name text not null,
  evaluator_version int not null,
  canonical jsonb not null,
  published_at timestamptz not null
);
create index procedure_version_code on procedure_version (code, published_at);
comment on table procedure_version is 'Procedures frozen at publication: a dossier runs to its end on the text it was filed on.';

create table draft (
  draft_id uuid primary key,
  owner_id uuid not null,
  service_code text not null,
  procedure_hash text not null references procedure_version,
  answers jsonb not null default '{}',
  confirmed jsonb not null default '{}',
  started_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  dossier_id uuid,
  version int not null default 1
);
create unique index draft_one_open on draft (owner_id, service_code) where dossier_id is null;
create index draft_expiry on draft (expires_at) where dossier_id is null;
comment on table draft is 'What a person has answered so far. Saved at every step, on every device, 30 days. Facts the state knows are not kept here: they are read again.';

create table dossier (
  dossier_id uuid primary key,
  code text not null constraint dossier_code unique,
  service_code text not null,
  procedure_hash text not null references procedure_version,
  channel text not null constraint dossier_channel check (channel in ('online', 'counter', 'post')),
  filing_mode text not null constraint dossier_filing_mode check (filing_mode in ('self', 'helped', 'on-behalf', 'counter')),
  applicant_id uuid not null,
  requester_id uuid not null,
  submitter_id uuid not null,
  helper_id uuid,
  subjects uuid[] not null,
  receiving_unit uuid not null,
  area text not null,
  submitted_at timestamptz not null,
  due_on date,
  status text not null,
  answers jsonb not null,
  snapshot jsonb not null,
  signature jsonb,
  command_id text not null constraint dossier_command unique,
  matter text,
  ended_at timestamptz,
  version int not null default 1,
  constraint dossier_helped check ((filing_mode = 'helped') = (helper_id is not null))
);
create unique index dossier_one_per_matter on dossier (matter) where matter is not null and ended_at is null;
create index dossier_applicant on dossier (applicant_id, submitted_at desc);
create index dossier_area on dossier (area, submitted_at);
comment on table dossier is 'One filing. Answers, the facts as shown with source and date, and the signature are what was filed; only what an officer asked about may be answered anew. Status follows the lanes. Requester, applicant and submitter are three roles.';

create table dossier_lane (
  lane_id uuid primary key,
  dossier_id uuid not null references dossier,
  lane text not null,
  procedure_code text not null,
  mandatory boolean not null,
  organisation_id uuid not null,
  area text not null,
  state text not null,
  national_status smallint not null,
  outcome text constraint dossier_lane_outcome check (outcome in ('done', 'refused', 'stopped', 'withdrawn')),
  state_since timestamptz not null,
  state_due timestamptz,
  started_at timestamptz,
  due_at timestamptz,
  pauses jsonb not null default '[]',
  requests smallint not null default 0,
  request jsonb,
  checked jsonb not null default '{}',
  claimed_by uuid,
  claimed_at timestamptz,
  result jsonb,
  ended_at timestamptz,
  version int not null default 1,
  constraint dossier_lane_once unique (dossier_id, lane),
  constraint dossier_lane_ended check ((outcome is null) = (ended_at is null))
);
create index dossier_lane_queue on dossier_lane (organisation_id, state, state_due) where outcome is null;
create index dossier_lane_due on dossier_lane (area, due_at);
comment on table dossier_lane is 'One procedure of a filing: its own authority, state, clock and result. A single procedure is a filing with one lane.';

create table dossier_event (
  event_id uuid primary key,
  dossier_id uuid not null references dossier,
  lane text,
  at timestamptz not null,
  kind text not null,
  from_state text,
  to_state text,
  actor_kind text not null,
  actor_id uuid,
  organisation_id uuid,
  says text,
  note text,
  data jsonb not null default '{}'
);
create index dossier_event_dossier on dossier_event (dossier_id, at);
comment on table dossier_event is 'The timeline of a filing: who did what, when, which state it left and reached. Only inserted. `says` is what the citizen reads; `note` stays inside.';

create table dossier_paper (
  paper_id uuid primary key,
  draft_id uuid,
  dossier_id uuid references dossier,
  item text not null,
  file_hash text not null,
  file_name text not null,
  media_type text not null,
  size int not null,
  pages smallint not null,
  quality jsonb not null default '{}',
  added_at timestamptz not null,
  removed_at timestamptz
);
create index dossier_paper_draft on dossier_paper (draft_id);
create index dossier_paper_dossier on dossier_paper (dossier_id);
comment on table dossier_paper is 'Papers a person gave, by hash of the stored file.';

create table dossier_consent (
  consent_id uuid primary key,
  dossier_id uuid not null references dossier,
  item text not null,
  person_id uuid not null,
  says text not null,
  state text not null default 'asked' constraint dossier_consent_state check (state in ('asked', 'agreed', 'refused')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  constraint dossier_consent_once unique (dossier_id, item)
);
create index dossier_consent_person on dossier_consent (person_id) where state = 'asked';
comment on table dossier_consent is 'Agreement of another person (head of household, owner), asked of that person, never typed by the applicant.';

create table dossier_sequence (
  unit_code text not null,
  day date not null,
  last int not null,
  primary key (unit_code, day)
);
comment on table dossier_sequence is 'Last number of the dossier code, per receiving unit and day (TT 03/2025/TT-VPCP).';

grant select, insert on procedure_version, dossier_event to congdan_app;
grant select, insert, update, delete on draft to congdan_app;
grant select, insert on dossier, dossier_lane, dossier_paper to congdan_app;
grant update (status, due_on, ended_at, version, snapshot, answers) on dossier to congdan_app;
grant update (state, national_status, outcome, state_since, state_due, started_at, due_at, pauses, requests, request, checked, claimed_by, claimed_at, result, ended_at, version) on dossier_lane to congdan_app;
grant update (dossier_id, removed_at) on dossier_paper to congdan_app;
grant select, insert, update on dossier_sequence to congdan_app;
grant select, insert on dossier_consent to congdan_app;
grant update (state, answered_at) on dossier_consent to congdan_app;
