alter table draft
  add column helper_id uuid,
  add column helper_organisation uuid,
  add column helped_until timestamptz,
  add constraint draft_helped check (num_nulls(helper_id, helper_organisation, helped_until) in (0, 3));
comment on column draft.helper_id is 'The officer at a desk who types for the owner. Only that desk may open it, and only until helped_until; the owner always may.';

-- What is typed at a desk never mixes with what the person types at home.
drop index draft_one_open;
create unique index draft_one_open on draft (owner_id, service_code) where dossier_id is null and helper_id is null;
create unique index draft_one_helped on draft (owner_id, service_code) where dossier_id is null and helper_id is not null;

-- Whoever helped stands in the dossier, also where an officer filed on a consent on paper.
alter table dossier drop constraint dossier_helped;
alter table dossier add constraint dossier_helped check ((filing_mode in ('helped', 'counter')) = (helper_id is not null));
comment on column dossier.filing_mode is 'self: nobody helped. helped: an officer typed and the person confirmed with an own account or a code to the own phone. counter: an officer filed on a signature or thumb print on paper. on-behalf: a proxy or guardian.';
