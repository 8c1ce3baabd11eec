import { areaName } from '../../foundations/areas/index.ts'
import { attachList, closeCampaign, extendDeadline, nameResponsible, readToLead, type LeadModel } from '../../data-ecosystem/campaigns/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { pageRoute, wholeIn, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { Button, Checkbox, DateField, EmptyState, Form, Select, TextArea, type DateValue, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { campaignIdOf } from './one.tsx'
import { campaignStrings } from './strings.ts'
import { campaignHref, campaignPurpose, dayOf, typedDay, unitName } from './words.ts'

interface Model extends LeadModel {
  readonly today: PlainDate
  readonly typed: { readonly list: string; readonly appointment: string; readonly which: string; readonly due: DateValue; readonly dueReason: string; readonly reason: string; readonly unfinished: boolean }
}

/** Leading a campaign: a list, who answers for a unit, another deadline, the end. */
export function LeadPage(props: Model & { lang: Lang }) {
  const { campaign, units, lists, officers, typed, today, lang } = props
  const say = campaignStrings.in(lang)
  const action = `/chien-dich/${campaign.campaignId}/dieu-phoi`
  const versionOf = (area: string): number => units.find((unit) => unit.area === area)?.version ?? 0
  return (
    <>
      <h1>{say('lead.title')}</h1>
      <p class="lead">{campaign.title}</p>
      <section class="board-section stack">
        <h2>{say('lead.lists')}</h2>
        {lists.length === 0 ? <EmptyState icon="info" title={say('lead.no-lists')} action={<a href="/dl">{say('lead.to-lists')}</a>}><p>{say('lead.no-lists-text')}</p></EmptyState> : (
          <Form action={action} command={newId()} hidden={{ what: 'attach' }} class="narrow-form" label={say('lead.lists')}>
            <p class="hint">{say('lead.lists-hint')}</p>
            <Select name="list" label={say('lead.list')} value={typed.list} options={lists.map((list) => ({ value: list.listId, label: say(list.matched ? 'lead.list-matched' : 'lead.list-waits', { title: list.title, n: formatNumberVi(list.lines) }) }))} />
            <div class="buttons"><Button act="attach-list">{say('lead.attach')}</Button></div>
          </Form>
        )}
      </section>
      <section class="board-section stack">
        <h2>{say('lead.units')}</h2>
        {officers.length === 0 ? <p class="muted">{say('lead.nobody')}</p> : (
          <Form action={action} command={newId()} hidden={{ what: 'name' }} class="narrow-form" label={say('lead.units')}>
            <Select name="appointment" label={say('lead.officer')} hint={say('lead.name-hint')} value={typed.appointment}
              options={officers.map((each) => ({ value: `${each.appointmentId}.${each.area}.${versionOf(each.area)}`, label: say('lead.officer-option', { area: areaName(each.area, today), name: each.name, post: each.post }) }))} />
            <div class="buttons"><Button kind="secondary" act="name-responsible">{say('lead.name')}</Button></div>
          </Form>
        )}
      </section>
      <section class="board-section stack">
        <h2>{say('lead.due')}</h2>
        <Form action={action} command={newId()} hidden={{ what: 'extend' }} class="narrow-form" label={say('lead.due')}>
          <Select name="which" label={say('lead.due-which')} value={typed.which || `-.${campaign.version}`} options={[
            { value: `-.${campaign.version}`, label: `${say('lead.due-all')}, ${formatDateVi(campaign.dueOn)}` },
            ...units.map((unit) => ({ value: `${unit.area}.${unit.version}`, label: say('lead.due-option', { area: unitName(unit.area, campaign.area, today, lang), day: formatDateVi(unit.dueOn) }) })).sort((a, b) => a.label.localeCompare(b.label, 'vi')),
          ]} />
          <DateField name="dueOn" label={say('lead.due-new')} value={typed.due} />
          <TextArea name="dueReason" label={say('lead.reason')} value={typed.dueReason} rows={2} />
          <div class="buttons"><Button kind="secondary" act="extend-deadline">{say('lead.extend')}</Button></div>
        </Form>
      </section>
      <section class="board-section stack">
        <h2>{say('lead.close')}</h2>
        <Form action={action} command={newId()} hidden={{ what: 'close', version: String(campaign.version) }} class="narrow-form" label={say('lead.close')}>
          {props.left > 0 && <p>{say('lead.close-left', { n: formatNumberVi(props.left) })}</p>}
          <TextArea name="reason" label={say('lead.reason')} value={typed.reason} rows={2} />
          {props.left > 0 && <Checkbox name="unfinished" label={say('lead.unfinished')} checked={typed.unfinished} />}
          <div class="buttons"><Button kind="secondary" act="close-campaign">{say('lead.close-send')}</Button></div>
        </Form>
      </section>
    </>
  )
}

