import { sql, type Database, type Instant, type Tx } from '../index.ts'

export interface KeptRow {
  account_id: string | null
  target: string
  sealed: Buffer
  kept_until: Instant
}

/** Keeps one sealed form and sweeps those whose time is over. Commits by itself: the request it belongs to was refused. */
export async function keepForm(database: Database, tokenHash: Buffer, row: KeptRow, now: Instant): Promise<void> {
  await database.query(sql`
    with swept as (delete from kept_form where kept_until < ${now})
    insert into kept_form (token_hash, account_id, target, sealed, kept_until)
    values (${tokenHash}, ${row.account_id}, ${row.target}, ${row.sealed}, ${row.kept_until})`)
}

export function findKeptForm(tx: Tx, tokenHash: Buffer, now: Instant): Promise<KeptRow | undefined> {
  return tx.maybe<KeptRow>(sql`select account_id, target, sealed, kept_until from kept_form where token_hash = ${tokenHash} and kept_until >= ${now}`)
}

/** Takes it out for good, in the transaction of the act it becomes. */
export function takeKeptForm(tx: Tx, tokenHash: Buffer, now: Instant): Promise<KeptRow | undefined> {
  return tx.maybe<KeptRow>(sql`delete from kept_form where token_hash = ${tokenHash} and kept_until >= ${now} returning account_id, target, sealed, kept_until`)
}
