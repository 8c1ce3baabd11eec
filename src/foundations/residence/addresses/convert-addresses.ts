import { deterministicId, newId } from '../../../kernel/ids.ts'
import { allow, inTransaction, type Actor, type Ctx, type Database, type Instant, type PlainDate } from '../../../platform/index.ts'
import { recordAct } from '../../acts/index.ts'
import { addressConverted, type AddressConverted } from './address-acts.ts'
import { addressPlan, type AddressPlan } from './address-plan.ts'
import { insertDecision, selectGroups, selectHouseholds, selectPeople } from './addresses.sql.ts'

export interface ConvertAddresses {
  readonly database: Database
  /** The day whose units the addresses shall name. */
  readonly asOf: PlainDate
  readonly batch?: number
  readonly now?: Instant
  readonly onProgress?: (done: number, of: number) => void
}

/** What became of the addresses of one old unit. */
export interface ConvertedGroup {
  readonly area: string
  readonly oldText: string
  /** Null: a person has to decide. */
  readonly to: string | null
  readonly candidates: readonly string[]
  readonly households: number
  /** People outside these households. */
  readonly people: number
  /** Lines opened in the worklist. */
  readonly opened: number
}

const actor: Actor = { kind: 'system', name: 'convert-addresses' }
const purpose = { code: 'address-conversion', basis: 'NQ 202/2025/QH15; NQ 1654–1687/NQ-UBTVQH15', text: 'Chuyển địa chỉ theo đơn vị hành chính mới' }

/**
 * Gives every stored address the unit its dwelling lies in on `asOf`, household by household, each an act of its own; an
 * address in a divided unit opens a line for a person's decision. May be stopped at any moment and run again: what is done is
 * not done twice. Documents keep what they said.
 */
export async function convertAddresses(options: ConvertAddresses): Promise<ConvertedGroup[]> {
  const { database, asOf, batch = 100, onProgress } = options
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => inTransaction(database, { actor, purpose, ...(options.now ? { now: options.now } : {}) }, work)
  const found = await run(async (ctx) => {
    allow(ctx, 'residence.convert-addresses')
    return selectGroups(ctx.tx)
  })
  const groups = found.flatMap((stored) => { const plan = addressPlan(stored, asOf); return plan ? [{ plan, stored }] : [] })
  const total = groups.reduce((sum, { stored }) => sum + stored.households, 0)
  const report: ConvertedGroup[] = []
  let done = 0
  for (const { plan } of groups) {
    const count = { households: 0, people: 0, opened: 0 }
    for (let after = nobody; ;) {
      const rows = await run(async (ctx) => {
        const homes = await selectHouseholds(ctx.tx, plan, after, batch)
        for (const home of homes) count.opened += await settle(ctx, plan, asOf, { kind: 'household', householdId: home.householdId, people: home.people, detail: home.detail })
        return homes
      })
      count.households += rows.length
      onProgress?.((done += rows.length), Math.max(total, done))
      if (rows.length < batch) break
      after = rows.at(-1)!.householdId
    }
    for (let after = nobody; ;) {
      const rows = await run(async (ctx) => {
        const people = await selectPeople(ctx.tx, plan, after, batch)
        for (const { personId, detail } of people) count.opened += await settle(ctx, plan, asOf, { kind: 'person', householdId: null, people: [personId], detail })
        return people
      })
      count.people += rows.length
      if (rows.length < batch) break
      after = rows.at(-1)!.rowId
    }
    if (count.households + count.people > 0) report.push({ area: plan.area, oldText: plan.oldText, to: plan.to?.area ?? null, candidates: plan.candidates, ...count })
  }
  return report
}

const nobody = '00000000-0000-0000-0000-000000000000'

interface Subject {
  readonly kind: 'household' | 'person'
  readonly householdId: string | null
  readonly people: readonly string[]
  readonly detail: string
}

/** One household, or one person outside any: the act, or a line of the worklist. Answers how many lines were opened. */
async function settle(ctx: Ctx, plan: AddressPlan, asOf: PlainDate, { kind, householdId, people, detail }: Subject): Promise<number> {
  const { area, province, to, candidates, oldText } = plan
  if (!to) {
    const subject = kind === 'household' ? { householdId, personId: null } : { householdId: null, personId: people[0]! }
    return (await insertDecision(ctx.tx, { decisionId: newId(), ...subject, area, province, detail, candidates, openedAt: ctx.now, asOf })) ? 1 : 0
  }
  await convert(ctx, { householdId, people: [...people], from: to.from, was: { area, province }, is: { area: to.area, province: to.province }, oldText }, deterministicId('address-converted', kind, householdId ?? '', people.join(), area, province, to.area))
  return 0
}

export async function convert(ctx: Ctx, payload: AddressConverted, commandId: string): Promise<string> {
  const { actId } = await recordAct(ctx, addressConverted, { subjectId: payload.householdId ?? payload.people[0]!, payload, occurredOn: payload.from, basis: { article: 'NQ 202/2025/QH15; NQ 1654–1687/NQ-UBTVQH15' }, commandId })
  return actId
}
