import { readCleaning, readWorklist, type CleaningOverview, type Listed, type Worklist } from '../../data-ecosystem/quality/index.ts'
import { dayInVietnam, type Actor, type PlainDate, type Purpose } from '../../platform/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, EmptyState, FilterBar, Pager, Select, type Lang } from '../kit/index.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { policeStrings } from './strings.ts'

export const cleaningPurpose: Purpose = { code: 'register-upkeep', basis: 'Luật Căn cước 2023, đ.11', text: 'Làm sạch dữ liệu dân cư của xã' }

const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')

/** P-13: what is left, by kind of fault; every number opens its list. */
export function CleaningHome(props: { overview: CleaningOverview; hamlet: string; mayApprove: boolean; lang: Lang }) {
  const { overview, hamlet, lang } = props
  const say = cleaningStrings.in(lang)
  const listHref = (rule: string): string => `/dc/sach/${rule}${hamlet === '' ? '' : `?ap=${encodeURIComponent(hamlet)}`}`
  const nothing = overview.lastPass === null
    ? <EmptyState title={say('never')}><p>{say('never-text')}</p></EmptyState>
    : <EmptyState title={say('clean')}><p>{say('clean-text')}</p></EmptyState>
  return (
    <>
      <h1>{say('heading')}</h1>
      <p class="lead">{say('lead')}</p>
      {overview.hamlets.length > 0 && (
        <FilterBar action="/dc/sach" clearHref="/dc/sach">
          <Select name="ap" label={say('hamlet')} value={hamlet === '' ? '-' : hamlet} options={[{ value: '-', label: say('all-hamlets') }, ...overview.hamlets.map((name) => ({ value: name, label: name }))]} />
        </FilterBar>
      )}
      <DataTable caption={say('caption')} rows={overview.rules} empty={nothing} columns={[
        { header: say('rule'), rowHeader: true, cell: (each) => <a href={listHref(each.rule)}>{each.of.name[lang]}</a> },
        { header: say('open'), align: 'num', cell: (each) => <a href={listHref(each.rule)}>{count(each.open)}<span class="sr-only">: {each.of.name[lang]}</span></a> },
        { header: say('late'), align: 'num', cell: (each) => count(each.late) },
        { header: say('done'), align: 'num', cell: (each) => count(each.closedThisWeek) },
        { header: say('oldest'), cell: (each) => (each.oldest ? formatDateVi(dayInVietnam(each.oldest)) : '–') },
      ]} />
      <p><a href="/dc/trung">{say('duplicates-link')}</a></p>
      {props.mayApprove && <p><a href="/dc/sach/cho-duyet">{say('approve-link')}</a></p>}
      {overview.scoredOn && (
        <section aria-labelledby="scores">
          <h2 id="scores">{say('score-heading', { day: formatDateVi(overview.scoredOn) })}</h2>
          <dl class="police-figures">{overview.scores.map((score) => <div><dt>{say(`dimension.${score.dimension}`)}</dt><dd>{String(score.percent).replace('.', ',')} %</dd></div>)}</dl>
          <p class="hint">{say('score-how')}</p>
        </section>
      )}
      {overview.lastPass && <p class="hint">{say('last-pass', { when: whenWords(overview.lastPass) })}</p>}
    </>
  )
}

export interface ListModel {
  readonly list: Worklist
  readonly hamlet: string
  readonly hamlets: readonly string[]
  readonly me: string | null
  readonly today: PlainDate
}

