import { faultKinds, faultsOf, areaFigures, type AreaFigures, type Fault, type FaultKind, type FaultsPage } from '../../foundations/upkeep/index.ts'
import { fieldLabels } from '../../foundations/trail/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, FilterBar, Pager, Select, type Lang } from '../kit/index.ts'
import { policeAccess, policePage } from './frame.tsx'
import type { Purpose } from '../../platform/index.ts'
import { policeStrings } from './strings.ts'

export const upkeepPurpose: Purpose = { code: 'register-upkeep', basis: 'Luật Căn cước 2023, đ.11', text: 'Làm sạch dữ liệu dân cư của xã' }

export interface FaultsModel {
  readonly figures: AreaFigures
  readonly found: FaultsPage
  readonly hamlet: string
}

/** P-13: one kind of fault, house by house; each line opens where it can be put right. */
export function Faults(props: FaultsModel & { lang: Lang }) {
  const { found, figures, hamlet, lang } = props
  const say = policeStrings.in(lang)
  const kinds = figures.faults.map(({ kind, count }) => ({ value: kind, label: `${say(`fault.${kind}`)}: ${count}` }))
  const pageHref = (page: number): string => `/dc/sach?${new URLSearchParams({ loai: found.kind, ...(hamlet === '' ? {} : { ap: hamlet }), trang: String(page) }).toString()}`
  return (
    <>
      <h1>{say('faults.heading')}</h1>
      <FilterBar action="/dc/sach" clearHref="/dc/sach">
        <Select name="loai" label={say('faults.kind')} value={found.kind} options={kinds} />
        <Select name="ap" label={say('faults.place')} value={hamlet === '' ? '-' : hamlet} options={[{ value: '-', label: say('faults.all-places') }, ...figures.hamlets.map(({ name }) => ({ value: name, label: name }))]} />
      </FilterBar>
      <DataTable caption={say('faults.caption', { kind: say(`fault.${found.kind}`), n: found.total })} rows={found.faults}
        empty={<EmptyState title={say('faults.empty')}><p>{say('faults.empty-text')}</p></EmptyState>} columns={[
          { header: say('faults.subject'), rowHeader: true, cell: (fault) => <a href={hrefOf(fault)}>{fault.fullName ?? say('faults.household', { number: fault.fileNumber ?? '' })}</a> },
          { header: say('faults.where'), cell: (fault) => fault.detail },
          { header: say('faults.what'), cell: (fault) => whatWords(found.kind, fault, lang) },
          { header: say('faults.do'), cell: (fault) => (fault.householdId ? <a href={`/dc/ho/${fault.householdId}/doi-chu-ho`}>{say('faults.choose-head')}<span class="sr-only">: {fault.fileNumber}</span></a> : <a href={hrefOf(fault)}>{say('faults.open')}<span class="sr-only">: {fault.fullName}</span></a>) },
        ]} />
      {found.pages > 1 && <Pager from={(found.page - 1) * 20 + 1} to={(found.page - 1) * 20 + found.faults.length} total={String(found.total)}
        {...(found.page > 1 ? { previousHref: pageHref(found.page - 1) } : {})} {...(found.page < found.pages ? { nextHref: pageHref(found.page + 1) } : {})} />}
    </>
  )
}

const hrefOf = (fault: Fault): string => (fault.householdId ? `/dc/ho/${fault.householdId}` : `/dc/nguoi/${fault.personId}`)

function whatWords(kind: FaultKind, { what }: Fault, lang: Lang): string {
  const say = policeStrings.in(lang)
  switch (kind) {
    case 'no-head': case 'two-heads': return say(`what.${kind}`, { n: what[0] ?? '' })
    case 'head-gone': return say(what[0] === 'missing' ? 'what.missing' : 'what.deceased')
    case 'missing-fields': return say('what.lacks', { fields: fieldLabels(what, lang).join(', ') })
    case 'doubtful': return say('what.doubtful', { fields: what.map((part) => say(`what.${part}` as 'what.facts')).join(', ') })
    case 'old-number': return say('what.old-number')
  }
}

export const faultsRoute = pageRoute({
  method: 'GET', url: '/dc/sach', access: policeAccess, purpose: upkeepPurpose,
  async handler(ctx, req) {
    const hamlet = (req.query['ap'] ?? '').replace(/^-$/, '').slice(0, 120)
    const figures = await areaFigures(ctx, { hamlet: hamlet === '' ? null : hamlet })
    const asked = faultKinds.find((kind) => kind === req.query['loai']) ?? figures.faults.find((each) => each.count > 0)?.kind ?? 'no-head'
    const found = await faultsOf(ctx, { kind: asked, hamlet: hamlet === '' ? null : hamlet, page: /^\d{1,4}$/.test(req.query['trang'] ?? '') ? Number(req.query['trang']) : 1 })
    return policePage(ctx, req, { title: policeStrings.t(req.lang, 'faults.title'), screen: 'P-13', path: '/dc/sach', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <Faults figures={figures} found={found} hamlet={hamlet} lang={req.lang} />)
  },
})
