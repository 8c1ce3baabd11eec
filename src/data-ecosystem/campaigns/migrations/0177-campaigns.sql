create table campaign (
  campaign_id uuid not null constraint campaign_pkey primary key,
  kind text not null,
  title text not null,
  area text not null,
  organisation_id uuid,
  basis text not null,
  sensitive boolean not null,
  state text not null default 'open' constraint campaign_state check (state in ('open', 'closed')),
  opened_at timestamptz(3) not null,
  opened_by uuid,
  due_on date not null,
  first_due_on date not null,
  closed_at timestamptz(3),
  closed_reason text,
  version int not null default 1,
  constraint campaign_closed check ((state = 'closed') = (closed_at is not null and closed_reason is not null)),
  constraint campaign_due check (due_on >= first_due_on)
);
comment on table campaign is 'A list of a sector worked case by case in the units of an area until a day: who opened it, on which basis, by when. Its figures are nowhere: they are counted from campaign_case.';
comment on column campaign.area is 'Province or commune. Cases whose commune is not known lie here themselves.';
comment on column campaign.first_due_on is 'The deadline as it was first set; it stays when the deadline is extended.';
create index campaign_area on campaign (area, state);

create table campaign_unit (
  campaign_id uuid not null constraint campaign_unit_campaign_id_fkey references campaign (campaign_id),
  area text not null,
  due_on date not null,
  first_due_on date not null,
  responsible uuid,
  appointment uuid,
  version int not null default 1,
  constraint campaign_unit_pkey primary key (campaign_id, area),
  constraint campaign_unit_due check (due_on >= first_due_on),
  constraint campaign_unit_named check ((responsible is null) = (appointment is null))
);
comment on table campaign_unit is 'A unit of a campaign: its deadline and the person who answers for it, by the post held when named.';
create index campaign_unit_area on campaign_unit (area);

create table campaign_list (
  campaign_id uuid not null constraint campaign_list_campaign_id_fkey references campaign (campaign_id),
  list_id uuid not null,
  run_id uuid,
  attached_at timestamptz(3) not null,
  filled_at timestamptz(3),
  constraint campaign_list_pkey primary key (campaign_id, list_id),
  constraint campaign_list_filled check (filled_at is null or run_id is not null)
);
create index campaign_list_list on campaign_list (list_id);
comment on table campaign_list is 'The lists of a campaign, each with the matching whose answers become cases: nothing while the list still waits for one. filled_at when every line has its case.';

create table campaign_case (
  campaign_id uuid not null constraint campaign_case_campaign_id_fkey references campaign (campaign_id),
  case_id uuid not null,
  list_id uuid not null,
  row_no int not null,
  area text not null,
  hamlet text,
  site text,
  person_id uuid,
  finding text not null constraint campaign_case_finding check (finding in ('linked', 'review', 'not-found', 'dead', 'duplicate', 'moved', 'blocked')),
  state text not null constraint campaign_case_state check (state in ('settled', 'open', 'taken', 'proposed', 'done')),
  opened_at timestamptz(3) not null,
  taken_by uuid,
  outcome text,
  note text,
  proposed_by uuid,
  proposed_at timestamptz(3),
  correction_case uuid,
  closed_at timestamptz(3),
  closed_on date,
  version int not null default 1,
  constraint campaign_case_pkey primary key (campaign_id, case_id),
  constraint campaign_case_line unique (campaign_id, list_id, row_no),
  constraint campaign_case_outcome check ((state in ('proposed', 'done')) = (outcome is not null)),
  constraint campaign_case_closed check ((state in ('settled', 'done')) = (closed_at is not null) and (closed_at is null) = (closed_on is null))
);
comment on table campaign_case is 'One line of a list as a case: what the matching said, where it stands, how it ended. Holds no name and no number: those are read where they lie.';
comment on column campaign_case.closed_on is 'The day in Việt Nam of closed_at: figures by day are counted on it.';
create index campaign_case_unit on campaign_case (campaign_id, area, state, hamlet);
create index campaign_case_person on campaign_case (person_id) where person_id is not null;

create table campaign_event (
  campaign_id uuid not null constraint campaign_event_campaign_id_fkey references campaign (campaign_id),
  event_id uuid not null,
  at timestamptz(3) not null,
  kind text not null constraint campaign_event_kind check (kind in ('opened', 'list-attached', 'filled', 'named', 'extended', 'taken', 'proposed', 'returned', 'done', 'day-planned', 'day-cancelled', 'closed')),
  case_id uuid,
  area text,
  actor_kind text not null,
  actor_person uuid,
  appointment uuid,
  detail text,
  note text,
  constraint campaign_event_pkey primary key (campaign_id, event_id)
);
comment on table campaign_event is 'The life of a campaign and of its cases, one row a step: who, when, why. Only added to.';
create index campaign_event_case on campaign_event (campaign_id, case_id, at);

create table campaign_day (
  campaign_id uuid not null constraint campaign_day_campaign_id_fkey references campaign (campaign_id),
  day_id uuid not null,
  area text not null,
  site text not null,
  on_day date not null,
  place text not null,
  desks int not null constraint campaign_day_desks check (desks between 1 and 50),
  planned_by uuid,
  planned_at timestamptz(3) not null,
  cancelled_at timestamptz(3),
  constraint campaign_day_pkey primary key (campaign_id, day_id)
);
comment on table campaign_day is 'A day on which a team comes to a school for those without card or e-ID. Who they are is read on the day itself, not kept here.';
create unique index campaign_day_once on campaign_day (campaign_id, area, site, on_day) where cancelled_at is null;

grant select, insert, update (state, due_on, closed_at, closed_reason, version) on campaign to congdan_app;
grant select, insert, update (due_on, responsible, appointment, version) on campaign_unit to congdan_app;
grant select, insert, update (run_id, attached_at, filled_at) on campaign_list to congdan_app;
grant select, insert, update (area, hamlet, site, person_id, finding, state, taken_by, outcome, note, proposed_by, proposed_at, correction_case, closed_at, closed_on, version) on campaign_case to congdan_app;
grant select, insert on campaign_event to congdan_app;
grant select, insert, update (cancelled_at) on campaign_day to congdan_app;

create schema campaigns_public;
comment on schema campaigns_public is 'What steering may see of campaigns: cases by unit, kind and moment, nobody''s data.';
create view campaigns_public.work as
  select c.case_id, c.campaign_id, g.kind, g.title, c.row_no, c.area, c.finding, c.state, c.opened_at,
    case when c.state = 'done' then c.outcome when g.state = 'closed' then 'unfinished' end as outcome, ((u.due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') - interval '1 millisecond' as due_at, coalesce(c.closed_at, g.closed_at) as ended_at
  from campaign_case c join campaign g on g.campaign_id = c.campaign_id join campaign_unit u on u.campaign_id = c.campaign_id and u.area = c.area
  where c.state <> 'settled' and not g.sensitive;
comment on view campaigns_public.work is 'Cases of campaigns that people have to work, with their deadline; sensitive lists are left out. For indicators.';
grant usage on schema campaigns_public to congdan_app;
grant select on campaigns_public.work to congdan_app;
