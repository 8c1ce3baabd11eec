alter table quality_finding_event add column act_id uuid;
comment on column quality_finding_event.act_id is 'The legal act by which a step came about: that brought a fault, that mended it.';
alter table quality_finding_event add column pass_id uuid;
comment on column quality_finding_event.pass_id is 'The full pass that took the step; nothing where the increments, a list or people took it.';
create index quality_finding_event_pass on quality_finding_event (pass_id) where pass_id is not null;
