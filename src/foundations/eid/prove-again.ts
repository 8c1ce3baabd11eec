import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { allow, type Ctx } from '../../platform/index.ts'
import { authLevelOf, type Factor } from './account.ts'
import { redeemCode, sendCode, type SentCode } from './codes.ts'
import { accountById, authenticatorsOf, raiseSession, sessionById } from './eid.sql.ts'
import { factorsOf, rememberChallenge, takeChallenge, verifyPasskey } from './passkeys.ts'
import type { Site } from './passkey-offer.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { refuseUnlessMayUse, signedIn } from './sessions.ts'
import { checkTotp } from './totp.ts'

/** Starts a fresh proof by a passkey of this account. */
export async function beginPasskeyProof(ctx: Ctx, site: Site): Promise<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const own = (await authenticatorsOf(ctx.tx, me.accountId)).filter((a) => a.kind === 'passkey')
  const options = await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required', allowCredentials: own.map((a) => ({ id: a.credentialId! })) })
  return { challengeId: await rememberChallenge(ctx, 'passkey-proof', me.accountId, options.challenge, {}), options }
}

export async function proveWithPasskey(ctx: Ctx, input: { challengeId: string; response: AuthenticationResponseJSON; site: Site }): Promise<void> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const challenge = await takeChallenge(ctx, input.challengeId, 'passkey-proof')
  refuseUnless(challenge.accountId === me.accountId, 'eid.challenge-ended')
  const passkey = await verifyPasskey(ctx, challenge.matches, input.response, input.site)
  if (passkey.accountId !== me.accountId) return refuse('eid.passkey-not-verified')
  await raise(ctx, factorsOf(passkey.data))
}

/** Starts a fresh proof by a code to the phone or address of the account. */
export async function requestProofCode(ctx: Ctx): Promise<SentCode> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const account = (await accountById(ctx.tx, me.accountId)) ?? refuse('eid.account-not-found')
  return sendCode(ctx, account, 'proof-code', {}, 'Mã xác nhận lại Congdan')
}

/** A code sent, or one made by the holder's app. A wrong one is returned, not refused: it must stay counted. */
export async function proveWithCode(ctx: Ctx, input: { challengeId: string | null; code: string }): Promise<'right' | 'wrong' | 'ended'> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  if (input.challengeId !== null) {
    const redeemed = await redeemCode(ctx.tx, input.challengeId, 'proof-code', input.code, ctx.now, { accountId: me.accountId })
    if (redeemed.ok) {
      await raise(ctx, ['otp'])
      return 'right'
    }
    if (redeemed.reason === 'ended') return 'ended'
  }
  if (await checkTotp(ctx, me.accountId, input.code)) {
    await raise(ctx, ['totp'])
    return 'right'
  }
  return 'wrong'
}

async function raise(ctx: Ctx, more: readonly Factor[]): Promise<void> {
  await refuseUnlessMayUse(ctx)
  const session = (await sessionById(ctx.tx, signedIn(ctx).sessionId)) ?? refuse('eid.session-not-found')
  const factors = [...new Set([...session.factors, ...more])]
  await raiseSession(ctx.tx, session.sessionId, factors, authLevelOf(factors), ctx.now)
}
