import { instantOf, millisecondsOf } from './clock.ts'
import type { Instant } from './context.ts'
import type { Database } from './database.ts'
import { defineKeyUse, keys } from './keys.ts'
import { countHits, dropEndedWindows } from './rate-limits.sql.ts'

/** Addresses are few enough to be guessed from a plain hash: a keyed one is stored. */
const hashKey = defineKeyUse('rate-limit', 'hmac-sha256')

export interface Limit {
  readonly max: number
  readonly perSeconds: number
}

export interface RateLimiter {
  /**
   * Counts one try of `key` (an address, an account, what was typed) under the name of the limit.
   * Returns null when it may go on, else when the window ends.
   */
  take(name: string, key: string, limit: Limit, now: Instant): Promise<Instant | null>
  /** What this process knows already of that key, without counting and without a question to the database: when it is over its limit, the end of the window. */
  known(name: string, key: string, limit: Limit, now: Instant): Instant | null
}

const shared = new WeakMap<Database, RateLimiter>()

/** The one limiter of this process on that database: what counts in several places under one name is told once. */
export function rateLimiterOf(database: Database): RateLimiter {
  const found = shared.get(database) ?? createRateLimiter(database)
  shared.set(database, found)
  return found
}

interface Window {
  readonly end: number
  /** All processes together, as last heard. */
  total: number
  /** Counted here and not told yet. */
  untold: number
}

const maximumKeys = 50_000
const sweepEvery = 600_000

/**
 * Fixed windows, counted in the database so that all processes share them. Limits of a hundred and more are told in
 * steps of two percent, so that most addresses cost no question at all; a key that is over its limit is answered from memory.
 */
export function createRateLimiter(database: Database): RateLimiter {
  let windows = new Map<string, Window>()
  let sweptAt = 0

  return {
    known(name, key, limit, now) {
      const window = windows.get(placeOf(name, key, limit))
      return window?.end === endOf(limit, now) && window.total + window.untold >= limit.max ? instantOf(window.end) : null
    },
    async take(name, key, limit, now) {
      const time = millisecondsOf(now)
      const end = endOf(limit, now)
      const place = placeOf(name, key, limit)
      let window = windows.get(place)
      if (window?.end !== end) {
        if (windows.size >= maximumKeys) windows = new Map([...windows].filter(([, one]) => one.end > time).slice(-maximumKeys / 2))
        windows.set(place, (window = { end, total: 0, untold: 0 }))
      }
      if (window.total >= limit.max) return instantOf(end)
      window.untold += 1
      if (window.untold < Math.floor(limit.max / 50) && window.total + window.untold < limit.max) return null
      const telling = window.untold
      window.untold = 0
      const total = await countHits(database, Buffer.from(keys().hmac(hashKey, place)), instantOf(end), telling)
      window.total = Math.max(window.total, total)
      if (time - sweptAt > sweepEvery) {
        sweptAt = time
        await dropEndedWindows(database, now)
      }
      return total > limit.max ? instantOf(end) : null
    },
  }
}

function endOf({ perSeconds }: Limit, now: Instant): number {
  const length = perSeconds * 1_000
  return (Math.floor(millisecondsOf(now) / length) + 1) * length
}

const placeOf = (name: string, key: string, { perSeconds }: Limit): string => `${name}\n${perSeconds}\n${key}`
