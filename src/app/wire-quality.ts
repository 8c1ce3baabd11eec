import { isId } from '../kernel/ids.ts'
import { qualityRules } from '../../quality-rules/index.ts'
import { answerCorrection, recheck, setQualityRules } from '../data-ecosystem/quality/index.ts'
import { onEvent } from '../platform/index.ts'

/** Events of acts that change what the rules look at: whoever they name is judged anew within a second. */
const changes = [
  'population.person-changed', 'population.life-status-changed',
  'residence.permanent-registered', 'residence.head-changed', 'residence.person-imported', 'residence.household-split', 'residence.households-merged', 'residence.relation-corrected', 'residence.removed',
  'residence.ended-with-status', 'residence.temporary-registered', 'residence.temporary-renewed', 'residence.current-place-declared',
  'civil-status.birth-registered', 'civil-status.marriage-recorded',
] as const

/** Ids in a payload that are of no person and no household. */
const otherIds = new Set(['actId', 'dossierId', 'recordId', 'noticeId', 'marriageId', 'caseId'])

/** The rules of this release, the events that call for a re-check, and the answers to what officers proposed. */
export function wireQuality(): void {
  setQualityRules(qualityRules)
  for (const type of changes) {
    onEvent<Record<string, unknown>>(type, 'quality.recheck', async (ctx, payload, event) => {
      const named = Object.entries(payload).flatMap(([key, value]) => (otherIds.has(key) ? [] : [value].flat())).filter((value): value is string => typeof value === 'string' && isId(value))
      const subjects = [...new Set([...named, ...(event.subject ? [event.subject] : [])])]
      // An id is of a person or of a household: what it is not, nothing stands under.
      await recheck(ctx, { people: subjects, households: subjects })
    })
  }
  onEvent<{ caseId: string; decision: 'accepted' | 'refused'; reason: string | null }>('population.correction-decided', 'quality.answer', (ctx, payload) => answerCorrection(ctx, payload))
}
