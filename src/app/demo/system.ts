import { deterministicId } from '../../kernel/ids.ts'
import { inTransaction, instantOf, millisecondsOf, systemClock, type Ctx, type Instant } from '../../platform/index.ts'
import type { House } from '../open.ts'

/** Runs a step of the demonstration as the system, at a moment that may lie in the past. */
export function asSystem<T>(house: House, now: Instant, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(house.database, { actor: { kind: 'system', name: 'demo' }, purpose: { code: 'demo', basis: 'dữ liệu giả', text: 'Tạo dữ liệu chạy thử' }, now }, work)
}

/** Ninety days ago: when the synthetic register "was taken over", before any dossier of the demonstration. */
export const longAgo = (): Instant => instantOf(millisecondsOf(systemClock()) - 90 * 86_400_000)

/** The same thing of the demonstration has the same id in every attempt. */
export const demoId = (...parts: (string | number)[]): string => deterministicId('congdan-demo', ...parts)
