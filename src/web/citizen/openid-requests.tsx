import type { PasskeyOffer } from '../../foundations/eid/index.ts'
import { consentQuestion, declineRequest, factOf, giveConsent, goOnAsSandboxPerson, goOnHere, goOnJustSignedIn, goOnSignedIn, isFact, openRequest, sandboxPeople, type ConsentQuestion, type Environment, type Fact, type OpenRequest } from '../../foundations/openid/index.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { dayInVietnam, type Ctx, type Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, Checkboxes, Form, Notice, RadioGroup, type Lang } from '../kit/index.ts'
import { offerByKey, page, PasskeySignIn, signInByKey } from '../public/index.ts'
import { mandateStrings } from './mandate-strings.ts'
import { openidStrings } from './openid-strings.ts'

const purpose: Purpose = { code: 'own-consent', basis: 'Luật 91/2025/QH15', text: 'Ông/bà xem trước điều sẽ cho bên khác biết' }
const signingIn: Purpose = { code: 'sign-in', basis: 'NĐ 69/2024/NĐ-CP, đ.20', text: 'Đăng nhập' }
/** Counted together with the beginning of sign-ins (openid, call-limits.ts). */
const perAddress = { key: 'ip', max: 1_200, perSeconds: 300, name: 'openid-pages' } as const
const base = (environment: Environment): string => (environment === 'live' ? '/dong-y' : '/thu/dong-y')
const uidOf = (req: PageRequest): string => req.params['uid'] ?? ''
const pathOf = (req: PageRequest): string => `${base('live')}/${uidOf(req)}`

/** Who asks and what for, before anybody signs in. */
function Start(props: { request: OpenRequest; state: 'nobody' | 'too-old' | 'too-weak' | 'officer' | 'acting-ended'; back: string; /** Null where a key is of no help. */ offer: PasskeyOffer | null; csrf: string; lang: Lang }) {
  const { request, state, lang } = props
  const say = openidStrings.in(lang)
  return (
    <>
      <h1>{say('start.heading', { client: request.from.name })}</h1>
      {state === 'too-old' && <Notice kind="info" title={say('start.too-old')} />}
      {state === 'too-weak' && <Notice kind="warn" title={say('start.too-weak')}><p>{say('start.too-weak-text')}</p></Notice>}
      {state === 'officer' && <Notice kind="warn" title={say('start.officer')}><p>{say('start.officer-text')}</p></Notice>}
      {state === 'acting-ended' && <Notice kind="warn" title={say('start.acting-ended')}><p>{say('start.acting-ended-text')}</p></Notice>}
      <CheckAnswers answers={asker(request, lang)} />
      <p>{say('start.check')}</p>
      {props.offer && <PasskeySignIn finish={`${props.back}/khoa`} offer={props.offer} next={props.back} csrf={props.csrf} lang={lang} />}
      <div class="buttons">
        {state === 'officer' ? <ButtonLink href={`/chuc-vu?tiep=${encodeURIComponent(props.back)}`} act="switch-post">{say('start.switch')}</ButtonLink>
          : state === 'acting-ended' ? <ButtonLink href={props.back} act="go-on-as-oneself">{say('start.as-oneself')}</ButtonLink>
          : <ButtonLink kind="secondary" href={`/dang-nhap?tiep=${encodeURIComponent(props.back)}`} act="sign-in">{say('start.other')}</ButtonLink>}
      </div>
      <Stop request={request} lang={lang} />
    </>
  )
}

function Stop(props: { request: OpenRequest; lang: Lang }) {
  return <Form action={`${base(props.request.environment)}/${props.request.uid}`} hidden={{ answer: 'no' }}><Button kind="quiet" act="stop">{openidStrings.t(props.lang, 'start.stop')}</Button></Form>
}

function asker({ from, purpose: why }: OpenRequest, lang: Lang) {
  const say = openidStrings.in(lang)
  return [
    { label: say('start.who'), value: from.organisation === from.name ? from.name : `${from.organisation} (${from.name})` }, { label: say('start.licence'), value: from.licence ?? say('start.no-licence') },
    { label: say('start.why'), value: lang === 'vi' ? why.vi : why.en },
  ]
}

