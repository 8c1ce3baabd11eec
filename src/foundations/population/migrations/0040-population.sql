create table person_version (
  person_id uuid not null,
  full_name text not null,
  other_name text,
  birth_date text constraint person_version_birth_date check (birth_date ~ '^\d{4}(-\d\d(-\d\d)?)?$'),
  birth_year int,
  gender text constraint person_version_gender check (gender in ('male', 'female', 'undetermined')),
  ethnicity text,
  religion text,
  nationalities text[] not null,
  blood_type text,
  birth_place_area text,
  birth_place_text text,
  birth_registration_area text,
  birth_registration_text text,
  native_place_area text,
  native_place_text text,
  marital_status text constraint person_version_marital_status check (marital_status in ('single', 'married', 'divorced', 'widowed')),
  life_status text not null constraint person_version_life_status check (life_status in ('living', 'deceased', 'missing')),
  death_date text constraint person_version_death_date check (death_date ~ '^\d{4}(-\d\d(-\d\d)?)?$'),
  phone text,
  email text,
  areas text[] not null,
  name_plain text not null,
  syllables text[] not null,
  name_sort text not null,
  provenance jsonb not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint person_version_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint person_version_pkey primary key (person_id, row_id),
  constraint person_version_period check (valid_to is null or valid_from < valid_to)
);
comment on table person_version is 'Facts of a person that stand in one row: Luật Căn cước 2023 đ.9. True from valid_from to valid_to (open end), known from recorded_at to superseded_at. Rows are inserted and superseded, never rewritten.';
comment on column person_version.birth_date is 'YYYY, YYYY-MM or YYYY-MM-DD: papers of old people often say only the year.';
comment on column person_version.valid_from is 'Where the source does not say since when, the facts are taken as true from birth.';
comment on column person_version.areas is 'Where the person is found: communes of the open residences, the permanent one first, then their provinces. Follows residence_period, which keeps the history.';
comment on column person_version.provenance is 'Source of each field: {"*": {source, date, act}, "phone": {…}}; "*" holds for every field not named.';
create unique index person_version_current on person_version (person_id) where superseded_at is null and valid_to is null;
create index person_version_name on person_version (name_plain, birth_year) where superseded_at is null and valid_to is null;
create index person_version_syllables on person_version using gin (syllables, areas) where superseded_at is null and valid_to is null;

create table personal_number (
  number text not null constraint personal_number_pkey primary key,
  person_id uuid not null,
  act_id uuid not null
);
comment on table personal_number is 'Directory of twelve-digit numbers, written first: one number, one person, for ever, also after cancellation (NĐ 70/2024 đ.11). Never changed.';

create table identity_number (
  person_id uuid not null,
  kind text not null constraint identity_number_kind check (kind in ('pin', 'cmnd9', 'foreigner', 'passport', 'military')),
  value text not null,
  status text not null constraint identity_number_status check (status in ('active', 'cancelled', 'superseded', 'claimed', 'disputed')),
  issued_on text,
  issued_by text,
  reason text,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint identity_number_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint identity_number_pkey primary key (person_id, row_id)
);
comment on table identity_number is 'Numbers a person has or had. Nine-digit numbers are not unique in life and so not here (domain §1.5); twelve-digit ones are, by personal_number.';
create index identity_number_value on identity_number (value) where superseded_at is null;
create unique index identity_number_one_active_pin on identity_number (person_id) where kind = 'pin' and status = 'active' and superseded_at is null and valid_to is null;

create table relation (
  person_id uuid not null,
  kind text not null constraint relation_kind check (kind in ('father', 'mother', 'spouse', 'child', 'guardian', 'ward', 'representative', 'represented')),
  other_id uuid,
  other_name text,
  other_pin text,
  source text not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint relation_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint relation_pkey primary key (person_id, row_id),
  constraint relation_someone check (other_id is not null or other_name is not null),
  constraint relation_not_self check (other_id is distinct from person_id)
);
comment on table relation is 'Relatives of a person (Luật Căn cước 2023 đ.9 k.15). A relation between two people of the register stands twice, once for each. The name is that of the document when the other person is not in the register.';
create unique index relation_one_of_kind on relation (person_id, kind) where kind in ('father', 'mother', 'spouse') and superseded_at is null and valid_to is null and standing = 'confirmed';

create table correction_case (
  case_id uuid not null constraint correction_case_pkey primary key,
  person_id uuid not null,
  field text not null,
  shown text,
  claimed text,
  reason text not null constraint correction_case_reason check (reason in ('entered-wrong', 'has-changed', 'not-me')),
  note text,
  dossier_id uuid,
  area text,
  opened_by uuid,
  opened_at timestamptz(3) not null,
  state text not null default 'open' constraint correction_case_state check (state in ('open', 'accepted', 'refused')),
  version int not null default 1,
  decided_by uuid,
  decided_at timestamptz(3),
  decision_reason text,
  act_id uuid,
  command_id text not null constraint correction_case_command unique,
  constraint correction_case_decided check ((state = 'open') = (decided_at is null)),
  constraint correction_case_refusal_says_why check (state <> 'refused' or decision_reason is not null)
);
comment on table correction_case is 'Somebody says a fact of the register is wrong ("Sai thông tin?"). Worked by the police of the area (Luật Căn cước 2023 đ.11); never blocks another procedure. The correction itself is a legal act.';
create index correction_case_worklist on correction_case (area, opened_at) where state = 'open';
create index correction_case_person on correction_case (person_id, opened_at);

grant select, insert, update (superseded_at, superseded_by) on person_version, identity_number, relation to congdan_app;
grant select, insert on personal_number to congdan_app;
grant select, insert, update (state, version, decided_by, decided_at, decision_reason, act_id) on correction_case to congdan_app;

create schema population_public;
grant usage on schema population_public to congdan_app;
create view population_public.current_person as
  select p.person_id, p.full_name, p.other_name, p.birth_date, p.birth_year, p.gender, p.ethnicity, p.religion, p.nationalities, p.blood_type, p.birth_place_area, p.birth_place_text,
    p.birth_registration_area, p.birth_registration_text, p.native_place_area, p.native_place_text, p.marital_status, p.life_status, p.death_date,
    p.phone, p.email, p.areas, p.name_plain, p.syllables, p.standing, p.provenance
  from person_version p where p.superseded_at is null and p.valid_to is null;
create view population_public.current_identity_number as
  select person_id, kind, value, status, issued_on, issued_by, standing from identity_number where superseded_at is null and valid_to is null;
create view population_public.current_relation as
  select person_id, kind, other_id, other_name, other_pin, standing from relation where superseded_at is null and valid_to is null;
comment on view population_public.current_person is 'What is known and true today, one row a person. For rules, indicators and snapshots.';
grant select on all tables in schema population_public to congdan_app;
