import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { parseCsv } from '../../foundations/areas/index.ts'
import { rootPath, type PlainDate } from '../../platform/index.ts'
import { findings } from './progress.ts'
import { refuse } from './refusals.ts'

const words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const certainty = z.enum(['sure', 'likely', 'guess'])
const day = z.iso.date()

/** A kind of campaign as its file in data/campaigns says. */
const kindSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: words, goal: words, lookAt: words,
  /** Categories of cleaning (domain §8.2). */
  categories: z.array(z.string().regex(/^C\d\d$/)).min(1),
  sensitive: z.boolean(),
  /** What each answer of the matching asks of people. */
  findings: z.strictObject(Object.fromEntries(findings.map((each) => [each, z.enum(['settled', 'check', 'check-card'])])) as Record<(typeof findings)[number], z.ZodEnum<{ settled: 'settled'; check: 'check'; 'check-card': 'check-card' }>>),
  outcomes: z.array(z.string()).min(1),
  /** The column of the list that names a school, a branch, an employer. */
  site: z.strictObject({ name: words, headings: z.array(z.string()).min(1) }).nullable(),
  /** A figure made known about such a campaign. */
  shape: z.strictObject({ source: z.string(), total: z.int().optional(), parts: z.record(z.string(), z.int()).optional(), left: z.int().optional() }).optional(),
  from: day, to: day.nullable(), basis: z.string().min(1), certainty,
})
export type CampaignKind = z.infer<typeof kindSchema>

/** How a case may end. */
export interface Outcome {
  readonly id: string
  readonly name: { readonly vi: string; readonly en: string }
  /** A proposal to correct the register goes with it, or form DC01, or nothing. */
  readonly effect: 'none' | 'correction' | 'registration'
  readonly from: PlainDate
  readonly to: PlainDate | null
}

const rowsOf = (file: string): readonly Record<string, string>[] => parseCsv(readFileSync(rootPath('data', 'campaigns', file), 'utf8')) as readonly Record<string, string>[]
let loaded: { readonly kinds: readonly CampaignKind[]; readonly outcomes: readonly Outcome[]; readonly rules: readonly Record<string, string>[] } | undefined

/** Every file of data/campaigns, read once; throws on one that says what cannot be. */
function all(): NonNullable<typeof loaded> {
  if (loaded) return loaded
  const outcomes = rowsOf('outcomes.csv').map((row): Outcome => ({ id: row['outcome']!, name: { vi: row['vi']!, en: row['en']! }, effect: z.enum(['none', 'correction', 'registration']).parse(row['effect']), from: row['from']!, to: row['to'] === '' ? null : row['to']! }))
  const kinds = readdirSync(rootPath('data', 'campaigns')).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const kind = kindSchema.parse(JSON.parse(readFileSync(rootPath('data', 'campaigns', name), 'utf8')))
    if (name !== `${kind.id}.json`) throw new Error(`data/campaigns/${name} names itself ${kind.id}`)
    const unknown = kind.outcomes.find((id) => !outcomes.some((each) => each.id === id))
    if (unknown) throw new Error(`data/campaigns/${name}: outcomes.csv has no ${unknown}`)
    return kind
  })
  return (loaded = { kinds, outcomes, rules: rowsOf('rules.csv') })
}

const holds = (each: { readonly from: string; readonly to: string | null }, on: PlainDate): boolean => each.from <= on && (each.to === null || on < each.to)

/** Kinds of campaigns that may be opened on a day. */
export const campaignKinds = (on: PlainDate): CampaignKind[] => all().kinds.filter((kind) => holds(kind, on))

/** The kind of this id, whenever it held: a campaign keeps its kind. Refuses an unknown one. */
export const kindOf = (id: string): CampaignKind => all().kinds.find((kind) => kind.id === id) ?? refuse('campaigns.kind-needed', { field: 'kind' })

/** How a case of this kind may end on a day. */
export const outcomesOf = (kind: CampaignKind, on: PlainDate): Outcome[] => kind.outcomes.map(outcomeOf).filter((each) => holds(each, on))

/** The outcome of this id, whenever it held. Refuses an unknown one. */
export const outcomeOf = (id: string): Outcome => all().outcomes.find((each) => each.id === id) ?? refuse('campaigns.outcome-needed', { field: 'outcome' })

export type RuleKey = 'smallest-ranked' | 'sensitive-least-shown' | 'longest-days' | 'card-age' | 'desk-people-per-hour'

/** A number of data/campaigns/rules.csv in force on a day; throws where the file has none. */
export function campaignRule(key: RuleKey, on: PlainDate): number {
  const row = all().rules.find((each) => each['key'] === key && holds({ from: each['from']!, to: each['to'] === '' ? null : each['to']! }, on))
  if (!row) throw new Error(`data/campaigns/rules.csv has no ${key} for ${on}`)
  return Number(row['value'])
}
