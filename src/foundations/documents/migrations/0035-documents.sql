create table issued_document (
  document_id uuid primary key,
  kind text not null,
  title text not null,
  number text,
  issuer_id uuid not null,
  issuer_name text not null,
  dossier_id uuid,
  subjects uuid[] not null,
  holders uuid[] not null,
  issued_at timestamptz not null,
  form jsonb not null,
  form_hash text not null,
  verification_code text not null constraint issued_document_code unique,
  seal jsonb not null,
  file_hash text,
  state text not null default 'valid' constraint issued_document_state check (state in ('valid', 'replaced', 'revoked')),
  state_reason text,
  replaced_by uuid references issued_document,
  copies_printed int not null default 0
);
create index issued_document_holders on issued_document using gin (holders);
create index issued_document_dossier on issued_document (dossier_id);
comment on table issued_document is 'Papers the state has issued: what was printed, sealed by key, with the code by which anybody can check it. The PDF is rendered from `form` and kept by hash.';

grant select, insert on issued_document to congdan_app;
grant update (file_hash, state, state_reason, replaced_by, copies_printed) on issued_document to congdan_app;
