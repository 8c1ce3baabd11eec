create table legal_act (
  act_id uuid not null constraint legal_act_pkey primary key,
  position bigint generated always as identity,
  type text not null,
  subject_id uuid not null,
  payload jsonb not null,
  occurred_on date not null,
  recorded_at timestamptz(3) not null,
  actor jsonb not null,
  on_behalf_of uuid,
  basis jsonb not null,
  dossier_id uuid,
  command_id text not null,
  constraint legal_act_command unique (command_id)
);
create unique index legal_act_position on legal_act (position);
comment on table legal_act is 'What was done in law, in order, never changed: all register rows follow from these by replay. A second act with the same command id is the same act sent again.';
comment on column legal_act.position is 'Order of replay. An act that supersedes a row was given its position after the act that made the row had committed.';
comment on column legal_act.payload is 'Every chosen value: identifiers, numbers, texts, times. Replay asks nothing else.';
comment on column legal_act.basis is 'Article of law and the documents shown: {"article": …, "documents": […]}.';

grant select, insert on legal_act to congdan_app;
