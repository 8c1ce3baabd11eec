import { refuseUnlessFresh } from '../../foundations/eid/index.ts'
import { acceptMandate, askMandate, endMandate, givenToOthers, mandateRules, ownMandates, refuseMandate, withdrawRequest, type OwnMandates } from '../../foundations/mandates/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { addMonths, formatDateVi, type PlainDate } from '../../kernel/plain-date.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { filedForMe, ownDossiers, services, type FiledForMe } from '../../public-services/dossier/index.ts'
import { Button, ButtonLink, Checkboxes, Form, Notice, PinField, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { errorsOf, page, proveHref } from '../public/index.ts'
import { mandateStrings } from './mandate-strings.ts'
import { momentWords } from './words.ts'

const purpose: Purpose = { code: 'mandates', basis: 'Bộ luật Dân sự 2015, đ.134–143', text: 'Xem và cho phép người làm thay' }
const access = { citizen: {} } as const
const doneWords = ['asked', 'accepted', 'refused', 'ended', 'withdrawn'] as const
const terms = [3, 6, 12] as const
const error = (field: string, key: keyof typeof mandateStrings.vi): FieldError => ({ field, vi: mandateStrings.vi[key], en: mandateStrings.en[key] })

type Scoped = { readonly kind: 'standing' | 'dossier'; readonly scope: readonly string[] }

interface ListModel { readonly own: OwnMandates; readonly filed: readonly FiledForMe[]; readonly today: string; readonly done: (typeof doneWords)[number] | undefined; scopeWords(of: Scoped): string }

/** C-29: given, received, waiting; each ended here and at once. */
function Mandates(props: ListModel & { lang: Lang }) {
  const { own, lang } = props
  const say = mandateStrings.in(lang)
  const facts = (each: Scoped & { until: string }, inForce = true) => (
    <p class="hint">{say('list.scope', { what: props.scopeWords(each) })} · {say(inForce ? 'list.until' : 'list.ended', { date: formatDateVi(each.until) })}</p>
  )
  const held = (list: OwnMandates['given']) => list.map((each) => (
    <div class="card">
      <p><strong>{each.otherName}</strong></p>
      {facts(each, each.inForce)}
      {each.inForce && <Form action="/uy-quyen/thoi" command={newId()} hidden={{ id: each.mandateId }} class="form-inline"><Button kind="secondary" act="end-mandate" label={say('list.end-about', { name: each.otherName })}>{say('list.end')}</Button></Form>}
    </div>
  ))
  return (
    <>
      <h1>{say('list.heading')}</h1>
      {props.done && <Notice kind="success" title={say(`list.done-${props.done}`)} live />}
      <p>{say('list.lead')}</p>
      <p class="buttons"><ButtonLink href="/uy-quyen/moi?vai=cho" act="offer-mandate">{say('list.offer')}</ButtonLink><ButtonLink kind="secondary" href="/uy-quyen/moi?vai=xin" act="ask-mandate">{say('list.ask')}</ButtonLink><ButtonLink kind="quiet" href="/lam-thay" act="act-for">{say('list.act')}</ButtonLink></p>
      {own.waiting.length > 0 && <h2>{say('list.waiting')}</h2>}
      {own.waiting.map((each) => (
        <div class="card">
          <p><strong>{say(`list.waiting-${each.askedAs}`, { name: each.otherName })}</strong></p>
          {facts(each)}
          <Form action="/uy-quyen/tra-loi" command={newId()} hidden={{ id: each.requestId }} class="form-inline" label={say('list.waiting')}>
            <Button name="answer" value="yes" act="accept-mandate">{say('list.accept')}</Button> <Button kind="secondary" name="answer" value="no" act="refuse-mandate">{say('list.refuse')}</Button>
          </Form>
        </div>
      ))}
      {own.sent.length > 0 && <><h2>{say('list.sent')}</h2><p class="hint">{say('list.sent-text')}</p></>}
      {own.sent.map((each) => (
        <div class="card">
          <p><strong>{each.otherTyped}</strong></p>
          {facts(each)}
          <Form action="/uy-quyen/rut" hidden={{ id: each.requestId }} class="form-inline"><Button kind="secondary" act="withdraw-request" label={say('list.withdraw-about', { name: each.otherTyped })}>{say('list.withdraw')}</Button></Form>
        </div>
      ))}
      <h2>{say('list.given')}</h2>
      {own.given.length === 0 ? <p class="muted">{say('list.given-none')}</p> : held(own.given)}
      <h2>{say('list.received')}</h2>
      {own.received.length === 0 ? <p class="muted">{say('list.received-none')}</p> : held(own.received)}
      <h2>{say('list.filed')}</h2>
      {props.filed.length === 0 ? <p class="muted">{say('list.filed-none')}</p> : <ul class="prose-list">{props.filed.map((each) => <li><a href={`/ho-so/${each.dossierId}`}>{each.serviceName}, {each.code}</a> <span class="hint">{say('list.filed-by', { name: each.by, when: momentWords(each.at, props.today) })}</span></li>)}</ul>}
    </>
  )
}

async function listPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const names = new Map(services(ctx.today).map(({ service }) => [service.code, service.name]))
  const scopeWords = (of: Scoped): string => (of.kind === 'dossier' ? mandateStrings.t(req.lang, 'list.one-dossier') : of.scope.map((code) => names.get(code) ?? code).join('; '))
  const done = doneWords.find((word) => word === req.query['xong'])
  return page(req, { title: mandateStrings.t(req.lang, 'list.title'), screen: 'C-29', errors, back: { href: '/cai-dat' }, path: '/uy-quyen' }, <Mandates own={await ownMandates(ctx)} filed={await filedForMe(ctx)} today={ctx.today} done={errors.length > 0 ? undefined : done} scopeWords={scopeWords} lang={req.lang} />, status)
}

