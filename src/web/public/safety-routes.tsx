import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { beginPasskeyRegistration, confirmOldPassword, maskPhone, needsOldPassword, ownAccount, ownSessions, registerPasskey, revokeAuthenticator, revokeSession, setPassword } from '../../foundations/eid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { errorsOf, page } from './frame.ts'
import { jsonOf } from './json-field.ts'
import { Safety, type SafetyModel } from './safety.tsx'
import { safetyStrings } from './sign-in-strings.ts'
import { siteOf } from './site.ts'

const purpose = { code: 'own-account', basis: 'NĐ 69/2024/NĐ-CP', text: 'Xem tài khoản của mình' }
const doneWords = ['password', 'removed', 'ended', 'added'] as const

async function safetyPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const { account, authenticators } = await ownAccount(ctx)
  const sessions = await ownSessions(ctx)
  const mine = ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer' ? ctx.actor.sessionId : ''
  const password = authenticators.find((each) => each.kind === 'password')
  const done = doneWords.find((word) => word === req.query['xong'])
  const model: SafetyModel = {
    passkeys: authenticators.filter((each) => each.kind === 'passkey').map((each) => ({ id: each.authenticatorId, label: each.label, createdAt: each.createdAt, lastUsedAt: each.lastUsedAt })),
    passwordSince: password?.createdAt ?? null, asksOld: await needsOldPassword(ctx), phone: account.phone && maskPhone(account.phone), email: account.email && maskEmail(account.email),
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
  onRefusal: (ctx, req, refusal) => safetyPage(ctx, req, errorsOf(refusal)),
})

export const removePasskeyRoute = pageRoute({
  method: 'POST', url: '/an-toan/xoa-khoa', access: 'signed-in', purpose,
  async handler(ctx, req) {
    await revokeAuthenticator(ctx, req.form.get('id'))
    return { redirect: '/an-toan?xong=removed' }
  },
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
})

export const addPasskeyRoute = pageRoute({
  method: 'POST', url: '/an-toan/khoa', access: 'signed-in', purpose,
  async handler(ctx, req) {
    await registerPasskey(ctx, { challengeId: req.form.get('challengeId'), response: Object(jsonOf(req.form.get('response'))) as RegistrationResponseJSON, label: req.form.get('label'), site: siteOf(req) })
    return { json: { next: '/an-toan?xong=added' } }
  },
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: refusal.vi } }),
})
