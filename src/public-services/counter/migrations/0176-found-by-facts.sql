alter table counter_case drop constraint counter_case_found_by;
alter table counter_case add constraint counter_case_found_by check (found_by in ('card-text', 'number', 'old-number', 'facts'));
comment on column counter_case.found_by is 'facts: chosen by the officer among the people whom name and birth lead to; the others are claims of a card or a number.';
