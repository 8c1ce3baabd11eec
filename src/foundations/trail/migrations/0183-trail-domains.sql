-- As 0182: what a column of the access log may hold is said by its domain, read once a connection and not once a statement.
create domain access_actor_kind as text;
create domain access_kind as text;
create domain access_outcome as text;
create domain access_leaf as text;
create domain access_salt as bytea;

drop view trail_public.access_volume;
drop view trail_public.officer_reading;
alter table access_log
  drop constraint access_log_actor_kind, drop constraint access_log_kind, drop constraint access_log_outcome, drop constraint access_log_refers_leaf, drop constraint access_log_salt_length,
  drop constraint access_log_redaction_refers, drop constraint access_log_salted,
  add constraint access_log_redaction check ((salt is null) = (redacted_by is not null) and (kind = 'redaction') = (refers_to is not null and refers_leaf is not null)),
  alter column actor_kind type access_actor_kind, alter column kind type access_kind, alter column outcome type access_outcome,
  alter column refers_leaf type access_leaf, alter column salt type access_salt;
create view trail_public.access_volume as
  select (at at time zone 'Asia/Ho_Chi_Minh')::date as day, actor_organisation as organisation_id, register, purpose_code, kind, outcome, automatic, count(*) as readings
  from access_log where kind <> 'redaction'
  group by 1, 2, 3, 4, 5, 6, 7;
comment on view trail_public.access_volume is 'Readings a day by organisation, register and purpose: counts only.';
create view trail_public.officer_reading as
  select log_id, at, request_id, actor_person, actor_organisation, actor_role, actor_appointment, purpose_code, purpose_text, dossier_id, kind, register, subjects, fields, outcome
  from access_log where actor_kind = 'officer' and kind <> 'redaction' and redacted_by is null;
comment on view trail_public.officer_reading is 'Readings by officers with the people read: for watching over access (module oversight) alone, never for reports or screens of others.';
grant select on trail_public.access_volume, trail_public.officer_reading to congdan_app;

alter domain access_actor_kind add constraint access_actor_kind_known check (value in ('visitor', 'system', 'relying-party', 'citizen', 'officer'));
alter domain access_kind add constraint access_kind_known check (value in ('open', 'search', 'list', 'redaction'));
alter domain access_outcome add constraint access_outcome_known check (value in ('done', 'refused'));
alter domain access_leaf add constraint access_leaf_form check (value ~ '^[0-9a-f]{64}$');
alter domain access_salt add constraint access_salt_length check (octet_length(value) = 32);
comment on domain access_actor_kind is 'What reads: a visitor, the system itself, a relying party, a citizen, an officer.';
comment on domain access_kind is 'How it was read: opened, searched, listed; redaction is the order that empties a row.';
comment on domain access_outcome is 'done, or refused after the data had been read.';
comment on domain access_leaf is 'A leaf of the sealed tree: SHA-256 in hexadecimal.';
comment on domain access_salt is 'Two random halves of sixteen bytes.';
