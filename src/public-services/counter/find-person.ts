import { findPersonByNumber, personIdOf, pinRules, readPerson, searchPeople, testPrefixes, type PersonView } from '../../foundations/population/index.ts'
import { checkCmnd9, parseTypedCmnd9 } from '../../kernel/old-number.ts'
import { newId } from '../../kernel/ids.ts'
import { yearOf } from '../../kernel/partial-date.ts'
import { checkPin, cleanTypedPin, parse, parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { allow, forPurpose, plusSeconds, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { compareCard, looksLikeCard, readCardText, type CardText } from './card-text.ts'
import { emptyAnswers, endCases, insertCase, type CaseRow, type Reason } from './counter.sql.ts'
import { caseSeconds, deskOfficer, purposeOf } from './desk.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface FindPerson {
  /** The text of the card's QR, the number on the card, or an old nine-digit number. */
  readonly typed: string
  /** For an old number, which several people may bear. */
  readonly birthYear?: number | undefined
  readonly reason: Reason
  readonly reasonText?: string
}

/** What the officer compares with who stands there. */
export const comparedFields = ['fullName', 'birthDate', 'gender', 'pin', 'lifeStatus'] as const
const longestReason = 200

/**
 * O-03: finds the person who stands at the desk by what is on the card, and opens a case: the reason first, then data. What a card
 * says is compared with the register, never believed. Logged with the reason, found or not. Refuses a name alone, the officer's
 * own matter, somebody recorded as not living, and a card whose name and birth both differ.
 */
export async function findPerson(ctx: Ctx, input: FindPerson): Promise<CaseRow> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.find', { organisation: me.organisationId })
  const reasonText = reasonOf(input)
  refuseUnless(input.typed.trim() !== '', 'counter.nothing-typed', { field: 'so' })
  const caseId = newId()
  const reading = forPurpose(ctx, purposeOf(caseId, input.reason, reasonText))
  const { pin, card, foundBy } = await numberOf(reading, input)
  // Officers are told so before anything of themselves is read.
  refuseUnless((await personIdOf(ctx.tx, pin)) !== me.personId, 'counter.own-matter', { field: 'so' })
  const person = (await findPersonByNumber(reading, pin, comparedFields)) ?? notFound(reading)
  refuseUnless(person.lifeStatus === 'living' && person.pin !== null, 'counter.person-not-living', { field: 'so' })
  return openCaseFor(ctx, me, { caseId, personId: person.personId, reason: input.reason, reasonText, foundBy, warnings: warningsOf(person, card) })
}

/** The case of somebody who was found: an earlier one at this desk ends. */
export async function openCaseFor(ctx: Ctx, me: OfficerActor, found: Pick<CaseRow, 'caseId' | 'personId' | 'reason' | 'reasonText' | 'foundBy' | 'warnings'>): Promise<CaseRow> {
  const row: CaseRow = { ...found, organisationId: me.organisationId, officerId: me.personId, appointmentId: me.appointmentId, openedAt: ctx.now, endsAt: plusSeconds(ctx.now, caseSeconds) }
  await endCases(ctx.tx, row.personId, me.organisationId, ctx.now)
  await emptyAnswers(ctx.tx, me.organisationId, ctx.now)
  await insertCase(ctx.tx, row)
  return row
}

/** What the officer wrote as reason; refuses «other» without words. */
export function reasonOf({ reason, reasonText }: Pick<FindPerson, 'reason' | 'reasonText'>): string | null {
  const text = reasonText?.trim().slice(0, longestReason) || null
  refuseUnless(reason !== 'other' || text !== null, 'counter.reason-needed', { field: 'ly-do-khac' })
  return text
}

/** Which twelve digits are meant. An old number leads to its bearer only when there is exactly one. */
async function numberOf(reading: Ctx, { typed, birthYear }: FindPerson): Promise<{ pin: string; card: CardText | null; foundBy: CaseRow['foundBy'] }> {
  if (looksLikeCard(typed)) {
    const read = readCardText(typed)
    if ('problem' in read) return refuse('counter.qr-unreadable', { field: 'so', vars: { why: read.problem } })
    return { pin: read.card.pin, card: read.card, foundBy: 'card-text' }
  }
  const pin = parseTypedPin(typed)
  if (pin) return { pin, card: null, foundBy: 'number' }
  const old = parseTypedCmnd9(typed)
  if (!old) return refuse('counter.number-wrong', { field: 'so', vars: { why: cleanTypedPin(typed).length <= 9 ? checkCmnd9(typed)[0]?.vi ?? '' : typedPinProblem(typed) ?? '' } })
  const hits = (await searchPeople(reading, { number: old })).filter((hit) => birthYear === undefined || (hit.birthDate !== null && yearOf(hit.birthDate) === birthYear))
  if (hits.length > 1) return refuse('counter.several-people', { field: 'nam', vars: { n: hits.length } })
  const [only] = hits
  if (!only) return notFound(reading)
  return { pin: await pinOf(reading, only.personId), card: null, foundBy: 'old-number' }
}

async function pinOf(reading: Ctx, personId: string): Promise<string> {
  const { pin } = await readPerson(reading, personId, ['pin'])
  return pin ?? refuse('counter.person-not-living', { field: 'so' })
}

function notFound(reading: Ctx): never {
  reading.logRead({ kind: 'search', register: 'population', subjects: [], fields: ['pin'] })
  return refuse('counter.person-not-found', { field: 'so' })
}

/** What the officer looks at twice: the kernel's checks of a number against its record, then card against record. */
export function warningsOf(person: PersonView<(typeof comparedFields)[number]>, card: CardText | null): string[] {
  const gender = person.gender === 'undetermined' ? null : person.gender
  const compared = card ? compareCard(card, { ...person, gender }) : { stranger: false, warnings: [] }
  if (compared.stranger) refuse('counter.not-this-person', { field: 'so' })
  const checks = checkPin(person.pin!, { kind: 'existing', ...(gender ? { gender } : {}), ...(person.birthDate ? { birthDate: person.birthDate } : {}) }, pinRules(testPrefixes.has(parse(person.pin!)?.ppp ?? '')))
  return [...checks.map((each) => each.vi), ...compared.warnings]
}
