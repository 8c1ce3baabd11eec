import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { beginPasskeyProof, maskPhone, ownAccount, proveWithCode, proveWithPasskey, requestProofCode } from '../../foundations/eid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, safePath, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Notice, OtpField } from '../kit/index.ts'
import { accountStrings } from './account-strings.ts'
import { demo } from './demo.ts'
import { errorsOf, page } from './frame.ts'
import { jsonOf } from './json-field.ts'
import { CeremonyBox } from './passkey-box.tsx'
import { dropPending, keepPending, pendingOf } from './pending.ts'
import { DemoCodeHint } from './sign-in.tsx'
import { siteOf } from './site.ts'

const purpose = { code: 'own-account', basis: 'NĐ 69/2024/NĐ-CP', text: 'Xem tài khoản của mình' }
const cookie = 'congdan-xac-nhan'
const nextOf = (req: PageRequest): string => safePath(req.method === 'POST' ? req.form.get('tiep') : req.query['tiep'], '/an-toan')

/** Where a page sends who must prove again who they are, and comes back from. */
export const proveHref = (next: string): string => `/xac-nhan?tiep=${encodeURIComponent(next)}`

/** Step-up: a passkey, a code sent, or a code of the holder's app; then back to the page that asked. */
async function provePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = accountStrings.in(req.lang)
  const { account, authenticators } = await ownAccount(ctx)
  const next = nextOf(req)
  const to = account.phone ? maskPhone(account.phone) : account.email
  const [, sentTo] = pendingOf(req, cookie, 2) ?? []
  const app = authenticators.some((each) => each.kind === 'totp')
  return page(req, { title: say('prove.title'), screen: 'C-01-again', back: { href: next }, errors, scripts: ['passkey'], path: proveHref(next), nav: false }, (
    <>
      <h1>{say('prove.heading')}</h1>
      <p class="lead">{say('prove.lead')}</p>
      {authenticators.some((each) => each.kind === 'passkey') && (
        <CeremonyBox kind="prove" begin="/xac-nhan/khoa/bat-dau" finish="/xac-nhan/khoa" next={next} csrf={req.csrfToken} title={say('way.passkey')} text={say('way.passkey-text')} label={say('prove.passkey-do')} act="prove-passkey" lang={req.lang} />
      )}
      {to && <Form action="/xac-nhan/gui" hidden={{ tiep: next }} class="form-inline"><Button kind={sentTo === undefined ? 'primary' : 'secondary'} act="send-proof-code">{say('prove.send', { to })}</Button></Form>}
      {!to && !app && <Notice kind="warn" title={say('prove.no-contact')} />}
      {(sentTo !== undefined || app) && (
        <>
          {sentTo !== undefined && <p>{say('rec.otp-sent', { to: sentTo })}</p>}
          {sentTo !== undefined && demo() && <DemoCodeHint lang={req.lang} />}
          {app && <p class="hint">{say('prove.app')}</p>}
          <Form action="/xac-nhan" hidden={{ tiep: next }}>
            <OtpField name="code" label={say('rec.otp')} src="proof" />
            <div class="buttons"><Button act="prove">{say('prove.do')}</Button></div>
          </Form>
        </>
      )}
    </>
  ), status)
}

export const proveRoute = pageRoute({ method: 'GET', url: '/xac-nhan', access: 'signed-in', purpose, handler: (ctx, req) => provePage(ctx, req) })

export const sendProofRoute = pageRoute({
  method: 'POST', url: '/xac-nhan/gui', access: 'signed-in', purpose,
  async handler(ctx, req) {
    const sent = await requestProofCode(ctx)
    return { redirect: proveHref(nextOf(req)), cookies: [keepPending(cookie, [sent.challengeId, sent.to])] }
  },
  onRefusal: (ctx, req, refusal) => provePage(ctx, req, errorsOf(refusal)),
})

export const enterProofRoute = pageRoute({
  method: 'POST', url: '/xac-nhan', access: 'signed-in', purpose, rateLimit: { key: 'session', max: 20, perSeconds: 300, name: 'prove' },
  async handler(ctx, req) {
    const [challengeId] = pendingOf(req, cookie, 2) ?? []
    const outcome = await proveWithCode(ctx, { challengeId: challengeId ?? null, code: req.form.get('code') })
    if (outcome === 'right') return { redirect: nextOf(req), cookies: [dropPending(cookie)] }
    return provePage(ctx, req, [{ field: 'code', vi: accountStrings.vi[`rec.otp-${outcome}`], en: accountStrings.en[`rec.otp-${outcome}`] }], 422)
  },
  onRefusal: (ctx, req, refusal) => provePage(ctx, req, errorsOf(refusal)),
})

export const beginProofRoute = pageRoute({ method: 'POST', url: '/xac-nhan/khoa/bat-dau', access: 'signed-in', purpose, handler: async (ctx, req) => ({ json: await beginPasskeyProof(ctx, siteOf(req)) }) })

export const passkeyProofRoute = pageRoute({
  method: 'POST', url: '/xac-nhan/khoa', access: 'signed-in', purpose,
  async handler(ctx, req) {
    await proveWithPasskey(ctx, { challengeId: req.form.get('challengeId'), response: Object(jsonOf(req.form.get('response'))) as AuthenticationResponseJSON, site: siteOf(req) })
    return { json: { next: nextOf(req) } }
  },
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: refusal.vi } }),
})

export const provePages = [proveRoute, sendProofRoute, enterProofRoute, beginProofRoute, passkeyProofRoute]
