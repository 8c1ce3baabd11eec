create table message (
  message_id uuid constraint message_pk primary key,
  notice_id uuid not null,
  person_id uuid not null,
  channel text not null constraint message_channel check (channel in ('inbox', 'email', 'sms')),
  template text not null,
  lang text not null constraint message_lang check (lang in ('vi', 'en')),
  parts jsonb not null,
  title text not null,
  body text not null,
  official boolean not null default true,
  dossier_id uuid,
  address text,
  address_shown text,
  sealed bytea,
  state text not null constraint message_state check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  last_failure text,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  gathers_until timestamptz(3),
  send_at timestamptz(3) not null,
  expires_at timestamptz(3),
  sent_at timestamptz(3),
  constraint message_once_per_channel unique (notice_id, channel),
  constraint message_address check ((channel = 'inbox') = (address_shown is null)),
  constraint message_forgets check (state = 'waiting' or (address is null and sealed is null)),
  constraint message_sent check ((state = 'sent') = (sent_at is not null))
);
create index message_person on message (person_id, changed_at desc);
create index message_dossier on message (dossier_id) where dossier_id is not null;
create index message_waiting on message (send_at) where state = 'waiting';
comment on table message is 'Every message to a person, one row per channel, with the text as sent. The rows of one message share notice_id. Never deleted by the program.';
comment on column message.parts is 'What the text was made from: template, values and time of each change that was gathered into this message.';
comment on column message.sealed is 'A one-time code, encrypted, until it has been handed over; the text beside never holds it.';
comment on column message.address is 'Where it goes, until it went; afterwards only the masked form stays.';

create table message_command (
  person_id uuid not null,
  command_key text not null,
  notice_id uuid not null,
  constraint message_command_pk primary key (person_id, command_key)
);
comment on table message_command is 'Which message a command made: telling the same thing twice is harmless.';

grant select, insert, update (template, parts, title, body, address, sealed, state, attempts, last_failure, changed_at, send_at, sent_at) on message to congdan_app;
grant select, insert on message_command to congdan_app;

create schema notify_public;
grant usage on schema notify_public to congdan_app;
create view notify_public.message as
  select message_id, notice_id, person_id, channel, template, lang, parts, title, body, official, dossier_id, address_shown, state, created_at, changed_at, send_at, sent_at from message;
comment on view notify_public.message is 'Messages without addresses and codes: for the mailbox and for figures.';
grant select on all tables in schema notify_public to congdan_app;
