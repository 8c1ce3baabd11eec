-- An officer sees his own readings; whoever watches over access looks at one day.
create index access_log_officer on access_log (actor_person, at) where actor_kind = 'officer';
create index access_log_at on access_log using brin (at);
create view trail_public.officer_reading as
  select log_id, at, request_id, actor_person, actor_organisation, actor_role, actor_appointment, purpose_code, purpose_text, dossier_id, kind, register, subjects, fields, outcome
  from access_log where actor_kind = 'officer' and kind <> 'redaction' and redacted_by is null;
comment on view trail_public.officer_reading is 'Readings by officers with the people read: for watching over access (module oversight) alone, never for reports or screens of others.';
comment on schema trail_public is 'What other modules and reports may see of the access log: counts, never a person; but for officer_reading, which is there for watching over access alone.';
grant select on trail_public.officer_reading to congdan_app;
