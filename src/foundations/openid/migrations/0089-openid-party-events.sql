create table openid_party_event (
  event_id uuid primary key,
  client_id text not null references openid_client,
  kind text not null constraint openid_party_event_kind check (kind in ('consent-withdrawn', 'consent-shortened', 'client-decided', 'verification')),
  source text not null,
  told jsonb not null,
  made_at timestamptz not null,
  state text not null default 'waiting' constraint openid_party_event_state check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  next_at timestamptz,
  last_at timestamptz,
  last_status smallint,
  last_error text,
  constraint openid_party_event_once unique (client_id, kind, source)
);
create index openid_party_event_client on openid_party_event (client_id, made_at);
create index openid_party_event_age on openid_party_event (made_at);
comment on table openid_party_event is 'What a relying party is told of without asking (RFC 8417, pushed as RFC 8935 says), and how the telling went. Names people only by the name that party knows them by. Kept 90 days.';

grant select, insert, delete on openid_party_event to congdan_app;
grant update (state, attempts, next_at, last_at, last_status, last_error) on openid_party_event to congdan_app;
