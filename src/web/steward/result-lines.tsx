import { outcomes, problemText, readResultLines, resultLinesListed, type Outcomes, type ResultLines } from '../../data-ecosystem/linkage/index.ts'
import { formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, Pager, type Lang } from '../kit/index.ts'
import { count, idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { refuse } from './refusals.ts'
import { reviewStrings } from './review-strings.ts'

type Outcome = keyof Outcomes

const linesPath = (runId: string, outcome: Outcome): string => `/dl/ket-qua/${runId}/dong/${outcome}`

/** A figure of the results, which opens its lines. */
export function OutcomeCount(props: { runId: string; outcome: Outcome; n: number; lang: Lang }) {
  if (props.n === 0) return <>0</>
  return <a href={linesPath(props.runId, props.outcome)}>{count(props.n)}<span class="sr-only">: {reviewStrings.t(props.lang, `results.${props.outcome}`)}</span></a>
}

/** D-07: the lines behind one figure, as the list says them; what to do with them stands above. */
export function ResultLinesPage(props: { found: ResultLines; outcome: Outcome; lang: Lang }) {
  const { found: { run, list, lines, total, page, pages }, outcome, lang } = props
  const say = reviewStrings.in(lang)
  const href = (n: number): string => `${linesPath(run.runId, outcome)}?trang=${n}`
  return (
    <>
      <p class="caption">{list.title}</p>
      <h1>{say(`results.${outcome}`)}</h1>
      <p class="lead">{say(`lines.${outcome}`)} {outcome === 'review' && <a href={`/dl/duyet/${run.runId}`}>{say('results.read-on')}</a>}{outcome === 'blocked' && <a href={`/dl/danh-sach/${list.listId}/kiem-tra`}>{say('lines.to-check')}</a>}</p>
      <DataTable caption={say('lines.caption', { n: count(total) })} rows={lines} empty={<EmptyState title={say('lines.none')}><p>{say('lines.none-text')}</p></EmptyState>} columns={[
        { header: say('lines.row'), rowHeader: true, cell: ({ rowNo, line }) => `${rowNo}. ${line.name}` },
        { header: say('lines.ref'), cell: ({ line }) => line.id || '–' },
        { header: say('row.birth'), cell: ({ line }) => (isPartialDate(line.birth) ? formatPartialVi(line.birth) : line.birth || '–') },
        { header: say('lines.found'), cell: ({ problems }) => problems.map((code) => problemText(code, lang)).join('. ') || '–' },
      ]} />
      {pages > 1 && <Pager from={(page - 1) * resultLinesListed + 1} to={(page - 1) * resultLinesListed + lines.length} total={count(total)} {...(page > 1 ? { previousHref: href(page - 1) } : {})} {...(page < pages ? { nextHref: href(page + 1) } : {})} />}
    </>
  )
}

export const resultLinesRoute = pageRoute({
  method: 'GET', url: '/dl/ket-qua/:run/dong/:outcome', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const outcome = outcomes.find((each) => each === req.params['outcome']) ?? refuse('steward.unknown')
    const asked = req.query['trang'] ?? ''
    const found = await readResultLines(ctx, idOf(req, 'run'), { outcome, ...(/^\d{1,5}$/.test(asked) ? { page: Number(asked) } : {}) })
    const say = reviewStrings.in(req.lang)
    return stewardPage(ctx, req, { title: say(`results.${outcome}`), screen: 'D-07-lines', back: { href: `/dl/ket-qua/${found.run.runId}`, label: say('results.title') } }, <ResultLinesPage found={found} outcome={outcome} lang={req.lang} />)
  },
})
