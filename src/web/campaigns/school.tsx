import { cancelDay, planDay, readSchool, readSchools, type School, type SchoolPlan, type Schools } from '../../data-ecosystem/campaigns/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { Button, DataTable, DateField, EmptyState, Form, TextField, type DateValue, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { campaignIdOf } from './one.tsx'
import { refuse } from './refusals.ts'
import { campaignStrings } from './strings.ts'
import { campaignHref, campaignPurpose, caseHref, casesHref, dayOf, everybody, police, typedDay, unitName } from './words.ts'

const schoolHref = (id: string, school: { area: string; site: string }): string => `/chien-dich/${id}/noi/${school.area}?${new URLSearchParams({ noi: school.site }).toString()}`

/** P-24: schools, who lacks what as of now, and the days planned. */
export function SchoolsPage(props: Schools & { today: PlainDate; lang: Lang }) {
  const { campaign, kind, schools, today, lang } = props
  const say = campaignStrings.in(lang)
  const id = campaign.campaignId
  const works = (school: School): boolean => props.workIn.includes(school.area)
  const n = (value: number): string => formatNumberVi(value)
  /** Opens the names, for those who work there. */
  const OfSchool = ({ school, value }: { school: School; value: number }) => (works(school) ? <a href={schoolHref(id, school)}>{n(value)}<span class="sr-only"> {school.site}</span></a> : <>{n(value)}</>)
  return (
    <>
      <h1>{say('school.heading', { site: kind.site!.name[lang].toLowerCase() })}</h1>
      <p class="lead">{say('school.lead')}</p>
      <DataTable caption={say('school.caption', { n: n(schools.length) })} rows={schools} empty={<EmptyState icon="info" title={say('school.none')}><p>{say('school.none-text')}</p></EmptyState>} columns={[
        { header: kind.site!.name[lang], rowHeader: true, cell: (school) => (works(school) ? <a href={schoolHref(id, school)}>{school.site}</a> : school.site) },
        { header: say('one.unit'), cell: (school) => unitName(school.area, campaign.area, today, lang) },
        { header: say('school.cases'), align: 'num', cell: (school) => <a href={casesHref(id, { area: school.area, site: school.site })}>{n(school.cases)}<span class="sr-only"> {school.site}</span></a> },
        { header: say('school.left'), align: 'num', cell: (school) => <a href={casesHref(id, { area: school.area, site: school.site, state: 'left' })}>{n(school.left)}<span class="sr-only"> {school.site}</span></a> },
        { header: say('school.card'), align: 'num', cell: (school) => <OfSchool school={school} value={school.withoutCard} /> },
        { header: say('school.account'), align: 'num', cell: (school) => <OfSchool school={school} value={school.withoutAccount} /> },
        { header: say('school.expected'), align: 'num', cell: (school) => <OfSchool school={school} value={school.expected} /> },
        { header: say('school.days'), cell: (school) => (school.days.length === 0 ? <span class="muted">{say('school.no-day')}</span> : school.days.map((day) => formatDateVi(day.onDay)).join(', ')) },
      ]} />
    </>
  )
}

interface SchoolModel extends SchoolPlan { readonly typed: { readonly on: DateValue; readonly place: string; readonly desks: string }; readonly today: PlainDate }

