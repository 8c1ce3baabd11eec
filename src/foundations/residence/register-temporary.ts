import { newId } from '../../kernel/ids.ts'
import { addMonths, daysBetween } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { addressOf, type Address } from './address.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { leaving, mayLiveFrom, newFileNumber, noticeNumber, refuseUnknownRelation } from './moving.ts'
import { areaOfHousehold } from './read-household.ts'
import { selectMembersOf, selectResidences } from './residence.sql.ts'
import { refuseUnless } from './refusals.ts'
import { ruleNumber } from './rules.ts'
import { temporaryRegistered, type TemporaryRegistered } from './temporary-acts.ts'

export interface RegisterTemporary {
  readonly personId: string
  /** The household joined; left out where the tenants form one of their own at `place`. */
  readonly householdId?: string
  readonly relationToHead?: string
  readonly place?: { readonly area: string; readonly detail: string; readonly oldText?: string | null }
  readonly from?: PlainDate
  /** Last day, at most two years after the first. */
  readonly until: PlainDate
  /** Who of the lawful owners agreed, and how: 'VNeID', 'CT01'. */
  readonly ownerConsent?: string | null
  readonly seen?: HouseholdSeen | null
  readonly commandId: string
  readonly dossierId?: string | null
}

export interface TemporaryDone {
  readonly actId: string
  readonly replayed: boolean
  readonly personId: string
  readonly householdId: string
  readonly address: Address
  readonly from: PlainDate
  readonly until: PlainDate
  readonly noticeNumber: string
}

/**
 * Luật Cư trú 2020 đ.27–28: temporary residence outside the commune of permanent residence, from thirty days to two years.
 * For the police of the place. Refuses the commune of the permanent residence, terms outside these limits, the dead, and a
 * second head.
 */
export async function registerTemporary(ctx: Ctx, input: RegisterTemporary): Promise<TemporaryDone> {
  const area = input.householdId ? await areaOfHousehold(ctx.tx, input.householdId) : input.place?.area ?? null
  allow(ctx, 'residence.register-temporary', { area })
  return once(ctx, input.commandId, done, async () => {
    const from = input.from ?? ctx.today
    await mayLiveFrom(ctx, input.personId, from)
    refuseTerm(from, input.until)
    const before = await leaving(ctx, input.personId)
    const homes = await holdHouseholds(ctx, [...(input.householdId ? [input.householdId] : []), ...before.households.filter((id) => id !== input.householdId)], input.seen)
    const now = await leaving(ctx, input.personId)
    refuseUnless(now.headOfOthers('temporary') === null, 'residence.head-must-be-replaced')
    const permanent = (await selectResidences(ctx.tx, input.personId)).find((each) => each.kind === 'permanent' && each.standing === 'confirmed')
    refuseUnless(permanent?.area !== area, 'residence.same-commune', { field: 'place' })
    const relationToHead = input.relationToHead ?? '01'
    refuseUnknownRelation(relationToHead, from)
    const place = input.householdId ? homes[0]! : input.place
    refuseUnless(place && place.detail.trim() !== '', 'residence.place-needed', { field: 'place' })
    if (input.householdId) await refuseHead(ctx, input.householdId, input.personId, relationToHead)
    else refuseUnless(relationToHead === '01', 'residence.one-head', { field: 'relationToHead' })
    const address = addressOf(place, from)
    const emptied = now.emptied('temporary')
    const payload: TemporaryRegistered = {
      personId: input.personId, householdId: input.householdId ?? newId(), relationToHead, from, until: input.until, address, noticeNumber: await noticeNumber(ctx),
      opens: input.householdId ? null : await newFileNumber(ctx, address.area), emptied: emptied === input.householdId ? null : emptied, ownerConsent: input.ownerConsent ?? null,
    }
    return done(await recordAct(ctx, temporaryRegistered, {
      subjectId: input.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.27–28' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

function refuseTerm(from: PlainDate, until: PlainDate): void {
  refuseUnless(daysBetween(from, until) >= ruleNumber('temporary-shortest-days', from), 'residence.term-too-short', { field: 'until', vars: { days: ruleNumber('temporary-shortest-days', from) } })
  refuseUnless(until <= addMonths(from, ruleNumber('temporary-longest-months', from)), 'residence.term-too-long', { field: 'until' })
}

async function refuseHead(ctx: Ctx, householdId: string, personId: string, relation: string): Promise<void> {
  const members = (await selectMembersOf(ctx.tx, householdId)).filter((each) => each.standing === 'confirmed' && each.personId !== personId)
  const headed = members.some((each) => each.relationToHead === '01')
  refuseUnless(relation !== '01' || !headed, 'residence.has-head', { field: 'relationToHead' })
  refuseUnless(members.length === 0 ? relation === '01' : headed, 'residence.head-needed', { field: 'householdId' })
}

function done(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): TemporaryDone {
  const { personId, householdId, address, from, until, noticeNumber: number } = result.payload as TemporaryRegistered
  return { actId: result.actId, replayed: result.replayed ?? true, personId, householdId, address, from, until, noticeNumber: number }
}
