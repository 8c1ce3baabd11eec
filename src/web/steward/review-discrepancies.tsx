import { answerDiscrepancy, discrepanciesListed, discrepancyAnswers, readDiscrepancies, readDiscrepancyOverview, remindDiscrepancies, sendDiscrepancies, type DiscrepancyOverview, type DiscrepancyPage, type ShownDiscrepancy } from '../../data-ecosystem/linkage/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { isId } from '../../kernel/ids.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, EmptyState, Form, Notice, Pager, RadioGroup, TextArea, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { fieldWord, lifeWord } from '../police/index.ts'
import { count, idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { refuse } from './refusals.ts'
import { reviewStrings } from './review-strings.ts'

export function DiscrepancyHome(props: { overview: DiscrepancyOverview; lang: Lang }) {
  const { overview, lang } = props
  const say = reviewStrings.in(lang)
  return (
    <>
      <h1>{say('gap.title')}</h1>
      <p class="lead">{say('gap.lead')}</p>
      <DataTable caption={say('gap.caption')} rows={overview.lists} empty={<EmptyState title={say('gap.empty')}><p>{say('gap.empty-text')}</p></EmptyState>} columns={[
        { header: say('runs.list'), rowHeader: true, cell: (each) => <a href={`/dl/sai-lech/${each.list.listId}`}>{each.list.title}</a> },
        { header: say('gap.open'), align: 'num', cell: (each) => count(each.counts.open ?? 0) },
        { header: say('gap.sent'), align: 'num', cell: (each) => count(each.counts.sent ?? 0) },
        { header: say('gap.late'), align: 'num', cell: (each) => count(each.late) },
        { header: say('gap.register'), align: 'num', cell: (each) => count((each.counts.answered ?? 0) + (each.counts['with-register'] ?? 0)) },
        { header: say('gap.closed'), align: 'num', cell: (each) => count(each.counts.closed ?? 0) },
      ]} />
    </>
  )
}

interface GapModel {
  readonly page: DiscrepancyPage
  readonly done: boolean
  readonly open: number
  readonly late: number
  readonly asked: ShownDiscrepancy | null
  readonly said: { readonly word: 'gap.sent-done' | 'gap.reminded-done' | 'gap.answered-done'; readonly n: number } | null
  readonly typed: { readonly answer: string; readonly note: string }
  readonly today: PlainDate
}

/** D-08: what goes to the owner of a list and comes back, with both values side by side. */
export function Discrepancies(props: GapModel & { lang: Lang }) {
  const { page: { list, items, page, pages, total }, done, asked, said, lang, today } = props
  const say = reviewStrings.in(lang)
  const base = `/dl/sai-lech/${list.listId}`
  const href = (n: number): string => `${base}?${done ? 'loc=xong&' : ''}trang=${n}`
  return (
    <>
      <p class="caption">{list.title}</p>
      <h1>{say('gap.title')}</h1>
      {said && <Notice kind="success" title={said.word === 'gap.answered-done' ? say(said.word) : say(said.word, { n: said.n })} live />}
      <p>{done ? <a href={base}>{say('gap.show-open')}</a> : <strong>{say('gap.show-open')}</strong>} · {done ? <strong>{say('gap.show-done')}</strong> : <a href={`${base}?loc=xong`}>{say('gap.show-done')}</a>}</p>
      {!done && (props.open > 0 || props.late > 0) && (
        <div class="buttons">
          {props.open > 0 && <Form action={`${base}/gui`} label={say('gap.send', { n: count(props.open) })}><p class="hint">{say('gap.send-text')}</p><Button act="send-batch">{say('gap.send', { n: count(props.open) })}</Button></Form>}
          {props.late > 0 && <Form action={`${base}/nhac`} label={say('gap.remind', { n: count(props.late) })}><Button kind="secondary" act="remind">{say('gap.remind', { n: count(props.late) })}</Button></Form>}
        </div>
      )}
      {asked && <Answer {...props} asked={asked} />}
      <DataTable caption={say(done ? 'gap.done-caption' : 'gap.list-caption', { n: count(total) })} rows={items} empty={<EmptyState title={say('gap.none-open')}><p>{say('gap.none-open-text')}</p></EmptyState>} columns={[
        { header: say('gap.line'), rowHeader: true, cell: (each) => `${each.rowNo}. ${each.line.name}` },
        { header: say('gap.what'), cell: (each) => whatWords(each, lang) },
        { header: say('gap.in-list'), cell: (each) => each.line.value || '–' },
        { header: say('gap.in-register'), cell: (each) => registerWords(each, lang) },
        { header: say('gap.due'), cell: (each) => (each.dueOn ? <span class={each.state === 'sent' && each.dueOn < today ? 'late' : undefined}>{formatDateVi(each.dueOn)}</span> : '–') },
        { header: say('gap.state'), cell: (each) => <span>{stateWords(each, lang)}{each.state === 'sent' && each !== asked && <>. <a href={`${base}?tra-loi=${each.discrepancyId}&trang=${page}`}>{say('gap.answer')}<span class="sr-only">: {each.rowNo}</span></a></>}</span> },
      ]} />
      {pages > 1 && <Pager from={(page - 1) * discrepanciesListed + 1} to={(page - 1) * discrepanciesListed + items.length} total={count(total)} {...(page > 1 ? { previousHref: href(page - 1) } : {})} {...(page < pages ? { nextHref: href(page + 1) } : {})} />}
    </>
  )
}

function Answer(props: GapModel & { asked: ShownDiscrepancy; lang: Lang }) {
  const { asked, lang, typed } = props
  const say = reviewStrings.in(lang)
  return (
    <Form action={`/dl/sai-lech/${asked.listId}/tra-loi`} hidden={{ discrepancy: asked.discrepancyId, version: String(asked.version), trang: String(props.page.page) }} class="narrow-form" label={say('gap.answer')}>
      <h2>{say('gap.answering', { n: asked.rowNo, what: whatWords(asked, lang) })}</h2>
      <RadioGroup name="answer" label={say('gap.answer')} value={typed.answer} options={discrepancyAnswers.map((answer, i) => ({ value: answer, label: say(`answered.${answer}`), shortcut: String(i + 1) }))} />
      <TextArea name="note" label={say('gap.answer-note')} hint={say('gap.answer-note-hint')} value={typed.note} rows={2} />
      <div class="buttons"><Button act="answer" shortcut="F10">{say('gap.send-answer')}</Button></div>
    </Form>
  )
}

function whatWords(each: ShownDiscrepancy, lang: Lang): string {
  const say = reviewStrings.in(lang)
  if (each.kind === 'question') return say('gap.question', { text: each.question ?? '' })
  if (each.kind === 'differs') return say('gap.differs', { field: fieldWord(each.field ?? '', lang).toLowerCase() })
  return say(`gap.${each.kind}`)
}

const registerWords = (each: ShownDiscrepancy, lang: Lang): string => (each.register === null ? '–' : each.kind === 'differs' ? each.register : lifeWord(each.register, lang))

function stateWords(each: ShownDiscrepancy, lang: Lang): string {
  const say = reviewStrings.in(lang)
  const outcome = each.outcome === 'accepted' || each.outcome === 'refused' ? say(`outcome.${each.outcome}`) : ''
  return [say(`state.${each.state}`), each.answer ? say(`answered.${each.answer}`).toLowerCase() : '', outcome, each.reminders > 0 && each.state === 'sent' ? say('gap.reminded', { n: each.reminders }) : ''].filter((part) => part !== '').join(', ')
}

export const discrepancyHomeRoute = pageRoute({
  method: 'GET', url: '/dl/sai-lech', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    return stewardPage(ctx, req, { title: reviewStrings.t(req.lang, 'gap.title'), screen: 'D-08', path: '/dl/sai-lech', back: { href: '/dl', label: reviewStrings.t(req.lang, 'back') } }, <DiscrepancyHome overview={await readDiscrepancyOverview(ctx)} lang={req.lang} />)
  },
})

