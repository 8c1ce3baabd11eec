import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { DeskAnswer } from '../../public-services/counter/index.ts'
import { QuestionItems } from '../citizen/index.ts'
import { Button, ButtonLink, FileField, Form, Icon, Notice, StatusTag, TextArea, type Lang } from '../kit/index.ts'
import { counterStrings } from './strings.ts'

export interface AnswerModel {
  readonly found: DeskAnswer
  readonly errors: readonly FieldError[]
  readonly saved: boolean
}

export const pathOf = ({ caseId, row }: Pick<DeskAnswer, 'caseId' | 'row'>): string => `/mc/phieu/${caseId}/tra-loi/${row.answerId}`

/** Items a paper can be brought for: those that ask for one, and every other thing that was asked about. */
export function paperSlots({ supplement }: DeskAnswer): { item: string; label: string; asked: boolean }[] {
  const papers = supplement.items.flatMap((item) => (item.kind === 'paper' ? [{ item: item.id, label: item.label, asked: true }] : []))
  const others = [...new Set(supplement.request.defects.map((defect) => defect.item))].filter((item) => !papers.some((paper) => paper.item === item))
  return [...papers, ...others.map((item) => ({ item, label: supplement.items.find((each) => each.id === item)?.label ?? '', asked: false }))]
}

/** O-09: only what was asked, in the officer's words. One form: whatever is pressed keeps all of it. */
export function AnswerPage(props: AnswerModel & { lang: Lang }) {
  const { found, errors, lang } = props
  const { supplement: { view, lane, request, items, noteNeeded }, row } = found
  const say = counterStrings.in(lang)
  const errorAt = (field: string) => errors.find((each) => each.field === field)
  const inputs = items.filter((item) => item.kind === 'input').map((item) => (errors.length > 0 ? item : { ...item, error: undefined }) as typeof item)
  return (
    <Form action={pathOf(found)} upload class="narrow-form">
      <button class="sr-only" name="_do" value="save" tabindex={-1} aria-hidden="true" />
      <p class="caption">{view.code} · {lane.title}</p>
      <h1>{say('answer.title')}</h1>
      <p class="lead">{say('answer.lead')}</p>
      {props.saved && <Notice kind="info" title={say('intake.saved')} live />}
      <Notice kind="warn" title={say('answer.wanted', { lane: lane.title, unit: lane.unit })}>
        <ul class="plain-list">{request.defects.map((defect) => <li>{defect.says}</li>)}</ul>
        {request.words && <p>{say('answer.words', { words: request.words })}</p>}
        <p>{say('answer.until', { when: formatInstantVi(request.until) })}</p>
      </Notice>
      <QuestionItems items={inputs} heading={false} lang={lang} communeStays />
      {noteNeeded && <TextArea name="note" label={say('answer.note')} hint={say('answer.note-hint')} value={row.typed['note'] ?? ''} maxlength={1000} f="note" {...(errorAt('note') ? { error: errorAt('note')!.vi } : {})} />}
      {paperSlots(found).map((slot) => {
        const heading = slot.asked ? slot.label : say('answer.enclosed')
        return (
          <div class="card">
            <h2 class="card-title">{heading}</h2>
            {row.papers.filter((paper) => paper.item === slot.item).map((paper) => (
              <div class="row-actions">
                <span><Icon name="check" size="small" /> {say('intake.have', { file: paper.fileName, pages: paper.pages })}</span>
                {paper.quality['doubtful'] === true && <StatusTag tone="todo">{say('intake.doubtful', { why: String(paper.quality['says'] ?? '') })}</StatusTag>}
                <a class="link-plain" href={`${pathOf(found)}/giay/${paper.paperId}`}>{say('intake.look')}</a>
                <Button name="_do" value={`remove:${paper.paperId}`} kind="quiet" act="remove-paper" label={say('intake.remove-about', { file: paper.fileName })}>{say('intake.remove')}</Button>
              </div>
            ))}
            <FileField name={`file-${slot.item}`} f={slot.item} label={say('intake.scan')} hint={say('intake.scan-hint')} types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*,application/pdf" optional {...(errorAt(`file-${slot.item}`) ? { error: errorAt(`file-${slot.item}`)!.vi } : {})} />
          </div>
        )
      })}
      <div class="buttons">
        <Button name="_do" value="consent" act="ask-consent" shortcut="F10">{say('intake.next')}</Button>
        <Button name="_do" value="save" kind="secondary" act="save" shortcut="F8">{say('intake.save')}</Button>
        <ButtonLink href={`/mc/phieu/${found.caseId}/ho-so/${row.dossierId}`} kind="quiet" act="back-to-dossier" shortcut="Esc">{say('answer.back')}</ButtonLink>
      </div>
    </Form>
  )
}
