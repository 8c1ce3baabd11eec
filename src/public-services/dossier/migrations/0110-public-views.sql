create schema dossier_public;
comment on schema dossier_public is 'What steering may see of dossiers: facts of work without anybody''s data. No person, no answer, no paper, no words.';

create view dossier_public.dossier_fact as
select dossier_id, code, service_code, procedure_hash, channel, filing_mode, receiving_unit, area, submitted_at, due_on, status, ended_at
from dossier;
comment on view dossier_public.dossier_fact is 'One filing: what was asked, how it was filed, where and when it came and ended.';

create view dossier_public.lane_fact as
select l.lane_id, l.dossier_id, d.code, d.service_code, d.procedure_hash, d.channel, d.filing_mode, d.submitted_at,
  l.lane, l.procedure_code, l.mandatory, l.organisation_id, l.area, l.state, l.outcome, l.state_since, l.state_due, l.started_at, l.due_at, l.ended_at,
  (l.pauses->0->>'from')::timestamptz as first_asked_at,
  (l.pauses->0->>'to')::timestamptz as first_answered_at,
  (l.pauses->1->>'from')::timestamptz as second_asked_at,
  l.outcome is null and jsonb_array_length(l.pauses) > 0 and l.pauses->-1->>'to' is null as waits_for_citizen,
  -- When an officer first did anything with it: what was withdrawn before that was never received.
  (select min(e.at) from dossier_event e where e.dossier_id = l.dossier_id and e.lane = l.lane and e.actor_kind = 'officer') as taken_at
from dossier_lane l join dossier d using (dossier_id);
comment on view dossier_public.lane_fact is 'One procedure of a filing: who holds it, its state, clock and outcome. due_at is the promised moment: waiting for the citizen the first time has already moved it.';

create view dossier_public.step as
select v.hash as procedure_hash, coalesce(lane.value->>'id', 'main') as lane, coalesce(lane.value->>'title', v.name) as lane_title, step.key as state, step.value->>'name' as name, step.value->>'kind' as kind
from procedure_version v
  cross join lateral jsonb_array_elements(coalesce(v.canonical->'lanes', jsonb_build_array(v.canonical))) as lane
  cross join lateral jsonb_each(lane.value->'steps') as step;
comment on view dossier_public.step is 'Names of the steps of published procedures, by the text a dossier was filed on.';

grant usage on schema dossier_public to congdan_app;
grant select on all tables in schema dossier_public to congdan_app;
