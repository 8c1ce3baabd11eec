import { allow, type Ctx } from '../../platform/index.ts'
import { recordAct } from '../acts/index.ts'
import { personImported, type PersonImported } from './residence-acts.ts'

/** NĐ 70/2024 đ.6: the article every line of an imported list rests on. */
export const importBasis = { article: 'NĐ 70/2024/NĐ-CP, đ.6' }

/**
 * Takes one person of a list into the register, with numbers, relatives, residence and household. For single lines; a
 * whole list goes through `bulkWriter` with the same act. Refuses a taken number, a second head, an overlapping residence.
 */
export async function importPerson(ctx: Ctx, payload: PersonImported, options: { readonly commandId: string }): Promise<{ actId: string; replayed: boolean }> {
  allow(ctx, 'residence.import')
  const { actId, replayed } = await recordAct(ctx, personImported, {
    subjectId: payload.person.personId, payload, occurredOn: payload.person.statedOn, basis: importBasis, commandId: options.commandId,
  })
  return { actId, replayed }
}
