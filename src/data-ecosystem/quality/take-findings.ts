import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './findings.sql.ts'
import { readWorklist, type AskedList } from './read-work.ts'
import { refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

/** So many cases one officer takes at once. */
export const takenAtOnce = 20
const lookedAt = 100

/** "Nhận việc" for the first free cases of a list; those a colleague takes in this moment are left to him. Answers how many; refuses where none is free. */
export async function takeFindings(ctx: Ctx, asked: AskedList): Promise<number> {
  const { items } = await readWorklist(ctx, { ...asked, page: 1, most: lookedAt })
  const who = whoOf(ctx)
  let taken = 0
  for (const { findingId, version, state } of items) {
    if (state !== 'open') continue
    if (await takeStep(ctx.tx, { findingId, version, from: ['open'], state: 'assigned', assignedTo: who.actorPerson, kind: 'assigned', ...who, reason: null, note: null, at: ctx.now })) taken++
    if (taken === takenAtOnce) break
  }
  refuseUnless(taken > 0, 'quality.none-free')
  return taken
}