const access = { officer: ['data-steward'] } as const

export const leadRoute = pageRoute({ method: 'GET', url: '/chien-dich/:campaign/dieu-phoi', access, purpose: campaignPurpose, handler: (ctx, req) => leadPage(ctx, req) })

export const leadChangeRoute = pageRoute({
  method: 'POST', url: '/chien-dich/:campaign/dieu-phoi', access, purpose: campaignPurpose,
  async handler(ctx, req) {
    const campaignId = campaignIdOf(req)
    const { form } = req
    switch (form.get('what')) {
      case 'attach':
        if (!isId(form.get('list'))) return chooseAgain(ctx, req, 'list')
        await attachList(ctx, { campaignId, listId: form.get('list') })
        return { redirect: campaignHref(campaignId) }
      case 'name': {
        const [appointmentId = '', area = '', version = ''] = form.get('appointment').split('.')
        if (!isId(appointmentId)) return chooseAgain(ctx, req, 'appointment')
        await nameResponsible(ctx, { campaignId, area, appointmentId, version: wholeIn(version) })
        return { redirect: campaignHref(campaignId) }
      }
      case 'extend': {
        const [area = '-', version = ''] = form.get('which').split('.')
        await extendDeadline(ctx, { campaignId, area: area === '-' ? null : area, version: wholeIn(version), dueOn: dayOf(form, 'dueOn'), reason: form.get('dueReason') })
        return { redirect: campaignHref(campaignId) }
      }
      case 'close':
        await closeCampaign(ctx, { campaignId, version: form.whole('version'), reason: form.get('reason'), unfinished: form.get('unfinished') === 'yes' })
        return { redirect: campaignHref(campaignId) }
      default: return leadPage(ctx, req)
    }
  },
  onRefusal: (ctx, req, refusal) => leadPage(ctx, req, fieldsHere(req, errorsOf(refusal)), refusal.status),
})

/** Two reasons stand on one page, each under its own name. */
const fieldsHere = (req: PageRequest, errors: readonly FieldError[]): readonly FieldError[] => (req.form.get('what') === 'extend' ? errors.map((error) => (error.field === 'reason' ? { ...error, field: 'dueReason' } : error)) : errors)

const chooseAgain = (ctx: Ctx, req: PageRequest, field: 'list' | 'appointment'): Promise<PageReply> => leadPage(ctx, req, [{ field, vi: campaignStrings.vi['lead.choose'], en: campaignStrings.en['lead.choose'] }], 422)

async function leadPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const model = await readToLead(ctx, campaignIdOf(req))
  const { form } = req
  const typed = { list: form.get('list'), appointment: form.get('appointment'), which: form.get('which'), due: typedDay(form, 'dueOn'), dueReason: form.get('dueReason'), reason: form.get('reason'), unfinished: form.get('unfinished') === 'yes' }
  return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'lead.title'), screen: 'D-campaign-lead', path: `/chien-dich/${model.campaign.campaignId}/dieu-phoi`, errors, back: { href: campaignHref(model.campaign.campaignId), label: model.campaign.title } },
    <LeadPage {...model} today={ctx.today} typed={typed} lang={req.lang} />, status)
}
