create table lodging_place (
  place_id uuid not null,
  kind text not null constraint lodging_place_kind check (kind in ('hotel', 'guesthouse', 'homestay', 'rental', 'medical', 'other')),
  name text not null,
  owner_id uuid not null,
  area text not null,
  province text not null,
  detail text not null,
  rooms int,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint lodging_place_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint lodging_place_pkey primary key (place_id, row_id)
);
comment on table lodging_place is 'Hotels, guesthouses and other places that take guests (Luật Cư trú 2020 đ.30), as their owners declared them.';
create unique index lodging_place_current on lodging_place (place_id) where superseded_at is null and valid_to is null;
create index lodging_place_owner on lodging_place (owner_id) where superseded_at is null and valid_to is null;
create index lodging_place_area on lodging_place (area) where superseded_at is null and valid_to is null;

create table lodging_staff (
  place_id uuid not null,
  person_id uuid not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint lodging_staff_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint lodging_staff_pkey primary key (place_id, row_id)
);
comment on table lodging_staff is 'Who besides the owner tells the police of guests for a lodging place.';
create unique index lodging_staff_once on lodging_staff (place_id, person_id) where superseded_at is null and valid_to is null;
create index lodging_staff_person on lodging_staff (person_id) where superseded_at is null and valid_to is null;

create table lodging_stay (
  host_id uuid not null,
  host_kind text not null constraint lodging_stay_host_kind check (host_kind in ('household', 'place')),
  notice_id uuid not null,
  reference text not null,
  area text not null,
  province text not null,
  detail text not null,
  room text,
  guest_id uuid,
  guest_name text,
  doc_kind text not null constraint lodging_stay_doc_kind check (doc_kind in ('pin', 'passport', 'other', 'none')),
  doc_number text,
  birth_date text,
  gender text,
  nationality text not null,
  home_text text,
  reason text not null,
  arrive_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  late boolean not null,
  channel text not null constraint lodging_stay_channel check (channel in ('quick', 'offline', 'file')),
  device_at timestamptz(3),
  reporter_id uuid not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint lodging_stay_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint lodging_stay_pkey primary key (host_id, row_id)
);
comment on table lodging_stay is 'One guest of a lodging notice (Luật Cư trú 2020 đ.30): from the day of arrival to the day of leaving. What the host said is kept as said; guest_id where the number is known.';
create unique index lodging_stay_once on lodging_stay (host_id, doc_number, valid_from) where superseded_at is null;
create index lodging_stay_notice on lodging_stay (notice_id) where superseded_at is null;
create index lodging_stay_night on lodging_stay (area, valid_from) where superseded_at is null;
create index lodging_stay_reporter on lodging_stay (reporter_id, recorded_at) where superseded_at is null;

create table lodging_standing (
  host_id uuid not null,
  area text not null,
  guest_id uuid,
  guest_name text not null,
  doc_number text not null,
  relation text not null,
  reporter_id uuid not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint lodging_standing_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint lodging_standing_pkey primary key (host_id, row_id)
);
comment on table lodging_standing is 'Close relatives who often come to stay: told once, not every time (Luật Cư trú 2020 đ.30 k.4).';
create unique index lodging_standing_once on lodging_standing (host_id, doc_number) where superseded_at is null and valid_to is null;
create index lodging_standing_area on lodging_standing (area) where superseded_at is null and valid_to is null;

grant select, insert, update (superseded_at, superseded_by) on lodging_place, lodging_staff, lodging_stay, lodging_standing to congdan_app;
