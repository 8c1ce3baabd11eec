import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { accountById, endActivationLinks, insertChallenge, moveAccount, peekActivationLink, useChallenge } from './eid.sql.ts'
import { setPassword } from './manage-account.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { openNewSession } from './sessions.ts'

const linkSeconds = 3_600

/**
 * The one-time link by which the holder of an account that waits for activation sets the first password: one hour, one use, kept
 * only as a hash. An earlier link of the account ends. Refuses an account that is in use: its holder has other ways in.
 */
export async function issueActivationLink(ctx: Ctx, accountId: string): Promise<{ token: string; expiresAt: Instant }> {
  allow(ctx, 'eid.issue-activation-link')
  const account = (await accountById(ctx.tx, accountId)) ?? refuse('eid.account-not-found')
  refuseUnless(account.state === 'activation-pending', 'eid.already-activated')
  await endActivationLinks(ctx.tx, accountId, ctx.now)
  const secret = randomBytes(32)
  const expiresAt = plusSeconds(ctx.now, linkSeconds)
  const challengeId = await insertChallenge(ctx.tx, { kind: 'activation-link', accountId, secretHash: hashOf(secret), at: ctx.now, expiresAt })
  return { token: `${challengeId}.${secret.toString('base64url')}`, expiresAt }
}

/** Whose link this is, without using it up; undefined when it was used, has ended or never was. */
export async function accountOfActivationLink(ctx: Ctx, token: string): Promise<Account | undefined> {
  allow(ctx, 'eid.sign-in')
  return (await linkOf(ctx, token))?.account
}

/** Sets the first password, activates the account and signs its holder in. A password that is refused leaves the link as it was. */
export async function activateByLink(ctx: Ctx, input: { token: string; password: string; device: string; tokenHash: string }): Promise<{ accountId: string; personId: string }> {
  allow(ctx, 'eid.sign-in')
  const link = (await linkOf(ctx, input.token)) ?? refuse('eid.link-ended')
  refuseUnless(await useChallenge(ctx.tx, link.challengeId, ctx.now), 'eid.link-ended')
  const byLink: Ctx = { ...ctx, actor: { kind: 'system', name: 'activation-link' } }
  refuseUnless(await moveAccount(ctx.tx, link.account, 'active', byLink.actor, ctx.now, 'activation-link'), 'eid.changed-meanwhile')
  const account = (await accountById(ctx.tx, link.account.accountId))!
  await setPassword(byLink, account.accountId, input.password)
  // Possession of the link and a password that was just chosen: two factors, level 2 of NĐ 69/2024 art. 20.
  await openNewSession(byLink, account, ['pwd', 'otp'], input.device, input.tokenHash)
  return { accountId: account.accountId, personId: account.personId }
}

async function linkOf(ctx: Ctx, token: string): Promise<{ challengeId: string; account: Account } | undefined> {
  const [challengeId = '', secret = ''] = token.split('.')
  if (!isId(challengeId)) return undefined
  const challenge = await peekActivationLink(ctx.tx, challengeId, ctx.now)
  if (!challenge?.accountId || !timingSafeEqual(challenge.secretHash, hashOf(Buffer.from(secret, 'base64url')))) return undefined
  const account = await accountById(ctx.tx, challenge.accountId)
  return account?.state === 'activation-pending' ? { challengeId, account } : undefined
}

const hashOf = (secret: Uint8Array): Buffer => createHash('sha256').update('congdan activation link').update(secret).digest()
