alter table matching_list add column stored_as text constraint matching_list_stored_as check (stored_as ~ '^[0-9a-f]{64}$');
comment on column matching_list.stored_as is 'Under which hash the file lies in the store: sealed with the id of the list, so that no other list and no paper ever shares it. Nothing for lists of before: their file lies under sha256.';
