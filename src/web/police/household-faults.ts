import type { HouseholdRecord, RecordedMember } from '../../foundations/residence/index.ts'

export type HouseholdFault =
  | { readonly kind: 'no-head' }
  | { readonly kind: 'two-heads'; readonly n: number }
  | { readonly kind: 'head-gone' | 'gone'; readonly name: string; readonly lifeStatus: RecordedMember['lifeStatus'] }
  | { readonly kind: 'doubtful'; readonly n: number }

/** What is wrong with a household as it stands: the same questions as the worklists ask (upkeep). */
export function faultsIn({ members }: Pick<HouseholdRecord, 'members'>): HouseholdFault[] {
  const permanent = members.filter((each) => each.kind === 'permanent')
  const heads = permanent.filter((each) => each.isHead)
  const doubtful = permanent.filter((each) => each.standing !== 'confirmed').length
  return [
    ...(permanent.length > 0 && heads.length === 0 ? [{ kind: 'no-head' as const }] : []),
    ...(heads.length > 1 ? [{ kind: 'two-heads' as const, n: heads.length }] : []),
    ...permanent.filter((each) => each.lifeStatus !== 'living').map((each) => ({ kind: each.isHead ? ('head-gone' as const) : ('gone' as const), name: each.fullName, lifeStatus: each.lifeStatus })),
    ...(doubtful > 0 ? [{ kind: 'doubtful' as const, n: doubtful }] : []),
  ]
}
