import type { Ctx } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'

/**
 * How two people are too close to marry (Luật Hôn nhân và gia đình 2014 đ.5 k.2 d), as far as the register knows their
 * parents: one descends from the other, or both from somebody within that many generations (their own counts as one less:
 * three generations reach to common grandparents). Undefined when the register shows nothing.
 */
export async function closeKin(ctx: Ctx, one: string, other: string, generations: number): Promise<string | undefined> {
  const [mine, theirs] = [await ancestors(ctx, one, generations), await ancestors(ctx, other, generations)]
  if (mine.has(other) || theirs.has(one)) return 'cùng dòng máu trực hệ, hoặc cha mẹ với con'
  return [...mine].some((each) => theirs.has(each)) ? `có họ trong phạm vi ${['', '', 'hai', 'ba', 'bốn', 'năm'][generations] ?? generations} đời` : undefined
}

/** Parents, grandparents … : `generations` − 1 steps up, or more for the direct line. */
async function ancestors(ctx: Ctx, person: string, generations: number): Promise<Set<string>> {
  const found = new Set<string>()
  let level = [person]
  for (let step = 1; step < generations && level.length > 0; step++) {
    const parents: string[] = []
    for (const each of level) for (const parent of await relatedTo(ctx.tx, each, ['father', 'mother'])) if (!found.has(parent.personId)) parents.push(parent.personId)
    for (const each of parents) found.add(each)
    level = parents
  }
  return found
}
