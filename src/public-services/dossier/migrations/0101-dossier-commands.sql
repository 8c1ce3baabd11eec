alter table dossier_event add column command_id text;
comment on column dossier_event.command_id is 'The command the person sent: sending it twice gives the same answer.';

-- Waits of the citizen whose time is over are looked for every minute.
create index dossier_lane_waiting_citizen on dossier_lane (state_due) where outcome is null and request is not null;
