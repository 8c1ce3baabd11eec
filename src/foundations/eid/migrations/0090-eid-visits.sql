create table eid_visit_plan (
  plan_id uuid primary key,
  area text not null,
  hamlet text,
  day date not null,
  organisation_id uuid not null,
  planned_by uuid not null,
  planned_at timestamptz not null
);
create index eid_visit_plan_area on eid_visit_plan (area, day);
comment on table eid_visit_plan is 'Days on which the police of a commune go from house to house to help with the activation of e-IDs.';

create table eid_visit (
  plan_id uuid not null references eid_visit_plan,
  account_id uuid not null,
  place smallint not null constraint eid_visit_place check (place > 0),
  outcome text constraint eid_visit_outcome check (outcome in ('met', 'activated', 'not-home', 'refused')),
  marked_by uuid,
  marked_at timestamptz,
  primary key (plan_id, account_id),
  constraint eid_visit_place_once unique (plan_id, place),
  constraint eid_visit_marked check (num_nulls(outcome, marked_by, marked_at) in (0, 3))
);
create index eid_visit_account on eid_visit (account_id);
comment on table eid_visit is 'One door of such a day, by its number on the sheet, and what was found there. Whether the e-ID is active the account alone says: no mark counts for it.';

grant select, insert on eid_visit_plan, eid_visit to congdan_app;
grant update (outcome, marked_by, marked_at) on eid_visit to congdan_app;
