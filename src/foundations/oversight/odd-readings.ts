import { allow, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { readPeople } from '../population/index.ts'
import { findFinding, insertStep, organisationsBelow, selectFindings, selectReadings, shortNames, type Finding, type OddReading, type ReadingLine } from './oversight.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { ruleSettings } from './rules.ts'

export interface ShownFinding extends OddReading {
  /** The rule in words. */
  readonly words: { readonly vi: string; readonly en: string }
  readonly unit: string
}

export interface OpenFinding extends ShownFinding {
  readonly officerName: string | null
  /** The first two hundred of them, without whose data they were: this is about the reader. */
  readonly lines: readonly ReadingLine[]
}

const basis = 'Luật 91/2025/QH15'

/** Findings about the security officer's body and those below it, open ones first. No names: those are read when one is opened. */
export async function oddReadingsFor(ctx: Ctx): Promise<ShownFinding[]> {
  const me = officerOf(ctx)
  allow(ctx, 'oversight.work', { organisation: me.organisationId })
  const found = await selectFindings(ctx.tx, await organisationsBelow(ctx.tx, me.organisationId), 200)
  const units = await shortNames(ctx.tx, [...new Set(found.map((each) => each.organisationId))])
  return found.map((each) => ({ ...each, ...wordsFor(each), unit: units.get(each.organisationId) ?? '' }))
}

/** One finding with its readings. The name of the officer is read for it, and that is logged for the officer to see. */
export async function openOddReading(ctx: Ctx, findingId: string): Promise<OpenFinding> {
  const { logIds, ...found } = await findingFor(ctx, findingId)
  ctx.logRead({ kind: 'open', register: 'access-log', subjects: [found.officer], fields: ['accessEntry'] })
  const officerName = (await readPeople(ctx, [found.officer], ['fullName'], { lawfulBy: basis })).get(found.officer)?.fullName ?? null
  const units = await shortNames(ctx.tx, [found.organisationId])
  return { ...found, ...wordsFor(found), unit: units.get(found.organisationId) ?? '', officerName, lines: await selectReadings(ctx.tx, logIds) }
}

/** The officer is asked why; sees it among the own readings. Once, while the finding is open. */
export async function askForReason(ctx: Ctx, findingId: string, question: string): Promise<void> {
  const found = await findingFor(ctx, findingId)
  refuseUnless(found.closedAt === null, 'oversight.closed')
  refuseUnless(question.length <= 2_000, 'oversight.text-needed', { field: 'text' })
  refuseUnless(await insertStep(ctx.tx, { ...stepOf(ctx, findingId), kind: 'asked', finding: null, text: question.trim() || null }), 'oversight.asked-already')
  ctx.publish('oversight.reason-asked', { findingId, officer: found.officer }, { subject: findingId })
}

/** The end of it: lawful, a mistake, or against the rules, in words. Once. */
export async function closeOddReading(ctx: Ctx, input: { readonly findingId: string; readonly finding: Finding; readonly text: string }): Promise<void> {
  await findingFor(ctx, input.findingId)
  refuseUnless(input.text.trim() !== '' && input.text.length <= 2_000, 'oversight.text-needed', { field: 'text' })
  refuseUnless(await insertStep(ctx.tx, { ...stepOf(ctx, input.findingId), kind: 'closed', finding: input.finding, text: input.text.trim() }), 'oversight.closed')
  ctx.publish('oversight.finding-closed', { findingId: input.findingId, finding: input.finding }, { subject: input.findingId })
}

/** Findings of other bodies are refused as if there were none to work on; the own ones go to somebody else. */
async function findingFor(ctx: Ctx, findingId: string): Promise<NonNullable<Awaited<ReturnType<typeof findFinding>>>> {
  const me = officerOf(ctx)
  const found = await findFinding(ctx.tx, findingId)
  const mine = found !== undefined && (await organisationsBelow(ctx.tx, me.organisationId)).includes(found.organisationId)
  allow(ctx, 'oversight.work', { organisation: mine ? me.organisationId : null })
  if (!found) return refuse('oversight.unknown')
  refuseUnless(found.officer !== me.personId, 'oversight.own')
  return found
}

export function officerOf(ctx: Ctx): OfficerActor {
  if (ctx.actor.kind === 'officer') return ctx.actor
  allow(ctx, 'oversight.work')
  throw new Error('only an officer works here')
}

export const stepOf = (ctx: Ctx, findingId: string) => ({ findingId, at: ctx.now, byPerson: officerOf(ctx).personId, byAppointment: officerOf(ctx).appointmentId })

export function wordsFor({ rule, day }: Pick<OddReading, 'rule' | 'day'>): { readonly words: { readonly vi: string; readonly en: string } } {
  const setting = ruleSettings(day).find((each) => each.rule === rule)
  return { words: { vi: setting?.vi ?? rule, en: setting?.en ?? rule } }
}
