import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { householdsMerged, type HouseholdsMerged } from './household-acts.ts'
import { noticeNumber, refuseUnknownRelation } from './moving.ts'
import { areaOfHousehold } from './read-household.ts'
import { selectMembersOf } from './residence.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import type { HouseholdChanged } from './split-household.ts'

export interface MergeHouseholds {
  /** The household that stays, with its head. */
  readonly householdId: string
  /** The household whose members all join it. */
  readonly mergedId: string
  /** Relation of every joining person to the head who stays, by person id. */
  readonly relations: Readonly<Record<string, string>>
  readonly from?: PlainDate
  readonly seen?: HouseholdSeen | null
  readonly commandId: string
  readonly dossierId?: string | null
}

/**
 * Luật Cư trú 2020 đ.10, 26: two households at one dwelling become one. For the police of its commune. Refuses households
 * at different dwellings, one without a head, a member whose relation is not said, and a household that changed meanwhile.
 */
export async function mergeHouseholds(ctx: Ctx, input: MergeHouseholds): Promise<HouseholdChanged> {
  refuseUnless(input.householdId !== input.mergedId, 'residence.same-household', { field: 'mergedId' })
  allow(ctx, 'residence.change-household', { area: await areaOfHousehold(ctx.tx, input.householdId) })
  allow(ctx, 'residence.change-household', { area: await areaOfHousehold(ctx.tx, input.mergedId) })
  return once(ctx, input.commandId, done, async () => {
    const [home, other] = await holdHouseholds(ctx, [input.householdId, input.mergedId], input.seen)
    const from = input.from ?? ctx.today
    refuseUnless(from <= ctx.today, 'residence.date-in-future', { field: 'from' })
    refuseUnless(home!.area === other!.area && home!.detail === other!.detail, 'residence.other-dwelling', { field: 'mergedId' })
    refuseUnless(home!.members.some((each) => each.relationToHead === '01' && each.standing === 'confirmed'), 'residence.head-needed', { field: 'householdId' })
    const joining = (await selectMembersOf(ctx.tx, input.mergedId)).filter((each) => each.standing === 'confirmed')
    const members = joining.map(({ personId, kind }) => ({ personId, kind, relationToHead: input.relations[personId] ?? refuse('residence.relations-missing', { field: 'relations' }) }))
    for (const each of members) refuseUnknownRelation(each.relationToHead, from, 'relations')
    refuseUnless(members.length > 0, 'residence.household-closed', { field: 'mergedId' })
    const payload: HouseholdsMerged = { householdId: input.householdId, mergedId: input.mergedId, from, members, noticeNumber: await noticeNumber(ctx) }
    return done(await recordAct(ctx, householdsMerged, {
      subjectId: members[0]!.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.10, 26' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

function done(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): HouseholdChanged {
  const { householdId, noticeNumber: number } = result.payload as HouseholdsMerged
  return { actId: result.actId, replayed: result.replayed ?? true, householdId, fileNumber: null, noticeNumber: number }
}
