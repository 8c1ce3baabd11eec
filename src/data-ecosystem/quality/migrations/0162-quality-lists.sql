create table quality_list (
  list_id uuid not null constraint quality_list_pkey primary key,
  kind text not null,
  title text not null,
  areas text[] not null,
  lines int not null,
  judged_at timestamptz(3) not null
);
comment on table quality_list is 'Sector lists that were judged by the list rules: what kind, how its owner calls it, which communes it is whole for, when last. The lines themselves stay with the matching.';
grant select, insert, update (title, areas, lines, judged_at) on quality_list to congdan_app;

alter table quality_finding add column list_id uuid;
alter table quality_finding add column sensitive boolean not null default false;
alter table quality_finding drop constraint quality_finding_subject_kind;
alter table quality_finding add constraint quality_finding_subject_kind check (subject_kind in ('person', 'household', 'line'));
alter table quality_finding add constraint quality_finding_line check (subject_kind <> 'line' or list_id is not null);
comment on column quality_finding.list_id is 'The sector list it was found on. Such a finding is closed by judging that list again, never by judging the register.';
comment on column quality_finding.sensitive is 'Of a list that is delicate in itself: seen by the commander and whoever has taken it.';
create index quality_finding_list on quality_finding (list_id) where list_id is not null;
