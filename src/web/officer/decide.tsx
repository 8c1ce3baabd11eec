import { newId } from '../../kernel/ids.ts'
import type { Instant, PlainDate } from '../../platform/index.ts'
import { laneDue, loadCalendar } from '../../public-services/clock/index.ts'
import type { OfficerCase } from '../../public-services/dossier/index.ts'
import type { Verified } from '../../public-services/forms/index.ts'
import { Button, ButtonLink, Checkboxes, Form, Notice, RadioGroup, TextArea, type Lang } from '../kit/index.ts'
import { isWords, sorted, VerifiedFacts } from './case-parts.tsx'
import { caseStrings } from './case-strings.ts'
import { actSentences, dueWords, exitWords, stateAfter, wokenBy } from './case-words.ts'

/** What was typed so far on the way to a decision. */
export interface DecideModel {
  readonly found: OfficerCase
  readonly version: string
  readonly note: string
  readonly words: string
  readonly defects: readonly string[]
  readonly ground: string | undefined
  readonly now: Instant
}

const sure = (props: DecideModel) => ({ version: props.version, note: props.note, _sure: '1' })
const laneHref = (found: OfficerCase): string => `/lam-viec/ho-so/${found.lane.laneId}`

/** Before a signature: what it does, what it sets going, what the citizen will read, what is recorded. */
export function ApprovePage(props: DecideModel & { today: PlainDate; lang: Lang }) {
  const { found, lang } = props
  const say = caseStrings.in(lang)
  const act = exitWords(found, 'approve', lang)
  const after = stateAfter(found, 'approve')
  return (
    <Form action={laneHref(found)} command={newId()} hidden={sure(props)} class="narrow-form">
      <h1>{say('approve.heading', { act, code: found.dossier.code })}</h1>
      <p>{say('approve.when')}</p>
      <ul class="prose-list">
        {actSentences(found, lang).map((sentence) => <li>{sentence}</li>)}
        {wokenBy(found, props.today).map((title) => <li>{say('approve.wakes', { lane: title })}</li>)}
        <li>{say('approve.tells')}</li>
      </ul>
      {after && 'says' in after && after.says && <div class="letter"><p class="letter-text">{say('case.will-read', { text: after.says })}</p></div>}
      <Notice kind="warn" title={say('approve.no-undo')} />
      <details class="details details-box" open><summary>{say('approve.content')}</summary><div class="details-body"><VerifiedFacts facts={contentOf(found)} plain lang={lang} /></div></details>
      <div class="buttons">
        <Button name="_exit" value="approve" shortcut="F10" act="sure-approve" icon="stamp">{act}</Button>
        <ButtonLink href={laneHref(found)} kind="secondary" act="back-to-case" shortcut="Esc">{say('approve.back')}</ButtonLink>
      </div>
    </Form>
  )
}

/** What was stated and looked at, then what follows from it; facts of the registers stay on the page before. */
function contentOf(found: OfficerCase): Verified[] {
  const looked = found.view.unverified.filter((item) => isWords(item.given)).map((item) => ({ id: item.item, label: item.label, text: item.given, by: caseStrings.vi['case.looked-by'] }))
  return [...looked, ...sorted(found).stated]
}

/** The button that Enter presses inside a form: harmless, and seen by nobody. */
export function EnterButton(props: { value: string }) {
  return <button class="sr-only" name="_exit" value={props.value} tabindex={-1} aria-hidden="true" />
}

/** O-14, form 02: everything is asked in one request; the preview is what the citizen will read. */
export function AskPage(props: DecideModel & { lang: Lang }) {
  const { found, lang, now } = props
  const say = caseStrings.in(lang)
  const after = stateAfter(found, 'defects')
  const offered = after?.kind === 'citizen' ? found.definition.defects.filter((each) => after.defects.includes(each.code)) : []
  const chosen = offered.filter((each) => props.defects.includes(each.code))
  const until = after?.kind === 'citizen' ? laneDue(after.within.limit, now, loadCalendar()).dueAt : null
  return (
    <Form action={laneHref(found)} command={newId()} hidden={sure(props)} class="narrow-form">
      <EnterButton value="preview-defects" />
      <h1>{say('ask.heading')}</h1>
      <p>{say('ask.once')}</p>
      <Checkboxes name="defects" label={say('ask.choose')} values={props.defects} options={offered.map((each) => ({ value: each.code, label: each.label, hint: each.says }))} />
      <TextArea name="words" label={say('ask.words')} hint={say('ask.words-hint')} value={props.words} rows={2} />
      <section class="letter" aria-label={say('ask.preview')}>
        <h2>{say('ask.preview')}</h2>
        {chosen.length === 0 ? <p class="muted">{say('ask.preview-empty')}</p> : (
          <>
            <p>{say('ask.preview-head', { lane: found.definition.title, code: found.dossier.code, n: chosen.length })}</p>
            <ol class="prose-list">{chosen.map((each) => <li>{each.says}</li>)}</ol>
            {props.words.trim() !== '' && <p>{props.words}</p>}
            {until && <p>{say('ask.preview-until', { when: dueWords(until, now, lang) })}</p>}
          </>
        )}
        <p class="hint">{say('ask.preview-may-differ')}</p>
      </section>
      <div class="buttons">
        <Button name="_exit" value="defects" shortcut="F11" act="sure-defects">{say('ask.send')}</Button>
        <Button name="_exit" value="preview-defects" kind="secondary" act="preview" shortcut="F8">{say('ask.preview-again')}</Button>
        <ButtonLink href={laneHref(found)} kind="quiet" act="back-to-case" shortcut="Esc">{say('approve.back')}</ButtonLink>
      </div>
    </Form>
  )
}

/** O-14, form 03: no refusal without its lawful ground; under each ground stands what the citizen will read. */
export function RefusePage(props: DecideModel & { lang: Lang }) {
  const { found, lang } = props
  const say = caseStrings.in(lang)
  return (
    <Form action={laneHref(found)} command={newId()} hidden={sure(props)} class="narrow-form">
      <EnterButton value="preview-refuse" />
      <h1>{say('refuse.heading')}</h1>
      <p>{say('refuse.lead')}</p>
      <RadioGroup name="ground" label={say('refuse.choose')} {...(props.ground ? { value: props.ground } : {})}
        options={found.definition.grounds.map((each) => ({ value: each.code, label: each.label, hint: `${say('refuse.reads', { text: each.says })} ${[each.basis.text, each.basis.article].filter(Boolean).join(', ')}` }))} />
      <TextArea name="words" label={say('refuse.words')} hint={say('refuse.words-hint')} value={props.words} rows={2} />
      <Notice kind="warn" title={say('approve.no-undo')} />
      <div class="buttons">
        <Button name="_exit" value="refuse" kind="danger" shortcut="F12" act="sure-refuse">{say('refuse.send')}</Button>
        <ButtonLink href={laneHref(found)} kind="secondary" act="back-to-case" shortcut="Esc">{say('approve.back')}</ButtonLink>
      </div>
    </Form>
  )
}
