import { allow, dayInVietnam, isAllowed, type Ctx, type PlainDate } from '../../../platform/index.ts'
import { once } from '../../acts/index.ts'
import { areaAsOf, fullAreaName, provinceOf } from '../../areas/index.ts'
import { refuse, refuseUnless } from '../refusals.ts'
import { addressPlan } from './address-plan.ts'
import { closeDecision, selectDecision, selectDecisions, selectLine, selectPeopleOf, type StoredDecision } from './addresses.sql.ts'
import type { WorklistPart } from '../worklists.sql.ts'
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
export async function addressDecisions(ctx: Ctx, area: string, part: WorklistPart = {}): Promise<AddressDecision[]> {
  allow(ctx, 'residence.read-worklists', { area })
  const found = await selectDecisions(ctx.tx, area, part)
  const people = found.flatMap((each) => each.personId ?? [])
  if (people.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: people, fields: ['residence'] })
  return found.map((each) => shown(each, ctx.today))
}

/** One such address, also when somebody has decided it meanwhile. For the police of a part it may lie in. */
export async function readAddressDecision(ctx: Ctx, decisionId: string): Promise<AddressDecision & { readonly decidedOn: PlainDate | null }> {
  const line = (await selectLine(ctx.tx, decisionId)) ?? refuse('residence.decision-unknown')
  const action = 'residence.read-worklists'
  allow(ctx, action, { area: line.candidates.find((area) => isAllowed(ctx.actor, action, { area }, ctx.today)) ?? line.candidates[0] ?? null })
  if (line.personId) ctx.logRead({ kind: 'open', register: 'residence', subjects: [line.personId], fields: ['residence'] })
  return { ...shown(line, ctx.today), decidedOn: line.decidedAt === null ? null : dayInVietnam(line.decidedAt) }
}

function shown({ decisionId, householdId, personId, detail, candidates, area: was, province, openedAt }: StoredDecision, on: PlainDate): AddressDecision {
  return {
    decisionId, householdId, personId, detail, oldText: addressPlan({ area: was, province, first: openedAt }, on)?.oldText ?? was,
    candidates: candidates.map((code) => ({ area: code, text: fullAreaName(code, on) })),
  }
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
