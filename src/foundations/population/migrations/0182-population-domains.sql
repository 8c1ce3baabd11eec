-- A check of a table is read from the catalogue and planned anew by every statement that writes into the table: eight of them took a
-- fifth of the time of a change of the register. What a column may hold is said by its domain, which a connection reads once.
-- The domains get their checks after the columns have taken them on: so no row is written anew, only looked at.
create domain partial_date as text;
create domain gender as text;
create domain marital_status as text;
create domain life_status as text;
create domain standing as text;

drop view population_public.current_person;
alter table person_version
  drop constraint person_version_birth_date, drop constraint person_version_death_date, drop constraint person_version_missing_date,
  drop constraint person_version_gender, drop constraint person_version_marital_status, drop constraint person_version_life_status, drop constraint person_version_standing,
  alter column birth_date type partial_date, alter column death_date type partial_date, alter column missing_date type partial_date,
  alter column gender type gender, alter column marital_status type marital_status, alter column life_status type life_status, alter column standing type standing;
create view population_public.current_person as
  select p.person_id, p.full_name, p.other_name, p.birth_date, p.birth_year, p.gender, p.ethnicity, p.religion, p.nationalities, p.blood_type, p.birth_place_area, p.birth_place_text,
    p.birth_registration_area, p.birth_registration_text, p.native_place_area, p.native_place_text, p.marital_status, p.life_status, p.death_date,
    p.phone, p.email, p.areas, p.name_plain, p.syllables, p.standing, p.provenance, p.missing_date
  from person_version p where p.superseded_at is null and p.valid_to is null
    and not exists (select from person_alias a where a.person_id = p.person_id and a.superseded_at is null and a.valid_to is null);
comment on view population_public.current_person is 'What is known and true today, one row a person. For rules, indicators and snapshots.';
grant select on population_public.current_person to congdan_app;

alter domain partial_date add constraint partial_date_form check (value ~ '^\d{4}(-\d\d(-\d\d)?)?$');
alter domain gender add constraint gender_known check (value in ('male', 'female', 'undetermined'));
alter domain marital_status add constraint marital_status_known check (value in ('single', 'married', 'divorced', 'widowed'));
alter domain life_status add constraint life_status_known check (value in ('living', 'missing', 'deceased', 'declared-dead', 'left', 'renounced'));
alter domain standing add constraint standing_known check (value in ('confirmed', 'claimed', 'disputed'));
comment on domain partial_date is 'A day, a month or a year as papers give it: YYYY, YYYY-MM, YYYY-MM-DD.';
comment on domain gender is 'male, female; undetermined where an act left it open.';
comment on domain marital_status is 'Marital status after Luật Căn cước 2023 đ.9.';
comment on domain life_status is 'living; missing (declared by court); deceased; declared-dead (by court); left (settled abroad); renounced (Vietnamese nationality given up).';
comment on domain standing is 'confirmed; claimed (said by somebody, not compared with a paper); disputed.';
