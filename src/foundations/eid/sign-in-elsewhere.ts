import { randomBytes, randomInt } from 'node:crypto'
import { isId, newId } from '../../kernel/ids.ts'
import { allow, keys, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import type { Factor } from './account.ts'
import { accountById, challengeElsewhere, insertChallenge, sessionById, useChallenge, waitingElsewhere, yesElsewhere } from './eid.sql.ts'
import { refuseUnlessFresh } from './fresh-proof.ts'
import { refuse } from './refusals.ts'
import { eidRule } from './rules.ts'
import { openNewSession, refuseUnlessMayUse, signedIn } from './sessions.ts'

const kind = 'sign-in-elsewhere'
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 8

/** What a browser that is not signed in shows and keeps, until a telephone that is answers for it. */
export interface AskedElsewhere {
  readonly challengeId: string
  /** Proves later that this is the browser that asked. */
  readonly secret: string
  /** Typed or scanned on the telephone. */
  readonly code: string
  /** Chosen on the telephone among others: whoever only sees the code does not sit here. */
  readonly number: number
  readonly until: Instant
}

/** Asks for a sign-in that a telephone of the holder answers (a computer at the library, at work): nothing is typed on this machine. */
export async function askElsewhere(ctx: Ctx, device: string): Promise<AskedElsewhere> {
  allow(ctx, 'eid.sign-in')
  const [challengeId, secret, number, until] = [newId(), randomBytes(32).toString('base64url'), randomInt(10, 100), plusSeconds(ctx.now, eidRule('elsewhere-wait-seconds', ctx.today).value)]
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
  await insertChallenge(ctx.tx, { challengeId, kind, accountId: null, secretHash: hashOf(code), subject: { device: device.slice(0, 120), number, asker: askerOf(challengeId, secret) }, at: ctx.now, expiresAt: until })
  return { challengeId, secret, code: groupedCode(code), number, until }
}

export const groupedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
const tidy = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, length)

export interface WaitingElsewhere {
  readonly code: string
  readonly device: string
  readonly since: Instant
  /** The number the other screen shows, and two it does not. */
  readonly numbers: readonly number[]
}

/** The browser that waits under this code, for whoever is signed in and looks at its screen; undefined where none does. */
export async function waitingUnder(ctx: Ctx, typed: string): Promise<WaitingElsewhere | undefined> {
  allow(ctx, 'eid.own-account', { person: signedIn(ctx).personId })
  const found = await waitingElsewhere(ctx.tx, hashOf(tidy(typed)), ctx.now)
  if (!found) return undefined
  const { device, number } = found.subject as { device: string; number: number }
  const [a, b] = keys().hmac('one-time-code', `others ${found.challengeId}`)
  const others = [number + 1 + (a! % 40), number + 42 + (b! % 40)].map((each) => 10 + ((each - 10) % 90))
  return { code: groupedCode(tidy(typed)), device, since: found.createdAt, numbers: [number, ...others].sort((x, y) => x - y) }
}

/**
 * The holder's yes, with a fresh proof and the number of that screen. A wrong number ends the request: who guesses does not sit before it. Returned, not refused: the
 * end must stand.
 */
export async function letIn(ctx: Ctx, input: { code: string; number: number }): Promise<'done' | 'wrong' | 'ended'> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  await refuseUnlessMayUse(ctx)
  const found = await waitingElsewhere(ctx.tx, hashOf(tidy(input.code)), ctx.now)
  if (!found) return 'ended'
  if (found.subject['number'] !== input.number) return (await useChallenge(ctx.tx, found.challengeId, ctx.now)) ? 'wrong' : 'ended'
  const session = (await sessionById(ctx.tx, me.sessionId)) ?? refuse('eid.session-not-found')
  if (!(await yesElsewhere(ctx.tx, found.challengeId, me.accountId, session.factors, ctx.now))) return 'ended'
  ctx.publish('eid.let-in-elsewhere', { accountId: me.accountId, personId: me.personId, device: String(found.subject['device']) }, { subject: me.personId })
  return 'done'
}

/** "Không phải tôi": nobody comes in by this code any more. */
export async function keepOut(ctx: Ctx, code: string): Promise<void> {
  allow(ctx, 'eid.own-account', { person: signedIn(ctx).personId })
  const found = await waitingElsewhere(ctx.tx, hashOf(tidy(code)), ctx.now)
  if (found) await useChallenge(ctx.tx, found.challengeId, ctx.now)
}

export type Asker = Pick<AskedElsewhere, 'challengeId' | 'secret'>

/** For the browser that waits. */
export async function elsewhereState(ctx: Ctx, asker: Asker): Promise<'waiting' | 'ready' | 'ended'> {
  allow(ctx, 'eid.sign-in')
  const found = await ofAsker(ctx, asker)
  return !found ? 'ended' : found.accountId === null ? 'waiting' : 'ready'
}

/**
 * Opens the session of the browser that waited: once, with what the holder had proved on the telephone. Nobody proved anything on this machine, so what needs a
 * fresh proof asks for one.
 */
export async function comeInElsewhere(ctx: Ctx, asker: Asker, opening: { device: string; tokenHash: string }): Promise<'done' | 'waiting' | 'ended'> {
  allow(ctx, 'eid.sign-in')
  const found = await ofAsker(ctx, asker)
  if (!found) return 'ended'
  if (found.accountId === null) return 'waiting'
  if (!(await useChallenge(ctx.tx, found.challengeId, ctx.now))) return 'ended'
  const account = (await accountById(ctx.tx, found.accountId)) ?? refuse('eid.account-not-found')
  await openNewSession(ctx, account, found.subject['factors'] as Factor[], opening.device, opening.tokenHash, null, plusSeconds(ctx.now, -86_400))
  return 'done'
}

async function ofAsker(ctx: Ctx, { challengeId, secret }: Asker) {
  const found = isId(challengeId) ? await challengeElsewhere(ctx.tx, challengeId, ctx.now) : undefined
  return found && found.subject['asker'] === askerOf(challengeId, secret) ? found : undefined
}

const hashOf = (code: string): Uint8Array => keys().hmac('one-time-code', `elsewhere:${code}`)
const askerOf = (challengeId: string, secret: string): string => Buffer.from(keys().hmac('one-time-code', `asker:${challengeId}:${secret}`)).toString('base64url')
