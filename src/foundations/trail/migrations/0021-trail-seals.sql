create table access_sealed (
  position bigint primary key,
  log_id uuid not null constraint access_sealed_once unique,
  leaf bytea not null constraint access_sealed_leaf_length check (octet_length(leaf) = 32)
);
comment on table access_sealed is 'The gapless place of every sealed row of access_log in the Merkle tree (RFC 6962), and its leaf hash. No foreign key: the seal must outlive what somebody deletes, to show it.';

create table access_tile (
  level smallint not null,
  index bigint not null,
  hash bytea not null constraint access_tile_hash_length check (octet_length(hash) = 32),
  primary key (level, index)
);
comment on table access_tile is 'Roots of full subtrees of 256^level leaves, so that proofs and the next seal need a few hundred hashes and not the whole log.';

create table access_seal (
  batch bigint primary key,
  origin text not null,
  first_position bigint not null,
  last_position bigint not null,
  tree_size bigint not null constraint access_seal_size_once unique,
  root bytea not null,
  previous bytea not null,
  sealed_at timestamptz(3) not null,
  sealed_below xid8 not null,
  sealed_to uuid not null,
  cluster text not null,
  key_id bytea not null,
  signature bytea not null,
  constraint access_seal_size check (tree_size = last_position + 1 and first_position <= last_position),
  constraint access_seal_lengths check (octet_length(root) = 32 and octet_length(previous) = 32 and octet_length(key_id) = 4 and octet_length(signature) = 64)
);
comment on table access_seal is 'Signed heads of the tree, each naming the hash of the one before. Every head also stands in a file outside the database.';
comment on column access_seal.sealed_below is 'With sealed_to: every row whose (written_in, log_id) is not above this pair is sealed. A row below it without a place was added afterwards.';
comment on column access_seal.cluster is 'The PostgreSQL cluster that numbered the transactions: after a restore into another one the numbers start anew.';

grant select on access_sealed, access_tile, access_seal to congdan_app, congdan_sealer;
grant insert on access_sealed, access_tile, access_seal to congdan_sealer;

create schema trail_public;
comment on schema trail_public is 'What other modules and reports may see of the access log: counts, never a person.';
create view trail_public.access_volume as
  select (at at time zone 'Asia/Ho_Chi_Minh')::date as day, actor_organisation as organisation_id, register, purpose_code, kind, outcome, automatic, count(*) as readings
  from access_log where kind <> 'redaction'
  group by 1, 2, 3, 4, 5, 6, 7;
create view trail_public.seal_head as
  select batch, tree_size, sealed_at from access_seal order by batch desc limit 1;
grant usage on schema trail_public to congdan_app;
grant select on all tables in schema trail_public to congdan_app;
