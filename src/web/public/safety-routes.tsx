import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { addTotp, beginPasskeyRegistration, beginTotp, confirmOldPassword, isFresh, makeRecoveryCode, maskPhone, needsOldPassword, notMe, ownAccount, ownSessions, recoveryUnderWay, registerPasskey, renameAuthenticator, revokeAuthenticator, revokeSession, setPassword } from '../../foundations/eid/index.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { errorsOf, page } from './frame.ts'
import { jsonOf } from './json-field.ts'
import { accountStrings } from './account-strings.ts'
import { proveHref } from './prove-again.tsx'
import { AddApp, RecoveryCode, Safety, type SafetyModel } from './safety.tsx'
import { safetyStrings } from './sign-in-strings.ts'
import { siteOf } from './site.ts'

const purpose = { code: 'own-account', basis: 'NĐ 69/2024/NĐ-CP', text: 'Xem tài khoản của mình' }
const doneWords = ['password', 'removed', 'ended', 'added', 'renamed', 'app'] as const

/** Who must prove again who they are is sent there and comes back; everything else stands at its field. */
const orProve = (ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> => (refusal.code === 'eid.proof-needed' ? Promise.resolve({ redirect: proveHref('/an-toan') }) : safetyPage(ctx, req, errorsOf(refusal)))

async function safetyPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const { account, authenticators } = await ownAccount(ctx)
  const sessions = await ownSessions(ctx)
  const mine = ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer' ? ctx.actor.sessionId : ''
  const password = authenticators.find((each) => each.kind === 'password')
  const done = doneWords.find((word) => word === req.query['xong'])
  const model: SafetyModel = {
    passkeys: authenticators.filter((each) => each.kind === 'passkey').map((each) => ({ id: each.authenticatorId, label: each.label, createdAt: each.createdAt, lastUsedAt: each.lastUsedAt })),
    fresh: await isFresh(ctx), recoveryOpensAt: await recoveryUnderWay(ctx), appSince: authenticators.find((each) => each.kind === 'totp')?.createdAt ?? null, appId: authenticators.find((each) => each.kind === 'totp')?.authenticatorId ?? '',
    recoverySince: authenticators.find((each) => each.kind === 'recovery-code')?.createdAt ?? null, passwordSince: password?.createdAt ?? null, asksOld: await needsOldPassword(ctx), phone: account.phone && maskPhone(account.phone), email: account.email && maskEmail(account.email),
    sessions: sessions.map((each) => ({ id: each.sessionId, device: each.device, lastSeenAt: each.lastSeenAt, current: each.sessionId === mine })),
    ...(done && errors.length === 0 ? { done } : {}),
  }
  return page(req, { title: safetyStrings.t(req.lang, 'title'), screen: 'C-33', errors, scripts: ['passkey'], back: { href: req.session?.kind === 'officer' ? '/chuc-vu' : '/cai-dat' }, path: '/an-toan' }, <Safety {...model} lang={req.lang} csrf={req.csrfToken} />, status)
}

const maskEmail = (email: string): string => email.replace(/^(.{0,2})[^@]*/, '$1***')

export const safetyRoute = pageRoute({ method: 'GET', url: '/an-toan', access: 'signed-in', purpose, handler: (ctx, req) => safetyPage(ctx, req) })

export const setPasswordRoute = pageRoute({
  method: 'POST', url: '/an-toan', access: 'signed-in', purpose,
  async handler(ctx, req) {
    const password = req.form.get('password')
    if (password !== req.form.get('again')) return safetyPage(ctx, req, [{ field: 'again', vi: safetyStrings.vi['password-differ'], en: safetyStrings.en['password-differ'] }], 422)
    const old = (await needsOldPassword(ctx)) ? await confirmOldPassword(ctx, { old: req.form.get('old'), next: password }) : 'right'
    if (old !== 'right') return safetyPage(ctx, req, [{ field: 'old', vi: safetyStrings.vi[`old-${old}`], en: safetyStrings.en[`old-${old}`] }], old === 'wrong' ? 422 : 429)
    await setPassword(ctx, req.session!.accountId, password)
    return { redirect: '/an-toan?xong=password' }
  },
  onRefusal: orProve,
})

export const removePasskeyRoute = pageRoute({
  method: 'POST', url: '/an-toan/xoa-khoa', access: 'signed-in', purpose,
  async handler(ctx, req) {
    await revokeAuthenticator(ctx, req.form.get('id'))
    return { redirect: '/an-toan?xong=removed' }
  },
  onRefusal: orProve,
})

