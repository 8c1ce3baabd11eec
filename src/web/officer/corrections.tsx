import { correctionsFor, decideCorrection, factFields, factFromText, readCorrection, readFacts, readNames, type CorrectionCase, type FactField } from '../../foundations/population/index.ts'
import { fieldLabels } from '../../foundations/trail/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, DiffLine, EmptyState, Form, Notice, RadioGroup, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { whenWords } from './case-words.ts'
import { correctionStrings } from './correction-strings.ts'
import { workPage } from './frame.ts'
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'correction', basis: 'Luật Căn cước 2023, đ.11', text: 'Trả lời đề nghị sửa thông tin' }
const roles = ['police-officer', 'police-commander'] as const
const home = '/lam-viec/sua-thong-tin'

export interface CorrectionsModel {
  readonly cases: readonly CorrectionCase[]
  readonly names: ReadonlyMap<string, string>
  readonly done: 'accept' | 'refuse' | undefined
}

/** P-21, the correction half: what waits for an answer, oldest first. */
export function Corrections(props: CorrectionsModel & { lang: Lang }) {
  const { cases, names, lang } = props
  const say = correctionStrings.in(lang)
  return (
    <>
      <h1>{say('list.heading')}</h1>
      {props.done && <Notice kind="success" title={say(`list.done-${props.done}`)} live />}
      <p>{say('list.lead')}</p>
      <DataTable caption={say('list.caption', { n: cases.length })} rows={cases} empty={<EmptyState title={say('list.empty')}><p>{say('list.empty-text')}</p></EmptyState>} columns={[
        { header: say('list.field'), rowHeader: true, cell: (each) => <a href={`${home}/${each.caseId}`}>{labelOf(each.field, lang)}<span class="sr-only">, {names.get(each.personId)}</span></a> },
        { header: say('list.person'), cell: (each) => names.get(each.personId) ?? '' },
        { header: say('list.shown'), cell: (each) => each.shown ?? say('one.none') },
        { header: say('list.claimed'), cell: (each) => each.claimed ?? '–' },
        { header: say('list.why'), cell: (each) => say(`why.${each.reason}`) },
        { header: say('list.since'), cell: (each) => whenWords(each.openedAt) },
      ]} />
    </>
  )
}

function labelOf(field: string, lang: Lang): string {
  const label = fieldLabels([field], lang)[0] ?? field
  return label.charAt(0).toUpperCase() + label.slice(1)
}

export interface CorrectionModel {
  readonly found: CorrectionCase
  readonly name: string
  readonly source: { readonly name: string; readonly on: string } | null
  readonly decision: string
  readonly words: string
  /** The right value as the officer writes it; null where the register does not hold the field. */
  readonly value: string | null
  /** What was said cannot be recorded as it stands. */
  readonly isVague: boolean
}

export function Correction(props: CorrectionModel & { lang: Lang }) {
  const { found, lang, source } = props
  const say = correctionStrings.in(lang)
  return (
    <>
      <h1>{say('one.heading', { field: labelOf(found.field, lang) })}</h1>
      <p class="hint">{say('one.person', { name: props.name })} · {say('one.asked', { when: whenWords(found.openedAt) })} · {say('one.reason', { why: say(`why.${found.reason}`) })}</p>
      <section class="letter" aria-label={say('one.value')}>
        <DiffLine label={labelOf(found.field, lang)} old={found.shown ?? say('one.none')} new={found.claimed ?? '–'} />
        <p class="hint">{source ? say('one.source', { source: source.name, date: formatDateVi(source.on) }) : say('one.source-elsewhere')}</p>
      </section>
      <h2>{say('one.note')}</h2>
      <p class="letter-text">{found.note ?? say('one.no-note')}</p>
      {found.dossierId && <p class="hint">{say('one.dossier')}</p>}
      {found.state === 'open' ? <Answer {...props} /> : <Notice kind="info" title={say('one.decided', { how: say(`one.${found.state}`) })}>{found.decisionReason && <p>{found.decisionReason}</p>}</Notice>}
    </>
  )
}

