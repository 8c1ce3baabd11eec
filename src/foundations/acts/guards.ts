import type { PlainDate } from '../../platform/index.ts'
import type { WrittenRows } from './changes.ts'
import type { Row } from './tables.ts'

/** What an act is about to make of one table. */
export interface Rewriting {
  /** Rows that give way; rows that take their place or are new. */
  readonly before: readonly Row[]
  readonly after: readonly Row[]
  readonly today: PlainDate
}

export type RowGuard = (rewriting: Rewriting) => void

const guards = new Map<string, RowGuard>()

/** Lets a module look at every row that acts write into this table, before it is written; it refuses by throwing. Acts that are replayed or imported were judged in their time. */
export function guardRows(table: string, guard: RowGuard): void {
  guards.set(table, guard)
}

export function askGuards({ inserts, supersedes }: WrittenRows, today: PlainDate): void {
  for (const [table, after] of inserts) guards.get(table.name)?.({ before: supersedes.get(table) ?? [], after, today })
}