export const endSessionRoute = pageRoute({
  method: 'POST', url: '/an-toan/dang-xuat', access: 'signed-in', purpose,
  async handler(ctx, req) {
    const wanted = req.form.get('id')
    const mine = ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer' ? ctx.actor.sessionId : ''
    for (const { sessionId } of await ownSessions(ctx)) if (sessionId === wanted || (wanted === 'others' && sessionId !== mine)) await revokeSession(ctx, sessionId)
    return { redirect: '/an-toan?xong=ended' }
  },
})

export const beginAddPasskeyRoute = pageRoute({
  method: 'POST', url: '/an-toan/khoa/bat-dau', access: 'signed-in', purpose,
  handler: async (ctx, req) => ({ json: await beginPasskeyRegistration(ctx, siteOf(req)) }),
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: refusal.vi } }),
})

export const addPasskeyRoute = pageRoute({
  method: 'POST', url: '/an-toan/khoa', access: 'signed-in', purpose,
  async handler(ctx, req) {
    await registerPasskey(ctx, { challengeId: req.form.get('challengeId'), response: Object(jsonOf(req.form.get('response'))) as RegistrationResponseJSON, label: req.form.get('label'), site: siteOf(req) })
    return { json: { next: '/an-toan?xong=added' } }
  },
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: refusal.vi } }),
})

export const renamePasskeyRoute = pageRoute({
  method: 'POST', url: '/an-toan/doi-ten', access: 'signed-in', purpose,
  async handler(ctx, req) {
    await renameAuthenticator(ctx, { authenticatorId: req.form.get('id'), label: req.form.get('label') })
    return { redirect: '/an-toan?xong=renamed' }
  },
  onRefusal: orProve,
})

/** Shown once, in the answer itself: it stands in no address and is kept by no browser. */
export const recoveryCodeRoute = pageRoute({
  method: 'POST', url: '/an-toan/ma-khoi-phuc', access: 'signed-in', purpose,
  async handler(ctx, req) {
    const code = await makeRecoveryCode(ctx)
    return page(req, { title: accountStrings.t(req.lang, 'code.title'), screen: 'C-33-recovery-code', back: { href: '/an-toan' }, path: '/an-toan' }, <RecoveryCode code={code} lang={req.lang} />)
  },
  onRefusal: orProve,
})

export const beginAppRoute = pageRoute({
  method: 'POST', url: '/an-toan/ung-dung/bat-dau', access: 'signed-in', purpose,
  handler: async (ctx, req) => appPage(req, await beginTotp(ctx)),
  onRefusal: orProve,
})

export const addAppRoute = pageRoute({
  method: 'POST', url: '/an-toan/ung-dung', access: 'signed-in', purpose, rateLimit: { key: 'session', max: 20, perSeconds: 300, name: 'totp-set-up' },
  async handler(ctx, req) {
    const setUpId = req.form.get('setUp')
    const outcome = await addTotp(ctx, { setUpId, code: req.form.get('code') })
    if (outcome === 'added') return { redirect: '/an-toan?xong=app' }
    if (outcome === 'ended') return safetyPage(ctx, req, [{ field: '', vi: safetyStrings.vi['app-ended'], en: safetyStrings.en['app-ended'] }], 422)
    return appPage(req, { setUpId, ...outcome }, [{ field: 'code', vi: safetyStrings.vi['app-wrong'], en: safetyStrings.en['app-wrong'] }], 422)
  },
  onRefusal: orProve,
})

function appPage(req: PageRequest, begun: { setUpId: string; secret: string; uri: string }, errors: readonly FieldError[] = [], status?: number): PageReply {
  return page(req, { title: safetyStrings.t(req.lang, 'app-add'), screen: 'C-33-app', back: { href: '/an-toan' }, errors, path: '/an-toan' }, <AddApp {...begun} lang={req.lang} />, status)
}

/** "Không phải tôi": the account is locked at this commit, on every device, this one too. */
export const notMeRoute = pageRoute({
  method: 'POST', url: '/an-toan/khong-phai-toi', access: 'signed-in', purpose,
  async handler(ctx) {
    await notMe(ctx)
    return { redirect: '/khoa-khan-cap/xong', session: null }
  },
  onRefusal: orProve,
})

export const safetyPages = [safetyRoute, setPasswordRoute, removePasskeyRoute, endSessionRoute, beginAddPasskeyRoute, addPasskeyRoute, renamePasskeyRoute, recoveryCodeRoute, beginAppRoute, addAppRoute, notMeRoute]
