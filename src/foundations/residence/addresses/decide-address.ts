import { allow, type Ctx } from '../../../platform/index.ts'
import { once } from '../../acts/index.ts'
import { areaAsOf, fullAreaName, provinceOf } from '../../areas/index.ts'
import { refuse, refuseUnless } from '../refusals.ts'
import { addressPlan } from './address-plan.ts'
import { closeDecision, selectDecision, selectDecisions, selectPeopleOf } from './addresses.sql.ts'
import { convert } from './convert-addresses.ts'

/** An address that waits for a decision: its unit was divided. */
export interface AddressDecision {
  readonly decisionId: string
  readonly householdId: string | null
  readonly personId: string | null
  readonly detail: string
  /** The old unit in words. */
  readonly oldText: string
  readonly candidates: readonly { readonly area: string; readonly text: string }[]
}

/** Addresses that may lie in this commune of today. For its police; logged with the people who have no household. */
export async function addressDecisions(ctx: Ctx, area: string): Promise<AddressDecision[]> {
  allow(ctx, 'residence.read-worklists', { area })
  const found = await selectDecisions(ctx.tx, area, 500)
  const people = found.flatMap((each) => each.personId ?? [])
  if (people.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: people, fields: ['residence'] })
  return found.map(({ decisionId, householdId, personId, detail, candidates, area: was, province, openedAt }) => ({
    decisionId, householdId, personId, detail, oldText: addressPlan({ area: was, province, first: openedAt }, ctx.today)?.oldText ?? was,
    candidates: candidates.map((code) => ({ area: code, text: fullAreaName(code, ctx.today) })),
  }))
}

/** A person has found out which part of the divided unit the dwelling lies in. For the police of the part chosen. Refuses what is no part of it, and a line somebody has decided. */
export async function decideAddress(ctx: Ctx, input: { readonly decisionId: string; readonly area: string; readonly commandId: string }): Promise<{ actId: string }> {
  allow(ctx, 'residence.decide-address', { area: input.area })
  return once(ctx, input.commandId, (act) => ({ actId: act.actId }), async () => {
    const line = (await selectDecision(ctx.tx, input.decisionId)) ?? refuse('residence.decision-gone')
    refuseUnless(line.candidates.includes(input.area), 'residence.no-part', { field: 'area' })
    const plan = addressPlan({ area: line.area, province: line.province, first: line.openedAt }, ctx.today)
    const people = line.householdId ? (await selectPeopleOf(ctx.tx, line.householdId, line.area)).map((each) => each.personId) : [line.personId!]
    const from = areaAsOf(input.area, ctx.today)?.from ?? ctx.today
    const is = { area: input.area, province: provinceOf(input.area, ctx.today)!.code }
    const actId = await convert(ctx, { householdId: line.householdId, people, from, was: { area: line.area, province: line.province }, is, oldText: plan?.oldText ?? line.area }, input.commandId)
    await closeDecision(ctx.tx, input.decisionId, actId, ctx.now)
    return { actId }
  })
}
