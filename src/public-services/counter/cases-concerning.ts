import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { Tx } from '../../platform/index.ts'
import { casesOf } from './counter.sql.ts'
import { reasonWords } from './desk.ts'

/** The times these people stood at a desk, as "who looked at my data" names them. There is no page behind one. No personal data. */
export async function casesConcerning(tx: Tx, ids: readonly string[], people: readonly string[]): Promise<{ dossierId: string; code: string; serviceName: string; openable: false }[]> {
  return (await casesOf(tx, ids, people)).map(({ caseId, reason, openedAt }) => ({ dossierId: caseId, code: formatInstantVi(openedAt), serviceName: reasonWords[reason], openable: false }))
}
