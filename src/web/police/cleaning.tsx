import type { VNode } from 'preact'
import { readCleaning, readWorklist, readFieldList, scoreMethodOn, takeFindings, takenAtOnce, type CleaningOverview, type Listed, type Worklist } from '../../data-ecosystem/quality/index.ts'
import { areaName, communesOf } from '../../foundations/areas/index.ts'
import { newId } from '../../kernel/ids.ts'
import { compareVi } from '../../kernel/vietnamese-text.ts'
import { dayInVietnam, type Ctx, type Actor, type PlainDate } from '../../platform/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, DataTable, EmptyState, FilterBar, Form, Notice, Pager, Select, type Lang } from '../kit/index.ts'
import { askedOf, hamletOf, query } from './cleaning-filters.ts'
import { cleaningPurpose } from './cleaning-purpose.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { whenWords } from './fact-words.ts'
import { TakeAlong } from './field-lists.tsx'
import { policeAccess, policePage } from './frame.tsx'
import { withNames } from './list-lines.ts'
import { ScoreTiles } from './scores.tsx'
import { policeStrings } from './strings.ts'

const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')

/** P-13: what is left, by kind of fault; every number opens its list. */
export function CleaningHome(props: { overview: CleaningOverview; hamlet: string; mayApprove: boolean; lang: Lang }) {
  const { overview, hamlet, lang } = props
  const say = cleaningStrings.in(lang)
  const listHref = (rule: string): string => `/dc/sach/${rule}${query({ ap: hamlet })}`
  const nothing = overview.lastPass === null
    ? <EmptyState title={say('never')}><p>{say('never-text')}</p></EmptyState>
    : <EmptyState title={say('clean')}><p>{say('clean-text')}</p></EmptyState>
  return (
    <>
      <h1>{say('heading')}</h1>
      <p class="lead">{say('lead')}</p>
      {overview.hamlets.length > 0 && (
        <FilterBar action="/dc/sach" {...(hamlet === '' ? {} : { clearHref: '/dc/sach' })}>
          <Select name="ap" label={say('hamlet')} value={hamlet === '' ? '-' : hamlet} options={[{ value: '-', label: say('all-hamlets') }, ...overview.hamlets.map((name) => ({ value: name, label: name }))]} />
        </FilterBar>
      )}
      <Counts caption={say('caption')} rows={overview.rules} empty={nothing} listHref={listHref} lang={lang} />
      {overview.restricted && overview.restricted.length > 0 && (
        <section aria-labelledby="restricted">
          <h2 id="restricted">{say('restricted')}</h2>
          <p class="hint">{say('restricted-hint')}</p>
          <Counts caption={say('restricted-caption')} rows={overview.restricted} empty={<></>} listHref={listHref} lang={lang} />
        </section>
      )}
      <p><a href="/dc/sach/ket-qua">{say('print.back')}</a></p>
      <p><a href="/dc/trung">{say('duplicates-link')}</a></p>
      {props.mayApprove && <p><a href="/dc/sach/cho-duyet">{say('approve-link')}</a></p>}
      {overview.scoredOn && (
        <section aria-labelledby="scores">
          <h2 id="scores">{say('score-heading', { day: formatDateVi(overview.scoredOn) })}</h2>
          <ScoreTiles unit={overview.scores} area={null} green={scoreMethodOn(overview.scoredOn).green} level={3} lang={lang} />
          {overview.scores.area.length === 2 && <p><a href="/dc/sach/diem">{say('score-communes')}</a></p>}
        </section>
      )}
      {overview.lastPass && <p class="hint">{say('last-pass', { when: whenWords(overview.lastPass) })} <a href="/lam-viec/ra-soat">{say('passes-link')}</a></p>}
    </>
  )
}

function Counts(props: { caption: string; rows: CleaningOverview['rules']; empty: VNode; listHref: (rule: string) => string; lang: Lang }) {
  const say = cleaningStrings.in(props.lang)
  return (
    <DataTable caption={props.caption} rows={props.rows} empty={props.empty} columns={[
      { header: say('rule'), rowHeader: true, cell: (each) => <a href={props.listHref(each.rule)}>{each.of.name[props.lang]}</a> },
      { header: say('open'), align: 'num', cell: (each) => <a href={props.listHref(each.rule)}>{count(each.open)}<span class="sr-only">: {each.of.name[props.lang]}</span></a> },
      { header: say('late'), align: 'num', cell: (each) => (each.late > 0 ? <a href={`${props.listHref(each.rule)}${props.listHref(each.rule).includes('?') ? '&' : '?'}tuoi=qua-han`}>{count(each.late)}<span class="sr-only">: {each.of.name[props.lang]}</span></a> : '0') },
      { header: say('done'), align: 'num', cell: (each) => count(each.closedThisWeek) },
      { header: say('oldest'), cell: (each) => (each.oldest ? formatDateVi(dayInVietnam(each.oldest)) : '–') },
    ]} />
  )
}

