create table head_vacancy (
  household_id uuid not null,
  former_head uuid not null,
  cause text not null constraint head_vacancy_cause check (cause in ('deceased', 'missing', 'nationality-lost', 'left')),
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint head_vacancy_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint head_vacancy_pkey primary key (household_id, row_id)
);
comment on table head_vacancy is 'A household whose head died or went missing, until its members name another (Luật Cư trú 2020 đ.10): the only time a household with members has no head.';
create unique index head_vacancy_current on head_vacancy (household_id) where superseded_at is null and valid_to is null;

create table absence_declaration (
  person_id uuid not null,
  ground text not null constraint absence_declaration_ground check (ground in ('measures', 'correction', 'army-age', 'other')),
  area text not null,
  destination_area text,
  destination_text text not null,
  reason text not null,
  until date,
  slip_number text not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint absence_declaration_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint absence_declaration_pkey primary key (person_id, row_id),
  constraint absence_declaration_period check (valid_to is null or valid_from < valid_to),
  constraint absence_declaration_one exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
    where (superseded_at is null and standing = 'confirmed')
);
comment on table absence_declaration is 'Who said that he or she leaves the commune for long, and where to (Luật Cư trú 2020 đ.31): at most one declaration at any time.';
create index absence_declaration_area on absence_declaration (area) where superseded_at is null and valid_to is null;

alter table residence_period add constraint residence_period_one_current exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
  where (superseded_at is null and standing = 'confirmed' and kind = 'current');
create index residence_period_ending on residence_period (area, until) where superseded_at is null and valid_to is null and kind = 'temporary';
create index residence_period_household on residence_period (household_id) where superseded_at is null and valid_to is null;
create index household_area on household (area) where superseded_at is null and valid_to is null;

grant select, insert, update (superseded_at, superseded_by) on head_vacancy, absence_declaration to congdan_app;
