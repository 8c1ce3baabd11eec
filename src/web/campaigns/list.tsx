import { areaAsOf, communesOf, withKind } from '../../foundations/areas/index.ts'
import { campaignKinds, openCampaign, readCampaigns, type CampaignLine } from '../../data-ecosystem/campaigns/index.ts'
import { newId } from '../../kernel/ids.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import { Button, ButtonLink, DataTable, DateField, EmptyState, Form, Select, StatusTag, TextField, type DateValue, type Lang, type Option } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { campaignStrings } from './strings.ts'
import { campaignHref, campaignPurpose, casesHref, dayOf, everybody, paceWords, police, shareWords, typedDay } from './words.ts'

/** Campaigns with a unit of one's own: how far, how late. */
export function CampaignList(props: { campaigns: readonly CampaignLine[]; mayOpen: boolean; today: PlainDate; lang: Lang }) {
  const { campaigns, lang } = props
  const say = campaignStrings.in(lang)
  return (
    <>
      <h1>{say('heading')}</h1>
      <p class="lead">{say('lead')}</p>
      {props.mayOpen && <p><ButtonLink href="/chien-dich/mo" act="open-campaign">{say('open-link')}</ButtonLink></p>}
      <DataTable caption={say('caption')} rows={campaigns} empty={<EmptyState icon="info" title={say('none')}><p>{say('none-text')}</p></EmptyState>} columns={[
        { header: say('col.campaign'), rowHeader: true, cell: ({ campaign, kind }) => <><a href={campaignHref(campaign.campaignId)}>{campaign.title}</a><div class="hint">{kind.name[lang]}</div></> },
        { header: say('col.due'), cell: (line) => <span>{formatDateVi(line.dueOn)} <PaceTag line={line} lang={lang} /></span> },
        { header: say('col.done'), align: 'num', cell: ({ progress, hidden }) => (hidden ? '–' : shareWords(progress, lang)) },
        { header: say('col.left'), align: 'num', cell: ({ campaign, progress, hidden }) => (hidden ? say('hidden') : <a href={casesHref(campaign.campaignId, { state: 'left' })}>{formatNumberVi(progress.left)}<span class="sr-only"> {campaign.title}</span></a>) },
        { header: say('col.late'), align: 'num', cell: ({ campaign, lateUnits, hidden }) => (hidden ? '–' : <a href={campaignHref(campaign.campaignId)}>{lateUnits}<span class="sr-only"> {campaign.title}</span></a>) },
      ]} />
    </>
  )
}

function PaceTag(props: { line: CampaignLine; lang: Lang }) {
  const say = campaignStrings.in(props.lang)
  const { campaign, pace, progress } = props.line
  if (campaign.state === 'closed') return <StatusTag tone="neutral">{say('closed')}</StatusTag>
  if (pace.late) return <StatusTag tone="problem" icon="warning">{paceWords(pace, props.lang)}</StatusTag>
  return progress.left > 0 ? <StatusTag tone="info" icon="clock">{say('days-left', { n: pace.daysLeft })}</StatusTag> : <StatusTag tone="info">{say('running')}</StatusTag>
}

interface OpenModel {
  readonly areas: readonly Option[]
  readonly sensitive: boolean
  readonly typed: { readonly kind: string; readonly title: string; readonly area: string; readonly due: DateValue }
  readonly today: PlainDate
}

/** Opening one: kind, name, place, deadline. */
export function OpenCampaignForm(props: OpenModel & { lang: Lang }) {
  const { typed, lang } = props
  const say = campaignStrings.in(lang)
  const kinds = campaignKinds(props.today).filter((kind) => props.sensitive || !kind.sensitive)
  return (
    <>
      <h1>{say('open.title')}</h1>
      <p class="lead">{say('open.lead')}</p>
      <Form action="/chien-dich/mo" command={newId()} class="narrow-form" label={say('open.title')}>
        <Select name="kind" label={say('open.kind')} value={typed.kind} options={kinds.map((kind) => ({ value: kind.id, label: kind.name[lang] }))} />
        <TextField name="title" label={say('open.name')} hint={say('open.name-hint')} value={typed.title} />
        <Select name="area" label={say('open.area')} value={typed.area} options={props.areas} />
        <DateField name="dueOn" label={say('open.due')} value={typed.due} />
        <div class="buttons"><Button act="open-campaign">{say('open.send')}</Button></div>
      </Form>
      <dl class="spaced-list">{kinds.map((kind) => <><dt>{kind.name[lang]}</dt><dd>{kind.goal[lang]} <span class="hint">{say('open.basis', { basis: kind.basis })}{kind.certainty === 'sure' ? '' : say('open.unsure')}</span></dd></>)}</dl>
    </>
  )
}

const mayOpenAnywhere = (ctx: Ctx): boolean => ctx.actor.kind === 'officer' && ctx.actor.areas.some((area) => isAllowed(ctx.actor, 'campaigns.open', { area }, ctx.today))

export const campaignsRoute = pageRoute({
  method: 'GET', url: '/chien-dich', access: everybody, purpose: campaignPurpose,
  async handler(ctx, req) {
    const campaigns = await readCampaigns(ctx)
    return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'title'), screen: 'D-campaigns', ...(ctx.actor.kind === 'officer' && police.includes(ctx.actor.role) ? { back: { href: '/dc' } } : {}) }, <CampaignList campaigns={campaigns} mayOpen={mayOpenAnywhere(ctx)} today={ctx.today} lang={req.lang} />)
  },
})

const access = { officer: ['data-steward'] } as const

export const openFormRoute = pageRoute({ method: 'GET', url: '/chien-dich/mo', access, purpose: campaignPurpose, handler: (ctx, req) => openPage(ctx, req) })

export const openRoute = pageRoute({
  method: 'POST', url: '/chien-dich/mo', access, purpose: campaignPurpose,
  async handler(ctx, req) {
    const id = await openCampaign(ctx, { commandId: req.commandId ?? newId(), kind: req.form.get('kind'), title: req.form.get('title'), area: req.form.get('area') || ((ctx.actor.kind === 'officer' && ctx.actor.areas[0]) || ''), dueOn: dayOf(req.form, 'dueOn') })
    return { redirect: campaignHref(id) }
  },
  onRefusal: (ctx, req, refusal) => openPage(ctx, req, errorsOf(refusal), refusal.status),
})

function openPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const own = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  const areas = own.flatMap((code): Option[] => {
    const unit = areaAsOf(code, ctx.today)
    if (!unit) return []
    const inside = unit.level === 'province' ? communesOf(code, ctx.today) : []
    return [{ value: code, label: withKind(unit) }, ...inside.map((commune) => ({ value: commune.code, label: `– ${withKind(commune)}` })).sort((a, b) => a.label.localeCompare(b.label, 'vi'))]
  })
  const typed = { kind: req.form.get('kind'), title: req.form.get('title'), area: req.form.get('area') || own[0] || '', due: typedDay(req.form, 'dueOn') }
  const sensitive = own.some((area) => isAllowed(ctx.actor, 'campaigns.open-sensitive', { area }, ctx.today))
  return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'open.title'), screen: 'D-campaign-open', errors, path: '/chien-dich/mo', back: { href: '/chien-dich', label: campaignStrings.t(req.lang, 'title') } },
    <OpenCampaignForm areas={areas} sensitive={sensitive} typed={typed} today={ctx.today} lang={req.lang} />, status)
}
