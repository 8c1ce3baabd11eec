import { askElsewhere, comeInElsewhere, elsewhereState, keepOut, letIn, waitingUnder, type Asker } from '../../foundations/eid/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { newSessionToken, pageRoute, safePath, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, Form, Notice, QrImage, TextField } from '../kit/index.ts'
import { deviceOf } from './device.ts'
import { elsewhereStrings } from './elsewhere-strings.ts'
import { errorsOf, page } from './frame.ts'
import { dropPending, keepPending, pendingOf } from './pending.ts'
import { proveHref } from './prove-again.tsx'
import { endSessionBefore } from './session-before.ts'

const purpose = { code: 'sign-in', basis: 'NĐ 69/2024/NĐ-CP, đ.20', text: 'Đăng nhập' }
const asking = { key: 'ip', max: 30, perSeconds: 300, name: 'sign-in-elsewhere' } as const
/** A page asks every three seconds for three minutes. */
const waiting = { key: 'ip', max: 600, perSeconds: 300, name: 'sign-in-elsewhere-wait' } as const
const answering = { key: 'session', max: 30, perSeconds: 300, name: 'let-in-elsewhere' } as const
const cookie = 'congdan-may-khac'
const here = '/dang-nhap/may-khac'
const there = '/may-khac'

const visitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'visitor' } })
const error = (field: string, key: keyof typeof elsewhereStrings.vi): FieldError => ({ field, vi: elsewhereStrings.vi[key], en: elsewhereStrings.en[key] })

interface Pending extends Asker { readonly code: string; readonly number: string; readonly next: string }

function pending(req: PageRequest): Pending | undefined {
  const [challengeId, secret, code, number, next] = pendingOf(req, cookie, 5) ?? []
  return challengeId && secret && code && number && next ? { challengeId, secret, code, number, next: safePath(next, '/toi') } : undefined
}

/** C-01 without typing anything here: a code for the telephone, and the number that is chosen there. */
function waitPage(req: PageRequest, asked: Pending, errors: readonly FieldError[] = [], status?: number): PageReply {
  const say = elsewhereStrings.in(req.lang)
  return page(req, { title: say('wait.title'), screen: 'C-01-elsewhere', back: { href: '/dang-nhap' }, errors, path: here, signIn: false, nav: false, scripts: ['elsewhere'] }, (
    <>
      <h1>{say('wait.title')}</h1>
      <ol><li>{say('wait.step-1')}</li><li>{say('wait.step-2', { address: `${new URL(req.publicUrl).host}${there}`, code: asked.code })}</li><li>{say('wait.step-3')}</li></ol>
      <QrImage text={`${req.publicUrl}${there}?ma=${asked.code}`} label={say('wait.qr')} />
      <p class="code" data-code>{asked.code}</p>
      <Notice kind="info" title={say('wait.number', { number: asked.number })} />
      <Form action={`${here}/vao`} class="form-inline" label={say('wait.title')}>
        <div class="buttons" data-elsewhere={`${here}/cho`}><Button act="come-in">{say('wait.do')}</Button><a class="link-plain" href="/dang-nhap">{say('wait.other')}</a></div>
      </Form>
    </>
  ), status)
}

export const askElsewhereRoute = pageRoute({
  method: 'POST', url: here, access: 'public', purpose, rateLimit: asking,
  async handler(ctx, req) {
    const { challengeId, secret, code, number } = await askElsewhere(visitor(ctx), deviceOf(req))
    return { redirect: here, cookies: [keepPending(cookie, [challengeId, secret, code, String(number), safePath(req.form.get('tiep'), '/toi')])] }
  },
})

export const waitElsewhereRoute = pageRoute({
  method: 'GET', url: here, access: 'public', purpose,
  async handler(ctx, req) {
    const asked = pending(req)
    if (!asked || (await elsewhereState(visitor(ctx), asked)) === 'ended') return { redirect: '/dang-nhap', cookies: [dropPending(cookie)] }
    return waitPage(req, asked)
  },
})

/** For the script of that page. */
export const stateElsewhereRoute = pageRoute({
  method: 'GET', url: `${here}/cho`, access: 'public', purpose, rateLimit: waiting,
  async handler(ctx, req) {
    const asked = pending(req)
    return { json: { state: asked ? await elsewhereState(visitor(ctx), asked) : 'ended' } }
  },
})

