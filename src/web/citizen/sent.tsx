import type { PlainDate } from '../../kernel/plain-date.ts'
import type { DossierView } from '../../public-services/dossier/index.ts'
import { ButtonLink, ConfirmationPanel, Lanes, Notice, type Lang } from '../kit/index.ts'
import { laneStateOf } from '../public/index.ts'
import { flowStrings } from './flow-strings.ts'
import type { DossierDocument } from './dossier-documents.ts'
import { dayWords } from './words.ts'

export interface SentModel {
  readonly view: DossierView
  readonly receipt: DossierDocument | undefined
  readonly today: PlainDate
  /** What the QR holds: the public tracking page of this code. */
  readonly trackAddress: string
  /** Where the matters of this person stand. */
  readonly list: string
}

/** C-13: relief and receipt. Reading it again changes nothing. */
export function Sent(props: SentModel & { lang: Lang }) {
  const { view, lang, today } = props
  const say = flowStrings.in(lang)
  return (
    <>
      <ConfirmationPanel title={say('sent.title')} code={view.code} qrText={props.trackAddress}>
        <p><strong>{view.serviceName}</strong></p>
        <p>{view.endedAt === null ? say('sent.holder', { unit: (view.lanes.find((lane) => lane.outcome === null && lane.clock) ?? view.lanes[0])?.unit ?? '' }) : say('sent.ended')}</p>
        {props.receipt
          ? <p><a href={`/ho-so/${view.dossierId}/giay/${props.receipt.documentId}`} data-act="receipt">{say('sent.receipt')}</a></p>
          : <p class="hint">{say('sent.receipt-wait')}</p>}
      </ConfirmationPanel>
      <h2>{say('sent.dates')}</h2>
      <Lanes level={3} label={say('sent.dates')} lanes={view.lanes.map((lane) => ({ title: lane.title, state: laneStateOf(lane), stateText: lane.stateName, holder: lane.unit, ...(lane.promisedOn && lane.outcome === null ? { note: <strong>{say('sent.date', { day: dayWords(lane.promisedOn, today, lang) })}</strong> } : {}) }))} />
      {view.notRun.map((lane) => <Notice kind="warn" title={say('sent.not-run', { title: lane.title })}><p>{lane.says}</p></Notice>)}
      {view.laterLanes.map((lane) => <details class="details"><summary>{say('sent.later', { title: lane.title })}</summary><div class="details-body"><p>{lane.says}</p></div></details>)}
      {view.endedAt === null && <p>{say('sent.next-text')}</p>}
      {view.papers.length > 0 && <h2>{say('sent.files')}</h2>}
      {view.papers.length > 0 && <ul class="prose-list">{view.papers.map((paper) => <li>{say('sent.file', { file: paper.fileName, pages: paper.pages })}</li>)}</ul>}
      <div class="buttons"><ButtonLink href={`/ho-so/${view.dossierId}`} act="follow">{say('sent.follow')}</ButtonLink><ButtonLink kind="quiet" href={props.list}>{say(props.list === '/toi' ? 'sent.mine' : 'sent.theirs')}</ButtonLink></div>
    </>
  )
}
