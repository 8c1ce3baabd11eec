import { sql, type Database, type Tx } from '../../platform/index.ts'

export interface KeptDefinition {
  readonly table: string
  readonly name: string
  readonly kind: 'index' | 'primary key' | 'unique' | 'exclusion'
  readonly definition: string
}

/** The act that alone may be recorded while constraints are missing. */
export const loadGuard = 'legal_act_bulk_load'

export async function selectKept(tx: Tx): Promise<KeptDefinition[]> {
  return tx.many<KeptDefinition>(sql`select table_name as "table", name, kind, definition from bulk_load_definition order by table_name, name`)
}

export async function registerIsEmpty(tx: Tx): Promise<boolean> {
  return (await tx.one<{ empty: boolean }>(sql`select not exists (select from legal_act) as empty`)).empty
}

/** Reads what makes every index of these tables again, and writes it down. A unique or primary key is made from its index. */
export async function keepDefinitions(tx: Tx, tables: readonly string[]): Promise<KeptDefinition[]> {
  await tx.run(sql`
    insert into bulk_load_definition (table_name, name, kind, definition)
    select t.relname, i.relname, case c.contype when 'p' then 'primary key' when 'u' then 'unique' when 'x' then 'exclusion' else 'index' end,
      case when c.contype = 'x' then pg_get_constraintdef(c.oid) else pg_get_indexdef(i.oid) end
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u', 'x')
    where t.relnamespace = 'public'::regnamespace and t.relname = any(${tables})`)
  return selectKept(tx)
}

export async function dropKept(tx: Tx, kept: KeptDefinition): Promise<void> {
  const name = sql.ident(kept.name)
  await tx.run(kept.kind === 'index' ? sql`drop index ${name}` : sql`alter table ${sql.ident(kept.table)} drop constraint ${name}`)
}

export async function guardLoad(tx: Tx): Promise<void> {
  await tx.run(sql`alter table legal_act add constraint ${sql.ident(loadGuard)} check (type = 'person-imported') not valid`)
}

export async function restTable(tx: Tx, table: string, resting: boolean): Promise<void> {
  await tx.run(resting ? sql`alter table ${sql.ident(table)} set (autovacuum_enabled = off)` : sql`alter table ${sql.ident(table)} reset (autovacuum_enabled)`)
}

export async function unguardLoad(tx: Tx): Promise<void> {
  await tx.run(sql`alter table legal_act drop constraint if exists ${sql.ident(loadGuard)}`)
}

export async function loadIsGuarded(tx: Tx): Promise<boolean> {
  return (await tx.one<{ guarded: boolean }>(sql`select exists (select from pg_constraint where conname = ${loadGuard} and conrelid = 'legal_act'::regclass) as guarded`)).guarded
}

/** One connection that makes the things of one table after the other again, each in a transaction of its own, and tells the planner what is in the table. */
export async function makeAgain(owner: Database, nextTable: () => readonly KeptDefinition[] | undefined, made: () => void): Promise<void> {
  await owner.session(async (client) => {
    await client.query(`set maintenance_work_mem = '384MB'`)
    for (let list = nextTable(); list; list = nextTable()) {
      for (const kept of list) {
        await makeOne(client, kept)
        made()
      }
      await client.query(`analyze "${list[0]!.table}"`)
    }
  })
}

type Client = Parameters<Parameters<Database['session']>[0]>[0]

/** The definitions were read from this database's own catalogue. */
async function makeOne(client: Client, { table, name, kind, definition }: KeptDefinition): Promise<void> {
  await client.query('begin')
  await client.query(kind === 'exclusion' ? `alter table "${table}" add constraint "${name}" ${definition}` : definition)
  if (kind === 'primary key' || kind === 'unique') await client.query(`alter table "${table}" add constraint "${name}" ${kind} using index "${name}"`)
  await client.query('delete from bulk_load_definition where name = $1', [name])
  await client.query('commit')
}
