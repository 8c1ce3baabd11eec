import { campaignRule, findings, outcomeOf, progressBy, progressOf, readCampaign, type CampaignEvent, type Cell, type Finding, type OpenedCampaign, type Progress } from '../../data-ecosystem/campaigns/index.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import { isId } from '../../kernel/ids.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import type { PlainDate } from '../../platform/index.ts'
import { BarChart, DataTable, EmptyState, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { whenWords } from '../police/index.ts'
import { refuse } from './refusals.ts'
import { campaignStrings } from './strings.ts'
import { campaignHref, campaignPurpose, casesHref, everybody, narrowedBy, paceWords, shareWords, unitName } from './words.ts'

interface Shown { readonly opened: OpenedCampaign; readonly area: string | null; readonly today: PlainDate; readonly lang: Lang }

/** One campaign: the answers, where they stand, who answers for what, and every number with its list. */
export function CampaignPage(props: Shown) {
  const { opened, area, lang, today } = props
  const { campaign, kind } = opened
  const say = campaignStrings.in(lang)
  const id = campaign.campaignId
  const cells = area === null ? opened.cells : opened.cells.filter((cell) => cell.area === area)
  const progress = area === null ? opened.progress : progressOf(cells)
  const waiting = opened.cells.filter((cell) => opened.decideIn.includes(cell.area) && cell.state === 'proposed').reduce((sum, cell) => sum + cell.n, 0)
  return (
    <>
      <h1>{area === null ? campaign.title : `${campaign.title}: ${unitName(area, campaign.area, today, lang)}`}</h1>
      <p class="lead">{kind.goal[lang]}</p>
      <Deadline {...props} />
      {area !== null && opened.league.length > 1 && <p><a href={campaignHref(id)}>{say('one.all-units')}</a></p>}
      <Links {...props} waiting={waiting} progress={progress} />
      {opened.lists.some((list) => list.runId === null) && <Notice kind="info" title={say('one.waiting-list')}><p>{say('one.waiting-list-text')}</p></Notice>}
      {opened.lists.some((list) => list.runId !== null && list.filledAt === null) && <Notice kind="info" title={say('one.filling')}><p>{say('one.filling-text')}</p></Notice>}
      {opened.hidden ? <Hidden {...props} /> : opened.progress.total === 0 && opened.lists.length === 0
        ? <EmptyState icon="info" title={say('one.no-list')}><p>{say(opened.mayLead ? 'one.no-list-text' : 'one.no-list-wait')}</p></EmptyState>
        : (
          <>
            <div class="board-pair">
              <Answers {...props} progress={progress} />
              <States {...props} progress={progress} />
            </div>
            {area === null && opened.league.length > 1 && <League {...props} />}
            {(area !== null || opened.league.length === 1) && <Hamlets {...props} cells={cells} of={area ?? opened.league[0]!.unit.area} />}
            <Days {...props} />
          </>
        )}
      <p class="hint">{say('one.look', { look: kind.lookAt[lang] })}</p>
      {kind.shape && <p class="hint">{say('one.shape', { source: kind.shape.source })}{kind.shape.total !== undefined && kind.shape.parts && <>. {formatNumberVi(kind.shape.total)} = {Object.entries(kind.shape.parts).map(([outcome, n]) => `${formatNumberVi(n)} ${outcomeOf(outcome).name[lang].toLowerCase()}`).join(' + ')}</>}.</p>}
      <p class="hint">{say('one.basis', { basis: campaign.basis })}{kind.certainty === 'sure' ? '' : say('open.unsure')}</p>
      <h2>{say('one.history')}</h2>
      <ol class="plain-steps">{opened.events.map((event) => <li>{whenWords(event.at)}: {stepWords(event, props)}</li>)}</ol>
    </>
  )
}

function stepWords(event: CampaignEvent, { opened, today, lang }: Shown): string {
  const where = event.area ? unitName(event.area, opened.campaign.area, today, lang) : null
  const day = event.detail && /^\d{4}-\d\d-\d\d$/.test(event.detail) ? formatDateVi(event.detail) : null
  return [campaignStrings.t(lang, `event.${event.kind}`), where, day, event.note].filter(Boolean).join(', ')
}

function Deadline(props: Shown) {
  const { opened: { campaign, pace, league }, area, lang } = props
  const say = campaignStrings.in(lang)
  const unit = league.find((each) => each.unit.area === area)?.unit
  const { dueOn, firstDueOn } = unit ?? campaign
  const words = [say('one.due', { day: formatDateVi(dueOn) }), ...(firstDueOn === dueOn ? [] : [say('one.first-due', { day: formatDateVi(firstDueOn) })])].join(', ')
  if (campaign.state === 'closed') return <p>{words}. {say('one.closed', { day: formatDateVi(todayAt(campaign.closedAt!)), reason: campaign.closedReason! })}</p>
  const shown = unit?.pace ?? pace
  return <p>{words}. {paceWords(shown, lang) !== '' && <StatusTag tone={shown.late ? 'problem' : 'info'} icon={shown.late ? 'warning' : 'clock'}>{paceWords(shown, lang)}</StatusTag>}</p>
}

function Links(props: Shown & { waiting: number; progress: Progress }) {
  const { opened, area, lang } = props
  const say = campaignStrings.in(lang)
  const id = opened.campaign.campaignId
  const printable = area ?? (opened.workIn.length === 1 ? opened.workIn[0]! : null)
  const links = [
    ...(opened.mayLead ? [<a href={`/chien-dich/${id}/dieu-phoi`}>{say('one.lead-link')}</a>] : []),
    ...(opened.kind.site && !opened.hidden && Object.values(opened.kind.findings).includes('check-card') ? [<a href={`/chien-dich/${id}/noi`}>{say('one.schools-link', { site: opened.kind.site.name[lang].toLowerCase() })}</a>] : []),
    ...(props.waiting > 0 && opened.campaign.state === 'open' ? [<a href={`/chien-dich/${id}/duyet`}>{say('one.approve-link', { n: formatNumberVi(props.waiting) })}</a>] : []),
    ...(printable !== null && opened.workIn.includes(printable) && props.progress.left > 0 ? [<a href={casesHref(id, { area: printable, state: 'left' }, { print: true })}>{say('one.print-link')}</a>] : []),
  ]
  return links.length === 0 ? null : <ul class="plain-list">{links.map((link) => <li>{link}</li>)}</ul>
}

function Hidden(props: Shown) {
  const say = campaignStrings.in(props.lang)
  const least = campaignRule('sensitive-least-shown', props.today)
  const { total } = props.opened.progress
  return <Notice kind="info" title={say('hidden')}><p>{say('one.answers-caption', { n: total < least ? say('under', { n: least }) : formatNumberVi(total) })}. {say('hidden-text')}</p></Notice>
}

const Count = (props: { n: number; href: string; about: string }) => <a href={props.href}>{formatNumberVi(props.n)}<span class="sr-only">: {props.about}</span></a>

function Answers(props: Shown & { progress: Progress }) {
  const { opened, area, progress, lang } = props
  const say = campaignStrings.in(lang)
  return (
    <section class="board-section stack">
      <h2>{say('one.answers')}</h2>
      <DataTable caption={say('one.answers-caption', { n: formatNumberVi(progress.total) })} rows={findings} columns={[
        { header: say('one.answer'), rowHeader: true, cell: (finding: Finding) => say(`finding.${finding}`) },
        { header: say('one.number'), align: 'num', cell: (finding: Finding) => <Count n={progress.findings[finding]} href={casesHref(opened.campaign.campaignId, { area, finding })} about={say(`finding.${finding}`)} /> },
      ]} />
    </section>
  )
}

function States(props: Shown & { progress: Progress }) {
  const { opened, area, progress, lang } = props
  const say = campaignStrings.in(lang)
  const id = opened.campaign.campaignId
  const rows = [['settled', progress.settled], ['open', progress.open], ['taken', progress.taken], ['proposed', progress.proposed], ['done', progress.done]] as const
  const n = (value: number): string => formatNumberVi(value)
  return (
    <section class="board-section stack">
      <h2>{say('one.states')}</h2>
      <DataTable caption={say('one.states-caption', { total: n(progress.total), settled: n(progress.settled), done: n(progress.done), left: n(progress.left) })} rows={rows} columns={[
        { header: say('one.state'), rowHeader: true, cell: ([state]) => say(`state.${state}`) },
        { header: say('one.number'), align: 'num', cell: ([state, value]) => <Count n={value} href={casesHref(id, { area, state })} about={say(`state.${state}`)} /> },
      ]} />
      <h2>{say('one.outcomes')}</h2>
      <DataTable caption={say('one.outcomes-caption', { n: n(progress.done) })} rows={[...progress.outcomes].sort((a, b) => b[1] - a[1])} empty={<p class="muted">{say('one.outcomes-none')}</p>} columns={[
        { header: say('one.outcome'), rowHeader: true, cell: ([outcome]) => outcomeOf(outcome).name[lang] },
        { header: say('one.number'), align: 'num', cell: ([outcome, value]) => <Count n={value} href={casesHref(id, { area, outcome, state: 'done' })} about={outcomeOf(outcome).name[lang]} /> },
      ]} />
    </section>
  )
}

function League(props: Shown) {
  const { opened, today, lang } = props
  const say = campaignStrings.in(lang)
  const { campaign, league } = opened
  const name = (area: string): string => unitName(area, campaign.area, today, lang)
  return (
    <section class="board-section stack">
      <h2>{say('one.units')}</h2>
      <DataTable caption={say('one.units-caption')} rows={league} rowClass={({ unit }) => (unit.pace.late ? 'row-late' : undefined)} columns={[
        { header: say('one.rank'), cell: ({ rank }) => (rank === null ? <span class="muted">{say('one.unranked')}</span> : String(rank)) },
        { header: say('one.unit'), rowHeader: true, cell: ({ unit }) => <a href={campaignHref(campaign.campaignId, unit.area)}>{name(unit.area)}</a> },
        { header: say('one.responsible'), cell: ({ unit }) => unit.responsibleName ?? <span class="muted">{say('one.nobody')}</span> },
        { header: say('col.done'), align: 'num', cell: ({ progress }) => shareWords(progress, lang) },
        { header: say('col.left'), align: 'num', cell: ({ unit, progress }) => <Count n={progress.left} href={casesHref(campaign.campaignId, { area: unit.area, state: 'left' })} about={name(unit.area)} /> },
        { header: say('col.due'), cell: ({ unit }) => <span>{formatDateVi(unit.dueOn)} {unit.pace.late && <StatusTag tone="problem" icon="warning">{paceWords(unit.pace, lang)}</StatusTag>}</span> },
      ]} />
      <p class="hint">{say('one.units-note', { least: opened.smallestRanked })}</p>
    </section>
  )
}

function Hamlets(props: Shown & { cells: readonly Cell[]; of: string }) {
  const { opened: { campaign, league }, today, lang } = props
  const say = campaignStrings.in(lang)
  const name = unitName(props.of, campaign.area, today, lang)
  const unit = league.find((each) => each.unit.area === props.of)?.unit
  const rows = [...progressBy(props.cells, (cell) => cell.hamlet)].sort((a, b) => b[1].left - a[1].left || (a[0] ?? '').localeCompare(b[0] ?? '', 'vi'))
  return (
    <section class="board-section stack">
      <h2>{say('one.hamlets')}</h2>
      <p>{say('one.responsible')}: {unit?.responsibleName ?? say('one.nobody')}</p>
      <DataTable caption={say('one.hamlets-caption', { area: name })} rows={rows} columns={[
        { header: say('one.hamlet'), rowHeader: true, cell: ([hamlet]) => hamlet ?? say('one.hamlet-none') },
        { header: say('one.total'), align: 'num', cell: ([hamlet, of]) => <Count n={of.total} href={casesHref(campaign.campaignId, { area: props.of, hamlet: hamlet ?? '' })} about={hamlet ?? say('one.hamlet-none')} /> },
        { header: say('col.done'), align: 'num', cell: ([, of]) => shareWords(of, lang) },
        { header: say('col.left'), align: 'num', cell: ([hamlet, of]) => <Count n={of.left} href={casesHref(campaign.campaignId, { area: props.of, hamlet: hamlet ?? '', state: 'left' })} about={hamlet ?? say('one.hamlet-none')} /> },
      ]} />
    </section>
  )
}

function Days(props: Shown) {
  const { opened, lang } = props
  const say = campaignStrings.in(lang)
  if (props.area !== null) return null
  return (
    <section class="board-section stack">
      <h2>{say('one.days')}</h2>
      {opened.days.length === 0 ? <p class="muted">{say('one.days-none')}</p> : (
        <BarChart caption={say('one.days-caption')} labelHeader={say('one.day')} valueHeader={say('col.done')} bars={opened.days.map(({ day, n }) => ({ label: formatDateVi(day), value: n, text: formatNumberVi(n), href: casesHref(opened.campaign.campaignId, { closedOn: day, state: 'done' }) }))} />
      )}
    </section>
  )
}

/** The campaign an address names. */
export const campaignIdOf = (req: PageRequest): string => (isId(req.params['campaign'] ?? '') ? req.params['campaign']! : refuse('campaigns-web.unknown'))

export const campaignRoute = pageRoute({
  method: 'GET', url: '/chien-dich/:campaign', access: everybody, purpose: campaignPurpose,
  async handler(ctx, req) {
    const opened = await readCampaign(ctx, campaignIdOf(req))
    const asked = narrowedBy(req.query, { findings: [], states: [] }).area ?? null
    const area = opened.league.some((each) => each.unit.area === asked) ? asked : null
    return workPage(ctx, req, { title: opened.campaign.title, screen: 'D-campaign', back: { href: '/chien-dich', label: campaignStrings.t(req.lang, 'title') } }, <CampaignPage opened={opened} area={area} today={ctx.today} lang={req.lang} />)
  },
})
