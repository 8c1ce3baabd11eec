create table health_facility (
  code text not null constraint health_facility_code check (code ~ '^[0-9A-Z]{5}$'),
  name text not null,
  kind text not null constraint health_facility_kind check (kind in ('hospital', 'health-station')),
  commune text not null,
  first_registration boolean not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz(3) not null,
  constraint health_facility_pk primary key (code, valid_from),
  constraint health_facility_period check (valid_to is null or valid_from < valid_to),
  constraint health_facility_one_at_a_time exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);
create index health_facility_commune on health_facility (commune);
comment on table health_facility is 'Places of examination and treatment by their five-character code, with the time each row holds. Some may be chosen as the place of first registration of a card.';

create table health_card (
  person_id uuid not null,
  card_id uuid not null,
  card_number text not null,
  object_group text not null,
  benefit_level text not null,
  province text not null,
  insurance_number text not null,
  clinic_code text not null,
  household_id uuid not null,
  area text not null,
  issuer_id uuid,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint health_card_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint health_card_pkey primary key (person_id, row_id),
  constraint health_card_period check (valid_to is null or valid_from < valid_to),
  constraint health_card_one_at_a_time exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null and standing = 'confirmed'),
  constraint health_card_number_once exclude using gist (card_number with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null and standing = 'confirmed')
);
comment on table health_card is 'Health insurance cards as records (Luật Bảo hiểm y tế đ.16-17): one at a time for a person, and never two of one number. Rows follow from legal acts and are only inserted or superseded.';

grant select, insert, update (valid_to) on health_facility to congdan_app;
grant select, insert, update (superseded_at, superseded_by) on health_card to congdan_app;
