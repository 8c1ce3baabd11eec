create extension if not exists btree_gist;

create table organisation (
  organisation_id uuid primary key,
  unit_code text not null constraint organisation_unit_code check (unit_code ~ '^[A-Z][0-9]{2}(\.[0-9]{2,3}){0,3}$'),
  name text not null constraint organisation_name check (name <> ''),
  short_name text not null,
  kind text not null constraint organisation_kind check (kind in (
    'commune-committee', 'commune-police', 'service-centre', 'provincial-committee', 'provincial-police', 'provincial-department',
    'insurance-office', 'hospital', 'ministry')),
  area_code text not null constraint organisation_area_code check (area_code ~ '^([0-9]{2}|[0-9]{3}|[0-9]{5})$'),
  parent_id uuid constraint organisation_parent references organisation,
  address text,
  phone text,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  constraint organisation_period check (valid_to > valid_from),
  constraint organisation_not_own_parent check (parent_id <> organisation_id),
  constraint organisation_code_once exclude using gist (unit_code with =, daterange(valid_from, valid_to) with &&),
  constraint organisation_one_per_area exclude using gist (kind with =, area_code with =, daterange(valid_from, valid_to) with &&)
    where (kind in ('commune-committee', 'commune-police', 'provincial-committee', 'provincial-police'))
);
create index organisation_area on organisation (area_code, kind);
create index organisation_parent_id on organisation (parent_id);
comment on table organisation is 'Bodies that hold procedures or registers, dated: what was abolished (districts on 01/03 and 01/07/2025) stays readable. unit_code is the electronic identifier used in dossier codes (QĐ 20/2020/QĐ-TTg). Public, no personal data.';

create table post (
  post_id uuid primary key,
  organisation_id uuid not null constraint post_organisation references organisation,
  title text not null constraint post_title check (title <> ''),
  role text not null,
  areas text[] not null constraint post_areas check (cardinality(areas) > 0),
  sole boolean not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  constraint post_period check (valid_to > valid_from)
);
create index post_organisation_id on post (organisation_id);
comment on table post is 'A post of an organisation: title, the role it gives (one of the roles of platform), and the units it answers for. sole = one holder at a time (chair, commander).';

create table appointment (
  appointment_id uuid primary key,
  post_id uuid not null constraint appointment_post references post,
  sole boolean not null,
  person_id uuid not null,
  sensitive boolean not null default false,
  decision_number text not null constraint appointment_decision check (decision_number <> ''),
  valid_from date not null,
  valid_to date,
  end_decision_number text,
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  ended_at timestamptz,
  ended_by jsonb,
  constraint appointment_period check (valid_to > valid_from),
  constraint appointment_once exclude using gist (person_id with =, post_id with =, daterange(valid_from, valid_to) with &&),
  constraint appointment_sole_holder exclude using gist (post_id with =, daterange(valid_from, valid_to) with &&) where (sole)
);
create index appointment_person on appointment (person_id, valid_from);
create index appointment_post_id on appointment (post_id, valid_from);
comment on table appointment is 'Who holds which post from when to when, by which decision. Rights of officers come only from here. person_id is personal data; sensitive lets the holder see the categories C07, C08, C10.';

grant select, insert on organisation, post, appointment to congdan_app;
grant update (valid_to) on organisation, post to congdan_app;
grant update (valid_to, end_decision_number, ended_at, ended_by) on appointment to congdan_app;

create schema organisations_public;
create view organisations_public.organisation as
  select organisation_id, unit_code, name, short_name, kind, area_code, parent_id, valid_from, valid_to from organisation;
create view organisations_public.post as
  select post_id, organisation_id, title, role, areas, valid_from, valid_to from post;
comment on view organisations_public.organisation is 'Organisations for figures and reports of other modules.';
comment on view organisations_public.post is 'Posts without their holders.';
grant usage on schema organisations_public to congdan_app;
grant select on all tables in schema organisations_public to congdan_app;
