import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { allow, keys, type Ctx, type Instant } from '../../platform/index.ts'
import { accountById } from './eid.sql.ts'
import { redeemCode, sendCode, type SentCode } from './codes.ts'
import { takeChallenge, verifyPasskey } from './passkeys.ts'
import type { Site } from './passkey-offer.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { refuseUnlessMayUse, refuseUnlessUsable, signedIn } from './sessions.ts'

/** Proof that a person agreed to exactly one text: kept with the dossier. Citizens need no certificate of their own (domain §5.10). */
export interface SigningEvidence {
  readonly method: 'passkey' | 'one-time-code'
  readonly personId: string
  readonly accountId: string
  readonly challengeId: string
  /** SHA-256 of the canonical text that was signed, hex. */
  readonly documentHash: string
  readonly at: Instant
  readonly authLevel: number
  /** Our seal over all the above: the evidence cannot be written by hand into a database. */
  readonly seal: string
}

/** Sends a code to sign one text with; `what` is read to the person in the message. */
export async function requestSigningCode(ctx: Ctx, input: { documentHash: string; what: string }): Promise<SentCode> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.sign', { person: me.personId })
  const account = await refuseUnlessUsable(ctx, accountById(ctx.tx, me.accountId), me.personId)
  return sendCode(ctx, account, 'signing-code', { documentHash: input.documentHash, what: input.what }, `Mã ký «${input.what}»`)
}

export type SigningOutcome = { readonly ok: true; readonly evidence: SigningEvidence } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/** Signs with the code sent for this very text. A wrong code is returned, not refused: the try must stay counted. */
export async function signWithCode(ctx: Ctx, input: { challengeId: string; code: string; documentHash: string }): Promise<SigningOutcome> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.sign', { person: me.personId })
  // A code of somebody else, or for another text, is not tried: nobody uses up another's tries.
  const only = { accountId: me.accountId, documentHash: input.documentHash }
  const [redeemed] = await Promise.all([redeemCode(ctx.tx, input.challengeId, 'signing-code', input.code, ctx.now, only), refuseUnlessMayUse(ctx)])
  if (!redeemed.ok) return { ok: false, reason: redeemed.reason }
  return { ok: true, evidence: sealed(ctx, 'one-time-code', input.challengeId, input.documentHash) }
}

/** Signs with a passkey whose challenge was given out for this very text. */
export async function signWithPasskey(ctx: Ctx, input: { challengeId: string; response: AuthenticationResponseJSON; documentHash: string; site: Site }): Promise<SigningEvidence> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.sign', { person: me.personId })
  const challenge = await takeChallenge(ctx, input.challengeId, 'passkey-signing')
  refuseUnless(challenge.accountId === me.accountId && challenge.subject['documentHash'] === input.documentHash, 'eid.challenge-ended')
  const passkey = await verifyPasskey(ctx, challenge.matches, input.response, input.site)
  if (passkey.accountId !== me.accountId) return refuse('eid.passkey-not-verified')
  await refuseUnlessMayUse(ctx)
  return sealed(ctx, 'passkey', input.challengeId, input.documentHash)
}

/** Was this evidence made by us, for this person and this text? */
export function verifySigningEvidence(evidence: SigningEvidence, personId: string, documentHash: string): boolean {
  return typeof evidence.seal === 'string' && evidence.personId === personId && evidence.documentHash === documentHash && keys().hmacMatches('signing-evidence', sealedText(evidence), Buffer.from(evidence.seal, 'base64url'))
}

function sealed(ctx: Ctx, method: SigningEvidence['method'], challengeId: string, documentHash: string): SigningEvidence {
  const me = signedIn(ctx)
  const facts = { method, personId: me.personId, accountId: me.accountId, challengeId, documentHash, at: ctx.now, authLevel: me.authLevel }
  return { ...facts, seal: Buffer.from(keys().hmac('signing-evidence', sealedText(facts))).toString('base64url') }
}

function sealedText(e: Omit<SigningEvidence, 'seal'>): string {
  return [e.method, e.personId, e.accountId, e.challengeId, e.documentHash, e.at, e.authLevel].join('|')
}
