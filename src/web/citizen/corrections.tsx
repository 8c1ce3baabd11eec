import type { CorrectionCase } from '../../foundations/population/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FactsModel } from '../../public-services/forms/index.ts'
import { maskPin } from '../../kernel/personal-number.ts'
import { Button, ButtonLink, CheckAnswers, EmptyState, Form, Notice, RadioGroup, StatusTag, TextArea, TextField, WorklistCard, type Lang } from '../kit/index.ts'
import { dataStrings } from './data-strings.ts'
import { labelOfField } from './own-facts.ts'

export const reasons = ['entered-wrong', 'has-changed', 'not-me'] as const

export interface ReportModel {
  /** The card the fact was shown on. */
  readonly card: FactsModel
  readonly action: string
  readonly command: string
  /** The draft it was seen in, which goes on meanwhile. */
  readonly draftId: string | null
  readonly typed: { readonly which: string; readonly why: string; readonly claimed: string; readonly note: string }
}

const shown = (line: FactsModel['lines'][number]): string => (line.masked ? maskPin(line.text) : line.text)

/** C-27: what is shown, what it should be, and why. It never blocks anything. */
export function ReportWrong(props: ReportModel & { lang: Lang }) {
  const { card, typed, lang } = props
  const say = dataStrings.in(lang)
  const only = card.lines.length === 1 ? card.lines[0] : undefined
  return (
    <Form action={props.action} command={props.command} hidden={{ ...(props.draftId ? { ban: props.draftId } : {}), ...(only ? { which: only.path } : {}) }}>
      <p class="caption">{card.label}</p>
      <h1>{say('wrong.heading')}</h1>
      {only
        ? <CheckAnswers title={say('wrong.now')} answers={[{ label: only.label, value: shown(only) }]} />
        : <RadioGroup name="which" label={say('wrong.which')} value={typed.which} options={card.lines.map((line) => ({ value: line.path, label: line.label, hint: shown(line) }))} />}
      <RadioGroup name="why" label={say('wrong.why')} value={typed.why} options={reasons.map((reason) => ({ value: reason, label: say(`wrong.${reason}`), hint: say(`wrong.${reason}-hint`) }))} />
      <TextField name="claimed" label={say('wrong.claimed')} hint={say('wrong.claimed-hint')} value={typed.claimed} autocomplete="off" />
      <TextArea name="note" label={say('wrong.note')} optional rows={2} maxlength={300} value={typed.note} />
      {props.draftId && <p class="hint">{say('wrong.goes-on')}</p>}
      <div class="buttons"><Button act="send-correction">{say('wrong.send')}</Button></div>
    </Form>
  )
}

/** What was received, and where to go now: back to the draft, or to the procedure a life change belongs to. */
export function Reported(props: { reported: CorrectionCase; draftId: string | null; procedure: { readonly slug: string; readonly name: string } | null; lang: Lang }) {
  const { reported, procedure, lang } = props
  const say = dataStrings.in(lang)
  return (
    <>
      <Notice kind="success" title={say('done.heading')} live><p>{say('done.text')}</p></Notice>
      <h1>{say('done.title')}</h1>
      <CheckAnswers answers={[{ label: labelOfField(reported.field, lang), ...(reported.shown ? { value: reported.shown } : {}), ...(reported.claimed ? { note: say('cases.claimed', { value: reported.claimed }) } : {}) }]} />
      {reported.reason === 'not-me' && <Notice kind="warn" title={say('wrong.not-me')}><p>{say('done.not-me')}</p></Notice>}
      {reported.reason === 'has-changed' && procedure && <Notice kind="info" title={say('done.procedure')}><p>{procedure.name}</p><ButtonLink kind="secondary" href={`/thu-tuc/${procedure.slug}`} act="open-procedure">{say('done.procedure-do')}</ButtonLink></Notice>}
      <div class="buttons">{props.draftId ? <ButtonLink href={`/ho-so/nhap/${props.draftId}/known`} act="back-to-draft">{say('done.back-draft')}</ButtonLink> : <ButtonLink href="/du-lieu" act="back-to-data">{say('done.back-data')}</ButtonLink>}</div>
    </>
  )
}

export function OwnCorrections(props: { cases: readonly CorrectionCase[]; lang: Lang }) {
  const say = dataStrings.in(props.lang)
  return (
    <>
      <h1>{say('cases.title')}</h1>
      {props.cases.length === 0 && <EmptyState icon="pen" title={say('cases.empty')}>{say('cases.empty-text')}</EmptyState>}
      {props.cases.map((each) => (
        <WorklistCard level={2} title={labelOfField(each.field, props.lang)} tags={<StatusTag tone={each.state === 'accepted' ? 'known' : each.state === 'refused' ? 'problem' : 'info'}>{say(`cases.${each.state}`)}</StatusTag>}
          lines={[each.shown ?? '', ...(each.claimed ? [say('cases.claimed', { value: each.claimed })] : []), ...(each.decisionReason ? [say('cases.reason', { reason: each.decisionReason })] : []), <span class="hint">{say('cases.at', { when: formatInstantVi(each.openedAt) })}</span>].filter((line) => line !== '')} />
      ))}
    </>
  )
}
