-- Luật Hộ tịch 2014 đ.37–38: a husband or wife who is no citizen has no entry in the register of people and stands by name only.
alter table marriage_record alter column husband_id drop not null;
alter table marriage_record alter column wife_id drop not null;
alter table marriage_record add constraint marriage_record_somebody check (husband_id is not null or wife_id is not null);
comment on table marriage_record is 'Entries of the marriage book (KH): that a marriage is registered is then known and no certificate is asked for. Ends with divorce or death by valid_to. A spouse who is no citizen has a name and no id.';
