import { civilPaperEnded } from '../foundations/civil-status/index.ts'
import { documentEnded } from '../foundations/documents/index.ts'
import { confirmationEnded, endChangedConfirmations, endResidenceWithStatus, type EndWithStatus } from '../foundations/residence/index.ts'
import { onEvent } from '../platform/index.ts'

/** What a change of life status ends in residence: Luật Cư trú 2020 đ.24 k.1. 'left' is who settled abroad (đ.24 k.1 b). */
const causes: Readonly<Record<string, EndWithStatus['cause']>> = { 'deceased': 'deceased', 'declared-dead': 'deceased', 'missing': 'missing', 'renounced': 'nationality-lost', 'left': 'left' }

/** Events after which a confirmation of residence may state what no longer is so. */
const changes = [
  'population.person-changed', 'population.life-status-changed', 'residence.permanent-registered', 'residence.household-split', 'residence.households-merged', 'residence.relation-corrected', 'residence.removed',
  'residence.ended-with-status', 'residence.temporary-registered', 'residence.temporary-renewed', 'residence.current-place-declared',
] as const

/** Facts of a person that no confirmation of residence states: their change touches none. */
const unstated = new Set(['phone', 'email', 'religion', 'bloodType'])

export function wireResidence(): void {
  documentEnded.fill(async (ctx, { documentId, kind }) => (kind === 'residence-confirmation' ? confirmationEnded(ctx.tx, documentId, ctx.today) : kind === 'civil-paper' ? civilPaperEnded(ctx.tx, documentId, ctx.today) : undefined))
  for (const type of changes) {
    onEvent<{ personId?: string; personIds?: string[]; fields?: readonly string[] }>(type, 'residence.confirmations', async (ctx, { personId, personIds }) => {
      await endChangedConfirmations(ctx, [...(personIds ?? []), ...(personId ? [personId] : [])])
    }, ({ fields }) => fields === undefined || fields.some((field) => !unstated.has(field)))
  }
  onEvent<{ newHeadId: string }>('residence.head-changed', 'residence.confirmations', async (ctx, { newHeadId }) => void (await endChangedConfirmations(ctx, [newHeadId])))
  onEvent<{ personId: string; after: string; on: string; actId: string }>('population.life-status-changed', 'residence.end', async (ctx, { personId, after, on, actId }) => {
    const cause = causes[after]
    if (cause) await endResidenceWithStatus(ctx, { personId, cause, on, causedBy: actId })
  })
}