export const comeInElsewhereRoute = pageRoute({
  method: 'POST', url: `${here}/vao`, access: 'public', purpose, rateLimit: waiting,
  async handler(ctx, req) {
    const asked = pending(req)
    if (!asked) return { redirect: '/dang-nhap' }
    const { token, hash } = newSessionToken()
    const came = await comeInElsewhere(visitor(ctx), asked, { device: deviceOf(req), tokenHash: hash })
    if (came === 'waiting') return waitPage(req, asked, [error('', 'wait.not-yet')], 422)
    if (came === 'ended') return { ...endedPage(req), cookies: [dropPending(cookie)] }
    await endSessionBefore(ctx)
    return { redirect: asked.next === '/toi' ? '/chuc-vu?vao=1' : `/chuc-vu?vao=1&tiep=${encodeURIComponent(asked.next)}`, session: token, cookies: [dropPending(cookie)] }
  },
  onRefusal: async (_ctx, req, refusal) => endedPage(req, errorsOf(refusal)),
})

function endedPage(req: PageRequest, errors: readonly FieldError[] = []): PageReply {
  const say = elsewhereStrings.in(req.lang)
  return page(req, { title: say('ended.title'), screen: 'C-01-elsewhere-ended', back: { href: '/dang-nhap' }, errors, path: '/dang-nhap', signIn: false }, (
    <>
      <h1>{say('ended.title')}</h1>
      <p>{say('ended.text')}</p>
      <ButtonLink href="/dang-nhap" act="sign-in">{say('ended.do')}</ButtonLink>
    </>
  ), 422)
}

const codeOf = (req: PageRequest): string => (req.method === 'POST' ? req.form.get('ma') : req.query['ma'] ?? '').slice(0, 20)

/** On the telephone: which machine asks, and which number its screen shows. */
async function answerPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = elsewhereStrings.in(req.lang)
  const code = codeOf(req)
  const found = code === '' ? undefined : await waitingUnder(ctx, code)
  const screen = { title: say('answer.title'), screen: 'C-01-let-in', back: { href: '/an-toan' }, path: there }
  if (!found) {
    const wrong = errors.length > 0 ? errors : code === '' ? [] : [error('ma', 'answer.unknown')]
    return page(req, { ...screen, errors: wrong }, (
      <Form action={there} method="get">
        <h1>{say('answer.title')}</h1>
        <TextField name="ma" label={say('answer.code')} hint={say('answer.code-hint')} width="twelve" maxlength={20} value={code} src="proof" />
        <div class="buttons"><Button act="find-device">{say('answer.find')}</Button></div>
      </Form>
    ), wrong.length > 0 ? (status ?? 422) : undefined)
  }
  return page(req, { ...screen, errors }, (
    <>
      <h1>{say('answer.heading')}</h1>
      <CheckAnswers answers={[{ label: say('answer.device'), value: found.device }, { label: say('answer.since'), value: formatInstantVi(found.since) }]} />
      <Notice kind="warn" title={say('answer.warning')}><p>{say('answer.warning-text')}</p></Notice>
      <p>{say('answer.which')}</p>
      <Form action={there} hidden={{ ma: found.code }} label={say('answer.which')}>
        <div class="buttons">{found.numbers.map((number) => <Button kind="secondary" name="so" value={String(number)} act={`number-${number}`}>{String(number)}</Button>)}</div>
        <div class="buttons"><Button kind="danger" name="so" value="0" act="keep-out">{say('answer.no')}</Button></div>
      </Form>
    </>
  ), status)
}

export const answerElsewhereRoute = pageRoute({ method: 'GET', url: there, access: 'signed-in', purpose, rateLimit: answering, handler: (ctx, req) => answerPage(ctx, req) })

export const letInRoute = pageRoute({
  method: 'POST', url: there, access: 'signed-in', purpose, rateLimit: answering,
  async handler(ctx, req) {
    const say = elsewhereStrings.in(req.lang)
    const number = req.form.whole('so')
    if (number === 0) await keepOut(ctx, codeOf(req))
    const said = number === 0 ? 'kept-out' : await letIn(ctx, { code: codeOf(req), number })
    if (said === 'ended') return answerPage(ctx, req, [error('ma', 'answer.unknown')], 422)
    return page(req, { title: say(`said.${said}`), screen: 'C-01-let-in-said', back: { href: '/an-toan' }, path: there }, (
      <>
        <h1>{say(`said.${said}`)}</h1>
        <p>{say(`said.${said}-text`)}</p>
        <ButtonLink kind="secondary" href="/an-toan" act="safety">{say('said.safety')}</ButtonLink>
      </>
    ), said === 'wrong' ? 422 : undefined)
  },
  onRefusal: async (ctx, req, refusal) => (refusal.code === 'eid.proof-needed' ? { redirect: proveHref(`${there}?ma=${encodeURIComponent(codeOf(req))}`) } : answerPage(ctx, req, errorsOf(refusal), refusal.status)),
})

export const elsewherePages = [askElsewhereRoute, waitElsewhereRoute, stateElsewhereRoute, comeInElsewhereRoute, answerElsewhereRoute, letInRoute]
