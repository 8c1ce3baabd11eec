create extension if not exists btree_gist;

create table household (
  household_id uuid not null,
  file_number text not null,
  area text not null,
  province text not null,
  detail text not null,
  old_text text,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint household_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint household_pkey primary key (household_id, row_id)
);
comment on table household is 'A household and its dwelling (Luật Cư trú 2020 đ.10). Its residence file number is in file_number.';
create unique index household_current on household (household_id) where superseded_at is null and valid_to is null;
create unique index household_file_number on household (file_number) where superseded_at is null and valid_to is null and standing = 'confirmed';
create sequence household_file_sequence;
create sequence residence_notice_sequence;

create table household_member (
  household_id uuid not null,
  person_id uuid not null,
  kind text not null constraint household_member_kind check (kind in ('permanent', 'temporary')),
  relation_to_head text not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint household_member_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint household_member_pkey primary key (household_id, row_id),
  constraint household_member_period check (valid_to is null or valid_from < valid_to)
);
comment on table household_member is 'Who belongs to a household and how he or she is related to its head; 01 is the head (code list relation-to-head).';
create unique index household_member_one_household on household_member (person_id, kind) where superseded_at is null and valid_to is null and standing = 'confirmed';
create unique index household_member_one_head on household_member (household_id, kind) where relation_to_head = '01' and superseded_at is null and valid_to is null and standing = 'confirmed';
create index household_member_person on household_member (person_id) where superseded_at is null;

create table residence_period (
  person_id uuid not null,
  kind text not null constraint residence_period_kind check (kind in ('permanent', 'temporary', 'current')),
  household_id uuid,
  area text not null,
  province text not null,
  detail text not null,
  old_text text,
  until date,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint residence_period_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint residence_period_pkey primary key (person_id, row_id),
  constraint residence_period_period check (valid_to is null or valid_from < valid_to),
  constraint residence_period_one_permanent exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
    where (superseded_at is null and standing = 'confirmed' and kind = 'permanent'),
  constraint residence_period_one_temporary exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
    where (superseded_at is null and standing = 'confirmed' and kind = 'temporary')
);
comment on table residence_period is 'Where a person was registered, from when to when (Luật Cư trú 2020 đ.20, 27, 19): at most one permanent and one temporary residence at any time.';
comment on column residence_period.until is 'Last day of a temporary registration, at most two years (Luật Cư trú đ.27).';
create index residence_period_area on residence_period (area) where superseded_at is null and valid_to is null;

grant select, insert, update (superseded_at, superseded_by) on household, household_member, residence_period to congdan_app;
grant usage on sequence household_file_sequence, residence_notice_sequence to congdan_app;

create schema residence_public;
grant usage on schema residence_public to congdan_app;
create view residence_public.open_residence as
  select person_id, kind, case kind when 'permanent' then 1 when 'temporary' then 2 else 3 end as rank, household_id, area, province, detail, old_text, until, valid_from, standing
  from residence_period where superseded_at is null and valid_to is null;
create view residence_public.open_member as
  select household_id, person_id, kind, relation_to_head, valid_from, standing from household_member where superseded_at is null and valid_to is null;
create view residence_public.open_household as
  select household_id, file_number, area, province, detail, old_text, valid_from, standing from household where superseded_at is null and valid_to is null;
comment on view residence_public.open_residence is 'Where people are registered today; rank 1 is the permanent residence. For search, rules, indicators and snapshots.';
grant select on all tables in schema residence_public to congdan_app;