/** C-22: who, why, exactly which facts with their values, until when, and what happens on a no. */
export function Consent(props: { question: Omit<ConsentQuestion, 'request' | 'until' | 'acting' | 'seen'> & { until?: string }; /** Whose facts these are, where not the reader's own. */ about?: string; /** Already ticked, when the page is shown again. */ ticked?: readonly Fact[]; from: string; answers: readonly { label: string; value: string }[]; ifRefused: string; sandbox: boolean; preview?: boolean; lang: Lang }) {
  const { question, lang } = props
  const say = openidStrings.in(lang)
  const words = (value: (typeof question.values)[number]): string => (value.shown ? value.shown[lang] : say('ask.unknown'))
  const needed = question.values.filter(({ required }) => required)
  const optional = question.values.filter(({ required }) => !required)
  return (
    <>
      {props.sandbox && <Notice kind="warn" title={say('sandbox.mark')} />}
      <Heading text={headingOf(props)} preview={props.preview === true} />
      {question.values.some(({ fact }) => fact === 'personal_number') && <Notice kind="warn" title={say('ask.number-warning')} />}
      {needed.length > 0 && <><h2>{say('ask.needed')}</h2><CheckAnswers answers={needed.map((value) => ({ label: factOf(value.fact).label[lang], value: <>{words(value)}<span class="hint"> {say('ask.why', { why: value.why })}</span></> }))} /></>}
      {optional.length > 0 && <Checkboxes name="facts" label={say('ask.optional')} values={[...(props.ticked ?? [])]} options={optional.map((value) => ({ value: value.fact, label: `${factOf(value.fact).label[lang]}: ${words(value)}`, hint: say('ask.why', { why: value.why }) }))} />}
      <CheckAnswers answers={[...props.answers, { label: say('ask.if-refused'), value: props.ifRefused }]} />
      <p class="hint">{say('ask.always')} {say('ask.withdraw')}</p>
    </>
  )
}

function headingOf({ question, from: client, about, lang }: Parameters<typeof Consent>[0]): string {
  const say = openidStrings.in(lang)
  if (about !== undefined) return say(question.values.length > 0 ? 'ask.heading-for' : 'ask.nothing-for', { client, name: about })
  return say(question.values.length > 0 ? 'ask.heading' : 'ask.nothing', { client })
}

/** For whom, and by which right: somebody acts for another. */
export function actingFor({ acting }: Pick<ConsentQuestion, 'acting'>, req: PageRequest): { label: string; value: string }[] {
  if (acting === null) return []
  const [say, mandates] = [openidStrings.in(req.lang), mandateStrings.in(req.lang)]
  const until = acting.until === null ? '' : `, ${mandates('list.until', { date: formatDateVi(acting.until) })}`
  return [{ label: say('ask.acting-for'), value: req.session?.onBehalfOf?.displayName ?? '' }, { label: say('ask.acting-by'), value: `${mandates(`basis.${acting.basis}`)} – ${acting.article}${until}` }]
}

/** A page has one first heading: a preview inside another page takes the next. */
const Heading = (props: { text: string; preview: boolean }) => (props.preview ? <h3>{props.text}</h3> : <h1>{props.text}</h1>)

function consentPage(question: ConsentQuestion, req: PageRequest, refused?: Refusal): PageReply {
  const { request } = question
  const say = openidStrings.in(req.lang)
  const day = formatDateVi(dayInVietnam(question.until))
  const body = (
    <Form action={`${base(request.environment)}/${request.uid}`} hidden={{ seen: question.seen }}>
      {refused && <Notice kind="warn" title={req.lang === 'vi' ? refused.vi : (refused.en ?? refused.vi)} live><p>{say('ask.changed')}</p></Notice>}
      <Consent question={question} from={request.from.name} {...(question.acting === null ? {} : { about: req.session?.onBehalfOf?.displayName ?? '' })} answers={[...actingFor(question, req), ...asker(request, req.lang), { label: say('ask.until'), value: say('ask.until-value', { day }) }]} ifRefused={request.purpose.ifRefused} sandbox={request.environment === 'sandbox'} ticked={factsTicked(req)} lang={req.lang} />
      <div class="buttons"><Button name="answer" value="yes" act="agree">{say('ask.yes')}</Button><Button kind="secondary" name="answer" value="no" act="refuse" noValidate>{say('ask.no')}</Button></div>
    </Form>
  )
  return leavesFor(request, page(req, { title: say('ask.title', { client: request.from.name }), screen: 'C-22', nav: false, signIn: false, path: req.path }, body, refused?.status))
}

/** The form of this page ends, after redirects, at the party that asked: the page's policy names that one site and no other. */
const leavesFor = (request: OpenRequest, reply: PageReply): PageReply => ('html' in reply && request.goesTo !== '' ? { ...reply, formAction: [request.goesTo] } : reply)

/** Moves on without a form, so that the policy of the sign-in page need name no other site. */
function goOn(req: PageRequest, next: string): PageReply {
  const say = openidStrings.in(req.lang)
  const body = <><h1>{req.session?.onBehalfOf ? say('going.heading-for', { name: req.session.onBehalfOf.displayName }) : say('going.heading', { name: req.session?.displayName ?? '' })}</h1><p>{say('going.text')}</p><ButtonLink href={next} act="go-on">{say('going.go')}</ButtonLink></>
  const reply = page(req, { title: say('going.title'), screen: 'C-22-next', nav: false }, body)
  return { ...reply, headers: { refresh: `0; url=${next}` } }
}

