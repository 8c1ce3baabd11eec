create table eid_organisation_event (
  event_id uuid primary key,
  entity_id uuid not null references eid_organisation,
  at timestamptz not null,
  from_state text,
  to_state text not null,
  actor jsonb not null,
  reason text,
  document text
);
create index eid_organisation_event_entity on eid_organisation_event (entity_id, at);
create index eid_organisation_area on eid_organisation (area);
comment on table eid_organisation_event is 'Every change of state of an account of an organisation, who made it, why, and by which paper. Only inserted; kept at least five years (NĐ 69/2024 art. 17, likely).';

grant select, insert on eid_organisation_event to congdan_app;
