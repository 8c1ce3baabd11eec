create table quality_measure (
  day date not null,
  area text not null,
  dimension text not null constraint quality_measure_dimension check (dimension in ('accurate', 'complete', 'clean', 'live')),
  percent numeric(4, 1) not null constraint quality_measure_percent check (percent between 0 and 100),
  judged bigint not null,
  found bigint not null,
  method text not null,
  constraint quality_measure_pkey primary key (day, area, dimension)
);
comment on table quality_measure is 'The scores đúng, đủ, sạch, sống of each commune (five digits) and province (two) on each day. What they are made of stands in quality_score of that day.';
comment on column quality_measure.method is 'The day from which the way of counting held (data/quality/score-method.csv) and the hash of the rules.';
grant select, insert, update (percent, judged, found, method) on quality_measure to congdan_app;
create view quality_public.measure as select day, area, dimension, percent, judged, found from quality_measure;
comment on view quality_public.measure is 'Scores by unit and day.';
grant select on quality_public.measure to congdan_app;
