alter table eid_organisation add column last_used_at timestamptz;
comment on column eid_organisation.last_used_at is 'When its representative last began to act for it; null where nobody ever has. Accounts from before 0094 begin with null.';
grant update (last_used_at) on eid_organisation to congdan_app;
