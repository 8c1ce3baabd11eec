import { randomBytes } from 'node:crypto'
import { newId } from '../../kernel/ids.ts'
import { defineKeyUse, keys, millisecondsOf, plusSeconds, type Ctx, type PlainDate } from '../../platform/index.ts'
import { eidRule } from './rules.ts'

const markKey = defineKeyUse('known-device', 'hmac-sha256')
/** 16 random bytes that name the device, the end in milliseconds in 6, and our seal over both and the account. */
const [nameBytes, endBytes, sealBytes] = [16, 6, 32] as const
const markBytes = nameBytes + endBytes + sealBytes
/** A phone in the family, a computer at the library: a few accounts, the last ones. */
const mostMarks = 4

/** How long a browser is known after signing in (data/eid). */
export const knownSeconds = (on: PlainDate): number => eidRule('known-device-days', on).value * 86_400

/** Names a device that this account signed in on with its password before; undefined for any other, and for an account that does not exist. Only the seal says so: nothing is looked up. */
export function knownDevice(ctx: Ctx, marks: string | undefined, accountId: string | undefined): string | undefined {
  // Nobody's account is sealed to nothing: the same work is done for a number that nobody has.
  const about = accountId ?? newId()
  return marksIn(marks).map((mark) => nameIn(mark, about, millisecondsOf(ctx.now))).find((name) => name !== undefined)
}

/**
 * What a browser keeps after signing in, so that whoever guesses from elsewhere does not stand in its owner's way. It opens nothing and says nothing about whose it
 * is; it only lets its holder go on trying passwords, a few at a time.
 */
export function rememberDevice(ctx: Ctx, marks: string | undefined, accountId: string): string {
  const others = marksIn(marks).filter((mark) => nameIn(mark, accountId, millisecondsOf(ctx.now)) === undefined)
  const open = Buffer.alloc(nameBytes + endBytes)
  randomBytes(nameBytes).copy(open)
  open.writeUIntBE(millisecondsOf(plusSeconds(ctx.now, knownSeconds(ctx.today))), nameBytes, endBytes)
  const made = Buffer.concat([open, keys().hmac(markKey, sealedText(open, accountId))])
  return [made, ...others].slice(0, mostMarks).map((mark) => mark.toString('base64url')).join('.')
}

const marksIn = (marks: string | undefined): Buffer[] => (marks ?? '').split('.').slice(0, mostMarks).map((mark) => Buffer.from(mark, 'base64url')).filter((mark) => mark.length === markBytes)

function nameIn(mark: Buffer, accountId: string, now: number): string | undefined {
  const open = mark.subarray(0, nameBytes + endBytes)
  const fits = keys().hmacMatches(markKey, sealedText(open, accountId), mark.subarray(nameBytes + endBytes))
  return fits && open.readUIntBE(nameBytes, endBytes) > now ? open.subarray(0, nameBytes).toString('base64url') : undefined
}

const sealedText = (open: Buffer, accountId: string): string => `${open.toString('base64url')} ${accountId}`
