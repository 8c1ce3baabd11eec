import { generateAuthenticationOptions, type AuthenticationResponseJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { randomBytes } from 'node:crypto'
import { deterministicId } from '../../kernel/ids.ts'
import { allow, defineKeyUse, instantOf, keys, millisecondsOf, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { insertUsedChallenge } from './eid.sql.ts'
import { refuseUnless } from './refusals.ts'

/** The site a passkey belongs to: host name and full origin, from PUBLIC_URL (or localhost in a demonstration). */
export interface Site {
  readonly host: string
  readonly origin: string
}

const offerKey = defineKeyUse('passkey-offer', 'hmac-sha256')
const offerSeconds = 300
const kind = 'passkey-sign-in'
/** 16 random bytes, the end in milliseconds in 6, and our seal over both and what the page is about. */
const [saltBytes, endBytes, sealBytes] = [16, 6, 32] as const

/** What a sign-in page brings along, so that the device can answer without another question to the server. */
export interface PasskeyOffer {
  readonly challengeId: typeof offered
  readonly options: PublicKeyCredentialRequestOptionsJSON
}

/** Stands in place of the id of a stored challenge. */
export const offered = 'page'

/**
 * A challenge for a sign-in page about one thing (its address): sealed by us, good for five minutes. Nothing is stored until a device has answered it,
 * so a page that is only looked at costs no row.
 */
export async function offerPasskeySignIn(ctx: Ctx, site: Site, about: string): Promise<PasskeyOffer> {
  allow(ctx, 'eid.sign-in')
  const open = Buffer.alloc(saltBytes + endBytes)
  randomBytes(saltBytes).copy(open)
  open.writeUIntBE(millisecondsOf(plusSeconds(ctx.now, offerSeconds)), saltBytes, endBytes)
  const challenge = Buffer.concat([open, keys().hmac(offerKey, sealedText(open, about))])
  return { challengeId: offered, options: await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required', challenge }) }
}

/** Uses the offer up that this answer was made for: exactly one of any number of simultaneous answers gets it. Refuses one of another page, or one that is over. Returns the challenge as it was given out. */
export async function takeOffered(ctx: Ctx, response: AuthenticationResponseJSON, about: string): Promise<string> {
  const challenge = challengeIn(response)
  const end = challenge === undefined ? undefined : endOfOffer(challenge, about)
  refuseUnless(challenge !== undefined && end !== undefined && end > ctx.now, 'eid.challenge-ended')
  refuseUnless(await insertUsedChallenge(ctx.tx, { challengeId: deterministicId(kind, challenge), kind, at: ctx.now, expiresAt: end }), 'eid.challenge-ended')
  return challenge
}

/** When the offer ends; undefined for what we never gave out for this page. */
function endOfOffer(challenge: string, about: string): Instant | undefined {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== saltBytes + endBytes + sealBytes) return undefined
  const open = bytes.subarray(0, saltBytes + endBytes)
  return keys().hmacMatches(offerKey, sealedText(open, about), bytes.subarray(saltBytes + endBytes)) ? instantOf(open.readUIntBE(saltBytes, endBytes)) : undefined
}

const sealedText = (open: Buffer, about: string): string => `${open.toString('base64url')} ${about}`

/** The challenge the device says it answered; its signature is checked by the library afterwards. */
function challengeIn({ response }: AuthenticationResponseJSON): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(String(Object(response).clientDataJSON), 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' && /^[\w-]{40,100}$/.test(challenge) ? challenge : undefined
  } catch {
    return undefined
  }
}
