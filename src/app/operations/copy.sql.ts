import { sql, type Tx } from '../../platform/index.ts'

export interface TableShape {
  readonly table: string
  /** Columns that hold values of their own; generated ones are made again. */
  readonly columns: readonly string[]
  readonly primaryKey: readonly string[]
  /** Tables that must stand before this one. */
  readonly needs: readonly string[]
}

/** Every table of the house with its columns and the tables its foreign keys lead to. Unlogged ones (counters of tries) are not worth keeping. */
export const tableShapes = (tx: Tx) =>
  tx.many<TableShape>(sql`
    select c.relname as table,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select a.attname::text from pg_constraint k cross join unnest(k.conkey) with ordinality u(n, i) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n
            where k.conrelid = c.oid and k.contype = 'p' order by u.i) as "primaryKey",
      array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as needs
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
    order by c.relname`)

/** Anything at all in the database but the list of migrations? */
export const isEmptyDatabase = async (tx: Tx): Promise<boolean> => {
  const { n } = await tx.one<{ n: number }>(sql`
    select count(*) as n from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname not in ('pg_catalog', 'information_schema') and s.nspname not like 'pg\_%' and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relname <> 'schema_migration'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`)
  return n === 0
}

export const countRows = async (tx: Tx, table: string): Promise<number> => (await tx.one<{ n: number }>(sql`select count(*) as n from ${sql.ident(table)}`)).n

/** One snapshot for everything that follows, and its name for another connection. */
export async function shareSnapshot(tx: Tx): Promise<string> {
  await tx.run(sql`set transaction isolation level repeatable read, read only`)
  return (await tx.one<{ name: string }>(sql`select pg_export_snapshot() as name`)).name
}

const quoted = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a plain SQL name: ${name}`)
  return `"${name}"`
}

export const copyOutOf = ({ table, columns }: Pick<TableShape, 'table' | 'columns'>): string => `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`
export const copyInto = ({ table, columns }: Pick<TableShape, 'table' | 'columns'>): string => `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`

/** Rows that migrations put in give way to the saved ones. */
export const emptyTables = (tx: Tx, tables: readonly string[]) => tx.run(sql`truncate ${sql.join(tables.map((table) => sql.ident(table)))}`)

export interface SequenceValue {
  readonly name: string
  readonly value: number | null
}

export const sequenceValues = (tx: Tx) => tx.many<SequenceValue>(sql`select sequencename as name, last_value as value from pg_sequences where schemaname = 'public' order by sequencename`)
export const setSequence = (tx: Tx, { name, value }: SequenceValue) => tx.run(sql`select setval(${`"${name}"`}::regclass, ${value}::bigint)`)
