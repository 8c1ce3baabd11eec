create table matching_review_run (
  run_id uuid not null constraint matching_review_run_pkey primary key,
  list_id uuid not null,
  prepared_at timestamptz(3) not null,
  published_at timestamptz(3),
  published_by uuid
);
comment on table matching_review_run is 'Runs whose rows people read: from when, and when what they decided was made known.';

create table matching_review (
  run_id uuid not null,
  row_no int not null,
  list_id uuid not null,
  area text,
  origin text not null constraint matching_review_origin check (origin in ('review', 'automatic')),
  weight double precision not null,
  urgent boolean not null,
  place double precision not null default random(),
  draw double precision not null default random(),
  round smallint not null default 1,
  stage smallint not null default 1 constraint matching_review_stage check (stage in (1, 2, 3)),
  state text not null default 'waiting' constraint matching_review_state check (state in ('waiting', 'done')),
  claimed_by uuid,
  claimed_until timestamptz(3),
  verdict text constraint matching_review_verdict check (verdict in ('same', 'another', 'none', 'unsure', 'ask')),
  person_id uuid,
  version int not null default 1,
  constraint matching_review_pkey primary key (run_id, row_no),
  constraint matching_review_done check ((state = 'done') = (verdict is not null)),
  constraint matching_review_person check ((verdict in ('same', 'another')) = (person_id is not null))
);
comment on table matching_review is 'A row of a list that people read: doubtful, or drawn from those the machine linked by itself. Held by one reader at a time.';
comment on column matching_review.area is 'The commune the row says, else of its likeliest person: whose police may read it.';
comment on column matching_review.urgent is 'The likeliest person is dead: somebody may be paid who is not there.';
comment on column matching_review.draw is 'Below the share of the day the row is read a second time. Never shown: a reader cannot know.';
comment on column matching_review.round is 'Begins anew when the owner of the list has answered a question.';
comment on column matching_review.stage is 'Which reading is due: the first, the blind second, or the third where two differ.';
create index matching_review_queue on matching_review (run_id, area, urgent, place) where state = 'waiting';

create table matching_reading (
  reading_id uuid not null,
  run_id uuid not null,
  row_no int not null,
  round smallint not null,
  stage smallint not null,
  reader uuid not null,
  appointment uuid,
  verdict text not null constraint matching_reading_verdict check (verdict in ('same', 'another', 'none', 'unsure', 'ask')),
  person_id uuid,
  reason text,
  note text,
  at timestamptz(3) not null,
  undone_at timestamptz(3),
  constraint matching_reading_pkey primary key (run_id, reading_id),
  constraint matching_reading_person check ((verdict in ('same', 'another')) = (person_id is not null))
);
comment on table matching_reading is 'What one reader said of one row, with reason. Taken back by its reader it stays, marked.';
create unique index matching_reading_once on matching_reading (run_id, row_no, round, stage) where undone_at is null;
create unique index matching_reading_other_reader on matching_reading (run_id, row_no, round, reader) where undone_at is null;
create index matching_reading_reader on matching_reading (run_id, reader, at desc);

create table matching_discrepancy (
  discrepancy_id uuid not null constraint matching_discrepancy_pkey primary key,
  run_id uuid not null,
  list_id uuid not null,
  row_no int not null,
  kind text not null constraint matching_discrepancy_kind check (kind in ('dead', 'left', 'duplicate', 'differs', 'question')),
  field text,
  person_id uuid,
  reading_id uuid,
  area text,
  question text,
  state text not null default 'open' constraint matching_discrepancy_state check (state in ('open', 'sent', 'answered', 'with-register', 'closed', 'withdrawn')),
  opened_at timestamptz(3) not null,
  sent_at timestamptz(3),
  due_on date,
  reminded_at timestamptz(3),
  reminders int not null default 0,
  answer text constraint matching_discrepancy_answer check (answer in ('list-corrected', 'list-right', 'removed', 'unknown')),
  answer_note text,
  answered_by uuid,
  answered_at timestamptz(3),
  correction_case uuid,
  outcome text,
  version int not null default 1,
  constraint matching_discrepancy_sent check ((state in ('sent', 'answered', 'with-register', 'closed')) <= (sent_at is not null and due_on is not null)),
  constraint matching_discrepancy_answered check ((state in ('answered', 'with-register', 'closed')) <= (answer is not null))
);
comment on table matching_discrepancy is 'What a list and the register say differently of one person, or what a reader asks: sent to the owner of the list, answered, and where the list is right proposed to the register''s owner. Holds no value: values are read where they stand.';
create unique index matching_discrepancy_once on matching_discrepancy (run_id, row_no, kind, coalesce(field, ''), coalesce(reading_id, run_id));
create index matching_discrepancy_list on matching_discrepancy (list_id, state, opened_at);
create index matching_discrepancy_correction on matching_discrepancy (correction_case) where correction_case is not null;

