import { formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import type { DossierEvent, DossierView, LaneView } from '../../public-services/dossier/index.ts'
import { ButtonLink, CheckAnswers, CopyButton, Icon, Lanes, Notice, Timeline, type Lang, type TimelineEvent } from '../kit/index.ts'
import { laneClock, laneStateOf } from '../public/index.ts'
import { checkModel } from '../../public-services/forms/index.ts'
import type { HelpShown, LaterHelp } from '../../public-services/counter/index.ts'
import { dossierStrings } from './dossier-strings.ts'
import { HelpBehind, LaterHelps } from './help.tsx'
import { DossierStatus } from './dossiers.tsx'
import { dayWords, momentWords } from './words.ts'

export interface FollowModel {
  readonly view: DossierView
  /** How many times officers and programs read data for this dossier; null while it cannot be told, absent for whoever acts for the applicant: it is the applicant's to see. */
  readonly reads?: number | null
  /** Who helped, where somebody did. */
  readonly help?: HelpShown | undefined
  readonly laterHelps?: readonly LaterHelp[]
  readonly today: PlainDate
}

/** C-15: who holds it, until when, what happened, and why the clock stood still. */
export function Follow(props: FollowModel & { lang: Lang }) {
  const { view, today, lang } = props
  const say = dossierStrings.in(lang)
  const waiting = view.lanes.filter((lane) => lane.status === 'supplement-requested' && lane.request)
  const check = checkModel(view.service, view.filing)
  return (
    <>
      <p class="caption">{say('view.code', { code: view.code })} <CopyButton text={view.code} /></p>
      <h1>{view.serviceName}</h1>
      <p><DossierStatus status={view.status} lang={lang} /></p>
      {waiting.map((lane) => <Waiting lane={lane} dossierId={view.dossierId} lang={lang} />)}
      <Summary view={view} today={today} lang={lang} />
      <h2>{say('view.lanes')}</h2>
      <Lanes level={3} label={say('view.lanes')} lanes={view.lanes.map((lane) => ({ title: lane.title, state: laneStateOf(lane), stateText: lane.stateName, holder: lane.unit, clock: laneClock(lane, lang) ?? (lane.promisedOn && lane.outcome === null ? say('view.promised', { day: dayWords(lane.promisedOn, today, lang) }) : undefined), ...(lane.says ? { note: lane.says } : {}) }))} />
      {view.lanes.some((lane) => lane.result || lane.outcome !== null) && <p><ButtonLink href={`/ho-so/${view.dossierId}/ket-qua`} act="results">{say(view.lanes.some((lane) => lane.result) ? 'view.results' : 'view.letters')}</ButtonLink></p>}
      <h2>{say('view.timeline')}</h2>
      <Timeline label={say('view.timeline')} events={timelineOf(view, today, lang)} />
      {view.endedAt === null && <p class="hint">{say('view.late')}</p>}
      {view.consents.length > 0 && <CheckAnswers title={say('view.consents')} answers={view.consents.map((consent) => ({ label: consent.says, value: say(consent.state === 'asked' && view.endedAt !== null ? 'view.consent-unanswered' : `view.consent-${consent.state}`) }))} />}
      {props.help && <HelpBehind help={props.help} dossierId={view.dossierId} lang={lang} />}
      <LaterHelps helps={props.laterHelps ?? []} lang={lang} />
      <CheckAnswers folded title={say('view.answers')} answers={check.answers.map((line) => ({ label: line.label, ...(line.text === '' ? {} : { value: line.text }) }))} />
      {view.papers.length > 0 && <section class="stack"><h2>{say('view.papers')}</h2><ul class="prose-list">{view.papers.map((paper) => <li><a href={`/ho-so/giay/${paper.paperId}`}>{paper.fileName}</a></li>)}</ul></section>}
      {props.reads !== undefined && <p><Icon name="eye" size="small" /> {props.reads === 0 ? say('view.reads-none') : <a href={`/luot-xem?ho-so=${view.dossierId}`}>{props.reads === null ? say('view.reads', { n: '…' }) : say('view.reads', { n: props.reads })}</a>}</p>}
      <div class="buttons">
        <ButtonLink kind="secondary" href={`/ho-so/${view.dossierId}/da-gui`} act="receipt">{say('view.receipt')}</ButtonLink>
        {view.lanes.some((lane) => lane.outcome === null) && <a class="link-plain" href={`/ho-so/${view.dossierId}/rut`} data-act="withdraw">{say('view.withdraw')}</a>}
      </div>
      <p class="hint">{say('view.message')}</p>
    </>
  )
}

function Waiting(props: { lane: LaneView; dossierId: string; lang: Lang }) {
  const { lane, lang } = props
  const say = dossierStrings.in(lang)
  return (
    <Notice kind="warn" title={say('view.supplement-title', { lane: lane.title })}>
      <ul class="plain-list">{lane.request!.defects.map((defect) => <li>{defect.says}</li>)}</ul>
      <p>{say('view.supplement-until', { when: formatInstantVi(lane.request!.until) })}</p>
      <ButtonLink href={`/ho-so/${props.dossierId}/bo-sung?phan=${lane.lane}`} act="answer-request">{say('view.supplement')}</ButtonLink>
    </Notice>
  )
}

/** The line of W-04 on top: the promise, the holder, the next thing. */
function Summary(props: { view: DossierView; today: PlainDate; lang: Lang }) {
  const { view, today, lang } = props
  const say = dossierStrings.in(lang)
  const open = view.lanes.filter((lane) => lane.outcome === null)
  const holder = open.find((lane) => lane.clock !== null) ?? open[0]
  const due = open.map((lane) => lane.promisedOn).filter((on) => on !== null).sort().at(-1)
  return (
    <div class="summary-band">
      {view.endedAt !== null && <p class="big">{say('view.ended', { when: formatInstantVi(view.endedAt) })}</p>}
      {due && <p class="big">{say('view.due', { day: dayWords(due, today, lang) })}</p>}
      {holder && <p>{say('view.holder', { unit: `${holder.unit} – ${holder.title}` })}</p>}
      {holder && <p>{say('view.next', { what: holder.says ?? holder.stateName })}</p>}
    </div>
  )
}

/** Events and the hours that do not count, newest first. */
export function timelineOf(view: Pick<DossierView, 'timeline' | 'quiet' | 'lanes' | 'papers' | 'service' | 'submittedAt'>, today: PlainDate, lang: Lang): TimelineEvent[] {
  const laneTitle = (lane: string | null): string | undefined => view.lanes.find((each) => each.lane === lane)?.title
  const events = view.timeline.map((event) => ({ at: event.at, shown: eventOf(event, laneTitle(event.lane), view.papers.length, today, lang) }))
  const pauses = view.quiet.filter((quiet) => momentWords(quiet.from, today) !== momentWords(quiet.to, today)).map((quiet) => ({ at: quiet.from, shown: { when: `${momentWords(quiet.from, today)} – ${momentWords(quiet.to, today)}`, text: `${dossierStrings.t(lang, 'view.quiet')}: ${quiet.reasons.join(', ')}`, kind: 'pause' as const } }))
  // Events of one moment keep their order, which is why the list is turned round before it is sorted.
  return [...pauses, ...events].reverse().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).map(({ shown }) => shown)
}

function eventOf(event: DossierEvent, lane: string | undefined, papers: number, today: PlainDate, lang: Lang): TimelineEvent {
  const say = dossierStrings.in(lang)
  const submitted = event.kind === 'submitted'
  const kind = ['defects', 'refuse', 'expired', 'withdrawn'].includes(event.kind) ? 'problem' : event.toState === 'done' ? 'done' : 'event'
  return {
    when: momentWords(event.at, today), text: submitted ? say('view.sent') : (event.says ?? event.kind), kind: submitted ? 'done' : kind, ...(lane ? { lane } : {}),
    ...(submitted ? { detail: <>{event.says}{papers > 0 && <> {say('view.files', { n: papers })}</>}</> } : {}),
  }
}
