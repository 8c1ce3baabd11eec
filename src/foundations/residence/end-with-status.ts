import { deterministicId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { recordAct } from '../acts/index.ts'
import { holdHouseholds } from './hold-households.ts'
import { endedWithStatus, type EndedWithStatus } from './removal-acts.ts'
import { selectHasOpenRows, selectOpenMemberships } from './residence.sql.ts'

export interface EndWithStatus {
  readonly personId: string
  readonly cause: EndedWithStatus['cause']
  readonly on: PlainDate
  /** The act that changed the status: closing twice for one act closes once. */
  readonly causedBy: string
}

/**
 * Luật Cư trú 2020 đ.24 k.1, 29: ends every residence, membership and absence of somebody who died, went missing by judgment
 * or lost the nationality, at the day of it. A household left without its head waits in `headVacancies`; one left empty ends.
 * For the system, on `population.life-status-changed`; does nothing when nothing is open.
 */
export async function endResidenceWithStatus(ctx: Ctx, input: EndWithStatus): Promise<{ actId: string } | undefined> {
  allow(ctx, 'residence.end-with-status')
  if (!(await selectHasOpenRows(ctx.tx, input.personId))) return undefined
  const mine = (await selectOpenMemberships(ctx.tx, input.personId)).filter((row) => row.personId === input.personId)
  await holdHouseholds(ctx, [...new Set(mine.map((row) => row.householdId))])
  const all = await selectOpenMemberships(ctx.tx, input.personId)
  const households = [...new Set(all.filter((row) => row.personId === input.personId).map((row) => row.householdId))].map((householdId) => {
    const others = all.filter((row) => row.householdId === householdId && row.personId !== input.personId)
    const headed = all.filter((row) => row.householdId === householdId && row.personId === input.personId && row.relationToHead === '01' && row.standing === 'confirmed').map((row) => row.kind)
    const leaves = others.some((row) => headed.includes(row.kind) && row.standing === 'confirmed')
    return { householdId, after: others.length === 0 ? 'empty' as const : leaves ? 'without-head' as const : 'goes-on' as const }
  })
  const { actId } = await recordAct(ctx, endedWithStatus, {
    subjectId: input.personId, payload: { personId: input.personId, cause: input.cause, on: input.on, households }, occurredOn: input.on,
    basis: { article: 'Luật Cư trú 2020, đ.24 k.1, 29' }, commandId: deterministicId('residence-ended-with-status', input.causedBy, input.personId),
  })
  return { actId }
}