create table matching_discrepancy_event (
  event_id uuid not null constraint matching_discrepancy_event_pkey primary key,
  discrepancy_id uuid not null,
  at timestamptz(3) not null,
  kind text not null constraint matching_discrepancy_event_kind check (kind in ('opened', 'sent', 'reminded', 'answered', 'proposed', 'closed', 'withdrawn')),
  actor_kind text not null,
  actor_person uuid,
  appointment uuid,
  detail text
);
comment on table matching_discrepancy_event is 'The life of a discrepancy, one row a step. Only added to.';
create index matching_discrepancy_event_of on matching_discrepancy_event (discrepancy_id, at);

create table matching_claim (
  person_id uuid not null,
  list_id uuid not null,
  field text not null constraint matching_claim_field check (field in ('phone', 'address', 'sector-number')),
  value text not null,
  run_id uuid not null,
  row_no int not null,
  stated_on date not null,
  kept_until date not null,
  constraint matching_claim_pkey primary key (person_id, list_id, field)
);
comment on table matching_claim is 'What a sector''s list says of somebody it was linked to, beside the register''s fact and never over it: claimed, with its source, until the retention of the list ends.';
create index matching_claim_list on matching_claim (list_id, kept_until);

create table matching_export (
  export_id uuid not null constraint matching_export_pkey primary key,
  run_id uuid not null,
  list_id uuid not null,
  ordered_by uuid not null,
  appointment uuid,
  at timestamptz(3) not null,
  expires_on date not null,
  agreement text not null,
  mark text not null,
  rows bigint not null,
  sha256 text not null constraint matching_export_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table matching_export is 'A result that was handed out as a file: to whom, by which agreement, with which mark in every line, its hash, and until when it may be kept. Only added to.';
create index matching_export_list on matching_export (list_id, at desc);

create view matching_decided as
  select u.run_id, w.list_id, w.row_no, w.state, w.commune,
    case when v.verdict in ('same', 'another') then 'automatic' when v.verdict = 'none' then 'reject' when v.verdict is not null then 'review' else coalesce(d.zone, 'reject') end as zone,
    case when v.verdict = 'none' then null else d.person_id end as person_id, d.weight, d.levels, d.life_status, d.area, v.verdict is not null as read
  from matching_run u join matching_row w on w.list_id = u.list_id
    left join matching_review v on v.run_id = u.run_id and v.row_no = w.row_no and v.state = 'done'
    left join matching_pair d on d.run_id = u.run_id and d.row_no = w.row_no and case when v.person_id is null then d.rank = 1 else d.person_id = v.person_id end;
comment on view matching_decided is 'Every row of a run''s list as it stands now: the machine''s zone, or what people said of it.';

grant select, insert, update (published_at, published_by) on matching_review_run to congdan_app;
grant select, insert, update (round, stage, state, claimed_by, claimed_until, verdict, person_id, version) on matching_review to congdan_app;
grant select, insert, update (undone_at) on matching_reading to congdan_app;
grant select, insert, update (state, sent_at, due_on, reminded_at, reminders, answer, answer_note, answered_by, answered_at, correction_case, outcome, version) on matching_discrepancy to congdan_app;
grant select, insert on matching_discrepancy_event, matching_export to congdan_app;
grant select, insert, update (value, run_id, row_no, stated_on, kept_until), delete on matching_claim to congdan_app;
grant select on matching_decided to congdan_app;
