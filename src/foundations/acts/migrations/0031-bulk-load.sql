create table bulk_load_definition (
  table_name text not null,
  name text not null constraint bulk_load_definition_pkey primary key,
  kind text not null constraint bulk_load_definition_kind check (kind in ('index', 'primary key', 'unique', 'exclusion')),
  definition text not null
);
comment on table bulk_load_definition is 'Indexes and constraints of the register that are put aside while an empty register is filled by COPY, with the text that makes them again. Empty but for that time; a load that was cut off is finished from here.';
grant select on bulk_load_definition to congdan_app;
