import { askForReason, closeOddReading, oddReadingsFor, openOddReading, ruleSettings, type Finding, type OddReading, type OpenFinding, type ShownFinding } from '../../foundations/oversight/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, CheckAnswers, DataTable, EmptyState, Form, Notice, RadioGroup, StatusTag, TextArea, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { whenWords } from './case-words.ts'
import { workPage } from './frame.ts'
import { oversightStrings } from './oversight-strings.ts'
import { ReadingLines } from './reading-lines.tsx'
import { refuse } from './refusals.ts'
import { roleTitle } from './role-title.ts'

const purpose: Purpose = { code: 'oversight', basis: 'Luật 91/2025/QH15', text: 'Xem xét lượt xem dữ liệu của cán bộ' }
const roles = ['security-officer'] as const
const home = '/lam-viec/luot-xem-la'
const findings = ['lawful', 'mistake', 'unlawful'] as const satisfies readonly Finding[]

/** What rules found odd in the readings of my body and those below it. */
export function OddReadings(props: { found: readonly ShownFinding[]; today: PlainDate; done?: 'asked' | 'closed' | undefined; lang: Lang }) {
  const { found, today, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{say('odd.heading')}</h1>
      {props.done && <Notice kind="success" title={say(`odd.done-${props.done}`)} live />}
      <p>{say('odd.lead')}</p>
      <DataTable caption={say('odd.caption', { n: found.length })} rows={found} empty={<EmptyState icon="shield" title={say('odd.empty')}><p>{say('odd.empty-text')}</p></EmptyState>} columns={[
        { header: say('odd.rule'), rowHeader: true, cell: (each) => <a href={`${home}/${each.findingId}`}>{each.words[lang]}</a> },
        { header: say('odd.unit'), cell: (each) => <>{each.unit}<span class="hint"> · {roleTitle(each.role, lang)}</span></> },
        { header: say('odd.day'), cell: (each) => formatDateVi(each.day) },
        { header: say('odd.readings'), align: 'num', cell: (each) => each.readings },
        { header: say('odd.people'), align: 'num', cell: (each) => each.people },
        { header: say('odd.state'), cell: (each) => <StateTag found={each} today={today} lang={lang} /> },
      ]} />
      <details class="details details-box"><summary>{say('odd.rules')}</summary><div class="details-body">
        <p>{say('odd.rules-text')}</p>
        <DataTable caption={say('odd.rules')} captionHidden rows={ruleSettings(today)} columns={[
          { header: say('odd.rule'), rowHeader: true, cell: (rule) => rule[lang] }, { header: say('odd.least'), align: 'num', cell: (rule) => rule.least },
        ]} />
      </div></details>
    </>
  )
}

function StateTag(props: { found: OddReading; today: PlainDate; lang: Lang }) {
  const { found } = props
  const say = oversightStrings.in(props.lang)
  if (found.closedAt !== null) return <StatusTag tone="known">{say('odd.state-closed')}</StatusTag>
  if (found.reasonAt !== null) return <StatusTag tone="todo">{say('odd.state-reason')}</StatusTag>
  if (found.askedAt === null) return <StatusTag tone="todo" icon="question">{say('odd.state-open')}</StatusTag>
  if (found.answerBy < props.today) return <StatusTag tone="problem" icon="warning">{say('odd.state-late')}</StatusTag>
  return <StatusTag tone="info" icon="clock">{say('odd.state-asked', { day: formatDateVi(found.answerBy) })}</StatusTag>
}

export interface OddModel {
  readonly found: OpenFinding
  readonly typed: { readonly finding: string; readonly text: string }
}

