import { allow, type Ctx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { accountById, authenticatorsOf, insertAuthenticator, lockAccountRow, passwordOf, renameAuthenticatorRow, revokeAuthenticatorRow, revokeOtherSessions, type Authenticator } from './eid.sql.ts'
import { refuseUnlessFresh } from './fresh-proof.ts'
import { checkPassword, hashPassword, verifyPassword } from './passwords.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { signedIn } from './sessions.ts'

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
    await refuseUnlessFresh(ctx)
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

/** Takes away a way of signing in. Needs a fresh proof, and leaves at least one way in. */
export async function revokeAuthenticator(ctx: Ctx, authenticatorId: string): Promise<void> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  await lockAccountRow(ctx.tx, me.accountId)
  const revoked = (await revokeAuthenticatorRow(ctx.tx, me.accountId, authenticatorId, ctx.now)) ?? refuse('eid.account-not-found')
  ctx.publish('eid.authenticator-revoked', { accountId: me.accountId, personId: me.personId, ...revoked }, { subject: me.personId })
}

/** Gives a passkey another name, so that its owner recognises the device. */
export async function renameAuthenticator(ctx: Ctx, input: { authenticatorId: string; label: string }): Promise<void> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  const label = input.label.trim().slice(0, 60)
  refuseUnless(label !== '', 'eid.label-empty', { field: 'label' })
  if (!(await renameAuthenticatorRow(ctx.tx, me.accountId, input.authenticatorId, label))) refuse('eid.account-not-found')
}
