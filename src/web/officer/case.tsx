import { newId } from '../../kernel/ids.ts'
import type { Instant, PlainDate } from '../../platform/index.ts'
import type { OfficerCase } from '../../public-services/dossier/index.ts'
import { Button, Form, Notice, SplitReviewer, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { Checks, Correcting, InsideTimeline, Looked, OtherLanes, Papers, sorted, VerifiedFacts, type Marks } from './case-parts.tsx'
import { caseStrings } from './case-strings.ts'
import { EnterButton } from './decide.tsx'
import { dueWords, exitKeys, exitWords, stateAfter, whenWords } from './case-words.ts'
import { KnownAlready } from './known-already.tsx'
import { workStrings } from './strings.ts'

export interface CaseModel {
  readonly found: OfficerCase
  readonly marks: Marks
  readonly note: string
  readonly now: Instant
  readonly today: PlainDate
  /** The reason for one more request, as it was typed. */
  readonly again?: string
  /** People of the register who may be the child of a birth that is to be entered. */
  readonly known?: KnownAlready
  /** A colleague has it open since then. */
  readonly heldSince: Instant | null
}

/** Somebody who may send it back signs what a specialist has checked: the checks are shown, not asked again. */
export const signsAfterCheck = (found: OfficerCase): boolean => found.exits.includes('sendBack')

/** O-13: paper on the left, on the right only what needs eyes; decisions at the bottom with their keys. */
export function CaseReview(props: CaseModel & { lang: Lang }) {
  const { found, lang } = props
  const say = caseStrings.in(lang)
  const editable = found.exits.length > 0 && !signsAfterCheck(found)
  const { stated, registered } = sorted(found)
  const withPapers = found.papers.length > 0
  const facts = (
    <>
      {props.known && <KnownAlready known={props.known} today={props.today} lang={lang} />}
      {editable ? <Checks found={found} marks={props.marks} lang={lang} /> : <Looked found={found} lang={lang} />}
      <Correcting found={found} lang={lang} />
      {withPapers && stated.length > 0 && <details class="details details-box" open={!editable}><summary>{say('case.stated')} ({stated.length})</summary><div class="details-body"><VerifiedFacts facts={stated} plain lang={lang} /></div></details>}
      <details class="details details-box" open={!editable && withPapers}><summary>{say('case.verified', { n: registered.length })}</summary><div class="details-body"><VerifiedFacts facts={registered} lang={lang} /></div></details>
      <OtherLanes found={found} today={props.today} lang={lang} />
      <InsideTimeline found={found} lang={lang} />
    </>
  )
  const aside = withPapers ? <Papers found={found} lang={lang} /> : <><VerifiedFacts facts={stated} plain lang={lang} /><p class="hint">{say('case.no-papers')}</p></>
  const asideTitle = say(withPapers ? 'case.papers' : 'case.stated')
  const title = found.view.unverified.length > 0 && editable ? say('case.need-eyes-n', { n: found.view.unverified.length }) : say('case.checks')
  return (
    <>
      <CaseHead {...props} />
      {found.exits.length === 0
        ? <SplitReviewer documentTitle={asideTitle} document={aside} factsTitle={title} facts={facts} decision={found.mayAllowAgain ? <AllowAgain {...props} /> : <p class="muted">{say(found.lane.outcome === null ? 'case.not-mine' : 'case.ended')}</p>} />
        : (
          <Form action={`/lam-viec/ho-so/${found.lane.laneId}`} command={newId()} hidden={{ version: String(found.lane.version) }} label={say('case.decide')} class="review-form">
            <EnterButton value="save" />
            <SplitReviewer documentTitle={asideTitle} document={aside} factsTitle={title} facts={facts} decision={<DecisionBar {...props} />} />
          </Form>
        )}
    </>
  )
}

/** For whoever is in charge: one more request to the citizen, with its reason. */
function AllowAgain(props: CaseModel & { lang: Lang }) {
  const say = caseStrings.in(props.lang)
  return (
    <Form action={`/lam-viec/ho-so/${props.found.lane.laneId}/hoi-lai`} class="narrow-form">
      <p>{say('again.lead')}</p>
      <TextField name="reason" label={say('again.reason')} value={props.again ?? ''} autocomplete="off" />
      <div class="buttons"><Button kind="secondary" act="allow-again">{say('again.do')}</Button></div>
    </Form>
  )
}

function CaseHead(props: CaseModel & { lang: Lang }) {
  const { found, lang, now } = props
  const { dossier, lane, state } = found
  const say = caseStrings.in(lang)
  const overdue = lane.outcome === null && lane.dueAt !== null && lane.dueAt < now && state.kind !== 'citizen'
  const late = lane.stateDue !== null && lane.stateDue < now
  return (
    <>
      <div class="case-head">
        <div>
          <p class="caption">{found.serviceName}{found.definition.title !== found.serviceName && ` · ${found.definition.title}`}</p>
          <h1>{dossier.code} · {state.name}</h1>
        </div>
        <div class="tags">
          {found.clockWords && <StatusTag tone={lane.outcome ? 'known' : overdue ? 'problem' : 'info'} icon={overdue ? 'warning' : 'clock'}>{say('case.promise', { words: found.clockWords[lang] })}</StatusTag>}
          {lane.stateDue && <StatusTag tone={late ? 'problem' : 'neutral'} icon={late ? 'warning' : 'clock'}>{say('case.step-due', { when: dueWords(lane.stateDue, now, lang) })}{late && ` · ${workStrings.t(lang, 'today.late')}`}</StatusTag>}
        </div>
      </div>
      <p class="hint">{say('case.sent', { when: whenWords(dossier.submittedAt), how: workStrings.t(lang, `mode.${dossier.filingMode}`) })}</p>
      {props.heldSince && <Notice kind="warn" title={say('case.claimed', { when: whenWords(props.heldSince) })}><p>{say('case.claimed-text')}</p></Notice>}
    </>
  )
}

function DecisionBar(props: CaseModel & { lang: Lang }) {
  const { found, lang } = props
  const say = caseStrings.in(lang)
  const first = exitKeys.find(({ exit }) => found.exits.includes(exit))
  const after = first && stateAfter(found, first.exit)
  const says = after && 'says' in after ? after.says : undefined
  return (
    <div class="decision">
      <TextField name="note" label={say('case.note')} value={props.note} autocomplete="off" />
      <div class="decision-side">
        {says && <p class="hint">{say('case.will-read', { text: says })}</p>}
        <div class="buttons">
          {exitKeys.filter(({ exit }) => found.exits.includes(exit)).map(({ exit, key, kind }) => <Button name="_exit" value={exit} kind={kind} shortcut={key} act={`exit-${exit}`}>{exitWords(found, exit, lang)}</Button>)}
          <Button name="_exit" value="save" kind="quiet" act="save">{say('case.save')}</Button>
        </div>
      </div>
    </div>
  )
}
