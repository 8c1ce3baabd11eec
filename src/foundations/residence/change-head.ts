import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { codeEntry } from '../areas/index.ts'
import { personStatus } from '../population/index.ts'
import { selectHousehold } from './residence.sql.ts'
import { headChanged } from './residence-acts.ts'
import { refuseUnless } from './refusals.ts'

export interface ChangeHead {
  readonly householdId: string
  readonly newHeadId: string
  /** Relation of every other member to the new head, by person id. */
  readonly relations: Readonly<Record<string, string>>
  readonly from?: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.10, 26: the household has another head. Refuses a head who is not a living member, and a member whose relation to the new head is not said. */
export async function changeHead(ctx: Ctx, input: ChangeHead): Promise<{ actId: string; replayed: boolean }> {
  const home = await selectHousehold(ctx.tx, input.householdId)
  refuseUnless(home, 'residence.household-unknown', { field: 'householdId' })
  allow(ctx, 'residence.change-head', { area: home.area })
  return once(ctx, input.commandId, (act) => ({ actId: act.actId, replayed: true }), async () => {
    const from = input.from ?? ctx.today
    refuseUnless(from <= ctx.today, 'residence.date-in-future', { field: 'from' })
    refuseUnless((await personStatus(ctx.tx, input.newHeadId))?.lifeStatus === 'living', 'residence.person-not-living', { field: 'newHeadId' })
    for (const code of Object.values(input.relations)) refuseUnless(codeEntry('relation-to-head', code, from), 'residence.relation-unknown', { field: 'relations' })
    const { actId, replayed } = await recordAct(ctx, headChanged, {
      subjectId: input.householdId, payload: { householdId: input.householdId, newHeadId: input.newHeadId, relations: { ...input.relations }, from }, occurredOn: from,
      basis: { article: 'Luật Cư trú 2020, đ.10, 26' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    })
    return { actId, replayed }
  })
}
