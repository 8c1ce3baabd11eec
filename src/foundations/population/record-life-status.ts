import type { PartialDate } from '../../kernel/partial-date.ts'
import { allow, isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, readActs, recordAct, type Basis } from '../acts/index.ts'
import { isDead, lifeStatusSchema, planLifeStatus, type LifeStatusWanted } from './life-status.ts'
import { lifeStatusChanged, lifeStatusUndone } from './life-status-acts.ts'
import { selectAreas, selectLifeStatusAct } from './population.sql.ts'
import { refuseUnless } from './refusals.ts'

interface Recording {
  readonly personId: string
  /** The judgment or decision, with its number, date and issuer. */
  readonly basis: Basis
  readonly commandId: string
  readonly dossierId?: string
}

export interface LifeStatusRecorded {
  readonly actId: string
  readonly replayed: boolean
}

/** BLDS 2015 đ.68: a court has declared the person missing. Sign-in and signing stop with this commit; the rest follows by event. */
export function recordMissing(ctx: Ctx, input: Recording & { readonly missingDate: PartialDate; readonly on?: PlainDate }): Promise<LifeStatusRecorded> {
  return record(ctx, input, { personId: input.personId, after: 'missing', missingDate: input.missingDate, source: 'court', ...on(input) })
}

/** BLDS 2015 đ.71: declared dead, taken over from another system. For the system: here the judgment is entered in the book of deaths (`declareDeath` of civil-status), which also closes the marriage book. */
export function recordDeclaredDead(ctx: Ctx, input: Recording & { readonly deathDate: PartialDate; readonly on?: PlainDate }): Promise<LifeStatusRecorded> {
  return record(ctx, input, { personId: input.personId, after: 'declared-dead', deathDate: input.deathDate, source: 'court', ...on(input) })
}

/** Luật Cư trú 2020 đ.24: settled abroad. Stays a citizen with an account; the residence ends by event. */
export function recordLeft(ctx: Ctx, input: Recording & { readonly on: PlainDate }): Promise<LifeStatusRecorded> {
  return record(ctx, input, { personId: input.personId, after: 'left', source: 'immigration', on: input.on })
}

/** Luật Quốc tịch: Vietnamese nationality given up by decision of the President; `nationalities` are those that remain. */
export function recordRenounced(ctx: Ctx, input: Recording & { readonly on: PlainDate; readonly nationalities: readonly string[] }): Promise<LifeStatusRecorded> {
  refuseUnless(!input.nationalities.includes('VNM'), 'population.still-vietnamese', { field: 'nationalities' })
  return record(ctx, input, { personId: input.personId, after: 'renounced', source: 'nationality', on: input.on, nationalities: input.nationalities })
}

export interface RecordReturn extends Recording {
  readonly on: PlainDate
  /** Where nationality comes back: all that the person then has. */
  readonly nationalities?: readonly string[]
  /** BLDS 2015 đ.73 k.2: the marriage goes on, as the court says. Refused when either has married somebody else. */
  readonly marriageRestored?: string
}

/** The person was found, came back, has the nationality again, or the court took its declaration back (BLDS 2015 đ.70, đ.73): living from that day. */
export function recordReturn(ctx: Ctx, input: RecordReturn): Promise<LifeStatusRecorded> {
  const { nationalities, marriageRestored } = input
  return record(ctx, input, { personId: input.personId, after: 'living', source: 'court', on: input.on, ...(nationalities ? { nationalities } : {}), ...(marriageRestored ? { marriageRestored } : {}) })
}

/** The last change of life status recorded here was a mistake: as if it had never been true. What was believed stays readable. A registered death is withdrawn where it was registered. */
export async function undoLifeStatus(ctx: Ctx, input: Recording): Promise<LifeStatusRecorded> {
  await allowHere(ctx, input.personId)
  return once<LifeStatusRecorded>(ctx, input.commandId, (first) => ({ actId: first.actId, replayed: true }), async () => {
    const undoneActId = await selectLifeStatusAct(ctx.tx, input.personId)
    const [act] = undoneActId ? await readActs(ctx.tx, [undoneActId]) : []
    const undone = lifeStatusSchema.safeParse(act?.payload)
    refuseUnless(act?.type === lifeStatusChanged.type && undone.success && undoneActId, 'population.life-status-not-by-act')
    if (isDead(undone.data.before) || isDead(undone.data.after)) allow(ctx, 'population.record-death', {})
    const { actId, replayed } = await recordAct(ctx, lifeStatusUndone, {
      subjectId: input.personId, payload: { undone: undone.data, undoneActId }, basis: input.basis, commandId: input.commandId, dossierId: input.dossierId ?? null,
    })
    return { actId, replayed }
  })
}

async function record(ctx: Ctx, input: Recording, wanted: LifeStatusWanted): Promise<LifeStatusRecorded> {
  await allowHere(ctx, input.personId)
  return once<LifeStatusRecorded>(ctx, input.commandId, (first) => ({ actId: first.actId, replayed: true }), async () => {
    const payload = await planLifeStatus(ctx, wanted)
    if (isDead(payload.before) || isDead(payload.after)) allow(ctx, 'population.record-death', {})
    const { actId, replayed } = await recordAct(ctx, lifeStatusChanged, {
      subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId, dossierId: input.dossierId ?? null,
    })
    return { actId, replayed }
  })
}

/** The reading is logged: what is refused or recorded tells what stood. */
async function allowHere(ctx: Ctx, personId: string): Promise<void> {
  const action = 'population.record-life-status'
  const areas = await selectAreas(ctx.tx, personId)
  refuseUnless(areas, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['lifeStatus'] })
  allow(ctx, action, { area: areas.find((area) => isAllowed(ctx.actor, action, { area }, ctx.today)) ?? areas[0] ?? null })
}

const on = (input: { readonly on?: PlainDate }) => (input.on ? { on: input.on } : {})
