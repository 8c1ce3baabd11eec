import { createHash } from 'node:crypto'
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type AuthenticatorTransport, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { isId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type CitizenActor, type Ctx } from '../../platform/index.ts'
import { accountById, accountOfPerson, authenticatorsOf, holderOf, insertAuthenticator, insertChallenge, passkeyByCredential, tryChallenge, useChallenge, usedAuthenticator, type Authenticator, type PasskeyData } from './eid.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { authLevelOf, type Account, type Factor } from './account.ts'
import { refuseUnlessFresh } from './fresh-proof.ts'
import { offered, takeOffered, type Site } from './passkey-offer.ts'
import { openNewSession, refuseUnlessUsable, signedIn } from './sessions.ts'

const ceremonySeconds = 300

/** Starts adding a passkey to the account that is signed in. Needs a fresh proof: an open session alone must not become somebody's account. */
export async function beginPasskeyRegistration(ctx: Ctx, site: Site): Promise<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  const account = (await accountById(ctx.tx, me.accountId))!
  return beginPasskeyFor(ctx, account, site, (await authenticatorsOf(ctx.tx, me.accountId)).filter((a) => a.kind === 'passkey'))
}

/** WebAuthn level 3, attestation none, user verification required. For use cases that have found who it is. */
export async function beginPasskeyFor(ctx: Ctx, account: Account, site: Site, known: readonly Authenticator[]): Promise<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }> {
  const options = await generateRegistrationOptions({
    rpName: 'Congdan', rpID: site.host, userName: account.displayName, userDisplayName: account.displayName, userID: Buffer.from(account.accountId.replaceAll('-', ''), 'hex'),
    attestationType: 'none', excludeCredentials: known.map((a) => ({ id: a.credentialId! })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const challengeId = await rememberChallenge(ctx, 'passkey-registration', account.accountId, options.challenge, {})
  return { challengeId, options }
}

/** Keeps the new passkey and tells the holder. */
export async function registerPasskey(ctx: Ctx, input: NewPasskey): Promise<string> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  const account = (await accountById(ctx.tx, me.accountId))!
  await keepPasskey(ctx, account, input)
  return input.challengeId
}

export interface NewPasskey { readonly challengeId: string; readonly response: RegistrationResponseJSON; readonly label: string; readonly site: Site }

/** Verifies what the device made and keeps it for this account; answers the factors it will prove. */
export async function keepPasskey(ctx: Ctx, account: Account, input: NewPasskey): Promise<Factor[]> {
  const { accountId, personId } = account
  const challenge = await takeChallenge(ctx, input.challengeId, 'passkey-registration')
  refuseUnless(challenge.accountId === accountId, 'eid.challenge-ended')
  const verified = await verifyRegistrationResponse({
    response: input.response, expectedChallenge: challenge.matches, expectedOrigin: input.site.origin, expectedRPID: input.site.host, requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified || !verified.registrationInfo) return refuse('eid.passkey-not-verified')
  const { credential, credentialBackedUp, credentialDeviceType } = verified.registrationInfo
  const bound = credentialDeviceType === 'singleDevice'
  const data: PasskeyData = { publicKey: Buffer.from(credential.publicKey).toString('base64url'), counter: credential.counter, transports: credential.transports ?? [], backedUp: credentialBackedUp, bound }
  const label = input.label.trim().slice(0, 60) || 'Khóa đăng nhập'
  if (!(await insertAuthenticator(ctx.tx, { accountId, kind: 'passkey', label, credentialId: credential.id, data, at: ctx.now }))) refuse('eid.passkey-known')
  ctx.publish('eid.authenticator-added', { accountId, personId, kind: 'passkey', label }, { subject: personId })
  return factorsOf(data)
}

/** A key that never leaves its device, or one that is carried between devices; both with the device's own check of its user. */
export const factorsOf = (data: PasskeyData): Factor[] => [data.bound === false ? 'swk' : 'hwk', 'user']

/** Starts a sign-in with whatever passkey the device holds: no name is asked, so none can be probed. */
export async function beginPasskeySignIn(ctx: Ctx, site: Site): Promise<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }> {
  allow(ctx, 'eid.sign-in')
  const options = await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required' })
  return { challengeId: await rememberChallenge(ctx, 'passkey-sign-in', null, options.challenge, {}), options }
}

export interface SignedInByKey {
  readonly sessionId: string
  readonly personId: string
  /** Who acts from here on in this very request. */
  readonly actor: CitizenActor
  readonly factors: readonly Factor[]
}

/** Opens a session with a passkey: possession and the device's own check, level 2 of NĐ 69/2024 art. 20. */
export async function signInWithPasskey(ctx: Ctx, input: { challengeId: string; response: AuthenticationResponseJSON; site: Site; /** What the page that offered it is about. */ about?: string; device: string; tokenHash: string }): Promise<SignedInByKey> {
  allow(ctx, 'eid.sign-in')
  // Side by side: the key is only looked at once the challenge is ours.
  const [matches, kept] = await Promise.all([takeSignInChallenge(ctx, input.challengeId, input.response, input.about ?? ''), keptPasskey(ctx, input.response)])
  const passkey = await verifyKept(ctx, kept, matches, input.response, input.site)
  const account = await refuseUnlessUsable(ctx, accountById(ctx.tx, passkey.accountId), holderOf(passkey.accountId))
  const { accountId, personId, level } = account
  const factors = factorsOf(passkey.data)
  const sessionId = await openNewSession(ctx, account, factors, input.device, input.tokenHash)
  return { sessionId, personId, actor: { kind: 'citizen', personId, accountId, sessionId, level, authLevel: authLevelOf(factors) }, factors }
}

async function takeSignInChallenge(ctx: Ctx, challengeId: string, response: AuthenticationResponseJSON, about: string): Promise<(challenge: string) => boolean> {
  if (challengeId !== offered) return (await takeChallenge(ctx, challengeId, 'passkey-sign-in')).matches
  const challenge = await takeOffered(ctx, response, about)
  return (given) => given === challenge
}

/** Starts signing with a passkey: the challenge is bound to the hash of what is signed. */
export async function beginPasskeySigning(ctx: Ctx, site: Site, documentHash: string): Promise<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.sign', { person: me.personId })
  const account = await accountOfPerson(ctx.tx, me.personId)
  const own = (await authenticatorsOf(ctx.tx, account!.accountId)).filter((a) => a.kind === 'passkey')
  const options = await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required', allowCredentials: own.map((a) => ({ id: a.credentialId! })) })
  return { challengeId: await rememberChallenge(ctx, 'passkey-signing', me.accountId, options.challenge, { documentHash }), options }
}

/** Verifies an assertion against a passkey we keep; a counter that runs backwards is a copied authenticator and is refused. */
export async function verifyPasskey(ctx: Ctx, matches: (challenge: string) => boolean, response: AuthenticationResponseJSON, site: Site): Promise<Authenticator<PasskeyData>> {
  return verifyKept(ctx, await keptPasskey(ctx, response), matches, response, site)
}

async function keptPasskey(ctx: Ctx, { id }: { readonly id: unknown }): Promise<Authenticator<PasskeyData> | undefined> {
  return typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? passkeyByCredential(ctx.tx, id) : undefined
}

async function verifyKept(ctx: Ctx, passkey: Authenticator<PasskeyData> | undefined, matches: (challenge: string) => boolean, response: AuthenticationResponseJSON, site: Site): Promise<Authenticator<PasskeyData>> {
  if (!passkey) return refuse('eid.passkey-not-verified')
  const verified = await verifyAuthenticationResponse({
    response, expectedChallenge: matches, expectedOrigin: site.origin, expectedRPID: site.host, requireUserVerification: true,
    credential: { id: passkey.credentialId!, publicKey: Buffer.from(passkey.data.publicKey, 'base64url'), counter: passkey.data.counter, transports: passkey.data.transports as AuthenticatorTransport[] },
  }).catch(() => undefined)
  if (!verified?.verified) return refuse('eid.passkey-not-verified')
  usedAuthenticator(ctx.tx, passkey.authenticatorId, { ...passkey.data, counter: verified.authenticationInfo.newCounter }, ctx.now)
  return passkey
}

export interface TakenChallenge {
  readonly accountId: string | null
  readonly subject: Record<string, unknown>
  /** Is this the challenge that was given out? Only its hash is kept. */
  matches(challenge: string): boolean
}

/** Uses a challenge up: exactly one of any number of simultaneous answers gets it. */
export async function takeChallenge(ctx: Ctx, challengeId: string, kind: string): Promise<TakenChallenge> {
  const challenge = isId(challengeId) ? await tryChallenge(ctx.tx, challengeId, kind, ctx.now, 1) : undefined
  if (!challenge || !(await useChallenge(ctx.tx, challengeId, ctx.now))) return refuse('eid.challenge-ended')
  return { accountId: challenge.accountId, subject: challenge.subject, matches: (given) => hashOf(given).equals(challenge.secretHash) }
}

export function rememberChallenge(ctx: Ctx, kind: string, accountId: string | null, challenge: string, subject: object): Promise<string> {
  return insertChallenge(ctx.tx, { kind, accountId, secretHash: hashOf(challenge), subject, at: ctx.now, expiresAt: plusSeconds(ctx.now, ceremonySeconds) })
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