export function OneOddReading(props: OddModel & { lang: Lang }) {
  const { found, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <p class="caption">{formatDateVi(found.day)} · {found.unit}</p>
      <h1>{found.words[lang]}</h1>
      <CheckAnswers answers={[
        { label: say('odd.officer'), value: found.officerName ?? '–' }, { label: say('odd.role'), value: roleTitle(found.role, lang) }, { label: say('odd.readings'), value: String(found.readings) }, { label: say('odd.people'), value: String(found.people) },
        ...(found.usual === null ? [] : [{ label: say('odd.usual'), value: String(found.usual) }]),
      ]} />
      <p class="hint">{say('odd.lines-note')}</p>
      <ReadingLines lines={found.lines} caption={say('odd.lines', { n: found.lines.length })} lang={lang} />
      <h2>{say('odd.ask')}</h2>
      {found.askedAt === null ? <AskForm found={found} lang={lang} /> : <p>{say('odd.asked-at', { when: whenWords(found.askedAt) })}{found.question && `: «${found.question}»`}</p>}
      {found.askedAt !== null && <><h3>{say('odd.reason')}</h3><p class="letter-text">{found.reason ?? say('odd.no-reason')}</p></>}
      <h2>{say('odd.close')}</h2>
      {found.closedAt === null ? <CloseForm {...props} /> : <Notice kind="success" title={say('odd.closed')}><p><strong>{found.finding && say(`finding.${found.finding}`)}</strong></p><p>{found.conclusion}</p></Notice>}
    </>
  )
}

function AskForm(props: { found: OpenFinding; lang: Lang }) {
  const say = oversightStrings.in(props.lang)
  if (props.found.closedAt !== null) return <p>–</p>
  return (
    <Form action={`${home}/${props.found.findingId}/hoi`} command={newId()} class="narrow-form" label={say('odd.ask')}>
      <TextArea name="question" label={say('odd.question')} optional rows={2} maxlength={2000} />
      <div class="buttons"><Button act="ask-officer" kind="secondary">{say('odd.ask-send')}</Button></div>
    </Form>
  )
}

function CloseForm(props: OddModel & { lang: Lang }) {
  const say = oversightStrings.in(props.lang)
  return (
    <Form action={`${home}/${props.found.findingId}/ket-luan`} command={newId()} class="narrow-form" label={say('odd.close')}>
      <RadioGroup name="finding" label={say('odd.finding')} value={props.typed.finding} options={findings.map((value, index) => ({ value, label: say(`finding.${value}`), shortcut: String(index + 1) }))} />
      <TextArea name="text" label={say('odd.conclusion')} value={props.typed.text} rows={3} maxlength={2000} />
      <div class="buttons"><Button act="close-finding" shortcut="F10">{say('odd.close-send')}</Button></div>
    </Form>
  )
}

export const oddReadingsRoute = pageRoute({
  method: 'GET', url: home, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const done = req.query['xong'] === 'asked' || req.query['xong'] === 'closed' ? req.query['xong'] : undefined
    return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'odd.title'), screen: 'A-14' }, <OddReadings found={await oddReadingsFor(ctx)} today={ctx.today} done={done} lang={req.lang} />)
  },
})

const findingOf = (req: PageRequest): string => (isId(req.params['finding'] ?? '') ? req.params['finding']! : refuse('officer.case-unknown'))

export const oddReadingRoute = pageRoute({ method: 'GET', url: `${home}/:finding`, access: { officer: roles }, purpose, handler: (ctx, req) => onePage(ctx, req) })

export const askOfficerRoute = pageRoute({
  method: 'POST', url: `${home}/:finding/hoi`, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    await askForReason(ctx, findingOf(req), req.form.get('question'))
    return { redirect: `${home}?xong=asked` }
  },
  onRefusal: (ctx, req, refusal) => onePage(ctx, req, errorsOf(refusal), refusal.status),
})

export const closeOddReadingRoute = pageRoute({
  method: 'POST', url: `${home}/:finding/ket-luan`, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const finding = findings.find((each) => each === req.form.get('finding'))
    if (!finding) return onePage(ctx, req, [{ field: 'finding', vi: oversightStrings.vi['odd.finding-choose'], en: oversightStrings.en['odd.finding-choose'] }], 422)
    await closeOddReading(ctx, { findingId: findingOf(req), finding, text: req.form.get('text') })
    return { redirect: `${home}?xong=closed` }
  },
  onRefusal: (ctx, req, refusal) => onePage(ctx, req, errorsOf(refusal), refusal.status),
})

async function onePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const found = await openOddReading(ctx, findingOf(req))
  const back = { href: home, label: oversightStrings.t(req.lang, 'odd.title') }
  const screen = { title: oversightStrings.t(req.lang, 'odd.one-title'), screen: 'A-14-one', errors, back, path: `${home}/${found.findingId}` }
  return workPage(ctx, req, screen, <OneOddReading found={found} typed={{ finding: req.form.get('finding'), text: req.form.get('text') }} lang={req.lang} />, status)
}
