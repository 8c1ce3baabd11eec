-- A search by telephone, and by the number of a parent who is only named in the papers of a child.
create index person_version_phone on person_version (phone) where phone is not null and superseded_at is null and valid_to is null;
create index relation_other_pin on relation (other_pin) where other_pin is not null and superseded_at is null and valid_to is null;
