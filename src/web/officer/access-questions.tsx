import { accessQuestionsFor, answerAccessQuestion, concernWords, findingWords, openAccessQuestion, type Finding, type QuestionForOfficer, type QuestionRow } from '../../digital-citizen/my-data/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Checkbox, CheckAnswers, DataTable, EmptyState, Form, Notice, RadioGroup, StatusTag, TextArea, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { whenWords } from './case-words.ts'
import { correctionStrings } from './correction-strings.ts'
import { workPage } from './frame.ts'
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'access-question', basis: 'Luật 91/2025/QH15; NĐ 356/2025/NĐ-CP, đ.5', text: 'Trả lời câu hỏi về lượt xem dữ liệu' }
const roles = ['security-officer'] as const
const home = '/lam-viec/cau-hoi-luot-xem'

/** Questions about readings by my unit and the units below it. */
export function AccessQuestions(props: { questions: readonly QuestionRow[]; today: PlainDate; done: boolean; lang: Lang }) {
  const { questions, today, lang } = props
  const say = correctionStrings.in(lang)
  return (
    <>
      <h1>{say('access.heading')}</h1>
      {props.done && <Notice kind="success" title={say('access.done')} live />}
      <p>{say('access.lead')}</p>
      <DataTable caption={say('access.caption', { n: questions.length })} rows={questions} empty={<EmptyState icon="shield" title={say('access.empty')}><p>{say('access.empty-text')}</p></EmptyState>} columns={[
        { header: say('access.code'), rowHeader: true, cell: (each) => <a class="dossier-code" href={`${home}/${each.questionId}`}>{each.code}</a> },
        { header: say('access.concern'), cell: (each) => concernWords[each.concern] },
        { header: say('access.asked'), cell: (each) => whenWords(each.askedAt) },
        { header: say('access.due'), cell: (each) => formatDateVi(each.answerBy) },
        { header: say('access.state'), cell: (each) => <StateTag question={each} today={today} lang={lang} /> },
      ]} />
    </>
  )
}

function StateTag(props: { question: QuestionRow; today: PlainDate; lang: Lang }) {
  const say = correctionStrings.in(props.lang)
  if (props.question.answeredAt !== null) return <StatusTag tone="known">{say('access.answered')}</StatusTag>
  if (props.question.answerBy < props.today) return <StatusTag tone="problem" icon="warning">{say('access.late')}</StatusTag>
  return <StatusTag tone="todo" icon="clock">{say('access.waiting')}</StatusTag>
}

export interface AnswerModel {
  readonly question: QuestionForOfficer
  readonly finding: string
  readonly text: string
  readonly names: boolean
}

export function AccessQuestion(props: AnswerModel & { lang: Lang }) {
  const { question, lang } = props
  const { reading } = question
  const say = correctionStrings.in(lang)
  return (
    <>
      <p class="caption">{say('access.one', { code: question.code })}</p>
      <h1>{concernWords[question.concern]}</h1>
      <h2>{say('access.note')}</h2>
      <p class="letter-text">{question.note.trim() === '' ? say('access.no-note') : question.note}</p>
      <h2>{say('access.reading')}</h2>
      {reading.refused && <Notice kind="info" title={say('access.was-refused')} />}
      <CheckAnswers answers={[
        { label: say('access.when'), value: whenWords(reading.at) }, { label: say('access.reader'), value: reading.officerName ?? say('access.automatic') }, { label: say('access.register'), value: reading.register },
        { label: say('access.fields'), value: reading.fields.join(', ') }, { label: say('access.purpose'), value: reading.purpose }, { label: say('access.basis'), value: reading.basis },
      ]} />
      {question.answeredAt === null ? <AnswerForm {...props} /> : <Notice kind="success" title={say('access.was')}><p><strong>{question.finding && findingWords[question.finding]}</strong></p><p>{question.answer}</p></Notice>}
    </>
  )
}

function AnswerForm(props: AnswerModel & { lang: Lang }) {
  const say = correctionStrings.in(props.lang)
  return (
    <Form action={`${home}/${props.question.questionId}`} command={newId()} class="narrow-form" label={say('access.send')}>
      <RadioGroup name="finding" label={say('access.finding')} value={props.finding} options={(Object.keys(findingWords) as Finding[]).map((value, index) => ({ value, label: findingWords[value], shortcut: String(index + 1) }))} />
      <TextArea name="text" label={say('access.answer')} hint={say('access.answer-hint')} value={props.text} rows={4} />
      {props.question.reading.officerName !== null && <Checkbox name="names" label={say('access.names')} hint={say('access.names-hint')} checked={props.names} />}
      <div class="buttons"><Button act="answer-question" shortcut="F10">{say('access.send')}</Button></div>
    </Form>
  )
}

export const accessQuestionsRoute = pageRoute({
  method: 'GET', url: home, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const questions = await accessQuestionsFor(ctx)
    return workPage(ctx, req, { title: correctionStrings.t(req.lang, 'access.title'), screen: 'S-questions' }, <AccessQuestions questions={questions} today={ctx.today} done={req.query['xong'] !== undefined} lang={req.lang} />)
  },
})

const questionOf = (req: PageRequest): string => (isId(req.params['question'] ?? '') ? req.params['question']! : refuse('officer.case-unknown'))

export const accessQuestionRoute = pageRoute({ method: 'GET', url: `${home}/:question`, access: { officer: roles }, purpose, handler: (ctx, req) => questionPage(ctx, req) })

export const answerQuestionRoute = pageRoute({
  method: 'POST', url: `${home}/:question`, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const finding = req.form.get('finding')
    if (!Object.hasOwn(findingWords, finding)) return questionPage(ctx, req, [{ field: 'finding', vi: correctionStrings.vi['access.finding-choose'], en: correctionStrings.en['access.finding-choose'] }], 422)
    await answerAccessQuestion(ctx, { questionId: questionOf(req), finding: finding as Finding, text: req.form.get('text'), namesOfficer: req.form.get('names') === 'yes' })
    return { redirect: `${home}?xong=1` }
  },
  onRefusal: (ctx, req, refusal) => questionPage(ctx, req, errorsOf(refusal), refusal.status),
})

async function questionPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const question = await openAccessQuestion(ctx, questionOf(req))
  const model: AnswerModel = { question, finding: req.form.get('finding'), text: req.form.get('text'), names: req.form.get('names') === 'yes' }
  return workPage(ctx, req, { title: correctionStrings.t(req.lang, 'access.one', { code: question.code }), screen: 'S-question', errors, back: { href: home, label: correctionStrings.t(req.lang, 'access.title') } }, <AccessQuestion {...model} lang={req.lang} />, status)
}
