import { sql, type Tx } from '../../platform/index.ts'
import { copiedColumns } from './row-copy.ts'

const copied = copiedColumns.map((name) => `l.${name}`).join(', ')

export async function oneSnapshot(tx: Tx): Promise<void> {
  await tx.run(sql`set transaction isolation level repeatable read, read only`)
}

/** The last of the next `count` places from this one on; null when there is none. Places may have gaps: somebody may have made them. */
export async function lastOfNext(tx: Tx, from: number, count: number): Promise<number | null> {
  return (await tx.one<{ last: number | null }>(sql`
    select max(position) as last from (select position from access_sealed where position >= ${from} order by position limit ${count}) s`)).last
}

/** COPY of sealed rows with places in [from, to): position, leaf (hex), log id or nothing when the row is gone, salt (hex), redacted_by, then `copiedColumns`. */
export function sealedRows(from: number, to: number): string {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) throw new RangeError('positions are whole numbers')
  return `copy (select s.position, encode(s.leaf, 'hex'), l.log_id, encode(l.salt, 'hex'), l.redacted_by, ${copied}
    from access_sealed s left join access_log l on l.log_id = s.log_id where s.position >= ${from} and s.position < ${to} order by s.position) to stdout`
}

/** The same columns for rows that have no place. */
export const rowsWithoutPlace = `copy (select null, null, l.log_id, encode(l.salt, 'hex'), l.redacted_by, ${copied}
  from access_log l where not exists (select from access_sealed s where s.log_id = l.log_id) order by l.written_in, l.log_id) to stdout`
