import { areaFigures } from '../../foundations/upkeep/index.ts'
import { addressDecisions, countWorklists, headVacancies, temporaryEnding, type AddressDecision, type HeadVacancy, type TemporaryEnding, type WorklistCounts, type WorklistPart } from '../../foundations/residence/index.ts'
import { fullAreaName } from '../../foundations/areas/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx, OfficerActor, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, EmptyState, FilterBar, Pager, Select, StatusTag, type Column, type Lang } from '../kit/index.ts'
import { DoneNotice, doneOf, type Done } from './done-notice.tsx'
import { policeAccess, policePage } from './frame.tsx'
import { areaPurpose } from './reasons.ts'
import { policeStrings } from './strings.ts'
import { worklistStrings } from './worklist-strings.ts'

type Kind = keyof WorklistCounts

/** One worklist of residence: what waits in a commune, by hamlet, page by page. */
interface List<T> {
  readonly kind: Kind
  readonly url: string
  readonly screen: string
  /** Addresses of an old unit stand in no hamlet of the new one. */
  readonly byHamlet: boolean
  read(ctx: Ctx, area: string, part: WorklistPart): Promise<readonly T[]>
  columns(lang: Lang): readonly Column<T>[]
}

interface ListModel<T> {
  readonly rows: readonly T[]
  readonly total: number
  readonly page: number
  readonly area: string
  readonly areas: readonly string[]
  readonly hamlet: string
  readonly hamlets: readonly string[]
  readonly done: Done
  readonly today: PlainDate
}

const onAPage = 25
const whole = '-'

function Worklist<T>(props: ListModel<T> & { list: List<T>; lang: Lang }) {
  const { list, rows, total, page, area, areas, hamlet, lang } = props
  const say = worklistStrings.in(lang)
  const first = (page - 1) * onAPage
  const href = (to: number): string => `${list.url}?${new URLSearchParams({ ...(areas.length > 1 ? { xa: area } : {}), ...(hamlet === '' ? {} : { ap: hamlet }), trang: String(to) }).toString()}`
  const filters = [
    ...(areas.length > 1 ? [<Select name="xa" label={say('commune')} value={area} options={areas.map((code) => ({ value: code, label: fullAreaName(code, props.today) }))} />] : []),
    ...(list.byHamlet && props.hamlets.length > 0 ? [<Select name="ap" label={say('hamlet')} value={hamlet === '' ? whole : hamlet} options={[{ value: whole, label: say('all') }, ...props.hamlets.map((name) => ({ value: name, label: name }))]} />] : []),
  ]
  return (
    <>
      <h1>{say(`${list.kind}.heading`)}</h1>
      <DoneNotice done={props.done} lang={lang} />
      <p class="lead">{say(`${list.kind}.lead`)}</p>
      {filters.length > 0 && <FilterBar action={list.url} {...(hamlet === '' ? {} : { clearHref: list.url })}>{filters}</FilterBar>}
      <DataTable caption={say(`${list.kind}.caption`, { n: total })} rows={rows} empty={<EmptyState icon="home" title={say(`${list.kind}.empty`)} action={hamlet === '' ? <ButtonLink kind="secondary" href="/dc">{say('empty-text')}</ButtonLink> : <ButtonLink kind="secondary" href={list.url}>{say('empty-all')}</ButtonLink>} />} columns={list.columns(lang)} />
      {total > onAPage && <Pager from={first + 1} to={first + rows.length} total={String(total)} {...(page > 1 ? { previousHref: href(page - 1) } : {})} {...(first + rows.length < total ? { nextHref: href(page + 1) } : {})} />}
    </>
  )
}

