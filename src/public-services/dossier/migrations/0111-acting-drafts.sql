alter table draft
  add column actor_id uuid,
  add constraint draft_one_hand check (actor_id is null or (helper_id is null and actor_id <> owner_id));
comment on column draft.actor_id is 'Who types for the owner online: a parent, a guardian, somebody with a permission. Opens it only while the right to act holds; the owner always may.';

-- What somebody types for another never mixes with what the person types alone, nor with what a third one types.
drop index draft_one_open;
create unique index draft_one_open on draft (owner_id, service_code) where dossier_id is null and helper_id is null and actor_id is null;
create unique index draft_one_acting on draft (owner_id, service_code, actor_id) where dossier_id is null and actor_id is not null;
create index draft_actor on draft (actor_id) where dossier_id is null and actor_id is not null;
