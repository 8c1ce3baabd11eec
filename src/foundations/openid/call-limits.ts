import { millisecondsOf, rateLimiterOf, type Database, type Instant, type Limit } from '../../platform/index.ts'
import type { Environment } from './request-scope.ts'

/**
 * How often the endpoints may be called. Guesses, not law. Nobody is held up by what others do in their name: a relying party's own limit counts only calls in
 * which it has proved who it is, and calls that failed count against the line they came from together with the name they used.
 */
const limits = {
  /** Beginning sign-ins in a browser, by line, together with the pages of ours that follow: whole schools and mobile networks share one. */
  browser: { max: 1_200, perSeconds: 300 },
  /** Calls that proved nothing, by line and name given. */
  failed: { max: 300, perSeconds: 300 },
  /** The same whatever names were given. */
  failedLine: { max: 3_000, perSeconds: 300 },
  /** Apps without a secret, by line: anybody can say their name. */
  app: { max: 600, perSeconds: 60 },
  /** Servers that proved who they are. */
  live: { max: 60_000, perSeconds: 60 },
  sandbox: { max: 600, perSeconds: 60 },
} as const satisfies Record<string, Limit>

/** Answers by which nothing went wrong: a device or a counter asks again and again whether the person has answered. */
const waiting = new Set(['authorization_pending', 'slow_down'])
/** Who called did not prove anything. */
const unproven = new Set(['invalid_client', 'invalid_token', 'invalid_request', 'invalid_dpop_proof', 'unauthorized_client'])

/** What is known of a call once it was worked on. */
export interface CallDone {
  readonly clientId: string | undefined
  /** The client has no secret: its name proves nothing. */
  readonly isApp: boolean
  readonly error: string | null
}

export interface CallLimits {
  /** When the line may call again; null when it may now. Counts a browser's call. */
  beforeBrowser(line: string, now: Instant): Promise<Instant | null>
  /** The same for programs. Counts nothing: what counts is known afterwards. */
  beforeProgram(line: string, named: string, now: Instant): Instant | null
  /** Whether a client that was recognised in this call has used up its own limit. Asks no database: a transaction is open. */
  spent(environment: Environment, line: string, done: CallDone, now: Instant): Instant | null
  count(environment: Environment, line: string, named: string, done: CallDone, now: Instant): Promise<void>
}

export function callLimits(database: Database): CallLimits {
  const limiter = rateLimiterOf(database)
  const ofClient = (environment: Environment, line: string, { clientId, isApp }: CallDone): [string, string, Limit] =>
    isApp ? ['openid-app', `${clientId} ${line}`, limits.app] : [`openid-${environment}`, clientId!, limits[environment]]
  const failures = (line: string, named: string): [string, string, Limit][] => [['openid-failed', `${line} ${named}`, limits.failed], ['openid-failed-line', line, limits.failedLine]]
  return {
    beforeBrowser: (line, now) => limiter.take('openid-pages', `address ${line}`, limits.browser, now),
    beforeProgram: (line, named, now) => failures(line, named).map((each) => limiter.known(...each, now)).find((until) => until !== null) ?? null,
    spent: (environment, line, done, now) => (done.clientId === undefined || isFailure(done) ? null : limiter.known(...ofClient(environment, line, done), now)),
    async count(environment, line, named, done, now) {
      if (isFailure(done)) for (const each of failures(line, named)) await limiter.take(...each, now)
      else if (done.clientId !== undefined) await limiter.take(...ofClient(environment, line, done), now)
    },
  }
}

const isFailure = ({ error, isApp }: CallDone): boolean => error !== null && !waiting.has(error) && (isApp || unproven.has(error))

/** Seconds until then, at least one: for Retry-After. */
export const secondsUntil = (until: Instant, now: Instant): number => Math.max(1, Math.ceil((millisecondsOf(until) - millisecondsOf(now)) / 1_000))

/** A relying party has used up its own limit: what it asked is not done, and can be asked again. */
export class TooManyCalls extends Error {
  readonly until: Instant

  constructor(until: Instant) {
    super('too many calls')
    this.until = until
  }
}
