import { setTimeout as sleep } from 'node:timers/promises'
import { keys, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import type { TripKind } from './limits.sql.ts'
import { guessLimit, type GuessLimit } from './rules.ts'
import { noteTrip } from './watch-limits.ts'
import { blockedUntil, countTowardsBlock, forgetFailures, lockKey, tryLockKey } from './eid.sql.ts'

/** What is counted against guessing: failures of a sign-in per number and origin, and codes sent to one account. */
export interface Throttle {
  readonly key: Uint8Array
  /** How many, within how long: data/eid/limits.csv. */
  readonly limit: GuessLimit
  /** What it is told as to those who watch, when it stops somebody; absent where it is a courtesy. */
  readonly what?: TripKind
}

/** Wrong sign-ins for one number from one origin: whoever guesses is slowed down, the holder on another line is not. */
export const signInFailures = (pin: string, origin: string): Throttle => ({ key: keyOf(`throttle:${pin}:${origin}`), limit: 'sign-in', what: 'password' })

/** The same on a device that the account signed in on before, whatever happens elsewhere meanwhile. */
export const knownDeviceFailures = (device: string): Throttle => ({ key: keyOf(`device:${device}`), limit: 'sign-in-known-device', what: 'password' })

/** Wrong passwords for one number over all lines, within a long time. Once there are too many, devices that are not known get one answer to right and wrong alike. */
export const failuresOverAllLines = (pin: string): Throttle => ({ key: keyOf(`all-lines:${pin}`), limit: 'number-all-lines', what: 'password-many-lines' })

/** The same for one device: one that was stolen, or copied, is no longer known. */
export const failuresOfKnownDevice = (device: string): Throttle => ({ key: keyOf(`device-week:${device}`), limit: 'known-device-week' })

/** Codes sent, with five tries each: a code of six digits stays a code, and nobody's phone is flooded. */
export const codesSent = (accountId: string, kind: string): Throttle => ({ key: keyOf(`codes:${kind}:${accountId}`), limit: 'codes-sent' })

/** Tries with one key go one after the other: else many at once would all be let in before the first is counted. Held until commit. */
export async function oneAtATime(ctx: Ctx, { key }: Throttle): Promise<void> {
  await lockKey(ctx.tx, key)
}

/** The same without queueing: false where somebody else is at it. A moment is given: PostgreSQL lets go of the locks of a transaction one after the other. */
export async function nobodyElseTries(ctx: Ctx, { key }: Throttle): Promise<boolean> {
  for (let pause = 1; pause <= 16; pause *= 4) {
    if (await tryLockKey(ctx.tx, key)) return true
    await sleep(pause)
  }
  return tryLockKey(ctx.tx, key)
}

/** Wrong old passwords: whoever found a session open does not guess on. */
export const ownPasswordTries = (accountId: string): Throttle => ({ key: keyOf(`own-password:${accountId}`), limit: 'own-password', what: 'own-password' })

/** Wrong activation codes from one line: sixty bits cannot be guessed, a line that tries is stopped all the same. */
export const enrolmentFailures = (origin: string): Throttle => ({ key: keyOf(`enrolment:${origin}`), limit: 'activation', what: 'activation' })

/** Wrong recovery codes for one number from one line. */
export const recoveryFailures = (pin: string, origin: string): Throttle => ({ key: keyOf(`recovery:${pin}:${origin}`), limit: 'recovery', what: 'recovery' })

/** Wrong one-time passwords of the holder's own app, over all lines; other ways in stay open. */
export const totpFailures = (accountId: string): Throttle => ({ key: keyOf(`totp:${accountId}`), limit: 'app', what: 'app' })

/** Numbers asked about from one line where nothing is answered: activation codes, recovery, locking. */
export const askingsFrom = (what: string, origin: string): Throttle => ({ key: keyOf(`asking:${what}:${origin}`), limit: 'asking', what: 'asking' })

/** Until when it is blocked; undefined when it is not. */
export async function blocked(ctx: Ctx, { key }: Throttle): Promise<Instant | undefined> {
  return (await blockedUntil(ctx.tx, key, ctx.now))?.until
}

export async function countOne(ctx: Ctx, { key, limit, what }: Throttle): Promise<void> {
  const { most, seconds } = guessLimit(limit, ctx.today)
  const { failures } = (await countTowardsBlock(ctx.tx, key, ctx.now, plusSeconds(ctx.now, -seconds), plusSeconds(ctx.now, seconds), most))!
  if (failures === most && what) await noteTrip(ctx, what)
}

export async function forget(ctx: Ctx, { key }: Throttle): Promise<void> {
  await forgetFailures(ctx.tx, key)
}

const keyOf = (text: string): Uint8Array => keys().hmac('hash-personal-number', text)
