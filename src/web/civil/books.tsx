import { entryKinds, searchBooks, waitingCases, type BookLine, type EntryKind } from '../../foundations/civil-status/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { OfficerActor } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, EmptyState, FilterBar, Pager, Select, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { booksHome, civilPurpose, civilRoles } from './act-routes.tsx'
import { civilStrings } from './strings.ts'

export const kindWords = (kind: EntryKind, lang: Lang): string => civilStrings.t(lang, `kind.${kind}`)

interface Asked { readonly kind: EntryKind | null; readonly year: string; readonly number: string; readonly name: string; readonly page: number }

/** The books of the commune: newest first, found by kind, year, number and name. */
export const booksRoute = pageRoute({
  method: 'GET', url: booksHome, access: { officer: civilRoles }, purpose: civilPurpose,
  async handler(ctx, req) {
    const { query } = req
    const asked: Asked = {
      kind: (entryKinds as readonly string[]).includes(query['so'] ?? '') ? (query['so'] as EntryKind) : null, year: (query['nam'] ?? '').trim(), number: (query['n'] ?? '').trim(), name: (query['ten'] ?? '').trim(), page: Math.max(0, Math.min(1000, Number(query['trang'] ?? 0) || 0)),
    }
    const yearWrong = asked.year !== '' && !/^(1[89]|20)\d\d$/.test(asked.year)
    const errors = yearWrong ? [{ field: 'nam', vi: civilStrings.vi['books.year-wrong'], en: civilStrings.en['books.year-wrong'] }] : []
    const found = yearWrong ? { lines: [], more: false } : await searchBooks(ctx, { kind: asked.kind, year: asked.year === '' ? null : Number(asked.year), number: asked.number || null, name: asked.name || null, page: asked.page })
    const waiting = (await waitingCases(ctx, (ctx.actor as OfficerActor).areas)).length
    return workPage(ctx, req, { title: civilStrings.t(req.lang, 'books.title'), screen: 'O-civil', errors }, <Books asked={asked} lines={found.lines} more={found.more} waiting={waiting} lang={req.lang} />, yearWrong ? 422 : undefined)
  },
})

function Books(props: { asked: Asked; lines: readonly BookLine[]; more: boolean; waiting: number; lang: Lang }) {
  const { asked, lines, lang } = props
  const say = civilStrings.in(lang)
  const pageHref = (page: number): string => `${booksHome}?${new URLSearchParams({ so: asked.kind ?? '', nam: asked.year, n: asked.number, ten: asked.name, trang: String(page) })}`
  return (
    <>
      <h1>{say('books.heading')}</h1>
      <div class="buttons">
        <ButtonLink href={`${booksHome}/viec`} act="new-act" icon="plus">{say('books.new')}</ButtonLink>
        <ButtonLink href={`${booksHome}/du-thao`} kind="secondary" act="waiting">{say('books.waiting', { n: props.waiting })}</ButtonLink>
      </div>
      <FilterBar action={booksHome} label={say('books.find')} clearHref={booksHome}>
        <Select name="so" label={say('books.kind')} value={asked.kind ?? 'all'} options={[{ value: 'all', label: say('books.all') }, ...entryKinds.map((kind) => ({ value: kind, label: kindWords(kind, lang) }))]} />
        <TextField name="nam" label={say('books.year')} value={asked.year} inputmode="numeric" width="four" autocomplete="off" />
        <TextField name="n" label={say('books.number')} value={asked.number} width="four" autocomplete="off" />
        <TextField name="ten" label={say('books.name')} hint={say('books.name-hint')} value={asked.name} autocomplete="off" />
      </FilterBar>
      <DataTable caption={say('books.caption')} rows={lines} empty={<EmptyState icon="search" title={say('books.empty')}><p>{say('books.empty-text')}</p></EmptyState>} columns={[
        { header: say('books.who'), rowHeader: true, cell: (each) => <a href={`${booksHome}/so/${each.entryId}`}>{each.about}</a> },
        { header: say('books.kind'), cell: (each) => <>{kindWords(each.kind, lang)}{each.origin === 'digitised' && <> <StatusTag tone="todo">{say('books.digitised')}</StatusTag></>}</> },
        { header: say('books.number'), cell: (each) => [each.entryNumber, each.bookNumber].filter(Boolean).join(' – ') }, { header: say('books.when'), cell: (each) => formatDateVi(each.registeredOn) },
      ]} />
      <Pager {...(asked.page > 0 ? { previousHref: pageHref(asked.page - 1) } : {})} {...(props.more ? { nextHref: pageHref(asked.page + 1) } : {})} />
    </>
  )
}
