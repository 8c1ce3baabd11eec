import { qualityRules } from '../../quality-rules/index.ts'
import { answerCorrection, refuseBlocked, setQualityRules, type QualityEvents } from '../data-ecosystem/quality/index.ts'
import { guardRows } from '../foundations/acts/index.ts'
import { judgeDecidedRow, judgeMatchedList, type LinkageEvents } from '../data-ecosystem/linkage/index.ts'
import { holdersOf } from '../foundations/organisations/index.ts'
import { notify } from '../digital-citizen/notify/index.ts'
import { onEvent, type Ctx, type StoredEvent } from '../platform/index.ts'

/** The rules of this release, those of them that stop an act, and the answers to what officers proposed. Changes of the register reach the rules by the feed (worker.ts). */
export function wireQuality(): void {
  setQualityRules(qualityRules)
  guardRows('person_version', refuseBlocked)
  onEvent<{ caseId: string; decision: 'accepted' | 'refused'; reason: string | null }>('population.correction-decided', 'quality.answer', (ctx, payload) => answerCorrection(ctx, payload))
  onEvent<LinkageEvents['linkage.run-finished']>('linkage.run-finished', 'quality.judge-list', async (ctx, { runId, status }) => {
    if (status === 'done') await judgeMatchedList(ctx, runId)
  })
  onEvent<QualityEvents['quality.increments-differ']>('quality.increments-differ', 'notify.increments-differ', tellAdministrators)
  onEvent<LinkageEvents['linkage.row-decided']>('linkage.row-decided', 'quality.judge-row', async (ctx, row) => void (await judgeDecidedRow(ctx, row)))
}

/** Whoever runs the house hears that the increments missed something: as everybody hears of things, in their messages. */
async function tellAdministrators(ctx: Ctx, { missed, stale }: QualityEvents['quality.increments-differ'], { id }: Pick<StoredEvent, 'id'>): Promise<void> {
  for (const personId of await holdersOf(ctx.tx, ['administrator'], ctx.today)) await notify(ctx, { personId, template: 'quality.increments-differ', vars: { missed, stale }, commandKey: id })
}
