import { formatDateVi, isPlainDate } from '../../kernel/plain-date.ts'
import type { PlainDate } from '../../platform/index.ts'
import { registers } from '../../public-services/catalogue/index.ts'
import type { OfficerCase } from '../../public-services/dossier/index.ts'
import type { Unverified, Verified } from '../../public-services/forms/index.ts'
import { DiffLine, Lanes, Notice, RadioGroup, StatusTag, Timeline, type Lang, type LaneState } from '../kit/index.ts'
import { caseStrings } from './case-strings.ts'
import { stateKind, whenWords } from './case-words.ts'

/** Marks as typed in this form, by check key; they win over those kept. */
export type Marks = Readonly<Record<string, string>>

export const markField = (key: string): string => `m.${key}`

/** What the applicant said or chose, with what follows from it, apart from what the registers say. */
export function sorted({ view }: OfficerCase): { stated: Verified[]; registered: Verified[] } {
  const ofRegister = (fact: Verified): boolean => fact.asOf !== undefined || Object.values(registers).some(({ label }) => fact.by === label) || fact.by === 'Quy tắc tự kiểm tra'
  return { stated: view.verified.filter((fact) => !ofRegister(fact)), registered: view.verified.filter(ofRegister) }
}

/** A consent answers by its state, which is no word for people. */
export const isWords = (given: string): boolean => given !== '' && !['asked', 'agreed', 'refused', 'not-asked'].includes(given)

/** The papers of this part, pictures as pictures, PDF in a frame of its own with a link for a larger view. */
export function Papers(props: { found: OfficerCase; lang: Lang }) {
  const { found, lang } = props
  const say = caseStrings.in(lang)
  return (
    <>
      {found.papers.map((paper) => {
        const label = labelOf(found, paper.item) ?? paper.fileName
        const href = `/lam-viec/giay/${paper.paperId}`
        return (
          <figure class="paper-shot">
            {paper.mediaType.startsWith('image/') ? <a href={href} target="_blank" rel="noopener"><img class="paper-image" src={href} alt={say('case.paper-alt', { label })} /></a> : <iframe class="paper-frame" src={href} title={label} />}
            <figcaption><strong>{label}</strong> · {say('case.paper-pages', { n: paper.pages })} · <a href={href} target="_blank" rel="noopener">{say('case.paper-open')}</a>
              {paper.quality['doubtful'] === true && <> <StatusTag tone="todo">{String(paper.quality['says'] ?? say('case.paper-doubtful'))}</StatusTag></>}</figcaption>
          </figure>
        )
      })}
    </>
  )
}

const labelOf = (found: OfficerCase, item: string): string | undefined => found.view.unverified.find((each) => each.item === item)?.label ?? found.view.verified.find((each) => each.id === item)?.label

/** What only a person can settle: one group of answers an item, digits printed on them. */
export function Checks(props: { found: OfficerCase; marks: Marks; lang: Lang }) {
  const { found, marks, lang } = props
  const say = caseStrings.in(lang)
  const { unverified } = found.view
  if (unverified.length === 0) return <Notice kind="success" title={say('case.nothing-open')}><p>{say('case.nothing-open-text')}</p></Notice>
  return (
    <>
      <p class="hint">{say('case.keys')}</p>
      <ol class="checks" data-review>
        {unverified.map((item, index) => {
          const { key, mark } = found.checks[index]!
          const value = marks[key] ?? mark
          return <li class={value === undefined ? 'check' : 'check check-done'} data-item><CheckItem item={item} field={markField(key)} value={value} lang={lang} /></li>
        })}
      </ol>
    </>
  )
}

function CheckItem(props: { item: Unverified; field: string; value: string | undefined; lang: Lang }) {
  const { item } = props
  const say = caseStrings.in(props.lang)
  return (
    <RadioGroup name={props.field} label={`${item.key}. ${item.label}`} {...(props.value === undefined ? {} : { value: props.value })} f={item.item} inline
      hint={<>
        {isWords(item.given) && <span class="check-given">{say('case.given', { value: '' })}<strong>{item.given}</strong></span>}
        <span class="check-says">{item.says}</span>
        {item.basis && <span class="check-basis">{say('case.rule-basis', { basis: item.basis })}</span>}
      </>}
      options={item.answers.map((answer) => ({ value: answer.does === 'accept' ? 'ok' : answer.defect!, label: answer.label, shortcut: answer.key }))} />
  )
}

