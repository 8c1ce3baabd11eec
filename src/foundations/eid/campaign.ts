import { addYears } from '../../kernel/plain-date.ts'
import { allow, plusSeconds, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { accountsAtStage, countAccounts, countEligible, notActivatedByHamlet, peopleWithoutAccount, type CampaignRow, type Counts, type Stage } from './cases.sql.ts'
import { refuse } from './refusals.ts'
import { eidRule } from './rules.ts'

export type { CampaignRow, Stage } from './cases.sql.ts'

/** P-12: counted where people live or where they were taken in, never both in one number. */
export type CountedBy = 'residence' | 'intake'

export interface Funnel {
  readonly by: CountedBy
  /** Living people of the age who live there; null when counted by intake: people elsewhere have no denominator. */
  readonly eligible: number | null
  readonly counts: Counts
  /** Of the intake: taken in at another commune than they live in. */
  readonly elsewhere: number
  readonly hamlets: readonly { readonly hamlet: string | null; readonly n: number }[]
  readonly usedWithinDays: number
}

const mostShown = 500

/** The funnel of the officer's own communes. Numbers alone: nobody's data are read. */
export async function activationFunnel(ctx: Ctx, by: CountedBy): Promise<Funnel> {
  const { areas, since, days } = scope(ctx)
  const counts = (await countAccounts(ctx.tx, by, areas, since))!
  const eligible = by === 'residence' ? await countEligible(ctx.tx, areas, addYears(ctx.today, -eidRule('least-age-own', ctx.today).value)) : null
  const { elsewhere, ...four } = counts
  return { by, eligible, counts: four, elsewhere, hamlets: await notActivatedByHamlet(ctx.tx, areas), usedWithinDays: days }
}

/** The people behind a number, for visits and calls. Logged as a list of them. */
export async function peopleAtStage(ctx: Ctx, input: { by: CountedBy; stage: Stage; hamlet: string | null; most?: number }): Promise<CampaignRow[]> {
  const { areas, since } = scope(ctx)
  const rows = await accountsAtStage(ctx.tx, input.by, areas, input.stage, since, input.hamlet, Math.min(input.most ?? mostShown, mostShown))
  if (rows.length > 0) ctx.logRead({ kind: 'list', register: 'eid', subjects: rows.map((row) => row.personId), fields: ['account', 'fullName', 'birthDate', 'residence'] })
  return rows
}

/** Of these people, those born until a day who have no e-ID: for counting and for planning visits. Whoever shows one of them logs it; nothing of an account is told. */
export async function withoutAccount(ctx: Ctx, people: readonly string[], bornUntil: PlainDate): Promise<string[]> {
  allow(ctx, 'eid.count-without')
  return people.length === 0 ? [] : (await peopleWithoutAccount(ctx.tx, people, bornUntil)).map((row) => row.personId)
}

function scope(ctx: Ctx): { areas: readonly string[]; since: Instant; days: number } {
  if (ctx.actor.kind !== 'officer') return refuse('eid.case-unknown')
  const { areas } = ctx.actor
  for (const area of areas) allow(ctx, 'eid.campaign', { area })
  const days = eidRule('used-within-days', ctx.today).value
  return { areas, since: plusSeconds(ctx.now, -days * 86_400), days }
}
