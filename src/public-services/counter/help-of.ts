import { getOrganisation } from '../../foundations/organisations/index.ts'
import { readPeople } from '../../foundations/population/index.ts'
import { allow, type Ctx, type Instant } from '../../platform/index.ts'
import { applicantOf, helperOfDossier, type ConsentWhat } from '../dossier/index.ts'
import { consentOfDossier, denialOf, laterConsents, type ConsentMethod, type Denial } from './counter.sql.ts'

/** Who helped with a dossier of mine, and how I am said to have agreed. */
export interface HelpShown {
  readonly helper: string
  readonly unit: string
  /** 'own-account': I signed it myself on an own device. */
  readonly method: ConsentMethod | 'own-account'
  readonly givenAt: Instant | null
  readonly witness: string | null
  readonly sentTo: string | null
  readonly script: string | null
  readonly denied: Denial | undefined
}

/** The help behind one's own dossier, with the names of officer and witness: a helper is named. Nothing where nobody helped. */
export async function helpOf(ctx: Ctx, dossierId: string): Promise<HelpShown | undefined> {
  const dossier = await helperOfDossier(ctx, dossierId)
  if (!dossier) return undefined
  allow(ctx, 'counter.read-own-help', { person: dossier.applicantId })
  const consent = await consentOfDossier(ctx.tx, dossierId)
  const people = [dossier.helperId, ...(consent?.witnessId ? [consent.witnessId] : [])]
  const [names, unit, denied] = await Promise.all([readPeople(ctx, people, ['fullName'], { lawfulBy: 'Luật 91/2025/QH15' }), getOrganisation(ctx, dossier.receivingUnit), denialOf(ctx.tx, dossierId)])
  return {
    helper: names.get(dossier.helperId)?.fullName ?? '', unit: unit.name, method: consent?.method ?? 'own-account', givenAt: consent?.givenAt ?? null,
    witness: consent?.witnessId ? (names.get(consent.witnessId)?.fullName ?? null) : null, sentTo: consent?.evidence.sentTo ?? null, script: consent?.script ?? null, denied,
  }
}

/** What a desk did later in a dossier of mine, on my consent: an answer sent, a withdrawal. */
export interface LaterHelp extends Omit<HelpShown, 'denied' | 'method'> {
  readonly what: ConsentWhat
  readonly method: ConsentMethod
}

/** The later help in one's own dossier, oldest first, with the names of officers and witnesses. */
export async function helpsOf(ctx: Ctx, dossierId: string): Promise<LaterHelp[]> {
  const applicantId = await applicantOf(ctx, dossierId)
  allow(ctx, 'counter.read-own-help', { person: applicantId })
  const consents = await laterConsents(ctx.tx, dossierId, applicantId)
  if (consents.length === 0) return []
  const names = await readPeople(ctx, [...new Set(consents.flatMap((each) => [each.officerId, ...(each.witnessId ? [each.witnessId] : [])]))], ['fullName'], { lawfulBy: 'Luật 91/2025/QH15' })
  return Promise.all(consents.map(async ({ what, officerId, organisationId, method, givenAt, witnessId, evidence, script }) => ({
    what, helper: names.get(officerId)?.fullName ?? '', unit: (await getOrganisation(ctx, organisationId)).name, method, givenAt, witness: witnessId ? (names.get(witnessId)?.fullName ?? null) : null, sentTo: evidence.sentTo ?? null, script,
  })))
}
