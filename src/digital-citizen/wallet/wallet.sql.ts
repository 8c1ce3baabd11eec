import { sql, type Instant, type Tx } from '../../platform/index.ts'
import type { Paper, PaperSource } from './paper.ts'

const paper = sql`item_id as id, owner_id as "ownerId", subject_id as "subjectId", kind, title, issuer, issued_on as "issuedOn", expires_on as "expiresOn",
  source, source_ref as "sourceRef", state, state_reason as "stateReason"`

/** False when this wallet has it already. */
export async function insertPaper(tx: Tx, p: Paper, at: Instant): Promise<boolean> {
  return (await tx.run(sql`
    insert into wallet_item (item_id, owner_id, subject_id, kind, title, issuer, issued_on, expires_on, source, source_ref, state, state_since, added_at)
    values (${p.id}, ${p.ownerId}, ${p.subjectId}, ${p.kind}, ${p.title}, ${p.issuer}, ${p.issuedOn}, ${p.expiresOn}, ${p.source}, ${p.sourceRef}, ${p.state}, ${at}, ${at})
    on conflict (owner_id, source, source_ref) do nothing`)) === 1
}

/** Of papers of one kind about one person the newest holds; events may arrive in another order. */
export const keepNewest = (tx: Tx, p: Paper, reason: string, at: Instant) => {
  const same = sql`owner_id = ${p.ownerId} and subject_id = ${p.subjectId} and kind = ${p.kind} and source = ${p.source} and state = 'valid'`
  return tx.run(sql`
    update wallet_item set state = 'replaced', state_reason = ${reason}, state_since = ${at}
    where ${same} and item_id <> (select item_id from wallet_item where ${same} order by issued_on desc, added_at desc, item_id desc limit 1)`)
}

/** In every wallet that holds it. */
export const endPaper = (tx: Tx, source: PaperSource, ref: string, state: 'replaced' | 'revoked', reason: string | null, at: Instant) =>
  tx.run(sql`update wallet_item set state = ${state}, state_reason = ${reason}, state_since = ${at} where source = ${source} and source_ref = ${ref} and state = 'valid'`)

export const papersOf = (tx: Tx, owners: readonly string[]) =>
  tx.many<Paper>(sql`select ${paper} from wallet_item where owner_id = any(${owners}::uuid[]) order by state = 'valid' desc, issued_on desc, title, item_id`)

export const paperById = (tx: Tx, id: string) => tx.maybe<Paper>(sql`select ${paper} from wallet_item where item_id = ${id}`)
