import { householdsHere, temporaryResidentsHere, type Listed, type ListedGuest, type ListedHome } from '../../foundations/upkeep/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import { DataTable, EmptyState, Pager, StatusTag, type Lang } from '../kit/index.ts'
import { policeAccess, policePage } from './frame.tsx'
import { householdStrings } from './household-strings.ts'
import { areaPurpose } from './reasons.ts'
import { policeStrings } from './strings.ts'

const pageOf = (req: PageRequest): number => (/^\d{1,4}$/.test(req.query['trang'] ?? '') ? Number(req.query['trang']) : 1)

/** The houses behind the count of households, or those of one hamlet. */
export function Homes(props: { found: Listed<ListedHome>; hamlet: string; lang: Lang }) {
  const { found, hamlet } = props
  const say = householdStrings.in(props.lang)
  const href = (page: number): string => `/dc/ap?${new URLSearchParams({ ...(hamlet === '' ? {} : { ten: hamlet }), trang: String(page) }).toString()}`
  return (
    <>
      <h1>{hamlet === '' ? say('homes.heading') : say('homes.heading-in', { place: hamlet })}</h1>
      <DataTable caption={say('homes.caption')} rows={found.rows} empty={<EmptyState icon="home" title={say('homes.empty')}><p>{say('homes.empty-text')}</p></EmptyState>} columns={[
        { header: say('homes.address'), rowHeader: true, cell: (each) => <a href={`/dc/ho/${each.householdId}`}>{each.detail}</a> },
        { header: say('homes.head'), cell: (each) => (each.headName === null ? <StatusTag tone="problem">{say('homes.none-head')}</StatusTag> : each.headName) },
        { header: say('homes.members'), align: 'num', cell: (each) => String(each.members) },
        { header: say('homes.file'), cell: (each) => <span class="number">{each.fileNumber}</span> },
      ]} />
      <Pager {...(found.page > 1 ? { previousHref: href(found.page - 1) } : {})} {...(found.more ? { nextHref: href(found.page + 1) } : {})} />
    </>
  )
}

export const homesRoute = pageRoute({
  method: 'GET', url: '/dc/ap', access: policeAccess, purpose: areaPurpose,
  async handler(ctx, req) {
    const hamlet = (req.query['ten'] ?? '').slice(0, 120)
    const found = await householdsHere(ctx, { hamlet: hamlet === '' ? null : hamlet, page: pageOf(req) })
    return policePage(ctx, req, { title: householdStrings.t(req.lang, 'homes.title'), screen: 'P-01-homes', path: '/dc/ap', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <Homes found={found} hamlet={hamlet} lang={req.lang} />)
  },
})

/** Temporary residents: whose term ends is seen at once. */
export function Guests(props: { found: Listed<ListedGuest>; today: PlainDate; lang: Lang }) {
  const { found } = props
  const say = householdStrings.in(props.lang)
  return (
    <>
      <h1>{say('guests.heading')}</h1>
      <DataTable caption={say('guests.caption')} rows={found.rows} empty={<EmptyState icon="people" title={say('guests.empty')}><p>{say('guests.empty-text')}</p></EmptyState>} columns={[
        { header: say('house.name'), rowHeader: true, cell: (each) => <a href={`/dc/nguoi/${each.personId}`}>{each.fullName}</a> },
        { header: say('homes.address'), cell: (each) => each.detail },
        { header: say('guests.since'), cell: (each) => formatDateVi(each.since) },
        { header: say('guests.until'), cell: (each) => <>{each.until ? formatDateVi(each.until) : '–'} {each.until !== null && each.until < props.today && <StatusTag tone="todo">{say('guests.ended')}</StatusTag>}</> },
      ]} />
      <Pager {...(found.page > 1 ? { previousHref: `/dc/tam-tru?trang=${found.page - 1}` } : {})} {...(found.more ? { nextHref: `/dc/tam-tru?trang=${found.page + 1}` } : {})} />
    </>
  )
}

export const guestsRoute = pageRoute({
  method: 'GET', url: '/dc/tam-tru', access: policeAccess, purpose: areaPurpose,
  async handler(ctx, req) {
    const found = await temporaryResidentsHere(ctx, { page: pageOf(req) })
    return policePage(ctx, req, { title: householdStrings.t(req.lang, 'guests.title'), screen: 'P-01-guests', path: '/dc/tam-tru', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <Guests found={found} today={ctx.today} lang={req.lang} />)
  },
})
