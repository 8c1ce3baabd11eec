import { activationFunnel, markVisits, mostDoors, planVisits, visitOutcomes, visitPlan, visitPlans, type VisitOutcome, type VisitRow } from '../../foundations/eid/index.ts'
import { documentSettings, renderPdf } from '../../foundations/documents/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi, parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, OfficerActor } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { agencyLines, placeAndDate } from '../../public-services/results/index.ts'
import { Button, ButtonLink, DataTable, DateField, EmptyState, Form, Notice, RadioGroup, Select, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { campaignPurpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'
import { plansUrl } from './visit-plan-words.ts'

const purpose = { ...campaignPurpose, text: 'Lập kế hoạch, ghi kết quả đi từng nhà vận động kích hoạt' }
const doorChoices = [15, 30, mostDoors] as const
const outcomeOf = (value: string): VisitOutcome | null => visitOutcomes.find((each) => each === value) ?? null
const placeOf = (hamlet: string | null, lang: Lang): string => hamlet ?? deskStrings.t(lang, 'plan.everywhere')

/** P-12: the days that were planned and how they went, and a new one. */
async function plansPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = deskStrings.in(req.lang)
  const { form } = req
  const [plans, { hamlets }] = [await visitPlans(ctx), await activationFunnel(ctx, 'residence')]
  const [year = '', month = '', day = ''] = ctx.today.split('-')
  return workPage(ctx, req, { title: say('plan.title'), screen: 'P-12-plans', back: { href: '/dc/kich-hoat' }, errors, path: plansUrl }, (
    <>
      <h1>{say('plan.title')}</h1>
      <p class="lead">{say('plan.lead')}</p>
      <Form action={plansUrl} command={isId(form.get('_command')) ? form.get('_command') : newId()}>
        <DateField name="day" label={say('plan.day')} value={form.has('day.day') ? { day: form.get('day.day'), month: form.get('day.month'), year: form.get('day.year') } : { day, month, year }} />
        <Select name="hamlet" label={say('plan.hamlet')} value={form.get('hamlet') || 'all'} options={[{ value: 'all', label: say('plan.all') }, ...hamlets.flatMap(({ hamlet, n }) => (hamlet === null ? [] : [{ value: hamlet, label: `${hamlet} (${n})` }]))]} />
        <RadioGroup name="doors" label={say('plan.doors')} value={form.get('doors') || String(doorChoices[1])} options={doorChoices.map((n) => ({ value: String(n), label: say('plan.doors-n', { n }) }))} />
        <div class="buttons"><Button act="make-plan">{say('plan.make')}</Button></div>
      </Form>
      <h2>{say('plan.list')}</h2>
      <DataTable caption={say('plan.list')} captionHidden rows={plans} empty={<EmptyState title={say('plan.none')}><p>{say('plan.none-text')}</p></EmptyState>} columns={[
        { header: say('plan.day'), rowHeader: true, cell: (plan) => <a href={`${plansUrl}/${plan.planId}`}>{say('plan.open', { place: placeOf(plan.hamlet, req.lang), day: formatDateVi(plan.day) })}</a> },
        { header: say('plan.people'), align: 'num', cell: ({ doors }) => doors }, { header: say('plan.activated'), align: 'num', cell: ({ activated }) => activated },
        { header: say('plan.outcome-not-home'), align: 'num', cell: ({ notHome }) => notHome }, { header: say('plan.outcome-refused'), align: 'num', cell: ({ refused }) => refused }, { header: say('plan.unmarked'), align: 'num', cell: ({ unmarked }) => unmarked },
      ]} />
    </>
  ), status)
}

async function makePlan(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const { form } = req
  const day = parseDateVi(`${form.get('day.day')}/${form.get('day.month')}/${form.get('day.year')}`)
  if (day === null) return plansPage(ctx, req, [{ field: 'day', vi: deskStrings.vi['plan.day-wrong'], en: deskStrings.en['plan.day-wrong'] }], 422)
  const planId = req.commandId ?? newId()
  await planVisits(ctx, { planId, day, hamlet: ['', 'all'].includes(form.get('hamlet')) ? null : form.get('hamlet').slice(0, 80), doors: doorChoices.find((n) => String(n) === form.get('doors')) ?? doorChoices[1] })
  return { redirect: `${plansUrl}/${planId}?xong=lap` }
}

const aboutDoor = (row: VisitRow): string => [row.birthDate?.slice(0, 4), row.detail ?? row.hamlet].filter(Boolean).join(' · ')

/** One door: who, where, what was found, and what the account says. */
function Door(props: { row: VisitRow; lang: Lang }) {
  const { row, lang } = props
  const say = deskStrings.in(lang)
  const active = row.activatedAt !== null
  return (
    <div class="card" id={`nha-${row.place}`}>
      <input type="hidden" name={`was-${row.accountId}`} value={row.outcome ?? ''} />
      <Select name={`door-${row.accountId}`} label={say('plan.result-of', { n: row.place, name: row.displayName })} hint={aboutDoor(row)} value={row.outcome ?? 'none'}
        options={[{ value: 'none', label: say('plan.none-yet') }, ...visitOutcomes.map((outcome) => ({ value: outcome, label: say(`plan.outcome-${outcome}`) }))]} />
      <p class="hint">{say(active ? 'plan.is-active' : 'plan.not-active')}</p>
      {row.outcome === 'activated' && !active && <Notice kind="warn" title={say('plan.check')} />}
    </div>
  )
}

/** One day, by the numbers of its sheet: marked when the team is back, or where there is a line. */
async function planPage(ctx: Ctx, req: PageRequest, more: { clashes?: number; errors?: readonly FieldError[]; status?: number } = {}): Promise<PageReply> {
  const say = deskStrings.in(req.lang)
  const { plan, doors } = await visitPlan(ctx, req.params['plan'] ?? '')
  const title = say('plan.one-title', { place: placeOf(plan.hamlet, req.lang), day: formatDateVi(plan.day) })
  const path = `${plansUrl}/${plan.planId}`
  return workPage(ctx, req, { title, screen: 'P-12-plan', back: { href: plansUrl }, errors: more.errors ?? [], path }, (
    <>
      <h1>{title}</h1>
      {req.query['xong'] === 'lap' && <Notice kind="success" title={say('plan.made')} live />}
      {req.query['xong'] === 'luu' && <Notice kind="success" title={say('plan.saved')} live />}
      {more.clashes !== undefined && more.clashes > 0 && <Notice kind="warn" title={say('plan.clash', { n: more.clashes })} live />}
      <p><ButtonLink kind="secondary" href={`${path}/in`} act="print-plan">{say('plan.print')}</ButtonLink></p>
      <p>{say('plan.one-lead')} {say('plan.truth')}</p>
      {plan.day > ctx.today
        ? <><Notice kind="info" title={say('plan.later', { day: formatDateVi(plan.day) })} /><ol class="prose-list">{doors.map((row) => <li>{row.displayName} <span class="hint">{aboutDoor(row)}</span></li>)}</ol></>
        : <Form action={path}>{doors.map((row) => <Door row={row} lang={req.lang} />)}<div class="buttons"><Button act="save-visits">{say('plan.save')}</Button></div></Form>}
    </>
  ), more.status)
}

async function savePlan(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const planId = req.params['plan'] ?? ''
  const marks = Object.keys(req.form.raw).flatMap((name) => {
    const accountId = /^door-(.+)$/.exec(name)?.[1] ?? ''
    return isId(accountId) ? [{ accountId, outcome: outcomeOf(req.form.get(name)), was: outcomeOf(req.form.get(`was-${accountId}`)) }] : []
  })
  const { clashes } = await markVisits(ctx, { planId, marks: marks.slice(0, mostDoors) })
  return clashes.length > 0 ? planPage(ctx, req, { clashes: clashes.length, status: 409 }) : { redirect: `${plansUrl}/${planId}?xong=luu` }
}

/** The sheet a team takes along: numbers, houses, boxes to tick. No personal number, no telephone number: it may be lost. */
async function planSheet(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = deskStrings.in('vi')
  const { plan, doors } = await visitPlan(ctx, req.params['plan'] ?? '')
  const officer = ctx.actor as OfficerActor
  const unit = (await appointmentOn(ctx.tx, officer.appointmentId, ctx.today))?.organisation ?? (await getOrganisation(ctx, officer.organisationId))
  const bytes = renderPdf({
    agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, plan.day), title: say('visit.title'), subtitle: plan.hamlet,
    blocks: [
      { kind: 'paragraph', text: say('plan.sheet-how') },
      {
        kind: 'table', heading: `${placeOf(plan.hamlet, 'vi')}: ${doors.length} người`,
        columns: [say('visit.no'), say('camp.name'), say('camp.born'), say('camp.address'), say('camp.phone'), ...visitOutcomes.map((outcome) => say(`plan.outcome-${outcome}`))],
        rows: doors.map((row) => [String(row.place), row.displayName, row.birthDate?.slice(0, 4) ?? '–', row.detail ?? row.hamlet ?? '–', say(row.hasPhone ? 'camp.phone-yes' : 'camp.phone-no'), ...visitOutcomes.map(() => '')]),
      },
      { kind: 'signatures', cells: [{ title: say('visit.who'), note: say('visit.sign') }] },
    ],
    signer: null,
  }, { footer: documentSettings.call().demo ? 'Congdan – bản chạy thử, dữ liệu giả, không có giá trị pháp lý' : unit.name })
  return { bytes, type: 'application/pdf', filename: `di-nha-${plan.day}.pdf`, inline: true, cache: 'no-store' }
}

export const visitPlanRoutes: readonly PageRoute[] = [
  pageRoute({ method: 'GET', url: plansUrl, access, purpose, handler: (ctx, req) => plansPage(ctx, req) }),
  pageRoute({ method: 'POST', url: plansUrl, access, purpose, handler: makePlan, onRefusal: (ctx, req, refusal) => plansPage(ctx, req, errorsOf(refusal), refusal.status) }),
  pageRoute({ method: 'GET', url: `${plansUrl}/:plan`, access, purpose, handler: (ctx, req) => planPage(ctx, req) }),
  pageRoute({
    method: 'POST', url: `${plansUrl}/:plan`, access, purpose, handler: savePlan,
    async onRefusal(ctx, req, refusal) {
      if (refusal.code !== 'eid.visit-day-not-yet') throw refusal
      return planPage(ctx, req, { errors: errorsOf(refusal), status: refusal.status })
    },
  }),
  pageRoute({ method: 'GET', url: `${plansUrl}/:plan/in`, access, purpose, handler: planSheet }),
]
