import { addDays, addMonths } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { personStatus, refuseMerged, representedBy } from '../population/index.ts'
import { noticeNumber } from './moving.ts'
import { selectAbsence, selectResidences } from './residence.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { absenceGroups, type AbsenceGroup } from './rules.ts'
import { absenceDeclared, absenceEnded } from './temporary-acts.ts'

export interface DeclareAbsence {
  readonly personId: string
  readonly ground: AbsenceGroup['code']
  /** First day away; an absence is declared before leaving. */
  readonly from: PlainDate
  /** Last day away; left out where it is not known. */
  readonly until?: PlainDate | null
  readonly destination: { readonly area: string | null; readonly text: string }
  readonly reason: string
  /** The day it was declared, where an officer records it later; today where nothing is said. */
  readonly declaredOn?: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.31: for the person, parents and guardians, and the police of the commune. Refuses the past, a time shorter than the law asks to be declared, and a second declaration. */
export async function declareAbsence(ctx: Ctx, input: DeclareAbsence): Promise<{ actId: string; replayed: boolean; slipNumber: string }> {
  const area = await placeOf(ctx, input.personId)
  await mayDeclare(ctx, input.personId, area)
  // Whoever declares for himself declares now.
  refuseUnless(!input.declaredOn || (ctx.actor.kind === 'officer' && input.dossierId && input.declaredOn <= ctx.today), 'residence.declare-before-leaving', { field: 'from' })
  return once(ctx, input.commandId, done, async () => {
    const person = await personStatus(ctx.tx, input.personId)
    refuseUnless(person?.lifeStatus === 'living', 'residence.person-not-living', { field: 'personId' })
    refuseMerged(input.personId, person)
    refuseUnless(input.from >= (input.declaredOn ?? ctx.today), 'residence.declare-before-leaving', { field: 'from' })
    const group = absenceGroups(ctx.today).find((each) => each.code === input.ground) ?? refuse('residence.ground-unknown', { field: 'ground' })
    const until = input.until ?? null
    const shortest = group.shortest.unit === 'day' ? addDays(input.from, group.shortest.n - 1) : addMonths(input.from, group.shortest.n)
    refuseUnless(until === null || until >= input.from, 'residence.until-before-from', { field: 'until' })
    refuseUnless(until === null || until >= shortest, 'residence.absence-too-short', { field: 'until', vars: { shortest: group.shortest.unit === 'day' ? `${group.shortest.n} ngày` : `${group.shortest.n} tháng` } })
    refuseUnless(input.destination.text.trim() !== '', 'residence.destination-needed', { field: 'destination' })
    refuseUnless(input.reason.trim() !== '', 'residence.reason-needed', { field: 'reason' })
    const payload = {
      personId: input.personId, ground: input.ground, area: area ?? refuse('residence.not-registered', { field: 'personId' }), from: input.from, until, destination: input.destination, reason: input.reason.trim(),
      slipNumber: await noticeNumber(ctx, 'CT03'),
    }
    return done(await recordAct(ctx, absenceDeclared, { subjectId: input.personId, payload, occurredOn: input.from, basis: { article: `Luật Cư trú 2020, ${group.article}` }, commandId: input.commandId, dossierId: input.dossierId ?? null }))
  })
}

/** The person is back earlier than said, or came back from an absence without a last day. */
export async function endAbsence(ctx: Ctx, input: { readonly personId: string; readonly on?: PlainDate; readonly commandId: string }): Promise<{ actId: string; replayed: boolean }> {
  await mayDeclare(ctx, input.personId, await placeOf(ctx, input.personId))
  return once(ctx, input.commandId, (act) => ({ actId: act.actId, replayed: true }), async () => {
    const on = input.on ?? ctx.today
    refuseUnless(on <= ctx.today, 'residence.date-in-future', { field: 'on' })
    const { actId, replayed } = await recordAct(ctx, absenceEnded, { subjectId: input.personId, payload: { personId: input.personId, on }, occurredOn: on, basis: { article: 'Luật Cư trú 2020, đ.31' }, commandId: input.commandId })
    return { actId, replayed }
  })
}

export interface Absence {
  readonly ground: AbsenceGroup['code']
  readonly groundText: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly destination: { readonly area: string | null; readonly text: string }
  readonly slipNumber: string
}

/** The absence a person has declared, nothing when none. For the person, parents and guardians, and the police of the commune; logged. */
export async function absenceOf(ctx: Ctx, personId: string): Promise<Absence | undefined> {
  await mayDeclare(ctx, personId, await placeOf(ctx, personId))
  ctx.logRead({ kind: 'open', register: 'residence', subjects: [personId], fields: ['absenceDeclaration'] })
  const row = await selectAbsence(ctx.tx, personId)
  return row && { ...row, groundText: absenceGroups(ctx.today).find((each) => each.code === row.ground)?.label ?? row.ground, destination: { area: row.destinationArea, text: row.destinationText } }
}

async function mayDeclare(ctx: Ctx, personId: string, area: string | null): Promise<void> {
  const represents = ctx.actor.kind === 'citizen' && ctx.actor.personId !== personId ? await representedBy(ctx.tx, ctx.actor.personId, ctx.today) : []
  allow(ctx, 'residence.declare-absence', { person: personId, area, represents })
}

async function placeOf(ctx: Ctx, personId: string): Promise<string | null> {
  const all = await selectResidences(ctx.tx, personId)
  return (['permanent', 'temporary', 'current'] as const).flatMap((kind) => all.find((each) => each.kind === kind && each.standing === 'confirmed')?.area ?? [])[0] ?? null
}

function done(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): { actId: string; replayed: boolean; slipNumber: string } {
  return { actId: result.actId, replayed: result.replayed ?? true, slipNumber: (result.payload as { slipNumber: string }).slipNumber }
}
