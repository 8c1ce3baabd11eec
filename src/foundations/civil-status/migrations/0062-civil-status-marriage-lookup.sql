-- The unique indexes hold confirmed entries only; a marriage is looked up whatever its standing.
create index marriage_record_of_husband on marriage_record (husband_id) where superseded_at is null and valid_to is null;
create index marriage_record_of_wife on marriage_record (wife_id) where superseded_at is null and valid_to is null;
