import type { Instant, PlainDate } from '../../platform/index.ts'
import type { Capture } from './capture.ts'

export type CaseKind = 'citizen' | 'child' | 'foreigner' | 'organisation'
export type CaseState = 'registered' | 'under-review' | 'approved' | 'rejected'

/** What was checked when a request came: facts about the checks, never pictures or numbers. */
export interface CaseEvidence {
  /** Number, name and date of birth fit the register. */
  readonly register: boolean
  readonly phoneVerified: boolean
  readonly capture: Capture | null
  /** The representative stands in the register as such; absent where nobody represents. */
  readonly representative?: boolean
}

export interface EidCase {
  readonly caseId: string
  readonly kind: CaseKind
  readonly level: 1 | 2 | null
  readonly personId: string
  readonly accountId: string | null
  readonly entityId: string | null
  readonly representativeId: string | null
  readonly channel: 'remote' | 'desk'
  readonly intakeUnit: string | null
  readonly intakeArea: string | null
  readonly residenceUnit: string | null
  readonly residenceArea: string | null
  readonly takenBy: string | null
  readonly receivedAt: Instant
  readonly dueOn: PlainDate
  readonly basis: string
  readonly evidence: CaseEvidence
  readonly state: CaseState
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly reason: string | null
  readonly version: number
  /** Name on the account the request is about; absent for organisations. */
  readonly displayName?: string | null
}

export const leastFaceScore = 80

/** What the officer must look at before approving: our own marks, each a guess to be judged by a person. */
export function risksOf(each: Pick<EidCase, 'evidence' | 'channel' | 'level' | 'intakeArea' | 'residenceArea'>): ('no-face' | 'face-differs' | 'no-card' | 'simulated' | 'elsewhere')[] {
  const { capture } = each.evidence
  return [
    ...(capture === null ? ['no-face' as const] : []),
    ...(capture && (capture.faceScore === null || capture.faceScore < leastFaceScore) ? ['face-differs' as const] : []),
    ...(capture && !capture.cardRead ? ['no-card' as const] : []),
    ...(capture?.simulated ? ['simulated' as const] : []),
    ...(each.channel === 'desk' && each.intakeArea !== each.residenceArea ? ['elsewhere' as const] : []),
  ]
}

/** Approving many at once is only for those taken at a desk with card and face in order (ux P-11). */
export function isFullMatch(each: Pick<EidCase, 'evidence' | 'channel'>): boolean {
  const { capture, register } = each.evidence
  return each.channel === 'desk' && register && capture !== null && capture.cardRead && capture.faceScore !== null && capture.faceScore >= leastFaceScore
}
