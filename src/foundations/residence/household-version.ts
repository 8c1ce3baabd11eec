import { sha256Hex } from '../../kernel/hash.ts'

/** One stored row of a household or its membership, as far as its version goes. */
export interface Touch {
  readonly rowId: string
  readonly recordedAt: string
  readonly supersededAt: string | null
  readonly actId: string
  readonly supersededBy: string | null
}

/** What a screen remembers of a household: the moment of its last change, and a hash of the rows that stood. Any act makes another one. */
export function versionOf(rows: readonly Touch[]): string {
  const standing = rows.filter((row) => row.supersededAt === null).map((row) => row.rowId).sort()
  return `${lastChange(rows)}~${sha256Hex(standing.join()).slice(0, 16)}`
}

/** Acts that came after the screen was made; the last one where the clocks of two machines leave none. */
export function actsAfter(rows: readonly Touch[], version: string): string[] {
  const [seen = ''] = version.split('~')
  const moments = rows.flatMap((row) => [[row.recordedAt, row.actId] as const, ...(row.supersededAt && row.supersededBy ? [[row.supersededAt, row.supersededBy] as const] : [])])
  const later = moments.filter(([at]) => at > seen)
  const last = moments.filter(([at]) => at === lastChange(rows))
  return [...new Set((later.length > 0 ? later : last).map(([, actId]) => actId))]
}

const lastChange = (rows: readonly Touch[]): string => rows.flatMap((row) => [row.recordedAt, row.supersededAt ?? '']).sort().at(-1) ?? ''
