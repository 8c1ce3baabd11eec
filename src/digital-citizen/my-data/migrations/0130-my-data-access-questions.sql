create table access_question (
  question_id uuid primary key,
  code text not null constraint access_question_code unique,
  log_id uuid not null,
  about uuid not null,
  asked_by uuid not null,
  filed_by_appointment uuid,
  organisation_id uuid,
  concern text not null constraint access_question_concern check (concern in ('not-known', 'too-much', 'not-my-case', 'other')),
  note text not null constraint access_question_note check (length(note) <= 2000),
  asked_at timestamptz(3) not null,
  receive_by date not null,
  answer_by date not null
);
create unique index access_question_once on access_question (log_id, about, asked_by);
create index access_question_asked_by on access_question (asked_by, asked_at desc);
create index access_question_organisation on access_question (organisation_id, asked_at);
comment on table access_question is '«Tôi không biết việc này»: what a person asks about one reading of his or her data (Luật 91/2025; NĐ 356/2025 Đ5), and the days promised. Never changed; what happens to it stands in access_question_step.';

create table access_question_step (
  question_id uuid not null references access_question,
  kind text not null constraint access_question_step_kind check (kind in ('received', 'answered')),
  at timestamptz(3) not null,
  by_appointment uuid not null,
  finding text constraint access_question_step_finding check (finding in ('lawful', 'mistake', 'unlawful')),
  text text,
  names_officer boolean not null default false,
  primary key (question_id, kind),
  constraint access_question_step_answer check ((kind = 'answered') = (finding is not null and text is not null))
);
comment on table access_question_step is 'Receipt and answer of a question about a reading, each once. names_officer: on a justified question the answer tells who it was.';

grant select, insert on access_question, access_question_step to congdan_app;