export interface ListModel {
  readonly list: Worklist
  readonly hamlet: string
  /** A commune of the province, and how old: as in the address. */
  readonly area: string
  readonly age: string
  readonly hamlets: readonly string[]
  /** The communes of a province, to choose one; none for the police of a commune. */
  readonly communes?: readonly { readonly code: string; readonly name: string }[]
  readonly me: string | null
  readonly today: PlainDate
  /** How many cases were taken just now. */
  readonly taken?: number
}

export function CleaningList(props: ListModel & { approving: boolean; lang: Lang }) {
  const { list, hamlet, area, age, lang, today } = props
  const say = cleaningStrings.in(lang)
  const communes = props.communes ?? []
  const base = props.approving ? '/dc/sach/cho-duyet' : `/dc/sach/${list.rule!.id}`
  const pageHref = (page: number): string => `${base}${query({ ap: hamlet, xa: area, tuoi: age, trang: String(page) })}`
  const taken = query({ ap: hamlet, xa: area, tuoi: age })
  const title = props.approving ? say('list.approve-caption', { n: count(list.total) }) : say('list.caption', { rule: list.rule!.name[lang], n: count(list.total) })
  return (
    <>
      {props.taken !== undefined && <Notice kind="success" title={say('list.taken', { n: count(props.taken) })} live />}
      <h1>{props.approving ? say('approve-link') : list.rule!.name[lang]}</h1>
      {list.rule && <p class="lead">{list.rule.lookAt[lang]}</p>}
      {!props.approving && (
        <FilterBar action={base} {...(hamlet === '' && area === '' && age === '' ? {} : { clearHref: base })}>
          {communes.length > 0 ? <Select name="xa" label={say('commune')} value={area === '' ? '-' : area} options={[{ value: '-', label: say('all-communes') }, ...communes.map(({ code, name }) => ({ value: code, label: name }))]} /> : area !== '' && <input type="hidden" name="xa" value={area} />}
          {props.hamlets.length > 0 && <Select name="ap" label={say('hamlet')} value={hamlet === '' ? '-' : hamlet} options={[{ value: '-', label: say('all-hamlets') }, ...props.hamlets.map((name) => ({ value: name, label: name }))]} />}
          <Select name="tuoi" label={say('age')} value={age === '' ? '-' : age} options={[{ value: '-', label: say('age.any') }, { value: '7', label: say('age.7') }, { value: '30', label: say('age.30') }, { value: '90', label: say('age.90') }, { value: 'qua-han', label: say('age.late') }]} />
        </FilterBar>
      )}
      <DataTable caption={title} rows={list.items} empty={<EmptyState title={say(props.approving ? 'list.approve-empty' : 'list.empty')}><p>{say(props.approving ? 'list.approve-empty-text' : 'list.empty-text')}</p></EmptyState>} columns={[
        { header: say('list.who'), rowHeader: true, cell: (each) => <a href={`/dc/sach/viec/${each.findingId}`}>{each.title}</a> },
        ...(props.approving ? [{ header: say('list.what'), cell: (each: Listed) => each.of.name[lang] }] : []),
        { header: say('list.where'), cell: (each) => each.hamlet ?? '–' },
        { header: say('list.due'), cell: (each) => <span class={each.dueOn < today ? 'late' : undefined}>{formatDateVi(each.dueOn)}</span> },
        { header: say('list.state'), cell: (each) => say(each.state === 'assigned' && each.assignedTo === props.me ? 'state.assigned-mine' : `state.${each.state}`) },
      ]} />
      {list.pages > 1 && <Pager from={(list.page - 1) * 25 + 1} to={(list.page - 1) * 25 + list.items.length} total={count(list.total)}
        {...(list.page > 1 ? { previousHref: pageHref(list.page - 1) } : {})} {...(list.page < list.pages ? { nextHref: pageHref(list.page + 1) } : {})} />}
      {!props.approving && list.items.some(({ state }) => state === 'open') && <Form action={`${base}/nhan${taken}`} command={newId()} label={say('list.take', { n: takenAtOnce })}><Button kind="secondary" act="take-many">{say('list.take', { n: takenAtOnce })}</Button></Form>}
      {!props.approving && list.total > 0 && !list.rule?.sensitive && <p><ButtonLink kind="secondary" href={`${base}/in${taken}`}>{say('list.print')}</ButtonLink></p>}
    </>
  )
}

