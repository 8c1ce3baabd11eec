create unlogged table rate_window (
  key_hash bytea not null,
  window_end timestamptz not null,
  hits int not null constraint rate_window_hits check (hits > 0),
  constraint rate_window_pk primary key (key_hash, window_end)
);
create index rate_window_ended on rate_window (window_end);
comment on table rate_window is 'Requests counted per fixed window under a keyed hash of address or account. Unlogged: lost in a crash, which only forgives.';

create table kept_form (
  token_hash bytea constraint kept_form_pk primary key,
  account_id uuid,
  target text not null,
  sealed bytea not null,
  kept_until timestamptz not null
);
create index kept_form_ended on kept_form (kept_until);
comment on table kept_form is 'Forms sent after the session had ended, kept for half an hour. The key that opens one is only in the cookie of its sender.';

grant select, insert, update, delete on rate_window, kept_form to congdan_app;
