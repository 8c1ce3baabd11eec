create table person_mark (
  person_id uuid not null,
  kind text not null constraint person_mark_kind check (kind in ('protected', 'nationality-renounced', 'held', 'special-list')),
  decision text not null constraint person_mark_decision check (decision <> ''),
  note text,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint person_mark_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint person_mark_pkey primary key (person_id, row_id),
  constraint person_mark_period check (valid_to is null or valid_from < valid_to)
);
comment on table person_mark is 'People whose data only posts with the sensitive right may read (protected: a decision to protect somebody), and the sensitive lists: nationality renounced, held in custody, special list (domain §8.2 C07, C08, C10). From one day to another, with the decision.';
create unique index person_mark_once on person_mark (person_id, kind) where superseded_at is null and valid_to is null and standing = 'confirmed';
create index person_mark_list on person_mark (kind, person_id) where superseded_at is null and valid_to is null;
grant select, insert, update (superseded_at, superseded_by) on person_mark to congdan_app;

create table emergency_reading (
  reading_id uuid not null constraint emergency_reading_pkey primary key,
  person_id uuid not null,
  ground text not null,
  reason text not null constraint emergency_reading_reason check (length(reason) between 1 and 2000),
  opened_by uuid not null,
  appointment_id uuid not null,
  organisation_id uuid not null,
  opened_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  told_on date not null,
  review_by date not null,
  command_id text not null constraint emergency_reading_command unique,
  constraint emergency_reading_period check (opened_at < ends_at)
);
comment on table emergency_reading is 'Break-glass: an officer opens the data of somebody beyond the rights of the post, for some minutes, with a written reason. Told to the security officer at once and to the person on told_on; looked at afterwards by somebody else (emergency_reading_review). Never changed.';
create index emergency_reading_person on emergency_reading (person_id, ends_at);
create index emergency_reading_organisation on emergency_reading (organisation_id, opened_at);

create table emergency_reading_review (
  reading_id uuid not null constraint emergency_reading_review_pkey primary key,
  reviewed_by uuid not null,
  appointment_id uuid not null,
  reviewed_at timestamptz(3) not null,
  finding text not null constraint emergency_reading_review_finding check (finding in ('justified', 'not-justified')),
  text text not null constraint emergency_reading_review_text check (length(text) between 1 and 2000)
);
comment on table emergency_reading_review is 'The second pair of eyes on an emergency reading: never the eyes that read. Once.';
grant select, insert on emergency_reading, emergency_reading_review to congdan_app;
