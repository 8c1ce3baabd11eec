import type { Ctx } from '../../platform/index.ts'
import { qualityRules } from './catalogue.ts'
import { selectListCounts, type ListCount } from './list.sql.ts'
import type { Rule } from './rule.ts'

export interface CountedRule {
  readonly rule: Rule
  readonly units: readonly Omit<ListCount, 'rule'>[]
}

/** How many findings a list has, by rule and commune, for whoever the calling module has found to be its owner (`lawfulBy`: by which article). Counts alone: nobody's data. */
export async function countOnList(ctx: Ctx, listId: string, { lawfulBy }: { readonly lawfulBy: string }): Promise<readonly CountedRule[]> {
  if (lawfulBy === '') return []
  const found = Map.groupBy(await selectListCounts(ctx.tx, listId), ({ rule }) => rule)
  return qualityRules().flatMap((rule) => (found.has(rule.id) ? [{ rule, units: found.get(rule.id)!.map(({ area, open, settled }) => ({ area, open, settled })) }] : []))
}
