create extension if not exists btree_gin;
drop index person_version_syllables;
-- The year of birth stands in the index: else every Nguyễn Thị Lan would be fetched to look at hers. New rows wait in a short list, so that a search never has much of it to read.
create index person_version_syllables on person_version using gin (syllables, areas, birth_year) with (gin_pending_list_limit = 256) where superseded_at is null and valid_to is null;
