create table odd_reading (
  finding_id uuid not null constraint odd_reading_pkey primary key,
  rule text not null,
  day date not null,
  officer_person uuid not null,
  appointment_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  readings int not null constraint odd_reading_readings check (readings > 0),
  people int not null,
  log_ids uuid[] not null,
  usual numeric,
  found_at timestamptz(3) not null,
  answer_by date not null
);
comment on table odd_reading is 'A pattern in one officer''s readings of one day that a rule of data/access-log/odd-readings.csv finds odd: to be looked at, no judgement. The readings stand in the log; log_ids names the first of them. Counts follow the day until the finding is closed.';
create unique index odd_reading_once on odd_reading (rule, day, appointment_id);
create index odd_reading_organisation on odd_reading (organisation_id, day);
create index odd_reading_officer on odd_reading (officer_person, day);

create table odd_reading_step (
  finding_id uuid not null,
  kind text not null constraint odd_reading_step_kind check (kind in ('asked', 'reason', 'closed')),
  at timestamptz(3) not null,
  by_person uuid not null,
  by_appointment uuid not null,
  finding text constraint odd_reading_step_finding check (finding in ('lawful', 'mistake', 'unlawful')),
  text text constraint odd_reading_step_text check (length(text) <= 2000),
  constraint odd_reading_step_pkey primary key (finding_id, kind),
  constraint odd_reading_step_closed check ((kind = 'closed') = (finding is not null)),
  constraint odd_reading_step_says check (kind = 'asked' or text <> '')
);
comment on table odd_reading_step is 'What became of a finding, each step once: the officer is asked, gives a reason, the security officer closes it with a finding.';

create table reading_reason (
  log_id uuid not null constraint reading_reason_pkey primary key,
  by_person uuid not null,
  by_appointment uuid not null,
  at timestamptz(3) not null,
  text text not null constraint reading_reason_text check (length(text) between 1 and 2000)
);
comment on table reading_reason is 'Why an officer read, written afterwards beside a reading that named no case (ux.md P-22). The log itself is never changed. Once.';

grant select, insert, update (readings, people, log_ids, usual, found_at) on odd_reading to congdan_app;
grant select, insert on odd_reading_step, reading_reason to congdan_app;
