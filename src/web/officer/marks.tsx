import { fullAreaName } from '../../foundations/areas/index.ts'
import { liftMark, markedIn, markKinds, markWords, personIdOf, placeMark, readNames, type Mark, type MarkKind } from '../../foundations/population/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, OfficerActor, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, EmptyState, Form, Notice, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { workPage } from './frame.ts'
import { oversightStrings } from './oversight-strings.ts'
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'restricted-list', basis: 'Luật Căn cước 2023, đ.10', text: 'Quản lý danh sách hạn chế' }
const roles = ['police-commander'] as const
const home = '/lam-viec/han-che'

export interface MarksModel {
  readonly kind: MarkKind
  readonly marks: readonly Mark[]
  readonly names: ReadonlyMap<string, string>
  readonly area: string
  readonly done: boolean
  readonly typed: { readonly number: string; readonly kind: string; readonly decision: string }
}

/** Protected people and the sensitive lists of the commander's area: behind a right that the appointment names. */
export function Marks(props: MarksModel & { lang: Lang }) {
  const { kind, marks, names, typed, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{say('marks.heading')}</h1>
      {props.done && <Notice kind="success" title={say('marks.done')} live />}
      <p>{say('marks.lead', { area: props.area })}</p>
      <ul class="prose-list">{markKinds.map((each) => <li>{each === kind ? <strong>{markWords[each][lang]}</strong> : <a href={`${home}?muc=${each}`}>{markWords[each][lang]}</a>}</li>)}</ul>
      <DataTable caption={say('marks.caption', { kind: markWords[kind][lang], n: marks.length })} rows={marks} empty={<EmptyState icon="shield" title={say('marks.empty')}><p>{say('marks.empty-text')}</p></EmptyState>} columns={[
        { header: say('marks.person'), rowHeader: true, cell: (mark) => names.get(mark.personId) ?? '–' },
        { header: say('marks.decision'), cell: (mark) => mark.decision },
        { header: say('marks.since'), cell: (mark) => formatDateVi(mark.since) },
        { header: say('marks.lift'), cell: (mark) => <LiftForm mark={mark} name={names.get(mark.personId) ?? ''} lang={lang} /> },
      ]} />
      <h2>{say('marks.place')}</h2>
      <Form action={home} command={newId()} class="narrow-form" label={say('marks.place')} hidden={{ viec: 'them' }}>
        <TextField name="number" label={say('emergency.number')} value={typed.number} inputmode="numeric" autocomplete="off" />
        <RadioGroup name="kind" label={say('marks.kind')} value={typed.kind} options={markKinds.map((value) => ({ value, label: markWords[value][lang] }))} />
        <TextField name="decision" label={say('marks.decision')} hint={say('marks.decision-hint')} value={typed.decision} autocomplete="off" />
        <div class="buttons"><Button act="place-mark">{say('marks.send')}</Button></div>
      </Form>
    </>
  )
}

function LiftForm(props: { mark: Mark; name: string; lang: Lang }) {
  const say = oversightStrings.in(props.lang)
  const { mark } = props
  return (
    <details class="details"><summary>{say('marks.lift-open')}<span class="sr-only"> {props.name}</span></summary><div class="details-body">
      <Form action={home} command={newId()} label={`${say('marks.lift')} ${props.name}`} hidden={{ viec: 'bo', person: mark.personId, kind: mark.kind }}>
        <TextField name={`decision-${mark.personId}`} label={say('marks.decision')} value="" autocomplete="off" />
        <div class="buttons"><Button act="lift-mark" kind="secondary">{say('marks.lift')}</Button></div>
      </Form>
    </div></details>
  )
}

const kindOf = (text: string): MarkKind | undefined => markKinds.find((each) => each === text)

export const marksRoute = pageRoute({ method: 'GET', url: home, access: { officer: roles }, purpose, handler: (ctx, req) => marksPage(ctx, req) })

export const changeMarksRoute = pageRoute({
  method: 'POST', url: home, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const kind = kindOf(req.form.get('kind'))
    if (!kind) return marksPage(ctx, req, [{ field: 'kind', vi: oversightStrings.vi['marks.kind-choose'], en: oversightStrings.en['marks.kind-choose'] }], 422)
    const commandId = req.commandId ?? newId()
    if (req.form.get('viec') === 'bo') {
      const personId = req.form.get('person')
      await liftMark(ctx, { personId: isId(personId) ? personId : refuse('officer.case-unknown'), kind, decision: req.form.get(`decision-${personId}`), commandId })
    } else {
      const personId = await personIdOf(ctx.tx, req.form.get('number').replace(/[\s.-]/g, ''))
      if (personId === undefined) return marksPage(ctx, req, [{ field: 'number', vi: oversightStrings.vi['marks.unknown'], en: oversightStrings.en['marks.unknown'] }], 422)
      await placeMark(ctx, { personId, kind, decision: req.form.get('decision'), commandId })
    }
    return { redirect: `${home}?muc=${kind}&xong=1` }
  },
  // The form that takes somebody off has a field of its own for each person.
  onRefusal: (ctx, req, refusal) => marksPage(ctx, req, errorsOf(refusal).map((error) => (error.field === 'decision' && req.form.get('viec') === 'bo' ? { ...error, field: `decision-${req.form.get('person')}` } : error)), refusal.status),
})

async function marksPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const kind = kindOf(req.method === 'GET' ? (req.query['muc'] ?? '') : req.form.get('kind')) ?? 'protected'
  const [area] = (ctx.actor as OfficerActor).areas
  const marks = await markedIn(ctx, kind, area!)
  const names = marks.length > 0 ? await readNames(ctx, marks.map((mark) => mark.personId)) : new Map<string, string>()
  const typed = { number: req.form.get('number'), kind: req.form.get('kind'), decision: req.form.get('decision') }
  const model: MarksModel = { kind, marks, names, area: fullAreaName(area!, ctx.today), done: req.query['xong'] !== undefined, typed }
  return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'marks.title'), screen: 'P-marks', errors }, <Marks {...model} lang={req.lang} />, status)
}
