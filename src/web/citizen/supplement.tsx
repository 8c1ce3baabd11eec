import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { DossierView, LaneView } from '../../public-services/dossier/index.ts'
import type { ItemModel, PaperModel } from '../../public-services/forms/index.ts'
import { Button, ButtonLink, Form, Notice, StatusTag, TextArea, WorklistCard, type Lang } from '../kit/index.ts'
import { dossierStrings } from './dossier-strings.ts'
import { OnePaper } from './papers.tsx'
import { QuestionItems } from './question-items.tsx'

export interface SupplementModel {
  readonly view: DossierView
  readonly lane: LaneView
  readonly items: readonly ItemModel[]
  /** Made with the form: sending it twice answers once. */
  readonly command: string
  readonly papersMissing: readonly string[]
  /** Nothing asked can be corrected in a field: a sentence answers, or a paper. */
  readonly note: { readonly needed: boolean; readonly typed: string; readonly error?: string }
}

/** C-16: only what was asked, in the officer's words, answered in one visit. */
export function Supplement(props: SupplementModel & { lang: Lang }) {
  const { view, lane, items, lang } = props
  const say = dossierStrings.in(lang)
  const request = lane.request!
  const path = `/ho-so/${view.dossierId}/bo-sung`
  const papers = items.filter((item): item is PaperModel => item.kind === 'paper')
  const given = view.papers.filter((paper) => paper.addedAt >= request.at)
  // Parents may answer a question about the name with the paper on which they agreed.
  const others = [...new Set(request.defects.map((defect) => defect.item))].filter((item) => !papers.some((paper) => paper.id === item))
  return (
    <>
      <p class="caption">{view.code} · {lane.title}</p>
      <h1>{say('supplement.title')}</h1>
      <p class="lead">{say('supplement.lead')}</p>
      <Notice kind="warn" title={say('supplement.asked-by', { unit: lane.unit })}>
        <ul class="plain-list">{request.defects.map((defect) => <li>{defect.says}</li>)}</ul>
        {request.words && <p>{say('supplement.words', { words: request.words })}</p>}
        <p>{say('view.supplement-until', { when: formatInstantVi(request.until) })}</p>
      </Notice>
      <p><StatusTag icon="pause">{say('supplement.paused')}</StatusTag></p>
      {papers.map((paper) => <OnePaper paper={{ ...paper, required: true }} files={given.filter((file) => file.item === paper.id)} path={path} fields={{ phan: lane.lane }} removable={false} lang={lang} />)}
      <Form action={path} command={props.command} hidden={{ phan: lane.lane }}>
        <QuestionItems items={items.filter((item) => item.kind === 'input')} heading={false} lang={lang} communeStays />
        {props.note.needed && <TextArea name="note" label={say('supplement.note')} hint={say('supplement.note-hint')} value={props.note.typed} maxlength={1000} f="note" {...(props.note.error ? { error: props.note.error } : {})} />}
        {props.papersMissing.map((id) => <Notice kind="error" title={say('supplement.missing', { paper: papers.find((paper) => paper.id === id)?.label ?? id })} live />)}
        <div class="buttons"><Button act="send-supplement">{say('supplement.send')}</Button></div>
      </Form>
      {others.map((item) => <OnePaper paper={{ kind: 'paper', id: item, label: say('supplement.enclosed'), insteadOf: [], fromStore: false, required: true }} files={given.filter((file) => file.item === item)} path={path} fields={{ phan: lane.lane }} removable={false} lang={lang} />)}
      <details class="details"><summary>{say('supplement.unclear')}</summary><div class="details-body"><p>{say('supplement.unclear-text')}</p></div></details>
    </>
  )
}

/** More than one part asks: choose which to answer first. */
export function ChooseLane(props: { view: DossierView; lanes: readonly LaneView[]; lang: Lang }) {
  const say = dossierStrings.in(props.lang)
  return (
    <>
      <h1>{say('supplement.choose')}</h1>
      {props.lanes.map((lane) => <WorklistCard level={2} tone="todo" title={lane.title} lines={lane.request?.defects.map((defect) => defect.says) ?? []} actions={<ButtonLink href={`/ho-so/${props.view.dossierId}/bo-sung?phan=${lane.lane}`} act={`answer-${lane.lane}`}>{say('view.supplement')}</ButtonLink>} />)}
    </>
  )
}

export function Withdraw(props: { view: DossierView; command: string; lang: Lang }) {
  const { view, lang } = props
  const say = dossierStrings.in(lang)
  const open = view.lanes.filter((lane) => lane.outcome === null)
  const over = view.lanes.filter((lane) => lane.outcome !== null)
  return (
    <>
      <p class="caption">{view.code} · {view.serviceName}</p>
      <h1>{say('withdraw.heading')}</h1>
      <p>{say('withdraw.text')}</p>
      <dl class="answers">
        <div class="answer answer-fixed"><dt>{say('withdraw.open')}</dt><dd class="answer-value">{open.map((lane) => lane.title).join(', ')}</dd></div>
        {over.length > 0 && <div class="answer answer-fixed"><dt>{say('withdraw.done')}</dt><dd class="answer-value">{over.map((lane) => `${lane.title} (${lane.stateName})`).join(', ')}</dd></div>}
      </dl>
      <Form action={`/ho-so/${view.dossierId}/rut`} command={props.command}>
        <div class="buttons"><Button kind="danger" act="withdraw">{say('withdraw.do')}</Button><ButtonLink kind="quiet" href={`/ho-so/${view.dossierId}`}>{say('withdraw.no')}</ButtonLink></div>
      </Form>
    </>
  )
}
