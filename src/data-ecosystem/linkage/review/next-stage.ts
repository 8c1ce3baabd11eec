import type { Verdict } from './review.sql.ts'

export interface Answer {
  readonly verdict: Verdict
  readonly personId: string | null
}

/** 'same' and 'another' name a person; who it is, is what counts. */
export const sameAnswer = (a: Answer, b: Answer): boolean => (a.personId ?? '') === (b.personId ?? '') && (a.personId !== null || a.verdict === b.verdict)

export type Next =
  | { readonly stage: 1 | 2 | 3; readonly state: 'waiting' }
  | { readonly stage: 1 | 2 | 3; readonly state: 'done'; readonly answer: Answer }

/**
 * What follows a reading. A first answer stands, unless the row was drawn for a second reader; a row the machine linked is read again where the reader says
 * otherwise. Two equal answers stand; of two that differ the third person decides. A question to the owner waits for the answer, whoever asked.
 */
export function nextStage(row: { readonly stage: 1 | 2 | 3; readonly origin: 'review' | 'automatic'; readonly draw: number; readonly likeliest: string }, earlier: readonly Answer[], given: Answer, secondShare: number): Next {
  if (given.verdict === 'ask' || row.stage === 3) return { stage: row.stage, state: 'done', answer: given }
  if (row.stage === 1) {
    const again = row.origin === 'automatic' ? given.personId !== row.likeliest : row.draw < secondShare
    return again ? { stage: 2, state: 'waiting' } : { stage: 1, state: 'done', answer: given }
  }
  const [first] = earlier
  return first && sameAnswer(first, given) ? { stage: 2, state: 'done', answer: given } : { stage: 3, state: 'waiting' }
}
