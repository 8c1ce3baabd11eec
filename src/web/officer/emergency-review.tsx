import { organisationNames } from '../../foundations/oversight/index.ts'
import { emergencyReadingsFor, readPeople, reviewEmergencyReading, type ReviewedEmergency } from '../../foundations/population/index.ts'
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
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'emergency-review', basis: 'Luật 91/2025/QH15', text: 'Rà soát lần xem khẩn cấp' }
const roles = ['security-officer'] as const
const home = '/lam-viec/xem-khan-da-mo'
const findings = ['justified', 'not-justified'] as const

/** Emergency readings of my body and those below it, those without a review first. Nobody's data, only what was written. */
export function Emergencies(props: { found: readonly ReviewedEmergency[]; units: ReadonlyMap<string, string>; today: PlainDate; done: boolean; lang: Lang }) {
  const { found, today, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{say('review.heading')}</h1>
      {props.done && <Notice kind="success" title={say('review.done')} live />}
      <p>{say('review.lead')}</p>
      <DataTable caption={say('review.caption', { n: found.length })} rows={found} empty={<EmptyState icon="shield" title={say('review.empty')}><p>{say('review.empty-text')}</p></EmptyState>} columns={[
        { header: say('review.when'), rowHeader: true, cell: (each) => <a href={`${home}/${each.readingId}`}>{whenWords(each.openedAt)}</a> },
        { header: say('review.ground'), cell: (each) => each.groundWords },
        { header: say('review.unit'), cell: (each) => props.units.get(each.organisationId) ?? '–' },
        { header: say('review.due'), cell: (each) => formatDateVi(each.reviewBy) },
        { header: say('review.state'), cell: (each) => <StateTag found={each} today={today} lang={lang} /> },
      ]} />
    </>
  )
}

function StateTag(props: { found: ReviewedEmergency; today: PlainDate; lang: Lang }) {
  const say = oversightStrings.in(props.lang)
  const { finding, reviewBy } = props.found
  if (finding !== null) return <StatusTag tone={finding === 'justified' ? 'known' : 'problem'}>{say(`review.${finding}`)}</StatusTag>
  return reviewBy < props.today ? <StatusTag tone="problem" icon="warning">{say('review.late')}</StatusTag> : <StatusTag tone="todo" icon="clock">{say('review.waiting')}</StatusTag>
}

export function OneEmergency(props: { found: ReviewedEmergency; officer: string; unit: string; typed: { finding: string; text: string }; lang: Lang }) {
  const { found, typed, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{found.groundWords}</h1>
      <CheckAnswers answers={[
        { label: say('review.officer'), value: `${props.officer}, ${props.unit}` }, { label: say('review.when'), value: whenWords(found.openedAt) }, { label: say('review.reason'), value: found.reason },
        { label: say('review.told-on'), value: formatDateVi(found.toldOn) }, { label: say('review.due'), value: formatDateVi(found.reviewBy) },
      ]} />
      {found.finding !== null ? <Notice kind="success" title={say('review.was')}><p><strong>{say(`review.${found.finding}`)}</strong></p><p>{found.text}</p></Notice> : (
        <Form action={`${home}/${found.readingId}`} command={newId()} class="narrow-form" label={say('review.finding')}>
          <RadioGroup name="finding" label={say('review.finding')} value={typed.finding} options={findings.map((value, index) => ({ value, label: say(`review.${value}`), shortcut: String(index + 1) }))} />
          <TextArea name="text" label={say('review.text')} value={typed.text} rows={3} maxlength={2000} />
          <div class="buttons"><Button act="review-emergency" shortcut="F10">{say('review.send')}</Button></div>
        </Form>
      )}
    </>
  )
}

export const emergenciesRoute = pageRoute({
  method: 'GET', url: home, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const found = await emergencyReadingsFor(ctx)
    const units = await organisationNames(ctx.tx, found.map((each) => each.organisationId))
    return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'review.title'), screen: 'S-emergencies' }, <Emergencies found={found} units={units} today={ctx.today} done={req.query['xong'] !== undefined} lang={req.lang} />)
  },
})

export const emergencyReviewRoute = pageRoute({ method: 'GET', url: `${home}/:reading`, access: { officer: roles }, purpose, handler: (ctx, req) => onePage(ctx, req) })

export const reviewRoute = pageRoute({
  method: 'POST', url: `${home}/:reading`, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const finding = findings.find((each) => each === req.form.get('finding'))
    if (!finding) return onePage(ctx, req, [{ field: 'finding', vi: oversightStrings.vi['review.finding-choose'], en: oversightStrings.en['review.finding-choose'] }], 422)
    await reviewEmergencyReading(ctx, { readingId: idOf(req), finding, text: req.form.get('text') })
    return { redirect: `${home}?xong=1` }
  },
  onRefusal: (ctx, req, refusal) => onePage(ctx, req, errorsOf(refusal), refusal.status),
})

const idOf = (req: PageRequest): string => (isId(req.params['reading'] ?? '') ? req.params['reading']! : refuse('officer.case-unknown'))

async function onePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const id = idOf(req)
  const found = (await emergencyReadingsFor(ctx)).find((each) => each.readingId === id) ?? refuse('officer.case-unknown')
  const officer = (await readPeople(ctx, [found.openedBy], ['fullName'], { lawfulBy: purpose.basis })).get(found.openedBy)?.fullName ?? '–'
  const unit = (await organisationNames(ctx.tx, [found.organisationId])).get(found.organisationId) ?? '–'
  const screen = { title: oversightStrings.t(req.lang, 'review.one-title'), screen: 'S-emergency', errors, back: { href: home, label: oversightStrings.t(req.lang, 'review.title') } }
  return workPage(ctx, req, screen, <OneEmergency found={found} officer={officer} unit={unit} typed={{ finding: req.form.get('finding'), text: req.form.get('text') }} lang={req.lang} />, status)
}
