import { areaName, fullAreaName } from '../../foundations/areas/index.ts'
import { findPeople, matchedWords, type SearchResult } from '../../foundations/population/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import type { Ctx, OfficerActor, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, EmptyState, Form, Notice, Select, TextField, type Lang } from '../kit/index.ts'
import { ReasonFields } from './choose-reason.tsx'
import { genderWord } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { noteField, purposeFor, reasonCookie, reasonField, reasonOf } from './reasons.ts'
import { questionOf, saysNothing, termsOf, type SearchTerms } from './search-terms.ts'
import { policeStrings } from './strings.ts'

export interface SearchModel {
  readonly typed: string
  readonly areas: readonly string[]
  readonly commune: string
  readonly terms: SearchTerms | null
  readonly found: SearchResult | null
  readonly askReason: { readonly code: string | undefined; readonly note: string } | null
  readonly today: PlainDate
}

/** P-02: one box for everything; the form is posted, so that no name or number ever stands in an address. */
export function Search(props: SearchModel & { lang: Lang }) {
  const { found, terms, lang } = props
  const say = policeStrings.in(lang)
  return (
    <>
      <Form action="/dc/tim" class="narrow-form" label={say('search.title')}>
        <TextField heading name="q" label={say('search.term')} hint={say('search.hint')} type="search" value={props.typed} autocomplete="off" shortcut="F2" />
        {props.areas.length > 1 && <Select name="xa" label={say('search.area')} value={props.commune} options={props.areas.map((area) => ({ value: area, label: fullAreaName(area, props.today) }))} />}
        {props.askReason && <ReasonFields {...props.askReason} lang={lang} />}
        <div class="buttons"><Button act="search-people" icon="search">{say('search.do')}</Button></div>
      </Form>
      {found === null || terms === null ? <p class="hint">{say('search.empty')}</p> : <Hits found={found} terms={terms} today={props.today} lang={lang} />}
    </>
  )
}

function Hits(props: { found: SearchResult; terms: SearchTerms; today: PlainDate; lang: Lang }) {
  const { terms, lang } = props
  const { hits, tooMany, tried, places } = props.found
  const say = policeStrings.in(lang)
  const words = terms.number !== '' ? [say('search.by-number')] : [
    ...(terms.phone === '' ? [] : [say('search.by-phone')]), ...(terms.fileNumber === '' ? [] : [say('search.by-file')]), ...(terms.address === '' ? [] : [say('search.by-address', { address: terms.address })]),
    ...(terms.name === '' ? [] : [say('search.by-name', { name: terms.name })]), ...(terms.birthYear === null ? [] : [say('search.by-year', { year: terms.birthYear })]),
    ...(terms.birthDate === null ? [] : [say('search.by-date', { date: formatDateVi(terms.birthDate) })]),
  ]
  return (
    <>
      <p class="hint" role="status">{say('search.understood', { terms: words.join(', ') })} {say('search.logged')}</p>
      {places.map((place) => <p class="hint">{place}</p>)}
      {tried.length > 0 && <Notice kind="info" title={say('search.tried', { spellings: tried.slice(0, 6).join(', ') })} />}
      {tooMany && <Notice kind="warn" title={say('search.too-many', { n: hits.length })} />}
      {hits.length === 0 ? <EmptyState icon="search" title={say('search.none')}><p>{say('search.none-text')}</p><p><a href="/dc/in/dc01">{say('search.dc01')}</a></p><p><a href="/dc/in/ct02">{say('search.ct02')}</a></p></EmptyState> : (
        <Form action="/dc/so-sanh" method="get" label={say('search.compare')}>
          <DataTable caption={say('search.caption', { n: hits.length })} rows={hits} columns={[
            { header: say('search.person'), rowHeader: true, cell: (hit) => <a href={`/dc/nguoi/${hit.personId}`} data-key={keyOf(hits.indexOf(hit))}>{hit.fullName}{keyOf(hits.indexOf(hit)) && <kbd class="key">{keyOf(hits.indexOf(hit))}</kbd>}</a> },
            { header: say('search.born'), cell: (hit) => (hit.birthDate ? formatPartialVi(hit.birthDate) : '–') },
            { header: say('search.gender'), cell: (hit) => genderWord(hit.gender, lang) },
            { header: say('search.number'), cell: (hit) => <span class="number">{hit.maskedPin ?? '–'}</span> },
            { header: say('search.place'), cell: (hit) => (hit.area ? areaName(hit.area, props.today) : '–') },
            { header: say('search.why'), cell: (hit) => <>{matchedWords[hit.matched][lang]}{hit.merged && <>. {say('search.merged')}</>}</> },
            { header: say('search.compare'), cell: (hit) => !hit.restricted && <input type="checkbox" class="pick" name="nguoi" value={hit.personId} aria-label={say('search.choose', { name: hit.fullName })} /> },
          ]} />
          {hits.length > 1 && <div class="buttons"><Button kind="secondary" act="compare-people">{say('search.compare')}</Button></div>}
        </Form>
      )}
    </>
  )
}

const keyOf = (index: number): string | undefined => (index < 9 ? String(index + 1) : undefined)

export const searchRoute = pageRoute({ method: 'GET', url: '/dc/tim', access: policeAccess, purpose: purposeFor, handler: (ctx, req) => searchPage(ctx, req, null) })

export const findRoute = pageRoute({
  method: 'POST', url: '/dc/tim', access: policeAccess, purpose: purposeFor,
  async handler(ctx, req) {
    const reason = reasonOf(req)
    if (!reason) return searchPage(ctx, req, null, [{ field: reasonField, vi: policeStrings.vi['search.reason-first'], en: policeStrings.en['search.reason-first'] }], 422)
    const terms = termsOf(req.form.get('q'))
    if (saysNothing(terms)) return searchPage(ctx, req, null, [{ field: 'q', vi: policeStrings.vi['search.empty'], en: policeStrings.en['search.empty'] }], 422)
    const reply = await searchPage(ctx, req, await findPeople(ctx, questionOf(terms, communeOf(ctx, req))))
    return { ...reply, cookies: [reasonCookie(reason)] }
  },
  onRefusal: (ctx, req, refusal) => searchPage(ctx, req, null, sentence(refusal), refusal.status),
})

const sentence = (refusal: Refusal): FieldError[] => [{ field: 'q', vi: refusal.next ? `${refusal.vi} ${refusal.next}` : refusal.vi, ...(refusal.en ? { en: refusal.en } : {}) }]

/** Of several communes one must be chosen; of one there is nothing to choose. */
function communeOf(ctx: Ctx, req: PageRequest): string | null {
  const { areas } = ctx.actor as OfficerActor
  return areas.includes(req.form.get('xa')) ? req.form.get('xa') : areas.length === 1 ? areas[0]! : null
}

function searchPage(ctx: Ctx, req: PageRequest, found: SearchResult | null, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const typed = req.form.get('q').slice(0, 200)
  const { areas } = ctx.actor as OfficerActor
  const model: SearchModel = {
    typed, areas, commune: req.form.get('xa') || areas[0] || '', terms: found === null ? null : termsOf(typed), found, today: ctx.today,
    askReason: reasonOf(req) === null || errors.some(({ field }) => field === reasonField) ? { code: req.form.get(reasonField) || undefined, note: req.form.get(noteField) } : null,
  }
  return policePage(ctx, req, { title: policeStrings.t(req.lang, 'search.title'), screen: 'P-02', errors, scripts: ['search-focus'] }, <Search {...model} lang={req.lang} />, status)
}
