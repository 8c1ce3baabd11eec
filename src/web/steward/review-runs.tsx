import { readReviewHome, readReviewedRuns, takeNextRow, undoLastReading, type Expected, type ReviewHome, type ReviewedRun, type Share } from '../../data-ecosystem/linkage/index.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, EmptyState, Form, Notice, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { count, idOf, listPurpose, stewardPage } from './frame.tsx'
import { reviewStrings } from './review-strings.ts'

export const reviewAccess = { officer: ['data-steward', 'police-officer', 'police-commander'] } as const

/** '97,8 %' */
export const percent = (share: number, lang: Lang): string => `${(share * 100).toFixed(1).replace('.', lang === 'vi' ? ',' : '.')} %`
export const intervalOf = (share: Share, lang: Lang) => ({ p: percent(share.share, lang), low: percent(share.low, lang), high: percent(share.high, lang), n: count(share.of) })
const bits = (n: number, lang: Lang): string => n.toFixed(1).replace('-', '−').replace('.', lang === 'vi' ? ',' : '.')

export function ReviewRuns(props: { runs: readonly ReviewedRun[]; lang: Lang }) {
  const { runs, lang } = props
  const say = reviewStrings.in(lang)
  return (
    <>
      <h1>{say('runs.title')}</h1>
      <p class="lead">{say('runs.lead')}</p>
      <DataTable caption={say('runs.caption')} rows={runs} empty={<EmptyState title={say('runs.empty')}><p>{say('runs.empty-text')}</p></EmptyState>} columns={[
        { header: say('runs.list'), rowHeader: true, cell: (run) => <a href={`/dl/duyet/${run.runId}`}>{run.title}</a> },
        { header: say('runs.waiting'), align: 'num', cell: (run) => count(run.waiting) },
        { header: say('runs.total'), align: 'num', cell: (run) => count(run.total) },
        { header: say('runs.state'), cell: (run) => say(run.publishedAt ? 'runs.published' : 'runs.not-published') },
      ]} />
    </>
  )
}

/** Where the reading of a run stands, how far readers agree, and where reading pays. */
export function ReviewOverview(props: { home: ReviewHome; nothing: boolean; saved: boolean; lang: Lang }) {
  const { home: { run, list, owner, progress, agreement, rules, publishedAt }, lang } = props
  const say = reviewStrings.in(lang)
  return (
    <>
      <h1>{list.title}</h1>
      <p class="lead">{say('home.lead')}</p>
      {props.saved && <Notice kind="success" title={say('home.saved')} live />}
      {progress.waiting === 0 ? <Notice kind="success" title={say('home.all-done')}><p>{say('home.all-done-text')}</p></Notice> : (props.nothing || progress.mine === 0) && <Notice kind="info" title={say('home.none')} live={props.nothing}><p>{say('home.none-text')}</p></Notice>}
      {progress.mine > 0 && publishedAt === null && <Form action={`/dl/duyet/${run.runId}/tiep`} label={say('home.begin')}><div class="buttons"><Button act="next-row" shortcut="F4">{say('home.begin')}</Button></div></Form>}
      <dl class="police-figures">
        {([['home.left', progress.waiting], ['home.done', progress.done], ['home.mine', progress.mine], ['home.pace', progress.lastHour]] as const).map(([word, n]) => <div><dt>{say(word)}</dt><dd>{count(n)}</dd></div>)}
      </dl>
      {progress.lastHour > 0 && publishedAt === null && <Form action={`/dl/duyet/${run.runId}/hoan-tac`} label={say('home.undo')}><div class="buttons"><Button kind="secondary" act="undo-reading" shortcut="0">{say('home.undo')}</Button></div></Form>}
      <section>
        <h2>{say('home.agreement')}</h2>
        {agreement ? <p>{say('home.agreement-text', intervalOf(agreement.agreed, lang))} {agreement.kappa !== null && say('home.kappa', { k: agreement.kappa.toFixed(2).replace('.', lang === 'vi' ? ',' : '.') })}</p> : <p class="muted">{say('home.no-agreement')}</p>}
        <p class="hint">{say('home.second-how', { p: percent(rules.secondShare, lang) })}</p>
      </section>
      <Zones home={props.home} lang={lang} />
      {owner && <p><a href={`/dl/ket-qua/${run.runId}`}>{say('home.results')}</a></p>}
    </>
  )
}

