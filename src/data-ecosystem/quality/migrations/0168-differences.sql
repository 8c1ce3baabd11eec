create table quality_difference (
  pass_id uuid not null,
  rule text not null,
  direction text not null constraint quality_difference_direction check (direction in ('missed', 'stale')),
  reason text not null constraint quality_difference_reason check (reason in ('rules', 'calendar', 'new', 'waiting', 'unexplained')),
  findings bigint not null constraint quality_difference_findings check (findings > 0),
  constraint quality_difference_pkey primary key (pass_id, rule, direction, reason)
);
comment on table quality_difference is 'Where a full pass and what the increments had kept differed, by rule. Only the unexplained ones are a fault of the program; the others have come by the calendar, new rules, people just taken in, or changes not yet followed.';
comment on column quality_difference.direction is 'missed: only the pass found it; stale: only the increments still had it.';
grant select, insert on quality_difference to congdan_app;
