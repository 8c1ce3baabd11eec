import { correctionsFor } from '../../foundations/population/index.ts'
import type { Instant, OfficerActor } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { queue, type QueueItem } from '../../public-services/dossier/index.ts'
import { ButtonLink, DataTable, EmptyState, Notice, StatusTag, type Column, type Lang } from '../kit/index.ts'
import { dueWords, whenWords } from './case-words.ts'
import { everyRole, firstSectionOf, workers, workPage } from './frame.ts'
import { workStrings } from './strings.ts'

export interface TodayModel {
  readonly items: readonly QueueItem[]
  /** My own appointment: what I have open myself is not a colleague's. */
  readonly me: string
  readonly now: Instant
  /** Corrections waiting for my area; undefined where my post does not answer them. */
  readonly corrections: number | undefined
}

/** O-02: the day in order. */
export function Today(props: TodayModel & { lang: Lang }) {
  const { items, now, lang } = props
  const say = workStrings.in(lang)
  const mine = items.filter((item) => item.mine)
  const others = items.filter((item) => !item.mine)
  const late = mine.filter((item) => item.late).length
  return (
    <>
      <h1>{say('today.heading')}</h1>
      {mine.length > 0 && (
        <div class="buttons"><ButtonLink href={`/lam-viec/ho-so/${mine[0]!.laneId}`} act="next-dossier" shortcut="Enter">{say('today.next')}</ButtonLink></div>
      )}
      {late > 0 && <Notice kind="warn" title={say('today.late-count', { n: late })} />}
      {props.corrections !== undefined && props.corrections > 0 && <p><a href="/lam-viec/sua-thong-tin">{say('today.corrections', { n: props.corrections })}</a></p>}
      <DataTable caption={say('today.mine', { n: mine.length })} rows={mine} columns={columns(props, true)} rowClass={(item) => (item.late ? 'row-late' : undefined)}
        empty={<EmptyState title={say('today.empty')}><p>{say('today.empty-text')}</p></EmptyState>} />
      {others.length > 0 && (
        <details class="details details-box"><summary>{say('today.unit', { n: others.length })}</summary><div class="details-body">
          <DataTable caption={say('today.unit', { n: others.length })} captionHidden rows={others} columns={columns(props, false)} />
        </div></details>
      )}
    </>
  )

  function columns({ me }: TodayModel, withDue: boolean): Column<QueueItem>[] {
    return [
      { header: say('today.code'), rowHeader: true, cell: (item) => <a class="dossier-code" href={`/lam-viec/ho-so/${item.laneId}`}>{item.code}</a> },
      { header: say('today.part'), cell: (item) => item.laneTitle },
      { header: say('today.step'), cell: (item) => <>{item.stateName}{item.claimedBy !== null && item.claimedBy !== me && <span class="hint"> · {say('today.held')}</span>}</> },
      { header: say('today.filed'), cell: (item) => say(`mode.${item.filingMode}` as 'mode.self') },
      { header: say('today.sent'), cell: (item) => whenWords(item.submittedAt) },
      ...(withDue ? [{ header: say('today.due'), cell: (item: QueueItem) => <DueTag item={item} now={now} lang={lang} /> }] : []),
    ]
  }
}

/** The step's time in a word with its sign: late, today, or the day. */
function DueTag(props: { item: QueueItem; now: Instant; lang: Lang }) {
  const { item, now, lang } = props
  if (item.stateDue === null) return <>–</>
  const words = dueWords(item.stateDue, now, lang)
  if (item.late) return <StatusTag tone="problem" icon="warning">{workStrings.t(lang, 'today.late')}, {words}</StatusTag>
  return <StatusTag tone={/^(hôm nay|today)/.test(words) ? 'todo' : 'info'} icon="clock">{words}</StatusTag>
}

export const todayRoute = pageRoute({
  method: 'GET', url: '/lam-viec', access: { officer: everyRole }, purpose: { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', text: 'Giải quyết hồ sơ' },
  async handler(ctx, req) {
    const role = req.session!.role!
    if (!workers.includes(role)) return { redirect: firstSectionOf(role) }
    const police = role === 'police-officer' || role === 'police-commander'
    const model: TodayModel = { items: await queue(ctx, { all: true }), me: (ctx.actor as OfficerActor).appointmentId, now: ctx.now, corrections: police ? (await correctionsFor(ctx)).length : undefined }
    return workPage(ctx, req, { title: workStrings.t(req.lang, 'today.title'), screen: 'O-02' }, <Today {...model} lang={req.lang} />)
  },
})
