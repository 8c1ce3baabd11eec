create table identity_card (
  person_id uuid not null,
  kind text not null constraint identity_card_kind check (kind in ('cmnd9', 'cmnd12', 'cccd', 'cccd-chip', 'can-cuoc', 'certificate')),
  number text not null,
  issued_on text constraint identity_card_issued_on check (issued_on ~ '^\d{4}(-\d\d(-\d\d)?)?$'),
  issued_by text,
  expires_on date,
  unlimited boolean not null,
  status text not null constraint identity_card_status check (status in ('valid', 'replaced', 'revoked', 'lost')),
  source text not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint identity_card_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint identity_card_pkey primary key (person_id, row_id),
  constraint identity_card_unlimited check (not unlimited or expires_on is null)
);
comment on table identity_card is 'Identity cards a person has or had: day and place of issue and time of validity (Luật Căn cước 2023 đ.9 k.14). Nothing of the chip, no picture, no fingerprint.';
comment on column identity_card.expires_on is 'Empty where the paper does not say; unlimited where it says that it never ends.';

alter table relation add column other_old_number text;
comment on column relation.other_old_number is 'Nine-digit number of a relative who is not in the register (Luật Căn cước 2023 đ.9 k.15).';

create table person_alias (
  person_id uuid not null,
  survivor_id uuid not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint person_alias_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint person_alias_pkey primary key (person_id, row_id),
  constraint person_alias_not_self check (survivor_id <> person_id)
);
comment on table person_alias is 'Two entries of the register are one person: whoever asks for person_id is answered with survivor_id. Nothing else is rewritten, so taking it back restores both exactly. A survivor is never an alias itself.';
create unique index person_alias_one on person_alias (person_id) where superseded_at is null and valid_to is null;
create index person_alias_survivor on person_alias (survivor_id) where superseded_at is null and valid_to is null;

grant select, insert, update (superseded_at, superseded_by) on identity_card, person_alias to congdan_app;

create or replace view population_public.current_person as
  select p.person_id, p.full_name, p.other_name, p.birth_date, p.birth_year, p.gender, p.ethnicity, p.religion, p.nationalities, p.blood_type, p.birth_place_area, p.birth_place_text,
    p.birth_registration_area, p.birth_registration_text, p.native_place_area, p.native_place_text, p.marital_status, p.life_status, p.death_date,
    p.phone, p.email, p.areas, p.name_plain, p.syllables, p.standing, p.provenance, p.missing_date
  from person_version p where p.superseded_at is null and p.valid_to is null
    and not exists (select from person_alias a where a.person_id = p.person_id and a.superseded_at is null and a.valid_to is null);
create view population_public.current_identity_card as
  select person_id, kind, number, issued_on, issued_by, expires_on, unlimited, status, standing from identity_card where superseded_at is null and valid_to is null;
comment on view population_public.current_identity_card is 'Identity cards as they stand today, one row a card. For rules, indicators and snapshots.';
grant select on population_public.current_identity_card to congdan_app;
