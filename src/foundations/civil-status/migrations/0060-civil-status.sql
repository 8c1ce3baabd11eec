create table birth_record (
  child_id uuid not null,
  record_id uuid not null,
  registered_area text not null,
  authority text not null,
  entry_number text not null,
  book_number text not null,
  page_number text,
  registered_on date not null,
  registration_kind text not null,
  birth_kind text not null,
  child_name text not null,
  child_gender text not null,
  child_birth_date date not null,
  child_birth_time text,
  child_birth_date_words text not null,
  child_birth_place text not null,
  child_birth_place_area text,
  child_native_place text,
  child_native_place_area text,
  child_ethnicity text,
  child_nationalities text[] not null,
  child_pin text not null,
  delivery_order int not null,
  mother_id uuid,
  mother_name text,
  mother_birth_date text,
  mother_ethnicity text,
  mother_nationality text,
  mother_residence_kind text,
  mother_residence text,
  mother_paper_kind text,
  mother_paper_number text,
  father_id uuid,
  father_name text,
  father_birth_date text,
  father_ethnicity text,
  father_nationality text,
  father_residence_kind text,
  father_residence text,
  father_paper_kind text,
  father_paper_number text,
  requester_id uuid,
  requester_name text not null,
  requester_relation text not null,
  requester_paper_kind text,
  requester_paper_number text,
  signer_id uuid,
  signer_name text not null,
  signer_title text not null,
  performed_by text,
  notice_facility text,
  notice_number text,
  foreign_number text,
  foreign_date date,
  foreign_authority text,
  foreign_country text,
  note text,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint birth_record_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint birth_record_pkey primary key (child_id, row_id),
  constraint birth_record_birth_before_entry check (child_birth_date <= registered_on)
);
comment on table birth_record is 'Entries of the birth book in the layout of the Ministry of Justice (KS). Facts of parents are those of the day of registration and are never rewritten when the parents'' own records change (Luật Hộ tịch 2014 đ.14).';
comment on column birth_record.registration_kind is 'loaiDangKy: 1 in time, 2 again, 3 noted from abroad, 4 late (more than 60 days).';
comment on column birth_record.birth_kind is 'nksLoaiKhaiSinh: 1 both parents, 2 mother unknown, 3 father unknown, 4 both unknown, 5 abandoned.';
comment on column birth_record.delivery_order is 'Which child of this delivery: 1, or 2 and more for twins.';
create unique index birth_record_child on birth_record (child_id) where superseded_at is null and valid_to is null;
create unique index birth_record_record on birth_record (record_id) where superseded_at is null and valid_to is null;
create unique index birth_record_entry on birth_record (registered_area, book_number, entry_number) where superseded_at is null and valid_to is null;
create unique index birth_record_notice on birth_record (notice_facility, notice_number) where superseded_at is null and valid_to is null;
create unique index birth_record_once on birth_record (mother_id, child_birth_date, delivery_order) where superseded_at is null and valid_to is null;

create table marriage_record (
  marriage_id uuid not null,
  husband_id uuid not null,
  wife_id uuid not null,
  registered_area text,
  place text not null,
  entry_number text not null,
  book_number text,
  registered_on date not null,
  registration_kind text not null,
  husband_name text not null,
  husband_birth_date text,
  wife_name text not null,
  wife_birth_date text,
  signer_name text,
  signer_title text,
  note text,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint marriage_record_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint marriage_record_pkey primary key (marriage_id, row_id),
  constraint marriage_record_two_people check (husband_id <> wife_id)
);
comment on table marriage_record is 'Entries of the marriage book (KH): that a marriage is registered is then known and no certificate is asked for. Ends with divorce or death by valid_to.';
create unique index marriage_record_husband on marriage_record (husband_id) where superseded_at is null and valid_to is null and standing = 'confirmed';
create unique index marriage_record_wife on marriage_record (wife_id) where superseded_at is null and valid_to is null and standing = 'confirmed';

create table civil_book (
  area text not null,
  kind text not null constraint civil_book_kind check (kind in ('birth', 'marriage', 'death')),
  year int not null,
  last_entry int not null,
  constraint civil_book_pkey primary key (area, kind, year)
);
comment on table civil_book is 'Last entry number of each book of a commune and year. Taken inside the act, so a refused act leaves no gap.';

create table facility_key (
  facility_code text not null,
  facility_name text not null,
  public_key jsonb not null,
  registered_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  key_id uuid not null constraint facility_key_pkey primary key
);
comment on table facility_key is 'Public keys of health facilities that send birth notices.';
create index facility_key_facility on facility_key (facility_code);

create table birth_notice (
  notice_id uuid not null constraint birth_notice_pkey primary key,
  facility_code text not null,
  facility_name text not null,
  notice_number text not null,
  notice_date date not null,
  mother_id uuid,
  mother_pin text,
  mother_name text not null,
  birth_date date not null,
  birth_time text,
  gender text not null constraint birth_notice_gender check (gender in ('male', 'female', 'undetermined')),
  weight_grams int,
  child_order int,
  delivery_order int not null,
  birth_place text not null,
  birth_place_area text,
  signed text not null,
  received_at timestamptz(3) not null,
  state text not null default 'waiting' constraint birth_notice_state check (state in ('waiting', 'used')),
  used_by uuid,
  used_at timestamptz(3),
  constraint birth_notice_once unique (facility_code, notice_number),
  constraint birth_notice_used check ((state = 'used') = (used_by is not null))
);
comment on table birth_notice is 'Giấy chứng sinh điện tử as hospitals send it, signed (NĐ 63/2024 with NĐ 301/2026). Used by exactly one birth registration.';
create index birth_notice_mother on birth_notice (mother_id) where state = 'waiting';

grant select, insert, update (superseded_at, superseded_by) on birth_record, marriage_record to congdan_app;
grant select, insert, update (last_entry) on civil_book to congdan_app;
grant select, insert, update (revoked_at) on facility_key to congdan_app;
grant select, insert, update (state, used_by, used_at) on birth_notice to congdan_app;

create schema civil_status_public;
grant usage on schema civil_status_public to congdan_app;
create view civil_status_public.birth as
  select record_id, child_id, registered_area, registered_on, registration_kind, birth_kind, child_birth_date, child_gender, mother_id, father_id, standing
  from birth_record where superseded_at is null and valid_to is null;
create view civil_status_public.marriage as
  select marriage_id, husband_id, wife_id, registered_area, registered_on, standing from marriage_record where superseded_at is null and valid_to is null;
grant select on all tables in schema civil_status_public to congdan_app;
