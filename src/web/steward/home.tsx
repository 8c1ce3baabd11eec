import { readLists, type MatchingList } from '../../data-ecosystem/linkage/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, EmptyState, type Lang } from '../kit/index.ts'
import { count, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { kindWord, listPath, ListState } from './list-words.tsx'
import { stewardStrings } from './strings.ts'

/** The lists of one's organisation: titles, states and counts, nobody's data. */
export function Lists(props: { lists: readonly MatchingList[]; lang: Lang }) {
  const { lists, lang } = props
  const say = stewardStrings.in(lang)
  const upload = <ButtonLink href="/dl/tai" act="upload" icon="plus">{say('home.upload')}</ButtonLink>
  return (
    <>
      <h1>{say('home.title')}</h1>
      <p class="lead">{say('home.lead')}</p>
      {lists.length > 0 && <div class="buttons">{upload}</div>}
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

export const homeRoute = pageRoute({
  method: 'GET', url: '/dl', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'home.title'), screen: 'D-01', path: '/dl' }, <Lists lists={await readLists(ctx)} lang={req.lang} />)
  },
})
