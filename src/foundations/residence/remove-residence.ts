import { addMonths, daysBetween } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { personStatus } from '../population/index.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { leaving, noticeNumber } from './moving.ts'
import { residenceRemoved, type ResidenceRemoved } from './removal-acts.ts'
import { selectAbsence, selectResidences, type StoredResidence } from './residence.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { removalGrounds, ruleNumber, type RemovalGround } from './rules.ts'

export interface RemoveResidence {
  readonly personId: string
  /** Code of data/residence/removal-grounds.csv. */
  readonly ground: string
  /** The day the registration ends; today where nothing is said. */
  readonly on?: PlainDate
  /** Since when the state lasts that is the ground (away, lease ended): needed where the law asks for months. */
  readonly since?: PlainDate | null
  /** Needed where the ground rests on one. */
  readonly decision?: { readonly number: string; readonly date: PlainDate; readonly issuer: string } | null
  readonly seen?: HouseholdSeen | null
  readonly commandId: string
  readonly dossierId?: string | null
}

export interface ResidenceEnded {
  readonly actId: string
  readonly replayed: boolean
  readonly noticeNumber: string
  /** More than seven days lay between the ground and the filing (đ.24). */
  readonly filedLate: boolean
}

/** Luật Cư trú 2020 đ.24: permanent registration ends on one of the grounds of the law. For the police of the place. Refuses an unknown ground, one whose months have not passed or whose decision is missing, and the head while others stay. */
export const removePermanent = (ctx: Ctx, input: RemoveResidence): Promise<ResidenceEnded> => remove(ctx, 'permanent', input)

/** Luật Cư trú 2020 đ.29: the same for temporary registration. */
export const removeTemporary = (ctx: Ctx, input: RemoveResidence): Promise<ResidenceEnded> => remove(ctx, 'temporary', input)

async function remove(ctx: Ctx, kind: RemovalGround['kind'], input: RemoveResidence): Promise<ResidenceEnded> {
  const registered = async (): Promise<StoredResidence | undefined> => (await selectResidences(ctx.tx, input.personId)).find((each) => each.kind === kind && each.standing === 'confirmed')
  allow(ctx, 'residence.remove', { area: (await registered())?.area ?? null })
  return once(ctx, input.commandId, (act) => done(ctx, act), async () => {
    const before = await leaving(ctx, input.personId)
    await holdHouseholds(ctx, before.households, input.seen)
    const now = await leaving(ctx, input.personId)
    const residence = (await registered()) ?? refuse('residence.not-registered', { field: 'personId' })
    const on = input.on ?? ctx.today
    refuseUnless(on <= ctx.today, 'residence.date-in-future', { field: 'on' })
    const ground = removalGrounds(kind, on).find((each) => each.code === input.ground) ?? refuse('residence.ground-unknown', { field: 'ground' })
    await refuseUnprovenGround(ctx, ground, residence, input, on)
    refuseUnless(now.headOfOthers(kind) === null, 'residence.head-must-be-replaced')
    const payload: ResidenceRemoved = {
      personId: input.personId, kind, ground: ground.code, on, noticeNumber: await noticeNumber(ctx), since: input.since ?? null, decision: input.decision ?? null, emptied: now.emptied(kind),
    }
    return done(ctx, await recordAct(ctx, residenceRemoved, {
      subjectId: input.personId, payload, occurredOn: on, basis: { article: `Luật Cư trú 2020, ${ground.article}`, ...(input.decision ? { documents: [{ kind: 'Quyết định', ...input.decision }] } : {}) },
      commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

async function refuseUnprovenGround(ctx: Ctx, ground: RemovalGround, residence: StoredResidence, input: RemoveResidence, on: PlainDate): Promise<void> {
  refuseUnless(!ground.needsDecision || input.decision, 'residence.decision-needed', { field: 'decision' })
  if (ground.code === 'died' || ground.code === 'missing') refuseUnless((await personStatus(ctx.tx, input.personId))?.lifeStatus !== 'living', 'residence.status-first', { field: 'ground' })
  if (ground.months === 0) return
  const since = input.since ?? refuse('residence.since-needed', { field: 'since' })
  refuseUnless(addMonths(since, ground.months) <= on, 'residence.months-not-passed', { field: 'since', vars: { months: ground.months } })
  if (ground.code !== 'long-absence') return
  const elsewhere = (await selectResidences(ctx.tx, input.personId)).some((each) => each.kind === 'temporary' && each.area !== residence.area && residence.kind === 'permanent')
  refuseUnless(!elsewhere && !(await selectAbsence(ctx.tx, input.personId)), 'residence.absence-known', { field: 'ground' })
}

function done(ctx: Ctx, result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown; readonly recordedAt?: string }): ResidenceEnded {
  const { noticeNumber: number, since, on } = result.payload as ResidenceRemoved
  return { actId: result.actId, replayed: result.replayed ?? true, noticeNumber: number, filedLate: since == null && daysBetween(on, ctx.today) > ruleNumber('removal-file-within-days', ctx.today) }
}
