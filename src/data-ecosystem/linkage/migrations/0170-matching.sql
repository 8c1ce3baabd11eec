create table matching_list (
  list_id uuid not null constraint matching_list_pkey primary key,
  kind text not null,
  title text not null,
  organisation_id uuid not null,
  area text not null,
  purpose text not null,
  legal_basis text not null,
  retain_until date not null,
  uploaded_by uuid,
  appointment uuid,
  uploaded_at timestamptz(3) not null,
  file_name text not null,
  file_bytes bigint not null,
  sha256 text not null constraint matching_list_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null constraint matching_list_format check (format in ('csv', 'xlsx', 'parquet')),
  encoding text,
  layout jsonb not null default '{}',
  preview jsonb,
  mapping jsonb,
  status text not null default 'uploaded' constraint matching_list_status check (status in ('uploaded', 'mapped', 'checked', 'linked', 'closed', 'cancelled')),
  task text constraint matching_list_task check (task in ('open', 'check')),
  task_attempts int not null default 0,
  problem jsonb,
  counts jsonb not null default '{}',
  erased_at timestamptz(3),
  version int not null default 1
);
comment on table matching_list is 'A list of people that a body of the state holds and has handed over to be matched with the register: whose, for what purpose, by which law, until when.';
comment on column matching_list.area is 'The unit its owner answers for: commune or province.';
comment on column matching_list.layout is 'How the file is written: delimiter, sheet, line of the headings, the headings themselves.';
comment on column matching_list.preview is 'The first lines as the file says them, for choosing the columns. Gone with the lines when the retention ends.';
comment on column matching_list.task is 'What the background work still has to do: open the file, or check its lines by the mapping.';
comment on column matching_list.problem is 'Why the file could not be opened: a code and what fills its sentence. Never a value of a line.';
comment on column matching_list.counts is 'Lines, and how many are ok, fixable, blocked; kinds of error with their numbers.';
create index matching_list_owner on matching_list (organisation_id, uploaded_at desc);
create index matching_list_due on matching_list (uploaded_at) where task is not null;
create index matching_list_retention on matching_list (retain_until) where erased_at is null;

create table matching_list_event (
  event_id uuid not null constraint matching_list_event_pkey primary key,
  list_id uuid not null,
  at timestamptz(3) not null,
  kind text not null constraint matching_list_event_kind check (kind in ('uploaded', 'opened', 'unreadable', 'mapped', 'checked', 'error-file', 'run-ordered', 'linked', 'run-failed', 'run-cancelled', 'cancelled', 'closed', 'erased')),
  actor_kind text not null,
  actor_person uuid,
  appointment uuid,
  detail jsonb not null default '{}'
);
comment on table matching_list_event is 'The life of a handed-over list, one row a step: who, when, what; also who took the file of errors and that the lines were deleted. Only added to.';
create index matching_list_event_list on matching_list_event (list_id, at);

create table matching_row (
  list_id uuid not null constraint matching_row_list_id_fkey references matching_list (list_id),
  row_no int not null,
  raw jsonb not null,
  fields jsonb not null,
  problems jsonb not null default '[]',
  state text not null constraint matching_row_state check (state in ('ok', 'fixable', 'blocked')),
  commune text,
  constraint matching_row_pkey primary key (list_id, row_no)
);
comment on table matching_row is 'A line of a list: as the file says it, and as it is matched. Deleted when the retention of its list ends.';
comment on column matching_row.row_no is 'The line of the file as a spreadsheet counts it: the headings stand on an earlier one.';
comment on column matching_row.raw is 'The cells in the order of the file, as texts; of a line that could not be split, the whole line.';
comment on column matching_row.fields is 'id, name, birth, gender, numbers, commune, address as they are compared; `repaired` names what was put right on the way and how.';
comment on column matching_row.problems is 'Codes with their field: what stops the line (error), what was put right (fix), what should be looked at (warning).';
comment on column matching_row.commune is 'Code of the commune of today, where the line says one that is known.';
create index matching_row_state on matching_row (list_id, state, row_no);
create index matching_row_commune on matching_row (list_id, commune);

create table matching_template (
  organisation_id uuid not null,
  kind text not null,
  mapping jsonb not null,
  used_at timestamptz(3) not null,
  constraint matching_template_pkey primary key (organisation_id, kind)
);
comment on table matching_template is 'How the columns of a kind of list were last matched by its owner: headings only, nobody''s data.';

create table matching_model (
  model_id text not null,
  version int not null,
  model jsonb not null,
  sha256 text not null,
  trained_at timestamptz(3) not null,
  trained_on uuid,
  constraint matching_model_pkey primary key (model_id, version)
);
comment on table matching_model is 'Models of matching: shares and weights, nobody''s data. A new training is a new version; none is changed.';
comment on column matching_model.trained_on is 'The run that trained it.';

create table matching_run (
  run_id uuid not null constraint matching_run_pkey primary key,
  list_id uuid not null constraint matching_run_list_id_fkey references matching_list (list_id),
  model_id text not null,
  model_version int,
  lower_bits double precision not null,
  upper_bits double precision not null,
  pair_budget bigint not null,
  memory_mb int not null,
  threads int not null,
  status text not null default 'queued' constraint matching_run_status check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress jsonb not null default '{}',
  manifest jsonb,
  problem jsonb,
  attempts int not null default 0,
  ordered_by uuid,
  ordered_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  constraint matching_run_bounds check (lower_bits <= upper_bits),
  constraint matching_run_finished check ((status in ('done', 'failed', 'cancelled')) = (finished_at is not null))
);
comment on table matching_run is 'One matching of a list with the register: on which model, with which thresholds and budget, how far it is, and its manifest.';
comment on column matching_run.model_version is 'Nothing until the model is chosen or trained.';
comment on column matching_run.lower_bits is 'Pairs below this weight are counted and not kept; from upper_bits on a pair is a match by itself.';
create unique index matching_run_one_open on matching_run (list_id) where status in ('queued', 'running');
create index matching_run_list on matching_run (list_id, ordered_at desc);
create index matching_run_due on matching_run (ordered_at) where status in ('queued', 'running');

create table matching_pair (
  run_id uuid not null,
  row_no int not null,
  rank smallint not null,
  person_id uuid not null,
  weight double precision not null,
  probability double precision not null,
  levels jsonb not null,
  zone text not null constraint matching_pair_zone check (zone in ('automatic', 'review', 'reject')),
  life_status text not null,
  area text,
  constraint matching_pair_pkey primary key (run_id, row_no, rank)
);
comment on table matching_pair is 'A line and a person of the register who may be the same: the likeliest first (rank 1). Only pairs of the automatic and the review zone are kept; deleted with the lines.';
comment on column matching_pair.levels is 'The level of each comparison, -1 where a side says nothing, and in bits what the rarity of the name added.';
comment on column matching_pair.life_status is 'What the register said of the life of that person when the run read it.';
comment on column matching_pair.area is 'The commune where the register has that person, when the run read it.';
create index matching_pair_person on matching_pair (run_id, person_id) where rank = 1;
create index matching_pair_zone on matching_pair (run_id, zone, weight);

grant select, insert, update (mapping, status, task, task_attempts, problem, counts, encoding, layout, preview, erased_at, version) on matching_list to congdan_app;
grant select, insert on matching_list_event, matching_model to congdan_app;
grant select, insert, delete on matching_row, matching_pair to congdan_app;
grant select, insert, update (mapping, used_at) on matching_template to congdan_app;
grant select, insert, update (model_version, status, progress, manifest, problem, attempts, started_at, finished_at) on matching_run to congdan_app;
