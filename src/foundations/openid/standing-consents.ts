import { allow, plusSeconds, type CitizenActor, type Ctx } from '../../platform/index.ts'
import { endGrants } from './adapter.ts'
import { consentsConcerning, lockStanding, shortenConsentRow, withdrawConsentRow, type Consent } from './consent.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Whom I have allowed to read what, or somebody acting for me, those that stand first (ux.md C-23). */
export async function ownConsents(ctx: Ctx): Promise<Consent[]> {
  const me = citizenOf(ctx)
  return consentsConcerning(ctx.tx, me)
}

/** Takes an agreement back: every code and token that stands on it is gone with this commit. */
export async function withdrawConsent(ctx: Ctx, consentId: string): Promise<void> {
  const me = citizenOf(ctx)
  const consent = await lockStanding(ctx.tx, me, consentId)
  if (!consent) return refuse('openid.consent-unknown')
  await withdrawConsentRow(ctx.tx, consentId, ctx.now)
  await endGrants(ctx.tx, [consent.grantId])
  ctx.publish('openid.consent-withdrawn', { personId: consent.personId, consentId, organisation: consent.shown.organisation, purpose: consent.shown.vi }, { subject: consent.personId })
}

/** Lets an agreement end sooner. It never grows longer without being asked anew. */
export async function shortenConsent(ctx: Ctx, input: { consentId: string; days: number }): Promise<void> {
  const me = citizenOf(ctx)
  const consent = await lockStanding(ctx.tx, me, input.consentId)
  if (!consent) return refuse('openid.consent-unknown')
  // A hundred years of days are more than any agreement, and still a day of the calendar.
  refuseUnless(Number.isInteger(input.days) && input.days > 0 && input.days <= 36_500, 'openid.shorten-only', { field: 'days' })
  const until = plusSeconds(ctx.now, input.days * 86_400)
  refuseUnless(until < consent.expiresAt, 'openid.shorten-only', { field: 'days' })
  await shortenConsentRow(ctx.tx, input.consentId, until)
  ctx.publish('openid.consent-shortened', { personId: consent.personId, consentId: input.consentId }, { subject: consent.personId })
}

function citizenOf(ctx: Ctx): CitizenActor {
  allow(ctx, 'openid.own-consents', { person: ctx.actor.kind === 'citizen' ? ctx.actor.personId : null })
  return ctx.actor as CitizenActor
}
