import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { personStatus } from '../population/index.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { refuseUnableHead, refuseUnknownRelation } from './moving.ts'
import { areaOfHousehold } from './read-household.ts'
import { headChanged } from './residence-acts.ts'
import { refuseUnless } from './refusals.ts'

export interface ChangeHead {
  readonly householdId: string
  readonly newHeadId: string
  /** Relation of every other member to the new head, by person id. */
  readonly relations: Readonly<Record<string, string>>
  readonly from?: PlainDate
  readonly seen?: HouseholdSeen | null
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.10, 26: the household has another head. Refuses a head who is not a living member, a head without full capacity while another has it, and a member whose relation to the new head is not said. */
export async function changeHead(ctx: Ctx, input: ChangeHead): Promise<{ actId: string; replayed: boolean }> {
  allow(ctx, 'residence.change-head', { area: await areaOfHousehold(ctx.tx, input.householdId, 'householdId') })
  return once(ctx, input.commandId, (act) => ({ actId: act.actId, replayed: true }), async () => {
    const [home] = await holdHouseholds(ctx, [input.householdId], input.seen)
    const from = input.from ?? ctx.today
    refuseUnless(from <= ctx.today, 'residence.date-in-future', { field: 'from' })
    refuseUnless((await personStatus(ctx.tx, input.newHeadId))?.lifeStatus === 'living', 'residence.person-not-living', { field: 'newHeadId' })
    for (const code of Object.values(input.relations)) refuseUnknownRelation(code, from, 'relations')
    await refuseUnableHead(ctx, input.newHeadId, from, home!.members.filter((each) => each.standing === 'confirmed').map((each) => each.personId), 'newHeadId')
    const { actId, replayed } = await recordAct(ctx, headChanged, {
      subjectId: input.householdId, payload: { householdId: input.householdId, newHeadId: input.newHeadId, relations: { ...input.relations }, from }, occurredOn: from,
      basis: { article: 'Luật Cư trú 2020, đ.10, 26' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    })
    return { actId, replayed }
  })
}