function Zones(props: { home: ReviewHome; lang: Lang }) {
  const { home: { run, rules: { costs, calibrationReadings }, zones }, lang } = props
  const say = reviewStrings.in(lang)
  const rows: readonly { name: string; lower: number; upper: number; of: Expected }[] = [{ name: say('zones.used'), lower: run.lower, upper: run.upper, of: zones.now }, { name: say('zones.computed'), lower: zones.lower, upper: zones.upper, of: zones.computed }]
  return (
    <details class="details details-box"><summary>{say('zones.title')}</summary><div class="details-body">
      <DataTable caption={say('zones.caption')} rows={rows} columns={[
        { header: say('zones.which'), rowHeader: true, cell: (row) => row.name },
        { header: say('zones.bits'), align: 'num', cell: (row) => `${bits(row.lower, lang)} – ${bits(row.upper, lang)}` },
        { header: say('zones.automatic'), align: 'num', cell: (row) => count(row.of.automatic) },
        { header: say('zones.review'), align: 'num', cell: (row) => count(row.of.review) },
        { header: say('zones.rejected'), align: 'num', cell: (row) => count(row.of.rejected) },
        { header: say('zones.false'), align: 'num', cell: (row) => bits(row.of.falseLinks, lang) },
        { header: say('zones.missed'), align: 'num', cell: (row) => bits(row.of.missedLinks, lang) },
        { header: say('zones.minutes'), align: 'num', cell: (row) => count(row.of.minutes) },
        { header: say('zones.cost'), align: 'num', cell: (row) => count(row.of.cost) },
      ]} />
      <p class="hint">{say('zones.costs', { wrong: count(costs.falseLink), missed: count(costs.missedLink), minute: count(costs.minute) })} {say('zones.how')}</p>
      <p class="hint">{zones.calibration.readings > 0 ? say('zones.calibrated', { n: zones.calibration.readings }) : say('zones.not-calibrated', { n: calibrationReadings })}</p>
    </div></details>
  )
}

/** Where readers come from: the steward's desk, or the police's. */
export const deskOf = (ctx: Ctx, lang: Lang): { href: string; label: string } => (ctx.actor.kind === 'officer' && ctx.actor.role === 'data-steward' ? { href: '/dl', label: reviewStrings.t(lang, 'back') } : { href: '/dc', label: lang === 'vi' ? 'Địa bàn' : 'Area' })

export const reviewRunsRoute = pageRoute({
  method: 'GET', url: '/dl/duyet', access: reviewAccess, purpose: listPurpose,
  async handler(ctx, req) {
    return stewardPage(ctx, req, { title: reviewStrings.t(req.lang, 'runs.title'), screen: 'D-06-runs', path: '/dl/duyet', back: deskOf(ctx, req.lang) }, <ReviewRuns runs={await readReviewedRuns(ctx)} lang={req.lang} />)
  },
})

export const reviewHomeRoute = pageRoute({ method: 'GET', url: '/dl/duyet/:run', access: reviewAccess, purpose: listPurpose, handler: (ctx, req) => homePage(ctx, req) })

export async function homePage(ctx: Ctx, req: PageRequest, refusal?: Refusal): Promise<PageReply> {
  const home = await readReviewHome(ctx, idOf(req, 'run'))
  const screen = { title: home.list.title, screen: 'D-06-home', path: `/dl/duyet/${home.run.runId}`, back: { href: '/dl/duyet', label: reviewStrings.t(req.lang, 'runs.title') }, errors: refusal ? errorsOf(refusal) : [] }
  return stewardPage(ctx, req, screen, <ReviewOverview home={home} nothing={req.query['het'] === '1'} saved={req.query['xong'] === '1'} lang={req.lang} />, refusal?.status)
}

export const nextRowRoute = pageRoute({
  method: 'POST', url: '/dl/duyet/:run/tiep', access: reviewAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const runId = idOf(req, 'run')
    const rowNo = await takeNextRow(ctx, runId)
    return { redirect: rowNo === null ? `/dl/duyet/${runId}?het=1` : `/dl/duyet/${runId}/${rowNo}` }
  },
})

export const undoRoute = pageRoute({
  method: 'POST', url: '/dl/duyet/:run/hoan-tac', access: reviewAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const runId = idOf(req, 'run')
    return { redirect: `/dl/duyet/${runId}/${await undoLastReading(ctx, runId)}` }
  },
  async onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return homePage(ctx, req, refusal)
  },
})
