import { qualityRules } from '../../quality-rules/index.ts'
import { answerCorrection, setQualityRules } from '../data-ecosystem/quality/index.ts'
import { onEvent } from '../platform/index.ts'

/** The rules of this release, and the answers to what officers proposed. Changes of the register reach the rules by the feed (worker.ts). */
export function wireQuality(): void {
  setQualityRules(qualityRules)
  onEvent<{ caseId: string; decision: 'accepted' | 'refused'; reason: string | null }>('population.correction-decided', 'quality.answer', (ctx, payload) => answerCorrection(ctx, payload))
}
