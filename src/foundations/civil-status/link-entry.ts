import { allow, type Ctx } from '../../platform/index.ts'
import { recordAct } from '../acts/index.ts'
import { entryLinked } from './entry-acts.ts'
import { selectEntry } from './entries.sql.ts'
import { knownPeople } from './people.ts'
import { recordLayouts } from './record-layouts.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface LinkEntry {
  readonly entryId: string
  /** The part in the entry: child, husband, deceased … */
  readonly part: string
  /** Null takes a link back. */
  readonly personId: string | null
  /** Claimed: somebody says so. Confirmed: the officer compared name, birth and parents with the page. */
  readonly standing: 'confirmed' | 'claimed'
  readonly commandId: string
}

/**
 * Says who of the register a digitised entry speaks of: old books have no personal numbers. The page stays as it is and no fact of
 * the person changes. Refuses a part the layout does not have, an entry made here (its people are known), an unknown person.
 */
export async function linkEntry(ctx: Ctx, input: LinkEntry): Promise<{ actId: string }> {
  const entry = (await selectEntry(ctx.tx, input.entryId)) ?? refuse('civil-status.record-unknown')
  allow(ctx, 'civil-status.link-entry', { area: entry.area })
  refuseUnless(entry.origin === 'digitised' && input.part in recordLayouts[entry.kind].prefixes, 'civil-status.record-unknown', { field: 'part' })
  if (input.personId) await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'được gắn' }], 'Luật Hộ tịch 2014, đ.59–61')
  const payload = { entryId: input.entryId, part: input.part, personId: input.personId, standing: input.standing, from: entry.registeredOn }
  const { actId } = await recordAct(ctx, entryLinked, { subjectId: input.personId ?? input.entryId, payload, basis: { article: 'Luật Hộ tịch 2014, đ.59–61' }, commandId: input.commandId })
  return { actId }
}
