import { readDiscrepancyOverview, readLists, readReviewedRuns, type MatchingList } from '../../data-ecosystem/linkage/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, EmptyState, TaskList, type Children, type Lang } from '../kit/index.ts'
import { count, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { kindWord, listPath, ListState } from './list-words.tsx'
import { reviewStrings } from './review-strings.ts'
import { stewardStrings } from './strings.ts'

/** The lists of one's organisation: titles, states and counts, nobody's data. */
export function Lists(props: { lists: readonly MatchingList[]; work?: Children; lang: Lang }) {
  const { lists, lang } = props
  const say = stewardStrings.in(lang)
  const upload = <ButtonLink href="/dl/tai" act="upload" icon="plus">{say('home.upload')}</ButtonLink>
  return (
    <>
      <h1>{say('home.title')}</h1>
      <p class="lead">{say('home.lead')}</p>
      {lists.length > 0 && <div class="buttons">{upload}</div>}
      {props.work}
      <DataTable caption={say('home.caption')} rows={lists} empty={<EmptyState title={say('home.empty')} action={upload}><p>{say('home.empty-text')}</p></EmptyState>} columns={[
        { header: say('home.name'), rowHeader: true, cell: (list) => <a href={listPath(list.listId)}>{list.title}</a> },
        { header: say('home.kind'), cell: (list) => kindWord(list.kind, lang) },
        { header: say('home.state'), cell: (list) => <ListState list={list} lang={lang} /> },
        { header: say('home.lines'), align: 'num', cell: (list) => (list.counts.lines === undefined ? '–' : count(list.counts.lines)) },
        { header: say('home.until'), cell: (list) => (list.erasedAt ? say('home.erased') : formatDateVi(list.retainUntil)) },
      ]} />
    </>
  )
}

/** What waits for people: rows to read, discrepancies to send or to answer. */
function Waiting(props: { rows: number; gaps: number; lang: Lang }) {
  const say = reviewStrings.in(props.lang)
  const state = (n: number): 'todo' | 'done' => (n > 0 ? 'todo' : 'done')
  return <TaskList label={say('runs.waiting')} tasks={[{ title: say('runs.title'), href: '/dl/duyet', state: state(props.rows), stateText: count(props.rows) }, { title: say('gap.title'), href: '/dl/sai-lech', state: state(props.gaps), stateText: count(props.gaps) }]} />
}

export const homeRoute = pageRoute({
  method: 'GET', url: '/dl', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const lists = await readLists(ctx)
    const rows = (await readReviewedRuns(ctx)).reduce((sum, run) => sum + run.waiting, 0)
    const gaps = (await readDiscrepancyOverview(ctx)).lists.reduce((sum, { counts }) => sum + (counts.open ?? 0) + (counts.sent ?? 0), 0)
    return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'home.title'), screen: 'D-01', path: '/dl' }, <Lists lists={lists} work={lists.length > 0 ? <Waiting rows={rows} gaps={gaps} lang={req.lang} /> : undefined} lang={req.lang} />)
  },
})
