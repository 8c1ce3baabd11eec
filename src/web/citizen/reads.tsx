import type { AccessGroup as Group, AccessLine, AccessPage, OwnQuestion, ShownAccess } from '../../digital-citizen/my-data/index.ts'
import { addMonths, formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import { AccessGroup, Button, ButtonLink, CheckAnswers, EmptyState, Form, Icon, Notice, RadioGroup, StatusTag, TextArea, type Lang } from '../kit/index.ts'
import { dataStrings } from './data-strings.ts'
import { dayWords, momentWords } from './words.ts'

export interface ReadsModel {
  readonly page: AccessPage
  readonly questions: readonly OwnQuestion[]
  /** Set when only the looks for one dossier are shown. */
  readonly dossierId: string | null
  readonly searchesShown: boolean
  readonly today: PlainDate
  /** The question that was just sent. */
  readonly asked?: { readonly code: string; readonly answerBy: PlainDate } | undefined
}

/** C-24: by purpose, by unit and role, human and automatic told apart, each look with its proof and its question. */
export function Reads(props: ReadsModel & { lang: Lang }) {
  const { page, questions, today, lang } = props
  const say = dataStrings.in(lang)
  const context = props.dossierId ? `ho-so=${props.dossierId}` : `thang=${page.month ?? ''}`
  return (
    <>
      <h1>{say('reads.heading')}</h1>
      {props.asked && <Notice kind="success" title={say('ask.done', { code: props.asked.code, day: dayWords(props.asked.answerBy, today, lang) })} live />}
      <p class="lead">{page.month ? say('reads.month', { month: monthWords(page.month), n: page.times }) : say('reads.of-dossier', { code: page.groups.find((group) => group.dossier)?.dossier?.code ?? '', n: page.times })}</p>
      <Months page={page} today={today} lang={lang} />
      {page.times === 0 && <EmptyState icon="eye" title={say('reads.empty')}>{say('reads.empty-text')}</EmptyState>}
      {page.groups.map((group) => <OneGroup group={group} context={context} today={today} lang={lang} />)}
      {page.searches > 0 && <p>{say('reads.search', { n: page.searches })} {!props.searchesShown && <a href={`/luot-xem?${context}&tim=1`}>{say('reads.search-show')}</a>}</p>}
      {questions.length > 0 && <Questions questions={questions} today={today} lang={lang} />}
      <p class="hint">{say('reads.own', { n: page.ownTimes })} {say('reads.note')}</p>
      <p class="hint"><Icon name="lock" size="small" /> {say('reads.proof-note')}</p>
      <p><ButtonLink kind="secondary" icon="download" href={`/luot-xem/tai?${context}`} act="download-list">{say('reads.download')}</ButtonLink></p>
    </>
  )
}

/** '11/2026' from '2026-11'. */
const monthWords = (month: string): string => `${Number(month.slice(5))}/${month.slice(0, 4)}`

function Months(props: { page: AccessPage; today: PlainDate; lang: Lang }) {
  const { page, today, lang } = props
  const say = dataStrings.in(lang)
  if (page.month === null) return <p><a href="/luot-xem">{say('reads.all')}</a></p>
  const before = addMonths(`${page.month}-01`, -1).slice(0, 7)
  const after = addMonths(`${page.month}-01`, 1).slice(0, 7)
  return (
    <p class="row-actions">
      <a class="link-plain" href={`/luot-xem?thang=${before}`}><Icon name="arrow-left" size="small" /> {say('reads.before')}</a>
      {after <= today.slice(0, 7) && <a class="link-plain" href={`/luot-xem?thang=${after}`}>{say('reads.after')} <Icon name="arrow-right" size="small" /></a>}
    </p>
  )
}

function OneGroup(props: { group: Group; context: string; today: PlainDate; lang: Lang }) {
  const { group, today, lang } = props
  const say = dataStrings.in(lang)
  return (
    <div>
      <AccessGroup level={2} title={say(`reads.group-${group.purpose}`, { n: group.times })} {...(group.dossier ? { subtitle: `${group.dossier.serviceName}, ${group.dossier.code}` } : {})}
        entries={group.lines.map((line) => ({
          unit: line.unit, role: line.role, automatic: line.automatic, times: line.times, when: whenWords(line, today), ...seenWords(line.fields, lang),
          ...(line.reason ? { reason: line.reason } : {}), ...(line.refusedTimes > 0 ? { refused: say('reads.refused') } : {}),
        }))}
        {...(group.dossier && group.dossier.openable !== false ? { actions: <ButtonLink kind="secondary" href={`/ho-so/${group.dossier.dossierId}`} act="open-dossier">{say('reads.open-dossier')}</ButtonLink> } : {})} />
      <details class="details details-box">
        <summary>{say('reads.each', { n: group.lines.reduce((sum, line) => sum + line.entries.length, 0) })}</summary>
        <div class="details-body"><ul class="access-list">{group.lines.flatMap((line) => line.entries.map((entry) => <OneLook entry={entry} line={line} {...props} />))}</ul></div>
      </details>
    </div>
  )
}

/** The first things seen, and the others behind one line. */
const seenAtOnce = 4

function seenWords(fields: readonly string[], lang: Lang): { fields: string; more?: { label: string; fields: string } } {
  if (fields.length <= seenAtOnce + 1) return { fields: fields.join(', ') }
  return { fields: fields.slice(0, seenAtOnce).join(', '), more: { label: dataStrings.t(lang, 'reads.more', { n: fields.length - seenAtOnce }), fields: fields.slice(seenAtOnce).join(', ') } }
}

function OneLook(props: { entry: ShownAccess; line: AccessLine; context: string; today: PlainDate; lang: Lang }) {
  const { entry, line, today, lang } = props
  const say = dataStrings.in(lang)
  const when = momentWords(entry.at, today)
  return (
    <li class="access-entry" data-look={entry.logId}>
      <p class="access-head"><strong>{line.unit}</strong><span class="access-when">{when}</span></p>
      <p class="access-how">{entry.register}: {entry.fields.join(', ')} {entry.refused && <StatusTag tone="todo">{say('reads.refused')}</StatusTag>}</p>
      <p class="row-actions">
        <a class="link-plain" href={`/luot-xem/${entry.logId}/bang-chung`} aria-label={say('reads.proof-about', { when })}><Icon name="lock" size="small" /> {say('reads.proof')}</a>
        <a class="link-plain" href={`/luot-xem/${entry.logId}/hoi?${props.context}`} aria-label={say('reads.ask-about', { when })}>{say('reads.ask')}</a>
      </p>
    </li>
  )
}

function whenWords(line: AccessLine, today: PlainDate): string {
  const [first, last] = [momentWords(line.first, today), momentWords(line.last, today)]
  return first === last ? last : `${first} – ${last}`
}

function Questions(props: { questions: readonly OwnQuestion[]; today: PlainDate; lang: Lang }) {
  const say = dataStrings.in(props.lang)
  return (
    <section class="stack">
      <h2>{say('reads.questions')}</h2>
      {props.questions.map((question) => (
        <div class="card">
          <p class="subject"><strong>{question.code}</strong><StatusTag tone={question.answeredAt ? 'known' : question.late ? 'problem' : 'info'}>{question.answeredAt ? say('reads.question-answered') : question.late ? say('reads.question-late') : say('reads.question-waiting', { day: dayWords(question.answerBy, props.today, props.lang) })}</StatusTag></p>
          <p>{say(`ask.${question.concern}`)}{question.note && `: «${question.note}»`}</p>
          {question.answer && <p class="letter-text">{question.answer}</p>}
          {question.officerName && <p class="hint">{say('reads.officer', { name: question.officerName })}</p>}
        </div>
      ))}
    </section>
  )
}

export const concerns = ['not-known', 'too-much', 'not-my-case', 'other'] as const

/** C-25: a question instead of a letter; the days are promised before it is sent. */
export function AskAboutLook(props: { entry: ShownAccess; line: AccessLine; context: string; typed: { concern: string; note: string }; lang: Lang }) {
  const { entry, line, lang } = props
  const say = dataStrings.in(lang)
  return (
    <Form action={`/luot-xem/${entry.logId}/hoi`} hidden={{ nguon: props.context }}>
      <h1>{say('ask.heading')}</h1>
      <CheckAnswers answers={[
        { label: say('reads.unit'), value: `${line.unit}, ${line.role}` }, { label: say('reads.when'), value: formatInstantVi(entry.at) }, { label: say('reads.fields'), value: `${entry.register}: ${entry.fields.join(', ')}` },
        ...(line.reason ? [{ label: say('reads.purpose'), value: line.reason }] : []), ...(line.basis ? [{ label: say('reads.basis'), value: line.basis }] : []),
      ]} />
      <RadioGroup name="concern" label={say('ask.concern')} value={props.typed.concern} options={concerns.map((concern) => ({ value: concern, label: say(`ask.${concern}`) }))} />
      <TextArea name="note" label={say('ask.text')} optional rows={3} maxlength={2000} value={props.typed.note} />
      <p class="hint">{say('ask.promise')}</p>
      <div class="buttons"><Button act="send-question">{say('ask.send')}</Button></div>
    </Form>
  )
}
