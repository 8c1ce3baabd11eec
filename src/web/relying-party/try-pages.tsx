import { factOf, ownClient, sandboxPeople, triedCases, tryCall, type TriedCall, type TriedCase } from '../../foundations/openid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, EmptyState, Form, RadioGroup, Select, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { clientIdOf, clientPath, consoleAccess, consolePurpose } from './pages.tsx'
import { toolsStrings } from './tools-strings.ts'

const explained = ['invalid_token', 'insufficient_user_authentication', 'insufficient_scope', 'invalid_request'] as const
const caseOf = (req: PageRequest): TriedCase => triedCases.find((each) => each === req.form.get('tried')) ?? 'good'

/** R-07: one true call in the sandbox, with its line to copy, and what each refusal means. */
async function tryPage(ctx: Ctx, req: PageRequest, shown: { call?: TriedCall; errors?: readonly FieldError[] } = {}): Promise<PageReply> {
  const say = toolsStrings.in(req.lang)
  const { client } = await ownClient(ctx, clientIdOf(req))
  const path = `${clientPath(client.clientId)}/thu`
  const screen = { title: say('try.title'), screen: 'R-07', back: { href: clientPath(client.clientId) }, errors: shown.errors ?? [], path }
  const { inForce } = client
  if (client.environment !== 'sandbox' || inForce === null) return page(req, screen, <><h1>{say('try.heading')}</h1><EmptyState icon="lock" title={say('try.live')} /></>)
  const chosen = (name: string, first: string): string => (req.method === 'POST' ? req.form.get(name) : first)
  return page(req, screen, (
    <>
      <h1>{say('try.heading')}</h1>
      <p class="lead">{say('try.text')}</p>
      <Form action={path}>
        <Select name="person" label={say('try.person')} value={chosen('person', sandboxPeople[0]!.key)} options={sandboxPeople.map(({ key, name, why }) => ({ value: key, label: `${name} (${key}): ${why[req.lang]}` }))} />
        <Select name="purpose" label={say('try.purpose')} value={chosen('purpose', inForce.purposes[0]?.code ?? '')} options={inForce.purposes.map(({ code, facts }) => ({ value: code, label: `${code}: ${facts.map(({ fact }) => factOf(fact).label[req.lang]).join(', ')}` }))} />
        <RadioGroup name="tried" label={say('try.case')} value={caseOf(req)} options={triedCases.map((each) => ({ value: each, label: say(`try.case-${each}`) }))} />
        <div class="buttons"><Button act="try-call">{say('try.run')}</Button></div>
      </Form>
      {shown.call && <Answer call={shown.call} lang={req.lang} />}
    </>
  ), shown.errors && shown.errors.length > 0 ? 422 : undefined)
}

function Answer(props: { call: TriedCall; lang: Lang }) {
  const { call, lang } = props
  const say = toolsStrings.in(lang)
  return (
    <section id="tra-loi">
      <h2>{say('try.request')}</h2>
      <p>{say('try.request-text')}</p>
      <pre class="sample" tabindex={0}><code>{`curl ${call.token === null ? '' : `-H 'Authorization: Bearer ${call.token}' `}${call.url}`}</code></pre>
      <h2>{say('try.answer', { status: call.status })}</h2>
      <p>{whyOf(call, lang)}</p>
      <pre class="sample" tabindex={0}><code>{[...Object.entries(call.headers).map(([name, value]) => `${name}: ${value}`), '', pretty(call.body)].join('\n')}</code></pre>
    </section>
  )
}

function whyOf({ status, body }: TriedCall, lang: Lang): string {
  if (status < 400) return toolsStrings.t(lang, 'try.why-good')
  const { error } = JSON.parse(body) as { error?: string }
  return toolsStrings.t(lang, `try.why-${explained.find((each) => each === error) ?? 'other'}`)
}

const pretty = (body: string): string => JSON.stringify(JSON.parse(body), null, 1)

const frame = { access: consoleAccess, purpose: consolePurpose, url: '/nha-phat-trien/ung-dung/:client/thu' } as const

export const tryRoutes: readonly PageRoute[] = [
  pageRoute({ ...frame, method: 'GET', handler: (ctx, req) => tryPage(ctx, req) }),
  pageRoute({
    ...frame, method: 'POST', rateLimit: { key: 'session', max: 60, perSeconds: 300, name: 'relying-party-try' },
    handler: async (ctx, req) => tryPage(ctx, req, { call: await tryCall(ctx, clientIdOf(req), { person: req.form.get('person'), purpose: req.form.get('purpose'), tried: caseOf(req) }) }),
    onRefusal: (ctx, req, refusal) => tryPage(ctx, req, { errors: errorsOf(refusal) }),
  }),
]