const pageOf = (req: PageRequest): number => {
  const asked = req.query['trang'] ?? req.form.get('trang')
  return /^\d{1,5}$/.test(asked) ? Number(asked) : 1
}
const wordsSaid = { gui: 'gap.sent-done', nhac: 'gap.reminded-done', 'tra-loi': 'gap.answered-done' } as const

async function listPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const listId = idOf(req, 'list')
  const done = req.query['loc'] === 'xong'
  const page = await readDiscrepancies(ctx, listId, { states: done ? ['closed', 'withdrawn'] : ['open', 'sent', 'answered', 'with-register'], page: pageOf(req) })
  const own = (await readDiscrepancyOverview(ctx)).lists.find((each) => each.list.listId === listId)
  const asked = page.items.find((each) => each.discrepancyId === (req.form.get('discrepancy') || req.query['tra-loi']) && each.state === 'sent') ?? null
  const word = wordsSaid[(req.query['xong'] ?? '') as keyof typeof wordsSaid]
  const model: GapModel = {
    page, done, open: own?.counts.open ?? 0, late: own?.late ?? 0, asked, said: word ? { word, n: Number(/^\d{1,9}$/.exec(req.query['so'] ?? '')?.[0] ?? 0) } : null,
    typed: { answer: req.form.get('answer'), note: req.form.get('note') }, today: ctx.today,
  }
  return stewardPage(ctx, req, { title: reviewStrings.t(req.lang, 'gap.title'), screen: 'D-08-list', path: `/dl/sai-lech/${listId}`, back: { href: '/dl/sai-lech', label: reviewStrings.t(req.lang, 'gap.title') }, errors }, <Discrepancies {...model} lang={req.lang} />, status)
}

export const discrepancyListRoute = pageRoute({ method: 'GET', url: '/dl/sai-lech/:list', access: stewardAccess, purpose: listPurpose, handler: (ctx, req) => listPage(ctx, req) })

export const sendBatchRoute = pageRoute({
  method: 'POST', url: '/dl/sai-lech/:list/gui', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const listId = idOf(req, 'list')
    return { redirect: `/dl/sai-lech/${listId}?xong=gui&so=${await sendDiscrepancies(ctx, listId)}` }
  },
})

export const remindRoute = pageRoute({
  method: 'POST', url: '/dl/sai-lech/:list/nhac', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const listId = idOf(req, 'list')
    return { redirect: `/dl/sai-lech/${listId}?xong=nhac&so=${await remindDiscrepancies(ctx, listId)}` }
  },
})

export const answerRoute = pageRoute({
  method: 'POST', url: '/dl/sai-lech/:list/tra-loi', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const listId = idOf(req, 'list')
    const discrepancyId = isId(req.form.get('discrepancy')) ? req.form.get('discrepancy') : refuse('steward.unknown')
    await answerDiscrepancy(ctx, { discrepancyId, version: req.form.whole('version'), answer: req.form.get('answer'), note: req.form.get('note') })
    return { redirect: `/dl/sai-lech/${listId}?xong=tra-loi` }
  },
  onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return listPage(ctx, req, errorsOf(refusal), refusal.status)
  },
})
