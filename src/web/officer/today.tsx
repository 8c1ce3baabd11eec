import { localTimeOf } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { queue, type QueueItem } from '../../public-services/dossier/index.ts'
import { DataTable, EmptyState, type Lang } from '../kit/index.ts'
import { everyRole, firstSectionOf, workers, workPage } from './frame.ts'
import { workStrings } from './strings.ts'

export function Today(props: { items: readonly QueueItem[]; lang: Lang }) {
  const say = workStrings.in(props.lang)
  return (
    <>
      <h1>{say('today.heading')}</h1>
      <DataTable caption={say('today.mine', { n: props.items.length })} rows={props.items} empty={<EmptyState title={say('today.empty')}><p>{say('today.empty-text')}</p></EmptyState>} columns={[
        { header: say('today.code'), rowHeader: true, cell: (item) => <a href={`/lam-viec/ho-so/${item.laneId}`}>{item.code}</a> },
        { header: say('today.matter'), cell: (item) => item.laneTitle },
        { header: say('today.step'), cell: (item) => item.stateName },
        { header: say('today.due'), cell: (item) => (item.stateDue ? localTimeOf(item.stateDue).date : '') },
      ]} />
    </>
  )
}

export const todayRoute = pageRoute({
  method: 'GET', url: '/lam-viec', access: { officer: everyRole }, purpose: { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', text: 'Giải quyết hồ sơ' },
  async handler(ctx, req) {
    if (!workers.includes(req.session!.role!)) return { redirect: firstSectionOf(req.session!.role!) }
    return workPage(ctx, req, { title: workStrings.t(req.lang, 'today.title'), screen: 'O-02' }, <Today items={await queue(ctx)} lang={req.lang} />)
  },
})
