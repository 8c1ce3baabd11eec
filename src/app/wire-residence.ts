import { endResidenceWithStatus, type EndWithStatus } from '../foundations/residence/index.ts'
import { onEvent } from '../platform/index.ts'

/** What a change of life status ends in residence: Luật Cư trú 2020 đ.24 k.1. 'left' is who settled abroad (đ.24 k.1 b). */
const causes: Readonly<Record<string, EndWithStatus['cause']>> = { 'deceased': 'deceased', 'declared-dead': 'deceased', 'missing': 'missing', 'renounced': 'nationality-lost', 'left': 'left' }

export function wireResidence(): void {
  onEvent<{ personId: string; after: string; on: string; actId: string }>('population.life-status-changed', 'residence.end', async (ctx, { personId, after, on, actId }) => {
    const cause = causes[after]
    if (cause) await endResidenceWithStatus(ctx, { personId, cause, on, causedBy: actId })
  })
}
