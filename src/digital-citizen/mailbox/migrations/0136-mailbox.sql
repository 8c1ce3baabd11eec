create table mailbox_reading (
  notice_id uuid constraint mailbox_reading_pk primary key,
  person_id uuid not null,
  read_at timestamptz(3) not null
);
create index mailbox_reading_person on mailbox_reading (person_id);
comment on table mailbox_reading is 'When a person last opened a message. A message that changed since is unread again.';
grant select, insert, update (read_at) on mailbox_reading to congdan_app;
