import { answerWaitingRequest, factOf, isFact, ownConsents, shortenConsent, signedInAs, waitingRequest, waitingRequests, withdrawConsent, type Consent as Given, type WaitingRequest } from '../../foundations/openid/index.ts'
import { isId } from '../../kernel/ids.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { dayInVietnam, millisecondsOf, type Ctx, type Instant, type Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, EmptyState, Form, Notice, Select, StatusTag, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { actingFor, Consent } from './openid-requests.tsx'
import { openidStrings } from './openid-strings.ts'
import { refuse } from './refusals.ts'

const access = { citizen: {} } as const
const purpose: Purpose = { code: 'own-consent', basis: 'Luật 91/2025/QH15', text: 'Ông/bà xem những bên mình đã cho phép' }
const day = (at: Instant): string => formatDateVi(dayInVietnam(at))
const lengths = [7, 30, 90, 180] as const

/** C-23: party, purpose, facts, since, last used; taken back or shortened here. */
function Consents(props: { consents: readonly Given[]; me: string | undefined; waiting: number; now: Instant; done: string | undefined; lang: Lang }) {
  const { consents, now, lang } = props
  const say = openidStrings.in(lang)
  const standing = consents.filter((each) => each.withdrawnAt === null && each.expiresAt > now)
  const ended = consents.filter((each) => !standing.includes(each))
  return (
    <>
      <h1>{say('list.heading')}</h1>
      {props.done === 'thu-hoi' && <Notice kind="success" title={say('list.done-withdrawn')} live />}
      {props.done === 'rut-ngan' && <Notice kind="success" title={say('list.done-shortened')} live />}
      {props.waiting > 0 && <p><ButtonLink href="/yeu-cau-dang-nhap" act="open-waiting">{say('list.asked', { n: props.waiting })}</ButtonLink></p>}
      {consents.length === 0 && <EmptyState icon="lock" title={say('list.empty')}>{say('list.empty-text')}</EmptyState>}
      {standing.length > 0 && <section class="stack"><h2>{say('list.standing')}</h2>{standing.map((consent) => <One consent={consent} me={props.me} now={now} lang={lang} />)}</section>}
      {ended.length > 0 && <section class="stack"><h2>{say('list.ended')}</h2>{ended.map((consent) => <One consent={consent} me={props.me} now={now} ended lang={lang} />)}</section>}
      <p><a href="/luot-xem">{say('list.reads')}</a></p>
    </>
  )
}

function One(props: { consent: Given; me: string | undefined; now: Instant; ended?: boolean; lang: Lang }) {
  const { consent, lang } = props
  const say = openidStrings.in(lang)
  const daysLeft = (millisecondsOf(consent.expiresAt) - millisecondsOf(props.now)) / 86_400_000
  const shorter = lengths.filter((days) => days < daysLeft)
  return (
    <div class="card" data-consent={consent.consentId}>
      <h3>{consent.shown.organisation === consent.shown.client ? consent.shown.client : `${consent.shown.client} – ${consent.shown.organisation}`}</h3>
      {props.ended && <p><StatusTag tone="neutral">{say(consent.withdrawnAt === null ? 'list.expired' : 'list.withdrawn')}</StatusTag></p>}
      <CheckAnswers answers={[
        ...(signedInAs(consent.accountId).actingFor === null ? [] : [{ label: say('list.acting'), value: say(consent.personId === props.me ? 'list.acting-for-me' : 'list.acting-for-another') }]),
        { label: say('list.purpose'), value: lang === 'vi' ? consent.shown.vi : consent.shown.en },
        { label: say('list.facts'), value: consent.fields.length === 0 ? say('list.no-facts') : consent.fields.map((fact) => factOf(fact).label[lang]).join(', ') },
        { label: say('list.since'), value: day(consent.givenAt) }, { label: say('list.until'), value: day(consent.withdrawnAt ?? consent.expiresAt) },
        { label: say('list.used'), value: consent.lastUsedAt === null ? say('list.never') : day(consent.lastUsedAt) },
      ]} />
      {!props.ended && (
        <>
          <Form action={`/quyen-da-cho/${consent.consentId}/thu-hoi`}><Button kind="danger" act="withdraw" label={say('list.withdraw-of', { client: consent.shown.client })}>{say('list.withdraw')}</Button></Form>
          {shorter.length > 0 && (
            <Form action={`/quyen-da-cho/${consent.consentId}/rut-ngan`}>
              <Select id={`days-${consent.consentId}`} name="days" label={say('list.shorten-label')} options={shorter.map((n) => ({ value: String(n), label: say('list.days', { n }) }))} />
              <Button kind="secondary" act="shorten">{say('list.shorten')}</Button>
            </Form>
          )}
        </>
      )}
    </div>
  )
}

async function listPage(ctx: Ctx, req: PageRequest, errors: ReturnType<typeof errorsOf> = []): Promise<PageReply> {
  const [consents, waiting] = [await ownConsents(ctx), await waitingRequests(ctx)]
  return page(req, { title: openidStrings.t(req.lang, 'list.title'), screen: 'C-23', back: { href: '/cai-dat' }, errors, path: '/quyen-da-cho' }, <Consents consents={consents} me={req.session?.personId} waiting={waiting.length} now={ctx.now} done={req.query['xong']} lang={req.lang} />)
}

