import { consentFor } from '../public-services/dossier/index.ts'
import { findConsent } from '../public-services/counter/index.ts'

/** Dossiers filed for somebody rest on a consent that the desk keeps. */
export function wireCounter(): void {
  consentFor.fill(findConsent)
}