/** Giving a hand needs a fresh proof: whoever found a session open gives nothing away. */
const orProve = (next: string, shown: (ctx: Ctx, req: PageRequest, errors: readonly FieldError[], status: number) => Promise<PageReply>) =>
  async (ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> => (refusal.code === 'eid.proof-needed' ? { redirect: proveHref(next) } : shown(ctx, req, errorsOf(refusal), refusal.status))

const roleOf = (req: PageRequest): 'giver' | 'holder' => ((req.form.get('vai') || req.query['vai']) === 'xin' ? 'holder' : 'giver')

/** What may be filed online by whom one sends. */
const servicesToGive = (on: PlainDate) => services(on).map(({ service }) => service).filter((service) => service.channels.includes('online') && !service.notYet && givenToOthers(service.code, on))

async function newPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = mandateStrings.in(req.lang)
  const role = roleOf(req)
  const { form } = req
  const offered = servicesToGive(ctx.today).map(({ code, name }) => ({ value: code, label: name }))
  const dossiers = role === 'giver' ? await ownDossiers(ctx) : []
  const most = mandateRules(ctx.today).standingMostMonths
  return page(req, { title: say(`new.title-${role}`), screen: 'C-29-new', errors, back: { href: '/uy-quyen' }, path: `/uy-quyen/moi?vai=${role === 'holder' ? 'xin' : 'cho'}` }, (
    <>
      <h1>{say(`new.title-${role}`)}</h1>
      <p class="lead">{say(`new.lead-${role}`)}</p>
      <Form action="/uy-quyen/moi" command={isId(form.get('_command')) ? form.get('_command') : newId()} hidden={{ vai: role === 'holder' ? 'xin' : 'cho' }}>
        <PinField name="pin" label={say('new.pin')} value={form.get('pin')} />
        <TextField name="fullName" label={say('new.name')} hint={say('new.name-hint')} value={form.get('fullName')} />
        <Checkboxes name="scope" label={say('new.scope')} hint={say('new.scope-hint')} options={offered} values={form.all('scope')} />
        {dossiers.length > 0 && <RadioGroup name="dossier" label={say('new.or-dossier')} value={form.get('dossier')} options={[{ value: '', label: say('new.no-dossier') }, ...dossiers.slice(0, 20).map((each) => ({ value: each.dossierId, label: `${each.code} · ${each.serviceName}` }))]} />}
        <RadioGroup name="months" label={say('new.until')} value={form.get('months')} options={terms.filter((n) => n <= most).map((n) => ({ value: String(n), label: say('new.months', { n }) }))} />
        <div class="buttons"><Button act="send-mandate">{say('new.do')}</Button></div>
      </Form>
    </>
  ), status)
}

