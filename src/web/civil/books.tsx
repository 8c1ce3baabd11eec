import { entryKinds, searchBooks, waitingCases, type BookLine, type EntryKind } from '../../foundations/civil-status/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx, OfficerActor } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, EmptyState, FilterBar, Pager, Select, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { booksHome, civilPurpose, civilRoles } from './act-routes.tsx'
import { openSearch, sealSearch, type BookSearch } from './search-token.ts'
import { civilStrings } from './strings.ts'

export const kindWords = (kind: EntryKind, lang: Lang): string => civilStrings.t(lang, `kind.${kind}`)

interface Asked { readonly kind: EntryKind | null; readonly year: string; readonly number: string; readonly name: string; readonly token: string | null; readonly page: number }

const askedFrom = (typed: BookSearch, token: string | null, page: number): Asked =>
  ({ kind: (entryKinds as readonly string[]).includes(typed.kind) ? (typed.kind as EntryKind) : null, year: typed.year.trim(), number: typed.number.trim(), name: typed.name.trim(), token, page })

/** The books of the commune: newest first, found by kind, year, number and name. */
export const booksRoute = pageRoute({
  method: 'GET', url: booksHome, access: { officer: civilRoles }, purpose: civilPurpose,
  handler(ctx, req) {
    const { so = '', nam = '', n = '', tim, trang } = req.query
    const sealed = openSearch(ctx, tim)
    const page = Math.max(0, Math.min(1000, Math.trunc(Number(trang ?? 0)) || 0))
    return booksPage(ctx, req, sealed ? askedFrom(sealed, tim!, page) : askedFrom({ kind: so, year: nam, number: n, name: '' }, null, page))
  },
})

/** What was typed is posted: no name ever stands in an address. The list has an address of its own, to come back to. */
export const findInBooksRoute = pageRoute({
  method: 'POST', url: booksHome, access: { officer: civilRoles }, purpose: civilPurpose,
  async handler(ctx, req) {
    const typed: BookSearch = { kind: req.form.get('so'), year: req.form.get('nam'), number: req.form.get('n'), name: req.form.get('ten') }
    const asked = askedFrom(typed, null, 0)
    if (yearWrong(asked)) return booksPage(ctx, req, asked)
    return { redirect: hrefOf({ ...asked, token: asked.name === '' ? null : sealSearch(ctx, { ...asked, kind: asked.kind ?? '' }) }) }
  },
})

const yearWrong = ({ year }: Asked): boolean => year !== '' && !/^(1[89]|20)\d\d$/.test(year)

function hrefOf({ kind, year, number, token }: Asked, page = 0): string {
  const query = new URLSearchParams({ ...(token ? { tim: token } : { ...(kind ? { so: kind } : {}), ...(year ? { nam: year } : {}), ...(number ? { n: number } : {}) }), ...(page > 0 ? { trang: String(page) } : {}) })
  return query.size === 0 ? booksHome : `${booksHome}?${query}`
}

async function booksPage(ctx: Ctx, req: PageRequest, asked: Asked): Promise<PageReply> {
  const wrong = yearWrong(asked)
  const errors = wrong ? [{ field: 'nam', vi: civilStrings.vi['books.year-wrong'], en: civilStrings.en['books.year-wrong'] }] : []
  const found = wrong ? { lines: [], more: false } : await searchBooks(ctx, { kind: asked.kind, year: asked.year === '' ? null : Number(asked.year), number: asked.number || null, name: asked.name || null, page: asked.page })
  const waiting = (await waitingCases(ctx, (ctx.actor as OfficerActor).areas)).length
  return workPage(ctx, req, { title: civilStrings.t(req.lang, 'books.title'), screen: 'O-civil', errors, path: booksHome }, <Books asked={asked} lines={found.lines} more={found.more} waiting={waiting} lang={req.lang} />, wrong ? 422 : undefined)
}

function Books(props: { asked: Asked; lines: readonly BookLine[]; more: boolean; waiting: number; lang: Lang }) {
  const { asked, lines, lang } = props
  const say = civilStrings.in(lang)
  // From an entry one comes back to this very list.
  const entryHref = (entryId: string): string => `${booksHome}/so/${entryId}${asked.token ? `?tim=${asked.token}` : ''}`
  return (
    <>
      <h1>{say('books.heading')}</h1>
      <div class="buttons">
        <ButtonLink href={`${booksHome}/viec`} act="new-act" icon="plus">{say('books.new')}</ButtonLink>
        <ButtonLink href={`${booksHome}/du-thao`} kind="secondary" act="waiting">{say('books.waiting', { n: props.waiting })}</ButtonLink>
      </div>
      <FilterBar action={booksHome} method="post" label={say('books.find')} {...(asked.kind || asked.year || asked.number || asked.name ? { clearHref: booksHome } : {})}>
        <Select name="so" label={say('books.kind')} value={asked.kind ?? 'all'} options={[{ value: 'all', label: say('books.all') }, ...entryKinds.map((kind) => ({ value: kind, label: kindWords(kind, lang) }))]} />
        <TextField name="nam" label={say('books.year')} value={asked.year} inputmode="numeric" width="four" autocomplete="off" />
        <TextField name="n" label={say('books.number')} value={asked.number} width="four" autocomplete="off" />
        <TextField name="ten" label={say('books.name')} hint={say('books.name-hint')} value={asked.name} autocomplete="off" />
      </FilterBar>
      {!yearWrong(asked) && <DataTable caption={say('books.caption')} rows={lines} empty={<EmptyState icon="search" title={say('books.empty')}><p>{say('books.empty-text')}</p></EmptyState>} columns={[
        { header: say('books.who'), rowHeader: true, cell: (each) => <a href={entryHref(each.entryId)}>{each.about}</a> },
        { header: say('books.kind'), cell: (each) => <>{kindWords(each.kind, lang)}{each.origin === 'digitised' && <> <StatusTag tone="todo">{say('books.digitised')}</StatusTag></>}</> },
        { header: say('books.number'), cell: (each) => [each.entryNumber, each.bookNumber].filter(Boolean).join(' – ') }, { header: say('books.when'), cell: (each) => formatDateVi(each.registeredOn) },
      ]} />}
      <Pager {...(asked.page > 0 ? { previousHref: hrefOf(asked, asked.page - 1) } : {})} {...(props.more ? { nextHref: hrefOf(asked, asked.page + 1) } : {})} />
    </>
  )
}
