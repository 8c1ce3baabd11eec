import { setTimeout as sleep } from 'node:timers/promises'
import { keys, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import type { TripKind } from './limits.sql.ts'
import { noteTrip } from './watch-limits.ts'
import { blockedUntil, countTowardsBlock, forgetFailures, lockKey, tryLockKey } from './eid.sql.ts'

/** What is counted against guessing: failures of a sign-in per number and origin, and codes sent to one account. */
export interface Throttle {
  readonly key: Uint8Array
  readonly most: number
  readonly seconds: number
  /** What it is told as to those who watch, when it stops somebody; absent where it is a courtesy. */
  readonly what?: TripKind
}

/** Five failures in a quarter of an hour from one origin: whoever guesses is slowed down, the holder on another line is not. */
export const signInFailures = (pin: string, origin: string): Throttle => ({ key: keyOf(`throttle:${pin}:${origin}`), most: 5, seconds: 15 * 60, what: 'password' })

/** Five a quarter of an hour on a device that the account signed in on before, whatever happens elsewhere meanwhile. */
export const knownDeviceFailures = (device: string): Throttle => ({ key: keyOf(`device:${device}`), most: 5, seconds: 15 * 60, what: 'password' })

/** Twenty wrong passwords for one number within a week, over all lines: from then on devices that are not known get one answer to right and wrong alike. */
export const failuresOverAllLines = (pin: string): Throttle => ({ key: keyOf(`all-lines:${pin}`), most: 20, seconds: 7 * 86_400, what: 'password-many-lines' })

/** The same for one device: one that was stolen, or copied, is no longer known. */
export const failuresOfKnownDevice = (device: string): Throttle => ({ key: keyOf(`device-week:${device}`), most: 20, seconds: 7 * 86_400 })

/** Ten codes an hour with five tries each: a code of six digits stays a code, and nobody's phone is flooded. */
export const codesSent = (accountId: string, kind: string): Throttle => ({ key: keyOf(`codes:${kind}:${accountId}`), most: 10, seconds: 3_600 })

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

/** Five wrong old passwords in a quarter of an hour: whoever found a session open does not guess on. */
export const ownPasswordTries = (accountId: string): Throttle => ({ key: keyOf(`own-password:${accountId}`), most: 5, seconds: 15 * 60, what: 'own-password' })

/** Ten wrong codes in a quarter of an hour from one line: sixty bits cannot be guessed, a line that tries is stopped all the same. */
export const enrolmentFailures = (origin: string): Throttle => ({ key: keyOf(`enrolment:${origin}`), most: 10, seconds: 15 * 60, what: 'activation' })

/** Five wrong recovery codes a quarter of an hour for one number from one line. */
export const recoveryFailures = (pin: string, origin: string): Throttle => ({ key: keyOf(`recovery:${pin}:${origin}`), most: 5, seconds: 15 * 60, what: 'recovery' })

/** Wrong one-time passwords of the holder's own app: ten a quarter of an hour over all lines; other ways in stay open. */
export const totpFailures = (accountId: string): Throttle => ({ key: keyOf(`totp:${accountId}`), most: 10, seconds: 15 * 60, what: 'app' })

/** Numbers asked about from one line where nothing is answered: activation codes, recovery, locking. */
export const askingsFrom = (what: string, origin: string): Throttle => ({ key: keyOf(`asking:${what}:${origin}`), most: 10, seconds: 3_600, what: 'asking' })

/** Until when it is blocked; undefined when it is not. */
export async function blocked(ctx: Ctx, { key }: Throttle): Promise<Instant | undefined> {
  return (await blockedUntil(ctx.tx, key, ctx.now))?.until
}

export async function countOne(ctx: Ctx, { key, most, seconds, what }: Throttle): Promise<void> {
  const { failures } = (await countTowardsBlock(ctx.tx, key, ctx.now, plusSeconds(ctx.now, -seconds), plusSeconds(ctx.now, seconds), most))!
  if (failures === most && what) await noteTrip(ctx, what)
}

export async function forget(ctx: Ctx, { key }: Throttle): Promise<void> {
  await forgetFailures(ctx.tx, key)
}

const keyOf = (text: string): Uint8Array => keys().hmac('hash-personal-number', text)