export const mandatesRoute = pageRoute({ method: 'GET', url: '/uy-quyen', access, purpose, handler: (ctx, req) => listPage(ctx, req) })
export const newMandateRoute = pageRoute({ method: 'GET', url: '/uy-quyen/moi', access: { citizen: { level: 2 } }, purpose, handler: (ctx, req) => newPage(ctx, req) })

export const sendMandateRoute = pageRoute({
  method: 'POST', url: '/uy-quyen/moi', access: { citizen: { level: 2 } }, purpose,
  async handler(ctx, req) {
    const { form } = req
    const pin = parseTypedPin(form.get('pin'))
    const months = terms.find((n) => String(n) === form.get('months'))
    const fullName = form.get('fullName').trim()
    const dossierId = isId(form.get('dossier')) ? form.get('dossier') : null
    const errors = [
      ...(pin === null ? [{ field: 'pin', vi: typedPinProblem(form.get('pin')) ?? mandateStrings.vi['new.pin-wrong'], en: mandateStrings.en['new.pin-wrong'] }] : []),
      ...(fullName === '' ? [error('fullName', 'new.name-empty')] : []), ...(dossierId !== null || form.all('scope').length > 0 ? [] : [error('scope', 'new.scope-empty')]), ...(months ? [] : [error('months', 'new.until-empty')]),
    ]
    if (pin === null || !months || errors.length > 0) return newPage(ctx, req, errors, 422)
    await refuseUnlessFresh(ctx)
    const known = new Set(servicesToGive(ctx.today).map(({ code }) => code))
    // Only a filing of the giver's own can be given away.
    const own = dossierId !== null && roleOf(req) === 'giver' && (await ownDossiers(ctx)).some((each) => each.dossierId === dossierId) ? dossierId : null
    await askMandate(ctx, {
      requestId: req.commandId ?? newId(), askedAs: roleOf(req), pin, fullName, kind: own ? 'dossier' : 'standing', scope: own ? [] : form.all('scope').filter((code) => known.has(code)), dossierId: own, until: addMonths(ctx.today, months),
    })
    return { redirect: '/uy-quyen?xong=asked' }
  },
  onRefusal: orProve('/uy-quyen', newPage),
})

export const answerMandateRoute = pageRoute({
  method: 'POST', url: '/uy-quyen/tra-loi', access, purpose,
  async handler(ctx, req) {
    const requestId = isId(req.form.get('id')) ? req.form.get('id') : newId()
    if (req.form.get('answer') !== 'yes') {
      await refuseMandate(ctx, requestId)
      return { redirect: '/uy-quyen?xong=refused' }
    }
    await refuseUnlessFresh(ctx)
    await acceptMandate(ctx, { requestId, commandId: req.commandId ?? newId() })
    return { redirect: '/uy-quyen?xong=accepted' }
  },
  onRefusal: orProve('/uy-quyen', listPage),
})

export const endMandateRoute = pageRoute({
  method: 'POST', url: '/uy-quyen/thoi', access, purpose,
  async handler(ctx, req) {
    await endMandate(ctx, { mandateId: isId(req.form.get('id')) ? req.form.get('id') : newId(), commandId: req.commandId ?? newId() })
    return { redirect: '/uy-quyen?xong=ended' }
  },
  onRefusal: (ctx, req, refusal) => listPage(ctx, req, errorsOf(refusal), refusal.status),
})

export const withdrawMandateRoute = pageRoute({
  method: 'POST', url: '/uy-quyen/rut', access, purpose,
  async handler(ctx, req) {
    await withdrawRequest(ctx, isId(req.form.get('id')) ? req.form.get('id') : newId())
    return { redirect: '/uy-quyen?xong=withdrawn' }
  },
  onRefusal: (ctx, req, refusal) => listPage(ctx, req, errorsOf(refusal), refusal.status),
})

export const mandatePages = [mandatesRoute, newMandateRoute, sendMandateRoute, answerMandateRoute, endMandateRoute, withdrawMandateRoute]