function routeOf<T>(list: List<T>): PageRoute {
  return pageRoute({
    method: 'GET', url: list.url, access: policeAccess, purpose: areaPurpose,
    async handler(ctx, req) {
      const { areas } = ctx.actor as OfficerActor
      const area = areas.find((each) => each === req.query['xa']) ?? areas[0] ?? ''
      const hamlet = list.byHamlet ? hamletOf(req) : ''
      const part = { hamlet: hamlet === '' ? null : hamlet }
      const total = (await countWorklists(ctx, area, part.hamlet))[list.kind]
      // The last line of the last page may just have been done: then the page before it is shown.
      const page = Math.max(1, Math.min(pageOf(req), Math.ceil(total / onAPage)))
      const hamlets = list.byHamlet ? (await areaFigures(ctx)).hamlets.map((each) => each.name) : []
      const model: ListModel<T> = { rows: await list.read(ctx, area, { ...part, skip: (page - 1) * onAPage, most: onAPage }), total, page, area, areas, hamlet, hamlets, done: doneOf(req), today: ctx.today }
      return policePage(ctx, req, { title: worklistStrings.t(req.lang, `${list.kind}.title`), screen: list.screen, path: list.url, back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <Worklist {...model} list={list} lang={req.lang} />)
    },
  })
}

const hamletOf = (req: PageRequest): string => (req.query['ap'] ?? '').replace(/^-$/, '').slice(0, 120)
const pageOf = (req: PageRequest): number => (/^\d{1,4}$/.test(req.query['trang'] ?? '') ? Number(req.query['trang']) : 1)

/** P-13: the head died, went missing or left; the form opens with the proposed successor chosen. */
export const vacanciesRoute = routeOf<HeadVacancy>({
  kind: 'vacancies', url: '/dc/cho-chu-ho', screen: 'P-13-heads', byHamlet: true, read: headVacancies,
  columns(lang) {
    const say = worklistStrings.in(lang)
    const form = ({ householdId, proposed }: HeadVacancy): string => `/dc/ho/${householdId}/doi-chu-ho${proposed === null ? '' : `?chu-ho=${proposed}`}`
    return [
      { header: say('where'), rowHeader: true, cell: (each) => <a href={`/dc/ho/${each.householdId}`}>{each.address.detail}</a> },
      { header: say('vacancies.former'), cell: (each) => `${each.formerHead.fullName}, ${say(`cause.${each.cause}`)}` },
      { header: say('vacancies.since'), cell: (each) => formatDateVi(each.since) },
      { header: say('vacancies.members'), align: 'num', cell: (each) => String(each.members.length) },
      { header: say('vacancies.proposed'), cell: (each) => each.members.find((member) => member.personId === each.proposed)?.fullName ?? <span class="muted">{say('vacancies.nobody')}</span> },
      { header: say('do'), cell: (each) => <a href={form(each)}>{say('vacancies.choose')}<span class="sr-only">: {each.address.detail}</span></a> },
    ]
  },
})

/** P-13: who must renew within the last days of the term, and whose term is over. */
export const endingRoute = routeOf<TemporaryEnding>({
  kind: 'ending', url: '/dc/het-han', screen: 'P-13-terms', byHamlet: true, read: temporaryEnding,
  columns(lang) {
    const say = worklistStrings.in(lang)
    return [
      { header: say('ending.who'), rowHeader: true, cell: (each) => <a href={`/dc/nguoi/${each.personId}`}>{each.fullName}</a> },
      { header: say('where'), cell: (each) => each.address.detail },
      { header: say('ending.until'), cell: (each) => <>{formatDateVi(each.until)} {each.over && <StatusTag tone="todo">{say('ending.over')}</StatusTag>}</> },
      { header: say('do'), cell: (each) => <>{!each.over && <><a href={`/dc/nguoi/${each.personId}/gia-han`}>{say('ending.renew')}<span class="sr-only">: {each.fullName}</span></a> · </>}<a href={`/dc/nguoi/${each.personId}/xoa-tam-tru`}>{say('ending.remove')}<span class="sr-only">: {each.fullName}</span></a></> },
    ]
  },
})

/** P-13: dwellings of a divided unit; which part they lie in is found out on the ground. */
export const addressesRoute = routeOf<AddressDecision>({
  kind: 'addresses', url: '/dc/dia-chi', screen: 'P-13-addresses', byHamlet: false, read: addressDecisions,
  columns(lang) {
    const say = worklistStrings.in(lang)
    return [
      { header: say('where'), rowHeader: true, cell: (each) => <a href={`/dc/dia-chi/${each.decisionId}`}>{each.detail}</a> },
      { header: say('addresses.old'), cell: (each) => each.oldText },
      { header: say('addresses.of'), cell: (each) => say(each.householdId === null ? 'addresses.person' : 'addresses.household') },
      { header: say('addresses.parts'), cell: (each) => each.candidates.map(({ text }) => text).join('; ') },
    ]
  },
})
