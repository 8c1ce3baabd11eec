import type { PlainDate } from '../../platform/index.ts'
import { formatDayVi } from '../../kernel/plain-date.ts'
import type { Fee } from '../../public-services/fees/index.ts'
import type { openIntake } from '../../public-services/counter/index.ts'
import { counterForm, type FactsModel, type ItemModel, type PaperModel, type ReadAnswers } from '../../public-services/forms/index.ts'
import { KnownCards, QuestionItems, type SearchState } from '../citizen/index.ts'
import { Button, ButtonLink, FileField, Form, Icon, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { counterStrings } from './strings.ts'

export type Intake = Awaited<ReturnType<typeof openIntake>>

export interface IntakeModel {
  readonly open: Intake
  readonly shown?: ReadAnswers | undefined
  readonly search?: SearchState | undefined
  readonly saved: boolean
  readonly wrong: number
  readonly fee: Fee
  readonly today: PlainDate
}

const isFacts = (item: ItemModel): item is FactsModel => item.kind === 'facts'
const isPaper = (item: ItemModel): item is PaperModel => item.kind === 'paper'

/** W-07: known, to ask, papers, left to right, and the money and the day below. One form: whatever is pressed keeps all of it. */
export function IntakePage(props: IntakeModel & { lang: Lang }) {
  const { open, lang, fee } = props
  const say = counterStrings.in(lang)
  const items = counterForm(open.service, open.filing, props.shown).flatMap((section) => section.items)
  const known = items.filter(isFacts)
  const papers = items.filter(isPaper)
  const asked = items.filter((item) => item.kind === 'consent' || item.kind === 'notice' || (item.kind === 'input' && item.input !== 'declaration'))
  const questions = asked.filter((item) => item.kind === 'input').length
  const missing = open.missing.filter((each) => each.kind !== 'declaration')
  const due = open.promised.map((each) => each.on).sort().at(-1)
  return (
    <Form action={`/mc/ho-so/${open.draft.draftId}`} upload class="intake-form">
      <button class="sr-only" name="_do" value="save" tabindex={-1} aria-hidden="true" />
      <h1>{open.service.name}</h1>
      {props.saved && <Notice kind="info" title={say('intake.saved')} live />}
      {props.wrong > 0 && <Notice kind="error" title={say('intake.errors', { n: props.wrong })} />}
      <div class="intake">
        <section class="intake-part" aria-labelledby="known-h"><h2 id="known-h">{say('intake.known', { n: known.reduce((sum, card) => sum + card.lines.length, 0) })}</h2><KnownCards cards={known} level={3} /></section>
        <section class="intake-part" aria-labelledby="ask-h"><h2 id="ask-h">{say('intake.ask', { n: questions })}</h2>
          {questions === 0 && <p class="hint">{say('intake.ask-none')}</p>}
          <QuestionItems items={asked} heading={false} lang={lang} search={props.search} />
          {asked.some((item) => item.kind === 'input' && item.input === 'phone') && <p class="hint">{say('intake.phone')}</p>}
        </section>
        <section class="intake-part" aria-labelledby="papers-h"><h2 id="papers-h">{say('intake.papers', { n: papers.length })}</h2>
          {papers.length === 0 && <p class="hint">{say('intake.papers-none')}</p>}
          {papers.map((paper) => <Paper paper={paper} open={open} lang={lang} />)}
        </section>
      </div>
      {missing.length > 0 && !props.wrong && <Notice kind="info" title={say('intake.missing')}><ul class="plain-list">{missing.map((each) => <li>{each.says}</li>)}</ul></Notice>}
      <div class="intake-foot">
        <dl class="intake-facts">
          <div><dt>{say('intake.unit')}</dt><dd>{open.authority?.name ?? say('intake.unit-unknown')}</dd></div>
          <div><dt>{say('intake.fee')}</dt><dd>{fee.words}</dd></div>
          {due && <div><dt>{say('intake.due')}</dt><dd>{formatDayVi(due, Number(props.today.slice(0, 4)))}</dd></div>}
        </dl>
        <div class="buttons">
          <Button name="_do" value="consent" act="ask-consent" shortcut="F10">{say('intake.next')}</Button>
          <Button name="_do" value="save" kind="secondary" act="save" shortcut="F8">{say('intake.save')}</Button>
          <ButtonLink href={`/mc/phieu/${open.caseId}`} kind="quiet" act="back-to-case" shortcut="Esc">{say('dossier.back')}</ButtonLink>
        </div>
        <p class="hint">{say('intake.kept')}</p>
      </div>
    </Form>
  )
}

function Paper(props: { paper: PaperModel; open: Intake; lang: Lang }) {
  const { paper, open, lang } = props
  const say = counterStrings.in(lang)
  const files = open.papers.filter((file) => file.item === paper.id)
  return (
    <div class="card">
      <h3 class="card-title">{paper.label}</h3>
      {paper.why && <p class="hint">{paper.why}</p>}
      {files.map((file) => (
        <div class="row-actions">
          <span><Icon name="check" size="small" /> {say('intake.have', { file: file.fileName, pages: file.pages })}</span>
          {file.quality['doubtful'] === true && <StatusTag tone="todo">{say('intake.doubtful', { why: String(file.quality['says'] ?? '') })}</StatusTag>}
          <a class="link-plain" href={`/mc/ho-so/${open.draft.draftId}/giay/${file.paperId}`}>{say('intake.look')}</a>
          <Button name="_do" value={`remove:${file.paperId}`} kind="quiet" act="remove-paper" label={say('intake.remove-about', { file: file.fileName })}>{say('intake.remove')}</Button>
        </div>
      ))}
      {paper.now?.state === 'without' && files.length === 0 && <p class="hint">{say('intake.without-done')}</p>}
      <FileField name={`file-${paper.id}`} f={paper.id} label={say('intake.scan')} hint={say('intake.scan-hint')} types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*,application/pdf" optional />
      {!paper.required && paper.now?.state !== 'without' && files.length === 0 && <Button name="_do" value={`without:${paper.id}`} kind="quiet" act={`without-${paper.id}`}>{say('intake.without')}</Button>}
    </div>
  )
}