function Answer(props: CorrectionModel & { lang: Lang }) {
  const { found, lang } = props
  const say = correctionStrings.in(lang)
  return (
    <Form action={`${home}/${found.caseId}`} command={newId()} hidden={{ version: String(found.version) }} class="narrow-form" label={say('one.decide')}>
      <RadioGroup name="decision" label={say('one.decide')} value={props.decision} options={[
        { value: 'accept', label: say('one.accept'), hint: say(found.field.startsWith('list.') ? 'one.accept-list-hint' : 'one.accept-hint'), shortcut: '1' }, { value: 'refuse', label: say('one.refuse'), hint: say('one.refuse-hint'), shortcut: '2' },
      ]} />
      {props.value !== null && <TextField name="value" label={say('one.right')} hint={say(props.isVague ? 'one.right-needed' : 'one.right-hint')} value={props.value} optional={!props.isVague} shortcut="F2" />}
      <TextArea name="reason" label={say('one.words')} hint={say('one.words-hint')} value={props.words} rows={3} />
      <div class="buttons"><Button act="answer-correction" shortcut="F10">{say('one.send')}</Button></div>
    </Form>
  )
}

export const correctionsRoute = pageRoute({
  method: 'GET', url: home, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const cases = await correctionsFor(ctx)
    const names = cases.length > 0 ? await readNames(ctx, [...new Set(cases.map((each) => each.personId))]) : new Map<string, string>()
    const done = req.query['xong'] === 'accept' || req.query['xong'] === 'refuse' ? req.query['xong'] : undefined
    return workPage(ctx, req, { title: correctionStrings.t(req.lang, 'list.title'), screen: 'P-21' }, <Corrections cases={cases} names={names} done={done} lang={req.lang} />)
  },
})

const caseOf = (req: PageRequest): string => (isId(req.params['case'] ?? '') ? req.params['case']! : refuse('officer.case-unknown'))

export const correctionRoute = pageRoute({ method: 'GET', url: `${home}/:case`, access: { officer: roles }, purpose, handler: (ctx, req) => correctionPage(ctx, req) })

export const answerCorrectionRoute = pageRoute({
  method: 'POST', url: `${home}/:case`, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const decision = req.form.get('decision')
    if (decision !== 'accept' && decision !== 'refuse') return correctionPage(ctx, req, [{ field: 'decision', vi: correctionStrings.vi['one.choose'], en: correctionStrings.en['one.choose'] }], 422)
    const written = decision === 'accept' ? req.form.get('value').trim() : ''
    const field = written === '' ? undefined : factFieldOf(await readCorrection(ctx, caseOf(req)))
    const value = field && factFromText(field, written, ctx.today)
    if (field && !value) return correctionPage(ctx, req, [{ field: 'value', vi: correctionStrings.vi['one.right-wrong'], en: correctionStrings.en['one.right-wrong'] }], 422)
    await decideCorrection(ctx, { caseId: caseOf(req), version: req.form.whole('version'), decision, reason: req.form.get('reason'), ...(value ? { value } : {}) })
    return { redirect: `${home}?xong=${decision}` }
  },
  onRefusal: (ctx, req, refusal) => correctionPage(ctx, req, errorsOf(refusal), refusal.status),
})

const factFieldOf = ({ field }: CorrectionCase): FactField | undefined => factFields.find((each) => each === field && each !== 'lifeStatus')

async function correctionPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const found = await readCorrection(ctx, caseOf(req))
  const name = (await readNames(ctx, [found.personId])).get(found.personId) ?? ''
  const field = factFieldOf(found)
  const fact = field && (await readFacts(ctx, found.personId, [field]))[0]
  const model: CorrectionModel = { found, name, source: fact ? { name: fact.sourceName, on: fact.asOf } : null, decision: req.form.get('decision'), words: req.form.get('reason'), value: field ? req.form.get('value') : null, isVague: field !== undefined && factFromText(field, found.claimed ?? '', ctx.today) === undefined }
  return workPage(ctx, req, { title: correctionStrings.t(req.lang, 'one.title'), screen: 'P-21-one', errors, back: { href: home, label: correctionStrings.t(req.lang, 'list.title') } }, <Correction {...model} lang={req.lang} />, status)
}
