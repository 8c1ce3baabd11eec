create table civil_entry (
  entry_id uuid not null,
  kind text not null constraint civil_entry_kind check (kind in ('birth', 'marriage', 'death', 'marital-certificate', 'recognition', 'adoption', 'guardianship', 'guardianship-end', 'divorce', 'change', 'court-decision')),
  origin text not null constraint civil_entry_origin check (origin in ('registered', 'digitised')),
  registered_area text not null,
  authority text not null,
  book_number text not null,
  entry_number text not null,
  page_number text,
  registered_on date not null,
  registration_kind text,
  signer_name text,
  signer_title text,
  performed_by text,
  refers_to uuid,
  about text not null,
  names_plain text not null,
  content jsonb not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint civil_entry_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint civil_entry_pkey primary key (entry_id, row_id)
);
comment on table civil_entry is 'Entries of the civil-status books other than births registered here: deaths, marriages, recognitions, adoptions, guardianships, certificates, changes, court decisions, and digitised entries of every kind. What an entry says is never rewritten: a change is an entry of its own that refers to it.';
comment on column civil_entry.content is 'The entry in the record layout of the Ministry of Justice (src/foundations/civil-status/record-layouts.ts), as stated on the day of registration.';
comment on column civil_entry.about is 'Names of the people the entry is about, as printed.';
create unique index civil_entry_current on civil_entry (entry_id) where superseded_at is null;
create unique index civil_entry_number on civil_entry (registered_area, kind, book_number, entry_number) where superseded_at is null;
create index civil_entry_day on civil_entry (registered_area, kind, registered_on) where superseded_at is null;
create index civil_entry_refers on civil_entry (refers_to) where superseded_at is null;

create table civil_entry_person (
  entry_id uuid not null,
  part text not null,
  person_id uuid not null,
  row_id uuid not null,
  valid_from date not null,
  valid_to date,
  standing text not null constraint civil_entry_person_standing check (standing in ('confirmed', 'claimed', 'disputed')),
  recorded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  act_id uuid not null,
  superseded_by uuid,
  constraint civil_entry_person_pkey primary key (entry_id, row_id)
);
comment on table civil_entry_person is 'Who of the population register an entry speaks of, and as what. A digitised entry is linked as claimed until somebody confirms it.';
create index civil_entry_person_of on civil_entry_person (person_id) where superseded_at is null;
create unique index civil_entry_person_part on civil_entry_person (entry_id, part) where superseded_at is null and valid_to is null;

create table civil_case (
  case_id uuid not null constraint civil_case_pkey primary key,
  act text not null,
  area text not null,
  about text not null,
  input jsonb not null,
  state text not null default 'prepared' constraint civil_case_state check (state in ('prepared', 'returned', 'signed', 'withdrawn')),
  version int not null default 1,
  note text,
  prepared_by uuid not null,
  prepared_at timestamptz(3) not null,
  decided_by uuid,
  decided_at timestamptz(3),
  evidence jsonb,
  entry_id uuid,
  act_id uuid,
  constraint civil_case_signed check ((state = 'signed') = (act_id is not null))
);
comment on table civil_case is 'A civil-status act that the justice officer has prepared and the chair signs, returns or that is withdrawn. The act itself is made at the signature, under the rules of that moment.';
create index civil_case_waiting on civil_case (area, prepared_at) where state in ('prepared', 'returned');

create table civil_copy (
  copy_id uuid not null constraint civil_copy_pkey primary key,
  entry_id uuid not null,
  kind text not null constraint civil_copy_kind check (kind in ('extract', 'copy')),
  document_id uuid not null,
  area text not null,
  year int not null,
  number int not null,
  copies int not null constraint civil_copy_count check (copies > 0),
  requester text not null,
  issued_by uuid,
  issued_at timestamptz(3) not null,
  command_id text not null constraint civil_copy_command unique,
  constraint civil_copy_number unique (area, year, number)
);
comment on table civil_copy is 'Extracts (trích lục) and copies issued from an entry: to whom, how many prints, under which number (Luật Hộ tịch 2014 đ.63–64).';
create index civil_copy_entry on civil_copy (entry_id, issued_at);

alter table civil_book drop constraint civil_book_kind;
alter table civil_book add constraint civil_book_kind check (kind in ('birth', 'marriage', 'death', 'marital-certificate', 'recognition', 'adoption', 'guardianship', 'guardianship-end', 'divorce', 'change', 'court-decision', 'copy'));

grant select, insert, update (superseded_at, superseded_by) on civil_entry, civil_entry_person to congdan_app;
grant select, insert, update (about, input, state, version, note, prepared_by, prepared_at, decided_by, decided_at, evidence, entry_id, act_id) on civil_case to congdan_app;
grant select, insert on civil_copy to congdan_app;

create view civil_status_public.entry as
  select entry_id, kind, origin, registered_area, registered_on, registration_kind, standing from civil_entry where superseded_at is null and valid_to is null;
comment on view civil_status_public.entry is 'Entries of the other books as they stand today.';
grant select on civil_status_public.entry to congdan_app;

create function civil_plain(name text) returns text language sql immutable parallel safe as $$
  select translate(lower(name), 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
    'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd')
$$;
comment on function civil_plain(text) is 'A name without marks, for looking through the small book of one commune; registers keep keys made by the program.';
grant execute on function civil_plain(text) to congdan_app;