export function CleaningList(props: ListModel & { approving: boolean; lang: Lang }) {
  const { list, hamlet, lang, today } = props
  const say = cleaningStrings.in(lang)
  const base = props.approving ? '/dc/sach/cho-duyet' : `/dc/sach/${list.rule!.id}`
  const pageHref = (page: number): string => `${base}?${new URLSearchParams({ ...(hamlet === '' ? {} : { ap: hamlet }), trang: String(page) }).toString()}`
  const title = props.approving ? say('list.approve-caption', { n: count(list.total) }) : say('list.caption', { rule: list.rule!.name[lang], n: count(list.total) })
  return (
    <>
      <h1>{props.approving ? say('approve-link') : list.rule!.name[lang]}</h1>
      {list.rule && <p class="lead">{list.rule.lookAt[lang]}</p>}
      {!props.approving && props.hamlets.length > 0 && (
        <FilterBar action={base} clearHref={base}>
          <Select name="ap" label={say('hamlet')} value={hamlet === '' ? '-' : hamlet} options={[{ value: '-', label: say('all-hamlets') }, ...props.hamlets.map((name) => ({ value: name, label: name }))]} />
        </FilterBar>
      )}
      <DataTable caption={title} rows={list.items} empty={<EmptyState title={say('list.empty')}><p>{say('list.empty-text')}</p></EmptyState>} columns={[
        { header: say('list.who'), rowHeader: true, cell: (each) => <a href={`/dc/sach/viec/${each.findingId}`}>{each.title}</a> },
        ...(props.approving ? [{ header: say('list.what'), cell: (each: Listed) => each.of.name[lang] }] : []),
        { header: say('list.where'), cell: (each) => each.hamlet ?? '–' },
        { header: say('list.due'), cell: (each) => <span class={each.dueOn < today ? 'late' : undefined}>{formatDateVi(each.dueOn)}</span> },
        { header: say('list.state'), cell: (each) => say(each.state === 'assigned' && each.assignedTo === props.me ? 'state.assigned-mine' : `state.${each.state}`) },
      ]} />
      {list.pages > 1 && <Pager from={(list.page - 1) * 25 + 1} to={(list.page - 1) * 25 + list.items.length} total={count(list.total)}
        {...(list.page > 1 ? { previousHref: pageHref(list.page - 1) } : {})} {...(list.page < list.pages ? { nextHref: pageHref(list.page + 1) } : {})} />}
      {!props.approving && list.total > 0 && <p><ButtonLink kind="secondary" href={`${base}/in${hamlet === '' ? '' : `?ap=${encodeURIComponent(hamlet)}`}`}>{say('list.print')}</ButtonLink></p>}
    </>
  )
}

/** The list on paper, to be taken along: who, where, what to see, and room for the answer. */
export function FieldList(props: { list: Worklist; hamlet: string; lang: Lang }) {
  const { list, lang } = props
  const say = cleaningStrings.in(lang)
  const rule = list.rule!
  return (
    <>
      <h1>{say('print.heading', { rule: rule.name[lang] })}</h1>
      <p>{props.hamlet === '' ? say('all-hamlets') : props.hamlet}. {say('print.look', { look: rule.lookAt[lang] })}</p>
      <DataTable caption={say('list.caption', { rule: rule.name[lang], n: count(list.total) })} rows={list.items} columns={[
        { header: say('list.who'), rowHeader: true, cell: (each) => each.title },
        { header: say('list.where'), cell: (each) => each.hamlet ?? '–' },
        { header: say('print.box'), cell: () => '☐' },
        { header: say('print.right'), cell: () => '………………………………' },
      ]} />
      <p class="hint">{say('print.note')}</p>
    </>
  )
}

const hamletOf = (req: PageRequest): string => (req.query['ap'] ?? '').replace(/^-$/, '').slice(0, 120)
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
    const hamlet = hamletOf(req)
    const list = await readWorklist(ctx, { rule: req.params['rule']!, hamlet: hamlet === '' ? null : hamlet, page: pageOf(req) })
    const { hamlets } = await readCleaning(ctx)
    return policePage(ctx, req, { title: list.rule!.name[req.lang], screen: 'P-13-list', path: `/dc/sach/${list.rule!.id}`, back: home(req.lang) }, <CleaningList list={list} hamlet={hamlet} hamlets={hamlets} me={me(ctx.actor)} today={ctx.today} approving={false} lang={req.lang} />)
  },
})

export const approvalsRoute = pageRoute({
  method: 'GET', url: '/dc/sach/cho-duyet', access: { officer: ['police-commander'] }, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const list = await readWorklist(ctx, { proposed: true, page: pageOf(req) })
    return policePage(ctx, req, { title: cleaningStrings.t(req.lang, 'approve-link'), screen: 'P-13-approve', path: '/dc/sach/cho-duyet', back: home(req.lang) }, <CleaningList list={list} hamlet="" hamlets={[]} me={me(ctx.actor)} today={ctx.today} approving lang={req.lang} />)
  },
})

export const fieldListRoute = pageRoute({
  method: 'GET', url: '/dc/sach/:rule/in', access: policeAccess, purpose: { ...cleaningPurpose, text: 'In danh sách đi xác minh tại nhà' },
  async handler(ctx, req) {
    const hamlet = hamletOf(req)
    const list = await readWorklist(ctx, { rule: req.params['rule']!, hamlet: hamlet === '' ? null : hamlet, most: 200 })
    return policePage(ctx, req, { title: cleaningStrings.t(req.lang, 'print.title'), screen: 'P-13-print', path: `/dc/sach/${list.rule!.id}/in`, back: { href: `/dc/sach/${list.rule!.id}`, label: list.rule!.name[req.lang] } }, <FieldList list={list} hamlet={hamlet} lang={req.lang} />)
  },
})
