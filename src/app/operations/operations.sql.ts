import { newId } from '../../kernel/ids.ts'
import { sql, type Instant, type Tx } from '../../platform/index.ts'

export type OperationKind = 'initialised' | 'backup' | 'backup-verified' | 'restored' | 'keys-rotated'

export async function recordOperation(tx: Tx, kind: OperationKind, at: Instant, details: object): Promise<void> {
  await tx.run(sql`insert into operation_record (operation_id, kind, at, details) values (${newId()}, ${kind}, ${at}, ${sql.json(details)})`)
}

export const lastOperation = (tx: Tx, kind: OperationKind) =>
  tx.maybe<{ at: Instant; details: Record<string, unknown> }>(sql`select at, details from operation_record where kind = ${kind} order by at desc limit 1`)

export const appliedMigrations = async (tx: Tx): Promise<{ number: string; name: string; checksum: string }[]> => {
  if (!(await tx.one<{ there: boolean }>(sql`select to_regclass('schema_migration') is not null as there`)).there) return []
  return tx.many(sql`select number, name, checksum from schema_migration order by number`)
}

export interface ServerFacts {
  /** 160014 is 16.14. */
  readonly versionNumber: number
  readonly version: string
  readonly now: Instant
  readonly database: string
  readonly user: string
  readonly encoding: string
  readonly fsync: boolean
  readonly synchronousCommit: boolean
  readonly bytes: number
}

export const serverFacts = (tx: Tx) =>
  tx.one<ServerFacts>(sql`
    select current_setting('server_version_num')::int as "versionNumber", current_setting('server_version') as version, clock_timestamp() as now, current_database() as database,
           current_user as "user", current_setting('server_encoding') as encoding, current_setting('fsync') = 'on' as fsync,
           current_setting('synchronous_commit') <> 'off' as "synchronousCommit", pg_database_size(current_database()) as bytes`)

/** What the running program may do to acts and logs, and whether this login may take on the two roles at all. */
export const rightsOfProgram = (tx: Tx) =>
  tx.one<{ app: boolean; sealer: boolean; rewrites: string[] }>(sql`
    select pg_has_role(current_user, 'congdan_app', 'member') as app, pg_has_role(current_user, 'congdan_sealer', 'member') as sealer,
      array(select t.name || ' ' || p.word from unnest(array['legal_act', 'access_log', 'access_sealed', 'access_seal', 'access_tile']) t(name)
            cross join unnest(array['update', 'delete', 'truncate']) p(word)
            where to_regclass(t.name) is not null and (has_table_privilege('congdan_app', t.name, p.word) or has_table_privilege('congdan_sealer', t.name, p.word))) as rewrites`)

/** The roles exist before their memberships can be asked for. */
export const rolesExist = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ n: number }>(sql`select count(*) as n from pg_roles where rolname in ('congdan_app', 'congdan_sealer')`)).n === 2
