import { allFacts, changePurpose, factOf, ownClient, sandboxPeople, sandboxFactValues, type ClientPurpose, type Fact, type OwnClient } from '../../foundations/openid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, Instant } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Consent } from '../citizen/index.ts'
import { Button, ButtonLink, Form, Notice, Select, TextField, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { clientIdOf, clientPath, consoleAccess, consolePurpose } from './pages.tsx'
import { consoleStrings } from './strings.ts'

const needs = ['no', 'optional', 'required'] as const
const freshness = [5, 15, 60] as const
const nothing: ClientPurpose = { code: '', vi: '', en: '', ifRefused: '', days: 90, authLevel: 1, freshWithin: null, facts: [] }

/** The purpose as it was typed. */
function purposeOf(req: PageRequest): ClientPurpose {
  const text = (name: string): string => req.form.get(name).trim()
  const level = req.form.number('authLevel')
  const fresh = req.form.number('freshWithin')
  return {
    code: text('code'), vi: text('vi'), en: text('en'), ifRefused: text('ifRefused'), days: req.form.number('days'), authLevel: level === 2 || level === 3 || level === 4 ? level : 1,
    freshWithin: freshness.some((minutes) => minutes === fresh) ? fresh * 60 : null,
    facts: allFacts.filter((fact) => ['optional', 'required'].includes(text(`need-${fact}`))).map((fact) => ({ fact, why: text(`why-${fact}`), required: text(`need-${fact}`) === 'required' })),
  }
}

/** R-04: facts with a reason each, and beside them the page people will see. */
async function purposePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const own = await ownClient(ctx, clientIdOf(req))
  const { purposes } = own.client.settings
  const sent = req.method === 'POST'
  const chosen = sent ? purposeOf(req) : req.query['moi'] !== undefined ? nothing : (purposes.find(({ code }) => code === req.query['ma']) ?? purposes[0] ?? nothing)
  const path = `${clientPath(own.client.clientId)}/muc-dich`
  return page(req, { title: say('purpose.title'), screen: 'R-04', back: { href: clientPath(own.client.clientId) }, errors }, (
    <>
      <h1>{say('purpose.heading')}</h1>
      <p class="lead">{say('purpose.text')}</p>
      <ul class="ways">{purposes.map(({ code, vi }) => <li><a href={`${path}?ma=${code}`}>{say('purpose.edit', { code })}</a> <span class="hint">{vi}</span></li>)}</ul>
      <p><ButtonLink kind="quiet" href={`${path}?moi=1`} act="new-purpose">{say('purpose.add')}</ButtonLink></p>
      <Form action={path}>
        <TextField name="code" label={say('purpose.code')} width="twelve" value={chosen.code} maxlength={40} />
        <TextField name="vi" label={say('purpose.vi')} value={chosen.vi} maxlength={120} />
        <TextField name="en" label={say('purpose.en')} value={chosen.en} maxlength={120} />
        <TextField name="ifRefused" label={say('purpose.if-refused')} value={chosen.ifRefused} maxlength={120} />
        <TextField name="days" label={say('purpose.days')} inputmode="numeric" width="four" value={String(chosen.days)} />
        <Select name="authLevel" label={say('purpose.level')} value={String(chosen.authLevel)} options={[1, 2, 3, 4].map((n) => ({ value: String(n), label: say('purpose.level-n', { n }) }))} />
        <Select name="freshWithin" label={say('purpose.fresh')} value={String((chosen.freshWithin ?? 0) / 60)} options={[{ value: '0', label: say('purpose.fresh-no') }, ...freshness.map((n) => ({ value: String(n), label: say('purpose.fresh-n', { n }) }))]} />
        <h2>{say('purpose.facts')}</h2>
        {allFacts.map((fact) => <OneFact fact={fact} held={chosen.facts.find((each) => each.fact === fact)} typed={sent ? req.form.get(`why-${fact}`) : undefined} lang={req.lang} />)}
        <div class="buttons"><Button act="save-purpose">{say('purpose.save')}</Button>{purposes.length > 1 && chosen.code !== '' && <Button kind="danger" name="remove" value="1" act="remove-purpose">{say('purpose.remove')}</Button>}</div>
      </Form>
      {chosen.code !== '' && <Preview own={own} purpose={chosen} now={ctx.now} lang={req.lang} />}
    </>
  ), errors.length > 0 ? 422 : undefined)
}

function OneFact(props: { fact: Fact; held: ClientPurpose['facts'][number] | undefined; typed: string | undefined; lang: Lang }) {
  const { fact, held, lang } = props
  const say = consoleStrings.in(lang)
  const label = factOf(fact).label[lang]
  return (
    <>
      <Select name={`need-${fact}`} label={label} value={held ? (held.required ? 'required' : 'optional') : 'no'} options={needs.map((need) => ({ value: need, label: say(`purpose.need-${need}`) }))} />
      <TextField name={`why-${fact}`} label={say('purpose.why', { fact: label })} optional value={props.typed ?? held?.why ?? ''} maxlength={120} />
    </>
  )
}

/** The citizen's own consent page, inside a frame of words, with the values of somebody who does not exist. */
function Preview(props: { own: OwnClient; purpose: ClientPurpose; now: Instant; lang: Lang }) {
  const { own, purpose, lang } = props
  const say = consoleStrings.in(lang)
  const [person] = sandboxPeople
  const values = sandboxFactValues(person!, purpose.facts.map(({ fact }) => fact), props.now).map((value) => ({ ...value, ...purpose.facts.find(({ fact }) => fact === value.fact)! }))
  return (
    <section class="card" aria-label={say('purpose.preview')}>
      <Notice kind="info" title={say('purpose.preview')}><p>{say('purpose.preview-text', { name: person!.name })}</p></Notice>
      <Consent question={{ values, signedInAs: person!.name }} from={own.client.settings.name} answers={[{ label: say('decide.organisation'), value: own.organisation.name }, { label: say('purpose.heading'), value: lang === 'vi' ? purpose.vi : purpose.en }]} ifRefused={purpose.ifRefused} sandbox={own.client.environment === 'sandbox'} preview lang={lang} />
    </section>
  )
}

const frame = { access: consoleAccess, purpose: consolePurpose, url: '/nha-phat-trien/ung-dung/:client/muc-dich' } as const

export const purposeRoutes: readonly PageRoute[] = [
  pageRoute({ ...frame, method: 'GET', handler: (ctx, req) => purposePage(ctx, req) }),
  pageRoute({
    ...frame, method: 'POST',
    async handler(ctx, req) {
      const purpose = purposeOf(req)
      await changePurpose(ctx, clientIdOf(req), purpose, req.form.has('remove'))
      return { redirect: `${clientPath(clientIdOf(req))}/muc-dich${req.form.has('remove') ? '' : `?ma=${purpose.code}`}` }
    },
    onRefusal: (ctx, req, refusal) => purposePage(ctx, req, errorsOf(refusal)),
  }),
]