/** The list to be taken along: who, where, what to see; on paper or as a file. */
export function FieldList(props: { list: Worklist; hamlet: string; taken: Readonly<Record<string, string>>; lang: Lang }) {
  const { list, lang } = props
  const say = cleaningStrings.in(lang)
  const rule = list.rule!
  return (
    <>
      <h1>{say('print.heading', { rule: rule.name[lang] })}</h1>
      <p>{props.hamlet === '' ? say('all-hamlets') : props.hamlet}. {say('print.look', { look: rule.lookAt[lang] })}</p>
      {list.items.length > 0 && <TakeAlong rule={rule.id} taken={props.taken} total={list.total} lang={lang} />}
      <DataTable caption={say('list.caption', { rule: rule.name[lang], n: count(list.items.length) })} rows={list.items} empty={<EmptyState title={say('list.empty')}><p>{say('list.empty-text')}</p></EmptyState>} columns={[
        { header: say('list.who'), rowHeader: true, cell: (each) => each.title },
        { header: say('list.where'), cell: (each) => each.hamlet ?? '–' },
        { header: say('list.due'), cell: (each) => formatDateVi(each.dueOn) },
      ]} />
      <p class="hint">{say('print.note')}</p>
    </>
  )
}

/** For the police of a province: its communes by name. */
function communesToChoose(ctx: Ctx): { code: string; name: string }[] {
  const provinces = ctx.actor.kind === 'officer' ? ctx.actor.areas.filter((area) => area.length === 2) : []
  return provinces.flatMap((province) => communesOf(province, ctx.today).map(({ code }) => ({ code, name: areaName(code, ctx.today) }))).toSorted((a, b) => compareVi(a.name, b.name))
}

const pageOf = (req: PageRequest): number => (/^\d{1,4}$/.test(req.query['trang'] ?? '') ? Math.max(1, Number(req.query['trang'])) : 1)
const me = (actor: Actor): string | null => ('personId' in actor ? actor.personId : null)
const home = (lang: Lang): { href: string; label: string } => ({ href: '/dc/sach', label: cleaningStrings.t(lang, 'title') })

export const cleaningRoute = pageRoute({
  method: 'GET', url: '/dc/sach', access: policeAccess, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const hamlet = hamletOf(req)
    const overview = await readCleaning(ctx, hamlet === '' ? null : hamlet)
    const mayApprove = ctx.actor.kind === 'officer' && ctx.actor.role === 'police-commander'
    return policePage(ctx, req, { title: cleaningStrings.t(req.lang, 'title'), screen: 'P-13', path: '/dc/sach', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <CleaningHome overview={overview} hamlet={hamlet} mayApprove={mayApprove} lang={req.lang} />)
  },
})

export const cleaningListRoute = pageRoute({
  method: 'GET', url: '/dc/sach/:rule', access: policeAccess, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const { asked, ...filters } = askedOf(req)
    const found = await readWorklist(ctx, { ...asked, page: pageOf(req) })
    const list = { ...found, items: await withNames(ctx, found.items) }
    const { hamlets } = await readCleaning(ctx)
    return policePage(ctx, req, { title: list.rule!.name[req.lang], screen: 'P-13-list', path: `/dc/sach/${list.rule!.id}`, back: home(req.lang) }, <CleaningList list={list} {...filters} hamlets={hamlets} communes={communesToChoose(ctx)} me={me(ctx.actor)} today={ctx.today} approving={false} {...(/^\d{1,2}$/.test(req.query['nhan'] ?? '') ? { taken: Number(req.query['nhan']) } : {})} lang={req.lang} />)
  },
})

export const takeManyRoute = pageRoute({
  method: 'POST', url: '/dc/sach/:rule/nhan', access: policeAccess, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const { hamlet, area, age, asked } = askedOf(req)
    const taken = await takeFindings(ctx, asked)
    return { redirect: `/dc/sach/${req.params['rule']}${query({ ap: hamlet, xa: area, tuoi: age, nhan: String(taken) })}` }
  },
})

export const approvalsRoute = pageRoute({
  method: 'GET', url: '/dc/sach/cho-duyet', access: { officer: ['police-commander'] }, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const list = await readWorklist(ctx, { proposed: true, page: pageOf(req) })
    return policePage(ctx, req, { title: cleaningStrings.t(req.lang, 'approve-link'), screen: 'P-13-approve', path: '/dc/sach/cho-duyet', back: home(req.lang) }, <CleaningList list={list} hamlet="" area="" age="" hamlets={[]} me={me(ctx.actor)} today={ctx.today} approving lang={req.lang} />)
  },
})

export const fieldListRoute = pageRoute({
  method: 'GET', url: '/dc/sach/:rule/in', access: policeAccess, purpose: { ...cleaningPurpose, text: 'In danh sách đi xác minh tại nhà' },
  async handler(ctx, req) {
    const { hamlet, area, age, asked } = askedOf(req)
    const found = await readFieldList(ctx, asked)
    const list = { ...found, items: await withNames(ctx, found.items) }
    return policePage(ctx, req, { title: cleaningStrings.t(req.lang, 'print.title'), screen: 'P-13-print', path: `/dc/sach/${list.rule!.id}/in`, back: { href: `/dc/sach/${list.rule!.id}`, label: list.rule!.name[req.lang] } }, <FieldList list={list} hamlet={hamlet} taken={{ ap: hamlet, xa: area, tuoi: age }} lang={req.lang} />)
  },
})
