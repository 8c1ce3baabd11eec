create table matching_duplicate_run (
  run_id uuid not null constraint matching_duplicate_run_pkey primary key,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  people bigint not null,
  pairs bigint not null,
  found bigint not null,
  opened bigint not null,
  gone bigint not null,
  lower_bits double precision not null,
  model jsonb not null,
  seconds jsonb not null
);
comment on table matching_duplicate_run is 'The register held against itself: on which model, from which weight a pair goes to people, what came of it.';

create table matching_duplicate (
  person_id uuid not null,
  other_id uuid not null,
  cluster_id uuid not null,
  areas text[] not null,
  weight double precision not null,
  levels jsonb not null,
  run_id uuid not null,
  state text not null default 'open' constraint matching_duplicate_state check (state in ('open', 'proposed', 'merged', 'apart', 'gone')),
  found_at timestamptz(3) not null,
  proposal_id uuid,
  version int not null default 1,
  constraint matching_duplicate_pkey primary key (person_id, other_id),
  constraint matching_duplicate_order check (person_id < other_id),
  constraint matching_duplicate_proposed check ((state = 'proposed') <= (proposal_id is not null))
);
comment on table matching_duplicate is 'Two records of the register that may be one person. Decided by people: merged by the proposal of one officer and the approval of another, or two people (apart), which is remembered and not asked again.';
comment on column matching_duplicate.cluster_id is 'The same for all records that hang together by likely pairs; a doubtful pair stands by itself.';
comment on column matching_duplicate.areas is 'Communes where either has an open residence.';
comment on column matching_duplicate.state is 'gone: no longer found alike, or one of them was merged elsewhere.';
create index matching_duplicate_other on matching_duplicate (other_id);
create index matching_duplicate_cluster on matching_duplicate (cluster_id) where state in ('open', 'proposed');
create index matching_duplicate_proposal on matching_duplicate (proposal_id) where proposal_id is not null;

create table matching_duplicate_event (
  event_id uuid not null constraint matching_duplicate_event_pkey primary key,
  person_id uuid not null,
  other_id uuid not null,
  at timestamptz(3) not null,
  kind text not null constraint matching_duplicate_event_kind check (kind in ('found', 'proposed', 'merged', 'apart', 'reopened', 'gone')),
  actor_kind text not null,
  actor_person uuid,
  appointment uuid,
  reason text,
  note text
);
comment on table matching_duplicate_event is 'What became of two records that may be one person, one row a step. Only added to.';
create index matching_duplicate_event_pair on matching_duplicate_event (person_id, other_id, at);

grant select, insert on matching_duplicate_run, matching_duplicate_event to congdan_app;
grant select, insert, update (cluster_id, areas, weight, levels, run_id, state, proposal_id, version) on matching_duplicate to congdan_app;
