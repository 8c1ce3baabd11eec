-- Feeds follow the outbox in the order in which transactions end: a row that was committed late is never left behind.
create index outbox_written_in on outbox (written_in, position);
