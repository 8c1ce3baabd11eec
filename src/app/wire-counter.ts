import type { Tx } from '../platform/index.ts'
import { consentFor, dossiersConcerning } from '../public-services/dossier/index.ts'
import { casesConcerning, findConsent } from '../public-services/counter/index.ts'

/** Dossiers filed for somebody rest on a consent that the desk keeps. */
export function wireCounter(): void {
  consentFor.fill(findConsent)
}

/** Everything people may know by its name when they read who looked at them: dossiers, and visits to a desk. */
export async function concerning(tx: Tx, ids: readonly string[], people: readonly string[]): Promise<{ dossierId: string; code: string; serviceName: string; openable?: boolean }[]> {
  return [...(await dossiersConcerning(tx, ids, people)), ...(await casesConcerning(tx, ids, people))]
}
