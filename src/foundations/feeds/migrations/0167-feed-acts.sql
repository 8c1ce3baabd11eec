alter table feed_event add column act_id uuid;
comment on column feed_event.act_id is 'The legal act the event came of; for this program alone, no other system is given it.';
