create table quality_finding (
  finding_id uuid not null constraint quality_finding_pkey primary key,
  rule text not null,
  category text not null,
  severity text not null constraint quality_finding_severity check (severity in ('error', 'warning')),
  subject_kind text not null constraint quality_finding_subject_kind check (subject_kind in ('person', 'household')),
  subject_id uuid not null,
  fingerprint text not null,
  area text,
  hamlet text,
  state text not null default 'open' constraint quality_finding_state check (state in ('open', 'assigned', 'proposed', 'fixed', 'exempted')),
  opened_at timestamptz(3) not null,
  due_on date not null,
  closed_at timestamptz(3),
  assigned_to uuid,
  proposal text constraint quality_finding_proposal check (proposal in ('correction', 'exemption')),
  proposed_by uuid,
  proposal_reason text,
  proposal_note text,
  correction_case uuid,
  version int not null default 1,
  constraint quality_finding_once unique (subject_id, rule, fingerprint),
  constraint quality_finding_closed check ((state in ('fixed', 'exempted')) = (closed_at is not null)),
  constraint quality_finding_proposed check (state <> 'proposed' or proposal is not null)
);
comment on table quality_finding is 'Something a quality rule found wrong or doubtful of one person or household. Never deleted: it is fixed by an act, exempted with a reason, or opens again.';
comment on column quality_finding.fingerprint is 'What of several things of one rule it is: the other relative, or the group of people who share a number. Empty otherwise; never a personal value.';
create index quality_finding_worklist on quality_finding (area, rule, hamlet) where state in ('open', 'assigned', 'proposed');
create index quality_finding_rule on quality_finding (rule, fingerprint) where fingerprint <> '' and state in ('open', 'assigned', 'proposed');
create index quality_finding_correction on quality_finding (correction_case) where correction_case is not null;

create table quality_finding_event (
  event_id uuid not null constraint quality_finding_event_pkey primary key,
  finding_id uuid not null,
  at timestamptz(3) not null,
  kind text not null constraint quality_finding_event_kind check (kind in ('opened', 'reopened', 'assigned', 'proposed', 'returned', 'fixed', 'exempted')),
  actor_kind text not null,
  actor_person uuid,
  appointment uuid,
  reason text,
  note text
);
comment on table quality_finding_event is 'The life of a finding, one row a step: who, when, why. Only added to.';
create index quality_finding_event_finding on quality_finding_event (finding_id, at);

create table quality_pass (
  pass_id uuid not null constraint quality_pass_pkey primary key,
  engine text not null constraint quality_pass_engine check (engine in ('duckdb', 'postgres')),
  taken_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  rules_hash text not null,
  people bigint not null,
  households bigint not null,
  found bigint not null,
  opened bigint not null,
  closed bigint not null
);
comment on table quality_pass is 'Full passes of all rules over the register: on which rules (by hash), what was looked at, what came of it.';

create table quality_score (
  day date not null,
  area text not null,
  rule text not null,
  judged bigint not null,
  found bigint not null,
  constraint quality_score_pkey primary key (day, area, rule)
);
comment on table quality_score is 'Of each rule in each commune on each day: how many people or households were judged and how many were found. The scores đúng, đủ, sạch, sống are sums of these.';

create table quality_check (
  subject_id uuid not null constraint quality_check_pkey primary key,
  at timestamptz(3) not null
);
comment on table quality_check is 'When a person or household was last judged by itself after a change: a full pass that began earlier says nothing about it. Emptied by the next pass.';

create table quality_code (
  code_set text not null,
  code text not null,
  constraint quality_code_pkey primary key (code_set, code)
);
comment on table quality_code is 'Sets of codes the rules compare with, as of the last pass: communes that stand, places a personal number may name.';

grant select, insert, update (state, closed_at, assigned_to, proposal, proposed_by, proposal_reason, proposal_note, correction_case, version, area, hamlet, opened_at, due_on) on quality_finding to congdan_app;
grant select, insert on quality_finding_event, quality_pass to congdan_app;
grant select, insert, update (judged, found) on quality_score to congdan_app;
grant select, insert, update (at), delete on quality_check to congdan_app;
grant select, insert, delete on quality_code to congdan_app;

create schema quality_public;
comment on schema quality_public is 'What steering may see of data cleaning: counts by rule and commune, nobody''s data.';
create view quality_public.score as select day, area, rule, judged, found from quality_score;
comment on view quality_public.score is 'Judged and found by rule, commune and day.';
grant usage on schema quality_public to congdan_app;
grant select on quality_public.score to congdan_app;