/** One school: who is expected, and a day for them. */
export function SchoolPage(props: SchoolModel & { lang: Lang }) {
  const { campaign, site, area, pupils, days, perHour, typed, today, lang } = props
  const say = campaignStrings.in(lang)
  const id = campaign.campaignId
  const action = schoolHref(id, { area, site })
  return (
    <>
      <h1>{site}</h1>
      <p class="lead">{campaign.title}. {unitName(area, campaign.area, today, lang)}</p>
      {days.length > 0 && (
        <>
          <h2>{say('school.days')}</h2>
          <ul class="plain-list">{days.map((day) => (
            <li>{say('school.day', { day: formatDateVi(day.onDay), place: day.place, desks: day.desks })}
              {campaign.state === 'open' && <Form action={action} command={newId()} hidden={{ what: 'cancel', day: day.dayId }} label={say('school.cancel', { day: formatDateVi(day.onDay) })}><Button kind="secondary" act="cancel-day">{say('school.cancel', { day: formatDateVi(day.onDay) })}</Button></Form>}
            </li>
          ))}</ul>
        </>
      )}
      <DataTable caption={say('school.pupils-caption', { n: formatNumberVi(pupils.length) })} rows={pupils} empty={<EmptyState title={say('school.everyone')}><p>{say('school.everyone-text')}</p></EmptyState>} columns={[
        { header: say('school.pupil'), rowHeader: true, cell: (pupil) => <a href={caseHref(id, pupil.caseId)}>{pupil.name}</a> },
        { header: say('cases.row'), align: 'num', cell: (pupil) => pupil.rowNo },
        { header: say('school.has-card'), cell: (pupil) => (pupil.card ? say('school.has') : say('school.has-not')) },
        { header: say('school.has-account'), cell: (pupil) => (pupil.account ? say('school.has') : say('school.has-not')) },
      ]} />
      {campaign.state === 'open' && pupils.length > 0 && (
        <Form action={action} command={newId()} hidden={{ what: 'plan' }} class="narrow-form no-print" label={say('school.plan')}>
          <h2>{say('school.plan')}</h2>
          <p class="hint">{say('school.plan-hint', { n: formatNumberVi(pupils.length), rate: perHour, hours: formatNumberVi(Math.ceil((10 * pupils.length) / perHour) / 10, 1) })}</p>
          <DateField name="onDay" label={say('school.on')} value={typed.on} />
          <TextField name="place" label={say('school.place')} hint={say('school.place-hint')} value={typed.place} maxlength={200} />
          <TextField name="desks" label={say('school.desks')} value={typed.desks} width="two" inputmode="numeric" />
          <div class="buttons"><Button act="plan-day">{say('school.send')}</Button></div>
          <p class="hint">{say('school.print')}</p>
        </Form>
      )}
    </>
  )
}

const purpose = { ...campaignPurpose, text: 'Hẹn ngày làm thẻ, định danh tại trường' }

export const schoolsRoute = pageRoute({
  method: 'GET', url: '/chien-dich/:campaign/noi', access: everybody, purpose,
  async handler(ctx, req) {
    const model = await readSchools(ctx, campaignIdOf(req))
    const title = campaignStrings.t(req.lang, 'school.title', { site: model.kind.site!.name[req.lang].toLowerCase() })
    return workPage(ctx, req, { title, screen: 'P-24', back: { href: campaignHref(model.campaign.campaignId), label: model.campaign.title } }, <SchoolsPage {...model} today={ctx.today} lang={req.lang} />)
  },
})

const access = { officer: police }
const siteOf = (req: PageRequest): { area: string; site: string } => (/^(\d{2}|\d{5})$/.test(req.params['area'] ?? '') && req.query['noi'] ? { area: req.params['area']!, site: req.query['noi'].slice(0, 160) } : refuse('campaigns-web.unknown'))

export const schoolRoute = pageRoute({ method: 'GET', url: '/chien-dich/:campaign/noi/:area', access, purpose, handler: (ctx, req) => schoolPage(ctx, req) })

export const planRoute = pageRoute({
  method: 'POST', url: '/chien-dich/:campaign/noi/:area', access, purpose,
  async handler(ctx, req) {
    const campaignId = campaignIdOf(req)
    const where = siteOf(req)
    if (req.form.get('what') === 'cancel') await cancelDay(ctx, { campaignId, dayId: isId(req.form.get('day')) ? req.form.get('day') : refuse('campaigns-web.unknown') })
    else await planDay(ctx, { commandId: req.commandId ?? newId(), campaignId, ...where, onDay: dayOf(req.form, 'onDay'), place: req.form.get('place'), desks: req.form.number('desks') || 1 })
    return { redirect: schoolHref(campaignId, where) }
  },
  onRefusal: (ctx, req, refusal) => schoolPage(ctx, req, errorsOf(refusal), refusal.status),
})

async function schoolPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const campaignId = campaignIdOf(req)
  const where = siteOf(req)
  const plan = await readSchool(ctx, campaignId, where.area, where.site)
  const typed = { on: typedDay(req.form, 'onDay'), place: req.form.get('place'), desks: req.form.get('desks') || '1' }
  return workPage(ctx, req, { title: where.site, screen: 'P-24-school', path: schoolHref(campaignId, where), errors, back: { href: `/chien-dich/${campaignId}/noi`, label: plan.campaign.title } }, <SchoolPage {...plan} typed={typed} today={ctx.today} lang={req.lang} />, status)
}
