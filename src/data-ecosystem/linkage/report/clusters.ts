import type { ReportInput } from './report-input.ts'

export interface ClusterCount {
  readonly lines: number
  readonly people: number
  readonly clusters: number
}

/** Lines and people that hang together by pairs: one line and one person is the rule, everything else is worth a look. */
export interface ClusterSizes {
  readonly automatic: readonly ClusterCount[]
  /** The same with the pairs that people are to look at. */
  readonly withReview: readonly ClusterCount[]
}

export function clusterSizes(input: Pick<ReportInput, 'kept' | 'lines' | 'people' | 'model'>): ClusterSizes {
  return { automatic: counted(input, input.model.automatic), withReview: counted(input, input.model.review) }
}

function counted({ kept, lines, people }: Pick<ReportInput, 'kept' | 'lines' | 'people'>, least: number): ClusterCount[] {
  // Lines first, then people. A node that no pair touches has no head.
  const heads = new Int32Array(lines + people).fill(-1)
  const head = (node: number): number => {
    if (heads[node]! < 0) heads[node] = node
    while (heads[node] !== node) {
      heads[node] = heads[heads[node]!]!
      node = heads[node]!
    }
    return node
  }
  for (const [line, person, weight] of kept()) {
    if (weight < least) continue
    const [a, b] = [head(line), head(lines + person)]
    if (a !== b) heads[Math.max(a, b)] = Math.min(a, b)
  }
  const sizes = new Map<number, { lines: number; people: number }>()
  for (let node = 0; node < heads.length; node++) {
    if (heads[node]! < 0) continue
    const own = sizes.get(head(node)) ?? { lines: 0, people: 0 }
    own[node < lines ? 'lines' : 'people']++
    sizes.set(head(node), own)
  }
  const counts = new Map<string, ClusterCount>()
  for (const { lines: l, people: p } of sizes.values()) counts.set(`${l} ${p}`, { lines: l, people: p, clusters: (counts.get(`${l} ${p}`)?.clusters ?? 0) + 1 })
  return [...counts.values()].toSorted((a, b) => a.lines + a.people - b.lines - b.people || a.lines - b.lines)
}
