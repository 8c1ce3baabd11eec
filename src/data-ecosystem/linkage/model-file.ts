import { z } from 'zod'
import { blockingRules, comparisonNames, comparisons, levelsAtLeast, type Comparison, type LinkModel } from './model.ts'
import { refuse } from './refusals.ts'

const share = z.number().positive().max(1)
const levels = (least: number, most: number) => z.object({ m: z.array(share).min(least).max(most), u: z.array(share).min(least).max(most) }).refine(({ m, u }) => m.length === u.length)
const shape = z.object({
  version: z.literal(1),
  prior: z.number().gt(0).lt(1),
  levels: z.object(Object.fromEntries(comparisonNames.map((name) => [name, levels(levelsAtLeast[name], comparisons[name].length)])) as unknown as Record<Comparison, ReturnType<typeof levels>>),
  blocking: z.array(z.enum(blockingRules)).min(1).refine((rules) => new Set(rules).size === rules.length),
  keep: z.number(), automatic: z.number(), review: z.number(),
  trained: z.record(z.string(), z.union([z.number(), z.string()])),
})

/** A model from a file: a model itself, or the record of a run that holds one. Refuses everything else, for its numbers become text of SQL. */
export function modelOf(json: unknown): LinkModel {
  const given = typeof json === 'object' && json !== null && 'model' in json ? json.model : json
  const read = shape.safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  return refuse('linkage.not-a-model', { vars: { place: issue.path.join('.') || '…' } })
}
