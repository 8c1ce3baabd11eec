import { isId } from '../../kernel/ids.ts'
import { addDays, instantOfLocal, isPlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type OfficerActor, type PlainDate } from '../../platform/index.ts'
import { officerOf, stepOf, wordsFor } from './odd-readings.ts'
import { findFinding, insertReason, insertStep, selectAskedOf, selectOwnReadings, selectReader, selectReadings, type OddReading, type ReadingLine } from './oversight.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface OwnReadings {
  readonly day: PlainDate
  /** Newest first, at most 500. */
  readonly lines: readonly ReadingLine[]
  /** Readings of the day that name no dossier and have no reason yet. */
  readonly withoutReason: number
  /** What the security officer asks about. */
  readonly asked: readonly (OddReading & ReturnType<typeof wordsFor>)[]
}

const most = 500

/** The mirror of "Ai đã xem dữ liệu của tôi" (ux.md P-22): what the signed-in officer read on one day, in any post. Looking at it is no reading of the register. */
export async function ownReadings(ctx: Ctx, day: PlainDate = ctx.today): Promise<OwnReadings> {
  const me = own(ctx)
  refuseUnless(isPlainDate(day) && day <= ctx.today, 'oversight.day-unknown', { field: 'ngay' })
  const lines = await selectOwnReadings(ctx.tx, me.personId, instantOfLocal(day, '00:00'), instantOfLocal(addDays(day, 1), '00:00'), most)
  const asked = await selectAskedOf(ctx.tx, me.personId, 50)
  return { day, lines, withoutReason: lines.filter(needsReason).length, asked: asked.map((each) => ({ ...each, ...wordsFor(each) })) }
}

/** One of one's own readings, to write a reason beside it. */
export async function ownReading(ctx: Ctx, logId: string): Promise<ReadingLine> {
  const me = own(ctx)
  refuseUnless(isId(logId) && (await selectReader(ctx.tx, logId))?.officer === me.personId, 'oversight.not-own-reading')
  return (await selectReadings(ctx.tx, [logId]))[0] ?? refuse('oversight.not-own-reading')
}

export const needsReason = (line: ReadingLine): boolean => line.dossierId === null && line.reason === null && line.kind !== 'list' && !line.purposeCode.startsWith('emergency')

/** A missing reason, written beside one reading of one's own. Once; the log is not changed. */
export async function addReason(ctx: Ctx, logId: string, text: string): Promise<void> {
  const me = own(ctx)
  refuseUnless(isId(logId) && (await selectReader(ctx.tx, logId))?.officer === me.personId, 'oversight.not-own-reading')
  refuseUnless(await insertReason(ctx.tx, { logId, byPerson: me.personId, byAppointment: me.appointmentId, at: ctx.now, text: sentence(text) }), 'oversight.reason-given')
}

/** One's own readings that a finding is about. */
export async function askedAbout(ctx: Ctx, findingId: string): Promise<OddReading & ReturnType<typeof wordsFor> & { readonly lines: readonly ReadingLine[] }> {
  const { logIds, ...found } = await askedOf(ctx, findingId)
  return { ...found, ...wordsFor(found), lines: await selectReadings(ctx.tx, logIds) }
}

/** The officer answers the security officer. Once, and only what was asked. */
export async function giveReason(ctx: Ctx, findingId: string, text: string): Promise<void> {
  const found = await askedOf(ctx, findingId)
  refuseUnless(found.closedAt === null, 'oversight.closed')
  refuseUnless(await insertStep(ctx.tx, { ...stepOf(ctx, findingId), kind: 'reason', finding: null, text: sentence(text) }), 'oversight.not-asked')
}

async function askedOf(ctx: Ctx, findingId: string): Promise<NonNullable<Awaited<ReturnType<typeof findFinding>>>> {
  const me = own(ctx)
  const found = isId(findingId) ? await findFinding(ctx.tx, findingId) : undefined
  refuseUnless(found && found.officer === me.personId && found.askedAt !== null, 'oversight.unknown')
  return found ?? refuse('oversight.unknown')
}

function own(ctx: Ctx): OfficerActor {
  allow(ctx, 'oversight.own-readings')
  return officerOf(ctx)
}

function sentence(text: string): string {
  refuseUnless(text.trim() !== '' && text.length <= 2_000, 'oversight.text-needed', { field: 'text' })
  return text.trim()
}
