import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { selectBirth, type StoredBirth } from './books.sql.ts'
import { refuseUnless } from './refusals.ts'

/** Everything giấy khai sinh and trích lục khai sinh print, as the book has it (never from today's register). */
export type BirthExtract = StoredBirth

/**
 * One entry of the birth book, by its id or the child's. For justice officer and chair of the registering commune (anyone
 * of them with a dossier), the person, and the parents. Logged for child and parents. Refuses `civil-status.record-unknown`.
 */
export async function birthExtract(ctx: Ctx, which: { readonly recordId: string } | { readonly personId: string }): Promise<BirthExtract> {
  const found = await selectBirth(ctx.tx, which)
  refuseUnless(found, 'civil-status.record-unknown')
  ctx.logRead({ kind: 'open', register: 'civil-status', subjects: [found.childId, found.motherId, found.fatherId].filter((id) => id !== null), fields: ['birthRecord'] })
  if (ctx.purpose.dossierId && isAllowed(ctx.actor, 'civil-status.read-birth-notice-in-case', {}, ctx.today)) return found
  const children = ctx.actor.kind === 'citizen' && ctx.actor.personId !== found.childId ? await relatedTo(ctx.tx, ctx.actor.personId, ['child', 'ward', 'represented']) : []
  allow(ctx, 'civil-status.read-birth-record', { area: found.registeredArea, person: found.childId, represents: children.map((each) => each.personId) })
  return found
}
