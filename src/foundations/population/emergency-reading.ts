import { newId } from '../../kernel/ids.ts'
import { addDays, todayAt } from '../../kernel/plain-date.ts'
import { allow, defineJob, forPurpose, plusSeconds, type Ctx, type OfficerActor, type Purpose } from '../../platform/index.ts'
import { emergencyRules, reviewDay, type EmergencyGround } from './emergency-rules.ts'
import { findEmergency, findEmergencyOfCommand, insertEmergency, insertReview, organisationsBelow, selectEmergencies, type StoredEmergency, type StoredReview } from './emergency.sql.ts'
import { personIdOf, readPerson } from './read-person.ts'
import { emergencyFields, emergencyPurposes } from './rights.ts'
import type { PersonField, PersonView } from './person.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { selectAreas } from './restricted.sql.ts'

export type EmergencyReading = StoredEmergency & { readonly groundWords: string }
export type ReviewedEmergency = EmergencyReading & StoredReview

export interface OpenEmergencyReading {
  /** The person, or the number the person has or had. */
  readonly personId?: string
  readonly number?: string
  readonly ground: string
  readonly reason: string
  readonly commandId: string
}

const basis = 'Luật Căn cước 2023, đ.10; Luật 91/2025/QH15'

export function emergencyGrounds(on: string): readonly EmergencyGround[] {
  return emergencyRules(on).grounds
}

/**
 * Break-glass: opens the data of one person for some minutes beyond the rights of the post, with a ground and a written reason. The security
 * officer sees it at once and reviews it afterwards; the person is told at once, or later where the ground says so (data/access-log). Every
 * reading made with it carries the reason. Refuses a short reason, an unknown ground and an unknown person.
 */
export async function openEmergencyReading(ctx: Ctx, input: OpenEmergencyReading): Promise<EmergencyReading> {
  allow(ctx, 'population.break-glass')
  const actor = ctx.actor as OfficerActor
  const known = await findEmergencyOfCommand(ctx.tx, input.commandId)
  if (known?.appointmentId === actor.appointmentId) return withWords(known, ctx.today)
  refuseUnless(!known, 'population.emergency-unknown')
  const rules = emergencyRules(ctx.today)
  const ground = rules.grounds.find(({ code }) => code === input.ground) ?? refuse('population.ground-unknown', { field: 'ground' })
  const reason = input.reason.trim()
  refuseUnless(reason.length >= rules.leastLetters && reason.length <= 2_000, 'population.reason-too-short', { field: 'reason', vars: { least: rules.leastLetters } })
  const personId = input.personId ?? (await personIdOf(ctx.tx, (input.number ?? '').replace(/[\s.-]/g, ''))) ?? refuse('population.person-unknown', { field: 'number' })
  refuseUnless(await selectAreas(ctx.tx, personId), 'population.person-unknown', { field: 'number' })
  const opened: StoredEmergency = {
    readingId: newId(), personId, ground: ground.code, reason, openedBy: actor.personId, appointmentId: actor.appointmentId, organisationId: actor.organisationId,
    openedAt: ctx.now, endsAt: plusSeconds(ctx.now, rules.minutes * 60), toldOn: addDays(ctx.today, ground.tellAfterDays), reviewBy: reviewDay(ctx.now, rules),
  }
  await insertEmergency(ctx.tx, opened, input.commandId)
  ctx.publish('population.emergency-opened', { readingId: opened.readingId, organisationId: actor.organisationId }, { subject: opened.readingId })
  ctx.enqueue('population.tell-emergency', { personId, readingId: opened.readingId }, { runAt: plusSeconds(ctx.now, ground.tellAfterDays * 86_400), uniqueKey: `tell-emergency-${opened.readingId}` })
  return withWords(opened, ctx.today)
}

defineJob<{ personId: string; readingId: string }>('population.tell-emergency', async (ctx, told) => {
  ctx.publish('population.emergency-told', told, { subject: told.readingId })
})

export interface EmergencyView {
  readonly reading: EmergencyReading
  readonly person: PersonView
  readonly fields: readonly PersonField[]
}

/** The data, while they are open, for the officer who opened them; each look is a row of the log with the reason. Refuses once the time is over. */
export async function readInEmergency(ctx: Ctx, readingId: string): Promise<EmergencyView> {
  allow(ctx, 'population.break-glass')
  const found = await findEmergency(ctx.tx, readingId)
  refuseUnless(found && found.appointmentId === (ctx.actor as OfficerActor).appointmentId, 'population.emergency-unknown')
  refuseUnless(found.endsAt > ctx.now, 'population.emergency-over')
  return { reading: withWords(found, ctx.today), person: await readPerson(forPurpose(ctx, purposeOf(found)), found.personId, emergencyFields), fields: emergencyFields }
}

/** What a reading under it is logged as: the citizen sees the reason, at once or after the days of the ground. */
function purposeOf({ toldOn, openedAt, reason }: StoredEmergency): Purpose {
  return { code: toldOn <= todayAt(openedAt) ? emergencyPurposes.told : emergencyPurposes.toldLater, basis, text: `Xem khẩn cấp: ${reason}` }
}

/** Emergency readings by the security officer's unit and the units below it, those that wait for a review first. Logged as a list of the people read. */
export async function emergencyReadingsFor(ctx: Ctx): Promise<ReviewedEmergency[]> {
  allow(ctx, 'population.review-emergency', { organisation: ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null })
  const found = await selectEmergencies(ctx.tx, await organisationsBelow(ctx.tx, (ctx.actor as OfficerActor).organisationId), 200)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'access-log', subjects: [...new Set(found.flatMap((each) => [each.personId, each.openedBy]))], fields: ['accessEntry'] })
  return found.map((each) => ({ ...each, groundWords: wordsOf(each, ctx.today) }))
}

export interface ReviewEmergency {
  readonly readingId: string
  readonly finding: 'justified' | 'not-justified'
  readonly text: string
}

/** The second pair of eyes: a security officer of the unit or above it, never the reader. Once. Refuses an empty text. */
export async function reviewEmergencyReading(ctx: Ctx, input: ReviewEmergency): Promise<void> {
  const found = await findEmergency(ctx.tx, input.readingId)
  const mine = ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null
  const within = found && mine !== null && (await organisationsBelow(ctx.tx, mine)).includes(found.organisationId)
  allow(ctx, 'population.review-emergency', { organisation: within ? mine : null })
  const actor = ctx.actor as OfficerActor
  refuseUnless(found, 'population.emergency-unknown')
  refuseUnless(found.openedBy !== actor.personId, 'population.emergency-own')
  refuseUnless(input.text.trim() !== '' && input.text.length <= 2_000, 'population.review-needed', { field: 'text' })
  const first = await insertReview(ctx.tx, { readingId: input.readingId, reviewedBy: actor.personId, appointmentId: actor.appointmentId, at: ctx.now, finding: input.finding, text: input.text.trim() })
  refuseUnless(first, 'population.emergency-reviewed')
  ctx.publish('population.emergency-reviewed', { readingId: input.readingId, finding: input.finding }, { subject: input.readingId })
}

const wordsOf = ({ ground }: StoredEmergency, on: string): string => emergencyRules(on).grounds.find(({ code }) => code === ground)?.vi ?? ground
const withWords = (reading: StoredEmergency, on: string): EmergencyReading => ({ ...reading, groundWords: wordsOf(reading, on) })
