import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { organisationFor } from '../organisations/index.ts'
import { rightsFor } from '../mandates/index.ts'
import { holdsRights, personIdOf, personStatus, readPeople } from '../population/index.ts'
import type { AccountKind } from './account.ts'
import { captureAtDesk } from './capture.ts'
import { contactChanges } from './contact.ts'
import { caseById, insertCase, openCaseOf } from './cases.sql.ts'
import { isFullMatch, risksOf, type CaseEvidence, type EidCase } from './cases.ts'
import { accountOfPerson, insertAccount, insertAccountEvent, setContact } from './eid.sql.ts'
import { intakeBasis } from './intake-basis.ts'
import { numberKey } from './open-account.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { answerDueOn, eidRule, type Term } from './rules.ts'

export interface Applicant {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly age: number | null
  readonly kind: AccountKind
  readonly area: string | null
  readonly pin: string
  /** The account there is, if any: its level and state. */
  readonly account: { readonly level: 1 | 2; readonly state: string } | null
}

/** The person who came to the desk, by the number on the card. Logged. Refuses unknown numbers and the dead. */
export async function readApplicant(ctx: Ctx, pin: string): Promise<Applicant> {
  allow(ctx, 'eid.take-in')
  const personId = (await personIdOf(ctx.tx, pin)) ?? refuse('eid.person-unknown', { field: 'pin' })
  refuseUnless(holdsRights((await personStatus(ctx.tx, personId))?.lifeStatus), 'eid.person-not-living')
  return applicantOf(ctx, personId)
}

export async function applicantOf(ctx: Ctx, personId: string): Promise<Applicant> {
  const person = (await readPeople(ctx, [personId], ['fullName', 'birthDate', 'nationalities', 'area', 'pin'], { lawfulBy: intakeBasis })).get(personId) ?? refuse('eid.person-unknown')
  const account = await accountOfPerson(ctx.tx, personId)
  const age = person.birthDate ? ageOn(earliest(person.birthDate), ctx.today) : null
  const kind: AccountKind = !person.nationalities.includes('VNM') && person.nationalities.length > 0 ? 'foreigner' : age !== null && age < eidRule('least-age-own', ctx.today).value ? 'child' : 'citizen'
  return { personId, fullName: person.fullName, birthDate: person.birthDate, age, kind, area: person.area, pin: person.pin ?? refuse('eid.person-unknown'), account: account ? { level: account.level, state: account.state } : null }
}

export interface TakeIn {
  /** Made with the form: sent twice it is one case. */
  readonly caseId: string
  readonly pin: string
  readonly level: 1 | 2
  /** A card is issued in the same session: another term. */
  readonly withCard: boolean
  readonly phone: string | null
  readonly email: string | null
  /** For a child: who asks and will hold the contact. */
  readonly representativePin: string | null
}

/**
 * Intake at the desk of any commune police (NĐ 69/2024 đ.10–12): card, face and the register are compared; the unit of intake is this
 * one, the unit of residence follows from the register. Refuses a second open case, a level the age does not allow, a child without a
 * representative of the register, and a desk without devices.
 */
export async function takeIn(ctx: Ctx, input: TakeIn): Promise<EidCase> {
  allow(ctx, 'eid.take-in')
  if (ctx.actor.kind !== 'officer') return refuse('eid.case-unknown')
  const again = await sameIntakeAgain(ctx, input.caseId, input.pin)
  if (again) return again
  const applicant = await readApplicant(ctx, input.pin)
  const representativeId = await representativeFor(ctx, applicant, input)
  refuseUnless(input.phone !== null || input.email !== null, 'eid.contact-needed', { field: 'phone' })
  const capture = (await captureAtDesk.call(ctx, { personId: applicant.personId })) ?? refuse('eid.no-device')
  const { actor } = ctx
  const desk = { intakeUnit: actor.organisationId, intakeArea: actor.areas[0] ?? null, takenBy: actor.personId }
  return openCase(ctx, applicant, { ...input, representativeId, channel: 'desk', ...desk, evidence: { register: true, phoneVerified: false, capture, ...(representativeId ? { representative: true } : {}) } })
}

/** The form of this officer sent twice is one case. The id of anybody else's case, or of another person's, opens nothing. */
export async function sameIntakeAgain(ctx: Ctx, caseId: string, pin: string): Promise<EidCase | undefined> {
  const again = await caseById(ctx.tx, caseId)
  if (!again) return undefined
  refuseUnless(ctx.actor.kind === 'officer' && again.takenBy === ctx.actor.personId && again.intakeUnit === ctx.actor.organisationId && again.personId === (await personIdOf(ctx.tx, pin)), 'eid.case-unknown')
  ctx.logRead({ kind: 'open', register: 'eid', subjects: [again.personId], fields: ['account'] })
  return again
}

