import { allow, type Ctx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { accountById, accountOfPerson, authenticatorsOf, insertAuthenticator, lockAccountRow, moveAccount, passwordOf, revokeAuthenticatorRow, revokeOtherSessions, revokeSessionsOfPerson, type Authenticator } from './eid.sql.ts'
import { checkPassword, hashPassword, verifyPassword } from './passwords.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { forgetUsable, signedIn } from './sessions.ts'

/** The holder's own account and what it signs in with; secrets are left out. */
export async function ownAccount(ctx: Ctx): Promise<{ account: Account; authenticators: Omit<Authenticator, 'data'>[] }> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const account = (await accountById(ctx.tx, me.accountId))!
  const authenticators = (await authenticatorsOf(ctx.tx, me.accountId)).map(({ data: _secret, ...shown }) => shown)
  return { account, authenticators }
}

/** Phone and e-mail of the holder's own account, for showing to the holder. */
export async function ownContact(ctx: Ctx): Promise<{ phone: string | null; email: string | null }> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const { phone, email } = (await accountById(ctx.tx, me.accountId)) ?? refuse('eid.account-not-found')
  return { phone, email }
}

/** Sets or replaces the password of an account: a sentence is best, length is the only rule. Whoever was signed in elsewhere is out. */
export async function setPassword(ctx: Ctx, accountId: string, password: string): Promise<void> {
  if (ctx.actor.kind !== 'system') {
    refuseUnless(signedIn(ctx).accountId === accountId, 'eid.account-not-found')
    allow(ctx, 'eid.own-account', { person: signedIn(ctx).personId })
  } else allow(ctx, 'eid.open-account')
  checkPassword(password)
  const account = (await lockAccountRow(ctx.tx, accountId)) ?? refuse('eid.account-not-found')
  const old = await passwordOf(ctx.tx, accountId)
  // The same form sent twice: nothing to change, and nobody is told a second time.
  if (old && (await verifyPassword(password, old.data.hash))) return
  if (old) await revokeAuthenticatorRow(ctx.tx, accountId, old.authenticatorId, ctx.now)
  await insertAuthenticator(ctx.tx, { accountId, kind: 'password', label: 'Mật khẩu', credentialId: null, data: { hash: await hashPassword(password) }, at: ctx.now })
  if ('sessionId' in ctx.actor) await revokeOtherSessions(ctx.tx, accountId, ctx.actor.sessionId, ctx.now)
  ctx.publish('eid.authenticator-added', { accountId, personId: account.personId, kind: 'password', label: 'Mật khẩu' }, { subject: account.personId })
}

export async function revokeAuthenticator(ctx: Ctx, authenticatorId: string): Promise<void> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const revoked = await revokeAuthenticatorRow(ctx.tx, me.accountId, authenticatorId, ctx.now)
  if (!revoked) refuse('eid.account-not-found')
  else ctx.publish('eid.authenticator-revoked', { accountId: me.accountId, personId: me.personId, ...revoked }, { subject: me.personId })
}

/** Locks an account (holder's wish, death, court order, breach: domain §4.2) and ends its sessions. Counter service stays open. */
export async function lockAccount(ctx: Ctx, input: { personId: string; reason: string; area?: string }): Promise<void> {
  allow(ctx, 'eid.lock-account', { person: input.personId, area: input.area ?? null })
  await moveOwn(ctx, input.personId, 'locked', input.reason)
}

export async function unlockAccount(ctx: Ctx, input: { personId: string; reason: string; area?: string }): Promise<void> {
  allow(ctx, 'eid.unlock-account', { person: input.personId, area: input.area ?? null })
  await moveOwn(ctx, input.personId, 'active', input.reason)
}

/** Closes an account for good: death, cancelled number. */
export async function closeAccount(ctx: Ctx, input: { personId: string; reason: string }): Promise<void> {
  allow(ctx, 'eid.close-account')
  if (await accountOfPerson(ctx.tx, input.personId)) await moveOwn(ctx, input.personId, 'cancelled', input.reason)
}

async function moveOwn(ctx: Ctx, personId: string, to: 'locked' | 'active' | 'cancelled', reason: string): Promise<void> {
  const account = (await accountOfPerson(ctx.tx, personId)) ?? refuse('eid.account-not-found')
  if (account.state === to) return
  // Locking and unlocking is no way round approval and activation.
  if (to === 'active') refuseUnless(account.state === 'locked', 'eid.not-locked')
  if (to === 'locked') refuseUnless(account.state === 'active', 'eid.account-not-active')
  refuseUnless(await moveAccount(ctx.tx, account, to, ctx.actor, ctx.now, reason), 'eid.changed-meanwhile')
  forgetUsable(ctx.tx)
  if (to === 'active') return
  await revokeSessionsOfPerson(ctx.tx, personId, ctx.now)
  ctx.publish(to === 'locked' ? 'eid.account-locked' : 'eid.account-closed', { accountId: account.accountId, personId, reason }, { subject: personId })
}
