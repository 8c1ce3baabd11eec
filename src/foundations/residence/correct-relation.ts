import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { relationCorrected } from './household-acts.ts'
import { refuseUnknownRelation } from './moving.ts'
import { areaOfHousehold } from './read-household.ts'
import { refuseUnless } from './refusals.ts'

export interface CorrectRelation {
  readonly householdId: string
  readonly personId: string
  readonly relationToHead: string
  /** The day it changed in life; left out: it was recorded wrongly from the start. */
  readonly from?: PlainDate | null
  readonly seen?: HouseholdSeen | null
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.26: how a member is related to the head. Refuses the head and whoever would become it: that is `changeHead`. */
export async function correctRelation(ctx: Ctx, input: CorrectRelation): Promise<{ actId: string; replayed: boolean }> {
  allow(ctx, 'residence.change-household', { area: await areaOfHousehold(ctx.tx, input.householdId) })
  return once(ctx, input.commandId, (act) => ({ actId: act.actId, replayed: true }), async () => {
    await holdHouseholds(ctx, [input.householdId], input.seen)
    const from = input.from ?? null
    refuseUnknownRelation(input.relationToHead, from ?? ctx.today)
    refuseUnless(from === null || from <= ctx.today, 'residence.date-in-future', { field: 'from' })
    const { actId, replayed } = await recordAct(ctx, relationCorrected, {
      subjectId: input.personId, payload: { householdId: input.householdId, personId: input.personId, relationToHead: input.relationToHead, from }, occurredOn: from ?? ctx.today,
      basis: { article: 'Luật Cư trú 2020, đ.26' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    })
    return { actId, replayed }
  })
}
