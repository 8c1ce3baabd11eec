import { instantOf, millisecondsOf, type Instant, type RateLimiter } from '../index.ts'
import { refuse } from './refusals.ts'
import type { PageRequest, RateLimit } from './types.ts'

/** Where a limit can be decided: before the body is read, or once it is. */
export type Phase = 'before-body' | 'after-body'

export async function keepLimits(limiter: RateLimiter, route: string, limits: readonly RateLimit[], phase: Phase, req: PageRequest, sessionHash: string | null): Promise<void> {
  for (const limit of limits) {
    if ((typeof limit.key === 'function') !== (phase === 'after-body')) continue
    const key = typeof limit.key === 'function' ? limit.key(req) : limit.key === 'session' && sessionHash ? `session ${sessionHash}` : `address ${network(req.remote)}`
    if (key === null) continue
    const retryAt = await limiter.take(limit.name ?? route, key, limit, req.now)
    if (retryAt) refuse('http.too-many-tries', { vars: { time: clockTime(retryAt) }, data: { retryAt } })
  }
}

/** One household or provider hands out whole IPv6 networks: counted by their first 64 bits. */
export function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [head, tail] = address.split('::') as [string, string?]
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  return [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest].slice(0, 4).join(':')
}

/** Clock time in Việt Nam: '14:32'. */
function clockTime(instant: Instant): string {
  return instantOf(millisecondsOf(instant) + 7 * 3_600_000).slice(11, 16)
}
