import { claimPath, claimedValuesOf } from '../../data-ecosystem/linkage/index.ts'
import type { Ctx } from '../../platform/index.ts'
import type { FactsModel } from '../../public-services/forms/index.ts'
import type { Lang } from '../kit/index.ts'
import { dataStrings } from './data-strings.ts'
import { labelOfField } from './own-facts.ts'

/** What sectors' lists say of the signed-in person beside the registers: one card a list, with its owner and day. Read now and logged as the person's own look. */
export async function ownClaims(ctx: Ctx, personId: string, lang: Lang): Promise<FactsModel[]> {
  const lists = Map.groupBy(await claimedValuesOf(ctx, personId), ({ listId }) => listId)
  return [...lists.values()].map((claims): FactsModel => {
    const { listId, listTitle, owner, statedOn } = claims[0]!
    const lines = claims.map((claim) => ({ path: claimPath(claim), label: labelOfField(`list.${claim.field}`, lang), text: claim.value, masked: false, pending: false, asOf: claim.statedOn }))
    return { kind: 'facts', id: `danh-sach-${listId}`, label: dataStrings.t(lang, 'data.claim-card', { title: listTitle }), src: 'known', source: owner, asOf: statedOn, pending: false, lines }
  })
}