/** What the specialist has looked at, for whoever signs: read, not edited (domain Annex G). */
export function Looked(props: { found: OfficerCase; lang: Lang }) {
  const { found, lang } = props
  const say = caseStrings.in(lang)
  if (found.view.unverified.length === 0) return <Notice kind="success" title={say('case.nothing-open')}><p>{say('case.nothing-open-text')}</p></Notice>
  return (
    <>
      <h3>{say('case.looked', { n: found.view.unverified.length })}</h3>
      <dl class="facts facts-dense">
        {found.view.unverified.map((item, index) => (
          <div class="fact">
            <dt class="fact-label">{item.label}</dt>
            <dd class="fact-value">{isWords(item.given) ? item.given : item.says}</dd>
            <dd class="fact-meta"><StatusTag tone={found.checks[index]!.mark === 'ok' ? 'known' : 'todo'}>{found.checks[index]!.mark === 'ok' ? say('case.mark-ok') : defectLabel(found, found.checks[index]!.mark)}</StatusTag></dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const defectLabel = (found: OfficerCase, code: string | undefined): string => found.definition.defects.find((each) => each.code === code)?.label ?? '–'

/** Facts that agree, each with where it comes from and its day; `plain` leaves out what follows from others. */
export function VerifiedFacts(props: { facts: readonly Verified[]; plain?: boolean; lang: Lang }) {
  const say = caseStrings.in(props.lang)
  return (
    <dl class="facts facts-dense">
      {props.facts.map((fact) => (
        <div class="fact">
          <dt class="fact-label">{fact.label}</dt>
          <dd class="fact-value" data-f={fact.id} data-src="known">{isPlainDate(fact.text) ? formatDateVi(fact.text) : fact.text}</dd>
          {!(props.plain && fact.by === 'Suy ra từ dữ liệu đã biết') && <dd class="fact-meta"><span class="fact-source">{fact.asOf && isPlainDate(fact.asOf) ? say('case.by-date', { source: fact.by, date: formatDateVi(fact.asOf) }) : fact.by}</span></dd>}
        </div>
      ))}
    </dl>
  )
}

/** Facts the citizen says are wrong: both values, and that they hold nothing up. */
export function Correcting(props: { found: OfficerCase; lang: Lang }) {
  const { correcting } = props.found.view
  const say = caseStrings.in(props.lang)
  if (correcting.length === 0) return null
  return (
    <Notice kind="info" title={say('case.correcting', { n: correcting.length })}>
      <p>{say('case.correcting-text')}</p>
      {correcting.map((each) => <DiffLine label={each.label} old={each.text} new={each.claimed} />)}
    </Notice>
  )
}

export function OtherLanes(props: { found: OfficerCase; today: PlainDate; lang: Lang }) {
  const { otherLanes } = props.found
  if (otherLanes.length === 0) return null
  const label = caseStrings.t(props.lang, 'case.other-lanes')
  const kinds: Readonly<Record<string, LaneState>> = { wait: 'waiting', citizen: 'returned', step: 'active' }
  const stateOf = (lane: OfficerCase['otherLanes'][number]): LaneState => (lane.outcome === null ? kinds[stateKind(props.found, lane, props.today) ?? 'step']! : lane.outcome === 'done' ? 'done' : lane.outcome === 'refused' ? 'refused' : 'stopped')
  return <><h3>{label}</h3><Lanes level={3} label={label} lanes={otherLanes.map((lane) => ({ title: lane.title, state: stateOf(lane), stateText: lane.stateName }))} /></>
}

/** The same timeline with hand-over times and the notes that stay inside (form 06). */
export function InsideTimeline(props: { found: OfficerCase; lang: Lang }) {
  const { timeline, lane } = props.found
  const say = caseStrings.in(props.lang)
  const mine = timeline.filter((event) => event.lane === null || event.lane === lane.lane)
  return (
    <details class="details details-box">
      <summary>{say('case.timeline')} ({mine.length})</summary>
      <div class="details-body">
        <Timeline label={say('case.timeline')} events={[...mine].reverse().map((event) => ({ when: whenWords(event.at), text: event.says ?? event.kind, ...(event.note ? { detail: say('case.note-said', { note: event.note }) } : {}) }))} />
      </div>
    </details>
  )
}
