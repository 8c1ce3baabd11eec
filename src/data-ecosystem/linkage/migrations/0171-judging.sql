alter table matching_run add column whole_for text[] not null default '{}';
comment on column matching_run.whole_for is 'Communes for which its owner says the list names everybody it should: people there whom no line names are found by the rules about absent people.';
create index matching_pair_candidate on matching_pair (run_id, person_id);
create index matching_row_code on matching_row (list_id, (fields #>> '{free,code}')) where fields #>> '{free,code}' <> '';