async function representativeFor(ctx: Ctx, applicant: Applicant, input: TakeIn): Promise<string | null> {
  const [own, second] = [eidRule('least-age-own', ctx.today).value, eidRule('least-age-level-2', ctx.today).value]
  refuseUnless(input.level === 1 || applicant.age === null || applicant.age >= second, 'eid.too-young', { field: 'level', vars: { age: second } })
  if (applicant.age === null || applicant.age >= own) return null
  const typed = input.representativePin ?? refuse('eid.representative-needed', { field: 'representative' })
  const found = await personIdOf(ctx.tx, typed)
  const lawful = found ? (await rightsFor(ctx.tx, found, applicant.personId, ctx.today)).some((right) => right.mandateId === null) : false
  refuseUnless(found && lawful, 'eid.representative-unknown', { field: 'representative' })
  return found
}

interface Opening {
  readonly caseId: string
  readonly level: 1 | 2
  readonly withCard: boolean
  readonly phone: string | null
  readonly email: string | null
  readonly representativeId: string | null
  readonly channel: 'remote' | 'desk'
  readonly intakeUnit: string | null
  readonly intakeArea: string | null
  readonly takenBy: string | null
  readonly evidence: CaseEvidence
}

/** Writes case and account: the account is registered at once, so that intake is counted whatever becomes of it. */
export async function openCase(ctx: Ctx, applicant: Applicant, input: Opening): Promise<EidCase> {
  refuseUnless(!(await openCaseOf(ctx.tx, applicant.personId)), 'eid.case-open')
  const { dueOn, basis } = answerDueOn(termOf(applicant, input), ctx.now, ctx.today)
  const accountId = await accountFor(ctx, applicant, input)
  const unit = applicant.area ? await organisationFor(ctx, applicant.area, 'commune-police', ctx.today) : undefined
  const made: EidCase = {
    caseId: input.caseId, kind: applicant.kind, level: input.level, personId: applicant.personId, accountId, entityId: null, representativeId: input.representativeId, channel: input.channel,
    intakeUnit: input.intakeUnit, intakeArea: input.intakeArea, residenceUnit: unit?.id ?? null, residenceArea: applicant.area, takenBy: input.takenBy,
    receivedAt: ctx.now, dueOn, basis, evidence: input.evidence, state: 'registered', decidedBy: null, decidedAt: null, reason: null, version: 1,
  }
  refuseUnless(await insertCase(ctx.tx, made), 'eid.case-open')
  ctx.publish('eid.case-opened', { caseId: made.caseId, personId: applicant.personId, level: input.level, risks: risksOf(made) }, { subject: applicant.personId })
  return made
}

async function accountFor(ctx: Ctx, applicant: Applicant, input: Opening): Promise<string> {
  const existing = await accountOfPerson(ctx.tx, applicant.personId)
  if (existing) {
    // A higher level for an account in use: the person stands here. Everything else is there already.
    refuseUnless(existing.level < input.level && ['active', 'locked'].includes(existing.state), 'eid.account-exists')
    // A phone opens the way to recovery: of an account in use it is changed only for the holder, whom card and face have shown to be here.
    const changes = input.channel === 'desk' && (input.phone !== null || input.email !== null)
    refuseUnless(!changes || isFullMatch(input), 'eid.not-the-holder')
    if (changes) {
      const others = (input.phone !== null && input.phone !== existing.phone) || (input.email !== null && input.email !== existing.email)
      if (others) await contactChanges.call(ctx, { personId: applicant.personId })
      await setContact(ctx.tx, existing.accountId, input.phone, input.email)
    }
    return existing.accountId
  }
  const accountId = newId()
  const made = await insertAccount(ctx.tx, {
    accountId, personId: applicant.personId, displayName: applicant.fullName, numberKey: numberKey(applicant.pin), level: input.level, state: 'registered', kind: applicant.kind, representativeId: input.representativeId,
    intakeUnit: input.intakeUnit, intakeArea: input.intakeArea, residenceArea: applicant.area, phone: input.phone, email: input.email, at: ctx.now,
  })
  refuseUnless(made, 'eid.account-exists')
  await insertAccountEvent(ctx.tx, accountId, null, 'registered', ctx.actor, ctx.now, null)
  return accountId
}

function termOf(applicant: Applicant, input: Pick<Opening, 'level' | 'withCard'>): Term {
  if (applicant.kind === 'foreigner') return `foreigner-${input.level}`
  return input.level === 2 && input.withCard ? 'level-2-with-card' : `level-${input.level}`
}

