-- Ways a life in the register ends or pauses, and the day from which somebody is missing (Luật Căn cước 2023 đ.9 k.24).
alter table person_version drop constraint person_version_life_status;
alter table person_version add constraint person_version_life_status check (life_status in ('living', 'missing', 'deceased', 'declared-dead', 'left', 'renounced'));
alter table person_version add column missing_date text constraint person_version_missing_date check (missing_date ~ '^\d{4}(-\d\d(-\d\d)?)?$');
comment on column person_version.life_status is 'living; missing (declared by court); deceased; declared-dead (by court); left (settled abroad); renounced (Vietnamese nationality given up).';
create or replace view population_public.current_person as
  select p.person_id, p.full_name, p.other_name, p.birth_date, p.birth_year, p.gender, p.ethnicity, p.religion, p.nationalities, p.blood_type, p.birth_place_area, p.birth_place_text,
    p.birth_registration_area, p.birth_registration_text, p.native_place_area, p.native_place_text, p.marital_status, p.life_status, p.death_date,
    p.phone, p.email, p.areas, p.name_plain, p.syllables, p.standing, p.provenance, p.missing_date
  from person_version p where p.superseded_at is null and p.valid_to is null;