/** The page of a request at its address `/dong-y/:uid`: signing in, or the consent, or going on where nothing is missing. */
export async function livePage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const request = await openRequest(ctx, 'live', uidOf(req), req.cookies)
  if (request.asks === 'consent' && ctx.actor.kind === 'citizen') return consentPage(await consentQuestion(ctx, 'live', uidOf(req), req.cookies), req)
  const outcome = ctx.actor.kind === 'officer' ? null : await goOnSignedIn(ctx, uidOf(req), req.cookies)
  if (outcome?.ok) return goOn(req, outcome.next)
  const screen = { title: openidStrings.t(req.lang, 'start.title', { client: request.from.name }), screen: 'C-22-start', nav: false, signIn: false, scripts: ['passkey'] }
  const state = outcome ? outcome.because : 'officer'
  const offer = state === 'officer' || state === 'acting-ended' ? null : await offerByKey(ctx, req, pathOf(req))
  return leavesFor(request, page(req, screen, <Start request={request} state={state} back={pathOf(req)} offer={offer} csrf={req.csrfToken} lang={req.lang} />))
}

/** Signed in by a key of this device on the page of the request: nothing stands between this and the party that asked, where nothing is missing. */
async function signInAndGoOn(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  // A request of another browser, or one that is over, is no place to sign in.
  await openRequest(ctx, 'live', uidOf(req), req.cookies)
  const { token, actor, factors } = await signInByKey(ctx, req, pathOf(req))
  const outcome = await goOnJustSignedIn({ ...ctx, actor, onBehalfOf: null }, uidOf(req), req.cookies, factors)
  if (!outcome.ok) return { json: { next: pathOf(req) }, session: token }
  const { next, setCookies } = await goOnHere(ctx, { path: outcome.next, cookies: req.cookies, own: { ...actor, factors }, remote: req.remote })
  return { json: { next }, session: token, headers: { 'set-cookie': setCookies } }
}

async function sandboxPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const request = await openRequest(ctx, 'sandbox', uidOf(req), req.cookies)
  if (request.asks === 'consent') return consentPage(await consentQuestion(ctx, 'sandbox', uidOf(req), req.cookies), req)
  const say = openidStrings.in(req.lang)
  const body = (
    <>
      <Notice kind="warn" title={say('sandbox.note')} />
      <Form action={`/thu/dong-y/${request.uid}`}>
        <h1>{say('sandbox.heading', { client: request.from.name })}</h1>
        <RadioGroup name="person" label={say('sandbox.people')} value={sandboxPeople[0]!.key} options={sandboxPeople.map((person) => ({ value: person.key, label: `${person.name} (${person.key})`, hint: person.why[req.lang] }))} />
        <div class="buttons"><Button act="sign-in-as">{say('sandbox.go')}</Button></div>
      </Form>
      <Stop request={request} lang={req.lang} />
    </>
  )
  return leavesFor(request, page(req, { title: say('sandbox.title'), screen: 'R-06-sign-in', errors, nav: false, signIn: false }, body, errors.length > 0 ? 422 : undefined))
}

const factsTicked = (req: PageRequest) => req.form.all('facts').filter(isFact)

async function answer(ctx: Ctx, req: PageRequest, environment: Environment): Promise<PageReply> {
  if (req.form.get('answer') === 'no') return { redirect: await declineRequest(ctx, environment, uidOf(req), req.cookies) }
  if (req.form.get('answer') === 'yes') return { redirect: await giveConsent(ctx, environment, uidOf(req), req.cookies, { seen: req.form.get('seen'), ticked: factsTicked(req) }) }
  if (environment === 'live') return livePage(ctx, req)
  const person = req.form.get('person')
  if (person === '') return sandboxPage(ctx, req, [{ field: 'person', vi: openidStrings.vi['sandbox.choose'], en: openidStrings.en['sandbox.choose'] }])
  return { redirect: await goOnAsSandboxPerson(ctx, uidOf(req), req.cookies, person) }
}

/** What was asked changed under the eyes of the reader: the new text, with what was ticked. Everything else is told as everywhere. */
async function askAnew(ctx: Ctx, req: PageRequest, refusal: Refusal, environment: Environment): Promise<PageReply> {
  if (refusal.code !== 'openid.request-changed') throw refusal
  return consentPage(await consentQuestion(ctx, environment, uidOf(req), req.cookies), req, refusal)
}

export const openidRequestRoutes: readonly PageRoute[] = [
  pageRoute({ method: 'GET', url: '/dong-y/:uid', access: 'public', purpose, rateLimit: perAddress, handler: livePage }),
  pageRoute({ method: 'POST', url: '/dong-y/:uid', access: 'public', purpose, rateLimit: perAddress, handler: (ctx, req) => answer(ctx, req, 'live'), onRefusal: (ctx, req, refusal) => askAnew(ctx, req, refusal, 'live') }),
  pageRoute({ method: 'POST', url: '/dong-y/:uid/khoa', access: 'public', purpose: signingIn, rateLimit: perAddress, handler: signInAndGoOn, onRefusal: async (_ctx, req, refusal) => ({ json: { says: refusal[req.lang] } }) }),
  pageRoute({ method: 'GET', url: '/thu/dong-y/:uid', access: 'public', purpose, rateLimit: perAddress, handler: (ctx, req) => sandboxPage(ctx, req) }),
  pageRoute({ method: 'POST', url: '/thu/dong-y/:uid', access: 'public', purpose, rateLimit: perAddress, handler: (ctx, req) => answer(ctx, req, 'sandbox'), onRefusal: (ctx, req, refusal) => askAnew(ctx, req, refusal, 'sandbox') }),
]
