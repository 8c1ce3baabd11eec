import { formatDong } from '../../kernel/money.ts'
import { formatDateVi, type PlainDate } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { isInput, isKnown, lanesOf, registers, type Lane, type LegalSource, type Limit, type Service } from '../../public-services/catalogue/index.ts'
import { findService, services } from '../../public-services/dossier/index.ts'
import { feeFor } from '../../public-services/fees/index.ts'
import { ButtonLink, Icon, Notice, StatusTag, WorklistCard, type Children, type Lang } from '../kit/index.ts'
import { page } from './frame.ts'
import { SearchForm } from './home.tsx'
import { refuseUnless } from './refusals.ts'
import { residenceProofPath } from './residence-proof.tsx'
import { searchServices } from './service-search.ts'
import { frameStrings, publicStrings } from './strings.ts'

const purpose = { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' }

export interface ServicesModel {
  readonly query: string
  readonly found: readonly Service[]
  /** Shown when nothing was found, or nothing was asked. */
  readonly all: readonly Service[]
}

/** G-02: found by the citizen's own words. */
export function Services(props: ServicesModel & { lang: Lang }) {
  const say = publicStrings.in(props.lang)
  const { query, found, all } = props
  return (
    <>
      <h1>{say('services.heading')}</h1>
      <SearchForm lang={props.lang} query={query} />
      {query !== '' && (found.length > 0
        ? <h2>{say('services.found', { n: found.length, query })}</h2>
        : <Notice kind="warn" title={say('services.none', { query })} live><p>{say('services.none-text')}</p></Notice>)}
      {found.length === 0 && <h2>{say('services.all')}</h2>}
      <div class="cards">{(found.length > 0 ? found : all).map((service) => <ServiceCard service={service} lang={props.lang} />)}</div>
    </>
  )
}

function ServiceCard(props: { service: Service; lang: Lang }) {
  const { service, lang } = props
  const say = publicStrings.in(lang)
  const days = lanesOf(service).map((lane) => limitWords(lane, lang))
  return (
    <WorklistCard title={service.name} href={`/thu-tuc/${service.slug}`} level={3}
      tags={<>
        {service.notYet ? <StatusTag tone="neutral" icon="place">{say('service.not-here')}</StatusTag> : <StatusTag tone="info" icon="home">{levelWords(service, lang)}</StatusTag>}
        {service.kind === 'linked' ? <StatusTag tone="known" icon="check">{say('services.linked')}</StatusTag> : <StatusTag tone="neutral" icon="clock">{days[0]}</StatusTag>}
      </>}>
      <p>{service.promise}</p>
    </WorklistCard>
  )
}

const levelWords = (service: Service, lang: Lang): string => publicStrings.t(lang, service.level === 'TOAN_TRINH' ? 'services.online' : service.level === 'MOT_PHAN' ? 'services.partly' : 'services.counter')

/** The legal time of a lane in words; the first row of its clock is the ordinary case. */
export function limitWords(lane: Pick<Lane, 'clock'>, lang: Lang): string {
  const limit: Limit | undefined = lane.clock.find((rule) => !rule.when)?.limit ?? lane.clock[0]?.limit
  const say = publicStrings.in(lang)
  if (!limit) return ''
  if (limit.unit === 'same-working-day') return say('limit.same-day', { time: limit.cutoff ?? '15:00' })
  return say(limit.unit === 'working-day' ? 'limit.working-days' : limit.unit === 'day' ? 'limit.days' : 'limit.hours', { n: String(limit.amount).replace('.', ',') })
}

/** Procedures speak Vietnamese alone; whoever reads English is told before beginning. */
export function InVietnamese(props: { lang: Lang }) {
  return props.lang === 'en' ? <p class="hint">{publicStrings.t('en', 'service.in-vietnamese')}</p> : null
}

/** G-03: decide and prepare, everything from the procedure file itself. */
export function ServicePage(props: { service: Service; today: PlainDate; lang: Lang }) {
  const { service, lang } = props
  const say = publicStrings.in(lang)
  const items = service.form.flatMap((each) => each.items)
  const known = [...new Map(items.filter(isKnown).map((item) => [item.label, item])).values()]
  const asked = items.filter(isInput).filter((item) => !item.when && item.kind !== 'declaration')
  const papers = items.filter((item) => item.kind === 'paper')
  const later = service.kind === 'linked' ? service.laterLanes : []
  const online = feeFor(service, { channel: 'online', date: props.today })
  const counter = feeFor(service, { channel: 'counter', date: props.today })
  return (
    <>
      <p class="caption">{service.field}</p>
      <h1>{service.name}</h1>
      <p class="lead">{service.promise}</p>
      <InVietnamese lang={lang} />
      {service.notYet && <Notice kind="info" title={say('service.not-yet')}><p>{service.notYet.says} <span class="hint">{say('service.not-yet-since', { date: formatDateVi(service.notYet.since) })}</span></p></Notice>}
      {service.channels.includes('online') && !service.notYet && <p><ButtonLink href={`/thu-tuc/${service.slug}/bat-dau`} act="start">{say('service.start')}</ButtonLink></p>}
      <dl class="answers">
        <Row label={say('service.who')}>{[say('service.who-level', { level: service.who.accountLevel }), service.who.orFor.includes('child') && say('service.who-child'), service.who.assisted && say('service.who-helped')].filter(Boolean).join(' ')}</Row>
        <Row label={say('service.result')}><ul class="plain-list">{lanesOf(service).map((lane) => <li>{resultOf(lane)}</li>)}</ul></Row>
        <Row label={say('service.days')}>
          <ul class="plain-list">{lanesOf(service).map((lane) => <li>{service.kind === 'linked' && <>{lane.title}: </>}{limitWords(lane, lang)}</li>)}</ul>
          <p class="hint">{say('service.days-more')}</p>
        </Row>
        <Row label={say('service.fee')}>{online.words}{counter.total !== online.total && <p>{say('service.fee-counter', { amount: formatDong(counter.total) })}</p>}<p class="hint">{say('service.fee-later')}</p></Row>
        <Row label={say('service.where')}><ul class="plain-list">{service.channels.filter((channel) => channel !== 'online' || !service.notYet).map((channel) => <li>{say(`service.where-${channel}`)}</li>)}</ul></Row>
      </dl>
      <h2><Icon name="shield" /> {say('service.known')}</h2>
      <ul class="prose-list">{known.map((item) => <li>{item.label} <span class="hint">({registers[item.source.register].label})</span></li>)}</ul>
      {asked.length > 0 && <><h2>{say('service.asked')}</h2><ul class="prose-list">{asked.map((item) => <li>{item.label}</li>)}</ul></>}
      <h2>{say('service.papers')}</h2>
      {papers.length === 0 ? <p>{say('service.papers-none')}</p> : (
        <><p>{say('service.papers-text')}</p><ul class="prose-list">{papers.map((paper) => <li>{paper.label}{paper.why && <span class="hint"> – {paper.why}</span>}</li>)}</ul></>
      )}
      {service.field === 'Cư trú' && <p><a href={residenceProofPath}>{say('service.no-book')}</a></p>}
      {later.map((lane) => <Notice kind="info" title={`${say('service.later')}: ${lane.title}`}><p>{lane.says}</p></Notice>)}
      <details class="details details-box"><summary>{say('service.legal')}</summary><div class="details-body"><ul class="prose-list">{service.legal.map((source) => <li><Citation source={source} lang={lang} /></li>)}</ul></div></details>
      <p class="hint">{say('service.version', { date: formatDateVi(service.validFrom), code: service.code })}</p>
    </>
  )
}

function Row(props: { label: string; children: Children }) {
  return <div class="answer answer-fixed"><dt>{props.label}</dt><dd class="answer-value">{props.children}</dd></div>
}

function resultOf(lane: Lane): string {
  const end = Object.values(lane.steps).find((state) => state.kind === 'end' && state.outcome === 'done')
  return (end?.kind === 'end' && end.result?.name) || lane.title
}

/** A legal source as cited; what was not compared with the text itself says so. */
export function Citation(props: { source: LegalSource; lang: Lang }) {
  const { source, lang } = props
  return <>{[source.text, source.article].filter(Boolean).join(', ')}{source.certainty !== 'sure' && <span class="hint"> ({publicStrings.t(lang, 'service.legal-unsure')})</span>}</>
}

export const servicesRoute = pageRoute({
  method: 'GET', url: '/thu-tuc', access: 'public', purpose,
  async handler(ctx, req) {
    const query = (req.query['q'] ?? '').trim().slice(0, 100)
    const model: ServicesModel = { query, found: searchServices(query, ctx.today).map((each) => each.service), all: services(ctx.today).map((each) => each.service) }
    return page(req, { title: publicStrings.t(req.lang, 'services.title'), screen: 'G-02', back: { href: '/', label: frameStrings.t(req.lang, 'back.home') } }, <Services {...model} lang={req.lang} />)
  },
})

export const serviceRoute = pageRoute({
  method: 'GET', url: '/thu-tuc/:slug', access: 'public', purpose,
  async handler(ctx, req) {
    const found = findService(req.params['slug'] ?? '', ctx.today)
    refuseUnless(found, 'public.service-unknown')
    return page(req, { title: found.service.name, screen: 'G-03', back: { href: '/thu-tuc', label: publicStrings.t(req.lang, 'services.title') } }, <ServicePage service={found.service} today={ctx.today} lang={req.lang} />)
  },
})
