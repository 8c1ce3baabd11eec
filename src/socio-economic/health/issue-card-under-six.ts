import { newId } from '../../kernel/ids.ts'
import { provinceOf } from '../../foundations/areas/index.ts'
import { once, recordAct, type RecordedAct } from '../../foundations/acts/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { isDead, personStatus } from '../../foundations/population/index.ts'
import { areaOfHousehold } from '../../foundations/residence/index.ts'
import { addYears } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { cardNumberOf, underSixEnds, underSixRules, type UnderSixRules } from './card-rules.ts'
import { cardIssued, type CardIssued } from './health-acts.ts'
import { facilityOn } from './health.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface IssueCardUnderSix {
  readonly personId: string
  /** As filed; must be what the register says. */
  readonly birthDate: PlainDate
  /** Code of the place of first registration. */
  readonly clinic: string
  readonly householdId: string
  readonly dossierId: string | null
  readonly commandId: string
}

export interface IssuedCard {
  readonly actId: string
  readonly cardId: string
  readonly cardNumber: string
  readonly validFrom: PlainDate
  /** First day it no longer holds. */
  readonly validTo: PlainDate
  /** True when this command had issued the card before. */
  readonly replayed: boolean
}

/**
 * Luật Bảo hiểm y tế đ.12, 16–17; NĐ 188/2025/NĐ-CP: a card for a child under six, valid from the day of birth.
 * By the insurance officer of the area of the household. Refuses a second card at a time, a child of six, a clinic that takes
 * no first registrations, and facts that are not those of the population register.
 */
export async function issueCardUnderSix(ctx: Ctx, input: IssueCardUnderSix): Promise<IssuedCard> {
  const area = await areaOfHousehold(ctx.tx, input.householdId)
  allow(ctx, 'health.issue-card', { area })
  return once(ctx, input.commandId, (first) => resultOf(first as RecordedAct<CardIssued>, true), async () => {
    const rules = underSixRules(ctx.today)
    const insuranceNumber = await numberOfChild(ctx, input, rules)
    await refuseUnlessRegistering(ctx, input.clinic)
    const province = provinceOf(area, ctx.today)!.code
    const cardNumber = cardNumberOf({ object: rules.objectGroup, level: rules.benefitLevel, province, 'insurance-number': insuranceNumber }, rules.numberParts)
    const recorded = await recordAct(ctx, cardIssued, {
      subjectId: input.personId, commandId: input.commandId, dossierId: input.dossierId, basis: { article: 'Luật Bảo hiểm y tế, đ.12, đ.16–17; NĐ 188/2025/NĐ-CP' },
      payload: {
        personId: input.personId, cardId: newId(), cardNumber, objectGroup: rules.objectGroup, benefitLevel: rules.benefitLevel, province, insuranceNumber,
        clinicCode: input.clinic, householdId: input.householdId, area, ...(await issuerOf(ctx)), issuedOn: ctx.today, validFrom: input.birthDate, validTo: underSixEnds(input.birthDate, rules),
      },
    })
    return resultOf(recorded.act, recorded.replayed)
  })
}

/** The register is asked again here: a child is numbered, living, under six and born when the filing says. */
async function numberOfChild(ctx: Ctx, input: IssueCardUnderSix, rules: UnderSixRules): Promise<string> {
  const child = (await personStatus(ctx.tx, input.personId)) ?? refuse('health.person-unknown')
  refuseUnless(!isDead(child.lifeStatus), 'health.person-not-living')
  refuseUnless(child.birthDate === input.birthDate, 'health.birth-date-differs', { field: 'birthDate' })
  refuseUnless(ctx.today < addYears(input.birthDate, rules.years), 'health.not-under-six')
  refuseUnless(child.pin !== null && rules.insuranceNumber === 'pin', 'health.number-missing')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [input.personId], fields: ['pin', 'birthDate', 'lifeStatus'] })
  return child.pin
}

async function refuseUnlessRegistering(ctx: Ctx, code: string): Promise<void> {
  const clinic = (await facilityOn(ctx.tx, code, ctx.today)) ?? refuse('health.clinic-unknown', { field: 'clinic', vars: { code } })
  refuseUnless(clinic.firstRegistration, 'health.clinic-not-for-registration', { field: 'clinic', vars: { name: clinic.name } })
}

async function issuerOf(ctx: Ctx): Promise<{ issuerId: string | null; issuerName: string }> {
  if (ctx.actor.kind !== 'officer') return { issuerId: null, issuerName: 'Bảo hiểm xã hội' }
  const { organisationId } = ctx.actor
  return { issuerId: organisationId, issuerName: (await getOrganisation(ctx, organisationId)).name }
}

function resultOf(act: RecordedAct<CardIssued>, replayed: boolean): IssuedCard {
  const { cardId, cardNumber, validFrom, validTo } = act.payload
  return { actId: act.actId, cardId, cardNumber, validFrom, validTo, replayed }
}
