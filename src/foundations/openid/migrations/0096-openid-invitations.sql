alter table openid_member add column name text, add column left_at timestamptz;
comment on column openid_member.name is 'As the e-ID had it on joining, for colleagues to know each other by; null for who joined before 0096.';
comment on column openid_member.left_at is 'Since when this person works for the organisation no more; null for who does.';
grant update (joined_at, name, left_at) on openid_member to congdan_app;

create table openid_invitation (
  invitation_id uuid primary key,
  organisation_id uuid not null references openid_organisation,
  secret_hash bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_by uuid,
  used_at timestamptz,
  constraint openid_invitation_secret unique (secret_hash)
);
create index openid_invitation_organisation on openid_invitation (organisation_id);
comment on table openid_invitation is 'Codes by which a colleague joins an organisation in the console of relying parties: one use, seven days, kept as a keyed hash.';
grant select, insert on openid_invitation to congdan_app;
grant update (expires_at, used_by, used_at) on openid_invitation to congdan_app;