function Waiting(props: { requests: readonly WaitingRequest[]; actingFor: string | null; done: string | undefined; lang: Lang }) {
  const say = openidStrings.in(props.lang)
  return (
    <>
      <h1>{say('waiting.heading')}</h1>
      {(props.done === 'yes' || props.done === 'no') && <Notice kind="success" title={say(`waiting.done-${props.done}`)} live />}
      {props.requests.length === 0 && <EmptyState icon="clock" title={say('waiting.empty')}>{say('waiting.empty-text')}</EmptyState>}
      {props.requests.map((request) => (
        <div class="card">
          <h2>{request.from.name}</h2>
          <p>{props.lang === 'vi' ? request.purpose.vi : request.purpose.en}</p>
          {request.message !== null && <p>{say('waiting.message', { text: request.message })}</p>}
          {request.actingFor === props.actingFor
            ? <ButtonLink href={`/yeu-cau-dang-nhap/${request.name}`} act="open-request">{say('waiting.open')}</ButtonLink>
            : <><p class="hint">{say(request.actingFor === null ? 'waiting.own' : 'waiting.acting')}</p><ButtonLink kind="secondary" href="/lam-thay" act="choose-person">{say('waiting.choose')}</ButtonLink></>}
        </div>
      ))}
    </>
  )
}

async function answerPage(ctx: Ctx, req: PageRequest, refused?: Refusal): Promise<PageReply> {
  const say = openidStrings.in(req.lang)
  const { request, acting, values } = await waitingRequest(ctx, req.params['request'] ?? '')
  const answers = [...actingFor({ acting }, req), { label: say('start.who'), value: request.from.organisation }, { label: say('start.licence'), value: request.from.licence ?? say('start.no-licence') }, { label: say('start.why'), value: req.lang === 'vi' ? request.purpose.vi : request.purpose.en }]
  return page(req, { title: say('ask.title', { client: request.from.name }), screen: 'C-22-waiting', back: { href: '/yeu-cau-dang-nhap' }, nav: false, path: req.path }, (
    <Form action={`/yeu-cau-dang-nhap/${request.name}`} hidden={{ seen: request.seen }}>
      {refused && <Notice kind="warn" title={req.lang === 'vi' ? refused.vi : (refused.en ?? refused.vi)} live><p>{say('ask.changed')}</p></Notice>}
      {request.message !== null && <Notice kind="warn" title={say('waiting.message', { text: request.message })}><p>{say('waiting.same')}</p></Notice>}
      <Consent question={{ values, signedInAs: null }} from={request.from.name} {...(acting === null ? {} : { about: req.session?.onBehalfOf?.displayName ?? '' })} answers={answers} ifRefused={request.purpose.ifRefused} sandbox={false} ticked={req.form.all('facts').filter(isFact)} lang={req.lang} />
      <div class="buttons"><Button name="answer" value="yes" act="agree">{say('ask.yes')}</Button><Button kind="secondary" name="answer" value="no" act="refuse">{say('ask.no')}</Button></div>
    </Form>
  ), refused?.status)
}

const consentIdOf = (req: PageRequest): string => (isId(req.params['id'] ?? '') ? req.params['id']! : refuse('citizen.consent-unknown'))

export const openidConsentRoutes: readonly PageRoute[] = [
  pageRoute({ method: 'GET', url: '/quyen-da-cho', access, purpose, handler: (ctx, req) => listPage(ctx, req) }),
  pageRoute({
    method: 'POST', url: '/quyen-da-cho/:id/thu-hoi', access, purpose,
    async handler(ctx, req) {
      await withdrawConsent(ctx, consentIdOf(req))
      return { redirect: '/quyen-da-cho?xong=thu-hoi' }
    },
    onRefusal: (ctx, req, refusal) => listPage(ctx, req, errorsOf(refusal)),
  }),
  pageRoute({
    method: 'POST', url: '/quyen-da-cho/:id/rut-ngan', access, purpose,
    async handler(ctx, req) {
      await shortenConsent(ctx, { consentId: consentIdOf(req), days: req.form.number('days') })
      return { redirect: '/quyen-da-cho?xong=rut-ngan' }
    },
    onRefusal: (ctx, req, refusal) => listPage(ctx, req, errorsOf(refusal)),
  }),
  pageRoute({
    method: 'GET', url: '/yeu-cau-dang-nhap', access, acting: true, purpose,
    handler: async (ctx, req) => page(req, { title: openidStrings.t(req.lang, 'waiting.title'), screen: 'C-22-list', back: { href: ctx.onBehalfOf === null ? '/quyen-da-cho' : '/lam-thay' } }, <Waiting requests={await waitingRequests(ctx)} actingFor={ctx.onBehalfOf} done={req.query['xong']} lang={req.lang} />),
  }),
  pageRoute({ method: 'GET', url: '/yeu-cau-dang-nhap/:request', access, acting: true, purpose, handler: (ctx, req) => answerPage(ctx, req) }),
  pageRoute({
    method: 'POST', url: '/yeu-cau-dang-nhap/:request', access, acting: true, purpose,
    async handler(ctx, req) {
      const agree = req.form.get('answer') === 'yes'
      await answerWaitingRequest(ctx, { name: req.params['request'] ?? '', agree, seen: req.form.get('seen'), ticked: req.form.all('facts').filter(isFact) })
      return { redirect: `/yeu-cau-dang-nhap?xong=${agree ? 'yes' : 'no'}` }
    },
    async onRefusal(ctx, req, refusal) {
      if (refusal.code !== 'openid.request-changed') throw refusal
      return answerPage(ctx, req, refusal)
    },
  }),
]
