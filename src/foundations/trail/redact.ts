import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type Database } from '../../platform/index.ts'
import { insertAccesses } from './access-log.sql.ts'
import { findPlaced } from './proofs.sql.ts'
import { findRow } from './read-row.sql.ts'
import { emptyRow } from './redact.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { actorColumns } from './write-reads.ts'

export interface RedactionOrder {
  readonly logId: string
  /** Law or decision that orders it, with number and date. */
  readonly basis: string
  readonly reason: string
}

/**
 * An auditor orders that one sealed reading be emptied because a law or a court says so. The order is itself a row of the log, names the
 * leaf it empties and will be sealed; only then can `redactRow` carry it out. Refuses rows without a place and rows already emptied.
 * Returns the id of the order.
 */
export async function orderRedaction(ctx: Ctx, order: RedactionOrder): Promise<string> {
  allow(ctx, 'trail.order-redaction')
  refuseUnless(order.basis.trim() !== '', 'trail.basis-needed', { field: 'basis' })
  const placed = await findPlaced(ctx.tx, order.logId)
  refuseUnless(placed, 'trail.no-such-access')
  refuseUnless(placed.redacted_by === null, 'trail.already-redacted')
  if (placed.leaf === null) refuse('trail.not-sealed-yet')
  const orderId = newId()
  insertAccesses(ctx.tx, [{
    ...actorColumns(ctx.actor), log_id: orderId, at: ctx.now, request_id: ctx.requestId, on_behalf_of: ctx.onBehalfOf,
    purpose_code: 'redaction', purpose_basis: order.basis, purpose_text: order.reason, dossier_id: null, kind: 'redaction', register: 'access-log',
    subjects: [], fields: [], query_hash: null, outcome: 'done', refers_to: order.logId, refers_leaf: placed.leaf.toString('hex'),
  }])
  return orderId
}

/**
 * Carries out a sealed order, through the connection of the owner of the tables: the program itself may not touch the log.
 * The leaf stays, the content and its salt go. Refuses while the order is not sealed. Doing it twice is harmless.
 */
export async function redactRow(owner: Database, orderId: string): Promise<void> {
  await owner.transaction(async (tx) => {
    const order = await findRow(tx, orderId)
    refuseUnless(order?.kind === 'redaction', 'trail.no-such-access')
    const placed = await findPlaced(tx, orderId)
    refuseUnless(placed?.position !== null, 'trail.not-sealed-yet')
    await emptyRow(tx, order.refers_to!, orderId)
  })
}
