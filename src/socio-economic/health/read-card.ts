import { labelOf } from '../../foundations/areas/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { representedBy } from '../../digital-citizen/wallet/index.ts'
import { allow, dayInVietnam, type Ctx, type PlainDate } from '../../platform/index.ts'
import { cardOn, facilityNamed } from './health.sql.ts'

export interface HealthCard {
  readonly cardId: string
  readonly personId: string
  readonly cardNumber: string
  readonly object: { readonly code: string; readonly name: string }
  readonly benefit: { readonly level: string; readonly name: string }
  readonly clinic: { readonly code: string; readonly name: string }
  readonly issuedOn: PlainDate
  readonly issuerName: string
  readonly validFrom: PlainDate
  /** First day it no longer holds. */
  readonly validTo: PlainDate
  readonly validToday: boolean
}

/** The card a person has today, else the last one; nothing when there was none. For the person, those who act for a minor, and the insurance officer of the area. Logged. */
export async function cardOf(ctx: Ctx, personId: string): Promise<HealthCard | undefined> {
  const card = await cardOn(ctx.tx, personId, ctx.today)
  const represents = ctx.actor.kind === 'citizen' ? await representedBy(ctx.tx, ctx.actor.personId, ctx.today) : []
  allow(ctx, 'health.read-card', { person: personId, represents, area: card?.area ?? null })
  ctx.logRead({ kind: 'open', register: 'health-insurance', subjects: [personId], fields: ['card'] })
  if (!card) return undefined
  const clinic = await facilityNamed(ctx.tx, card.clinicCode)
  const issuer = card.issuerId ? await getOrganisation(ctx, card.issuerId) : undefined
  const issuedOn = dayInVietnam(card.issuedAt)
  return {
    cardId: card.cardId, personId, cardNumber: card.cardNumber,
    object: { code: card.objectGroup, name: labelOf('bhyt-objects', card.objectGroup, issuedOn) },
    benefit: { level: card.benefitLevel, name: labelOf('bhyt-benefit-levels', card.benefitLevel, issuedOn) },
    clinic: { code: card.clinicCode, name: clinic?.name ?? `(mã ${card.clinicCode})` }, issuedOn, issuerName: issuer?.name ?? 'Bảo hiểm xã hội',
    validFrom: card.validFrom, validTo: card.validTo, validToday: card.validFrom <= ctx.today && ctx.today < card.validTo,
  }
}
