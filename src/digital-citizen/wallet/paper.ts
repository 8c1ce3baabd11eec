import type { PlainDate } from '../../platform/index.ts'

/** Where the content of a paper stands. */
export type PaperSource = 'documents' | 'health-insurance' | 'residence'

/** One paper as the wallet knows it: that it exists, not what it says. */
export interface Paper {
  readonly id: string
  /** Whose wallet holds it. */
  readonly ownerId: string
  /** Whom it is about. */
  readonly subjectId: string
  readonly kind: string
  readonly title: string
  readonly issuer: string
  readonly issuedOn: PlainDate
  /** First day it no longer holds; null when it has no end. */
  readonly expiresOn: PlainDate | null
  readonly source: PaperSource
  /** Document, card or act there. */
  readonly sourceRef: string
  readonly state: 'valid' | 'replaced' | 'revoked'
  readonly stateReason: string | null
}

/** Papers of a dossier that are letters about it, not papers to prove something with: they stay with the dossier. */
export const lettersOfDossiers: ReadonlySet<string> = new Set([
  'receipt', 'refusal-at-reception', 'control-sheet', 'supplement-letter', 'supplement', 'refusal-letter', 'refusal', 'stop-letter', 'stop', 'apology-letter', 'apology',
])

/** What a paper is worth on a day: shown first of all. */
export function standingOf(paper: Pick<Paper, 'state' | 'expiresOn'>, on: PlainDate): 'valid' | 'expired' | 'replaced' | 'revoked' {
  if (paper.state !== 'valid') return paper.state
  return paper.expiresOn !== null && paper.expiresOn <= on ? 'expired' : 'valid'
}
