create table person_proposal (
  proposal_id uuid not null constraint person_proposal_pkey primary key,
  kind text not null constraint person_proposal_kind check (kind in ('correct-facts', 'merge', 'unmerge', 'reestablish-number')),
  person_id uuid not null,
  other_id uuid,
  content jsonb not null,
  basis jsonb not null,
  note text,
  area text,
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  state text not null default 'open' constraint person_proposal_state check (state in ('open', 'approved', 'refused', 'withdrawn')),
  version int not null default 1,
  decided_by uuid,
  decided_at timestamptz(3),
  decision_reason text,
  act_id uuid,
  command_id text not null constraint person_proposal_command unique,
  constraint person_proposal_decided check ((state = 'open') = (decided_at is null)),
  constraint person_proposal_second_person check (state in ('open', 'withdrawn') or decided_by <> proposed_by),
  constraint person_proposal_refusal_says_why check (state <> 'refused' or decision_reason is not null),
  constraint person_proposal_approval_is_act check (state <> 'approved' or act_id is not null)
);
comment on table person_proposal is 'What one officer wants to change in the register and a second one must approve: corrections, merges and their taking back, a number cancelled and given anew. The database refuses that somebody approves a proposal of his own.';
create unique index person_proposal_one_open on person_proposal (person_id, kind) where state = 'open';
create index person_proposal_worklist on person_proposal (area, proposed_at) where state = 'open';
grant select, insert, update (state, version, decided_by, decided_at, decision_reason, act_id) on person_proposal to congdan_app;

-- Few rows: guardians and representatives, whose time ends when the ward comes of age.
create index relation_wards on relation (person_id) where kind in ('guardian', 'representative') and superseded_at is null and valid_to is null;
