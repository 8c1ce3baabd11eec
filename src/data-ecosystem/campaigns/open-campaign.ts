import { getArea } from '../../foundations/areas/index.ts'
import { officersIn } from '../../foundations/organisations/index.ts'
import { addDays, isPlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { insertCampaign, insertUnits } from './campaigns.sql.ts'
import { campaignKinds, campaignRule } from './kind.ts'
import { actionFor, unitsOf } from './own-campaigns.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { keepStep, personOf } from './steps.ts'

export interface OpenCampaign {
  /** Also the id of the campaign: a form sent twice opens one. */
  readonly commandId: string
  readonly kind: string
  readonly title: string
  /** Province, or one commune. */
  readonly area: string
  readonly dueOn: string
}

/**
 * A department opens a campaign over its area: every commune of the register of areas is a unit, and the chief of its police answers for it
 * where one is appointed; others are named later. Luật Căn cước 2023 đ.10. Answers its id.
 */
export async function openCampaign(ctx: Ctx, input: OpenCampaign): Promise<string> {
  const kind = campaignKinds(ctx.today).find((each) => each.id === input.kind)
  allow(ctx, actionFor({ sensitive: kind?.sensitive ?? false }, 'open'), { area: input.area })
  refuseUnless(kind, 'campaigns.kind-needed', { field: 'kind' })
  const title = input.title.trim().replace(/\s+/g, ' ')
  refuseUnless(title !== '' && title.length <= 120, 'campaigns.title-needed', { field: 'title' })
  getArea(input.area, ctx.today, 'area')
  checkDue(ctx, input.dueOn)
  const campaign = { campaignId: input.commandId, kind: kind.id, title, area: input.area, organisationId: ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null, basis: kind.basis, sensitive: kind.sensitive, dueOn: input.dueOn }
  if (!(await insertCampaign(ctx.tx, { ...campaign, openedBy: personOf(ctx), at: ctx.now }))) return input.commandId
  const chiefs = new Map((await officersIn(ctx, input.area, ['police-commander'], ctx.today)).map((each) => [each.organisation.areaCode, each]))
  await insertUnits(ctx.tx, input.commandId, input.dueOn, unitsOf(ctx, input.area).map((area) => ({ area, responsible: chiefs.get(area)?.personId ?? null, appointment: chiefs.get(area)?.appointmentId ?? null })))
  await keepStep(ctx, { campaignId: input.commandId, kind: 'opened', detail: input.dueOn })
  return input.commandId
}

/** A deadline lies ahead, and not beyond what one campaign may last. */
export function checkDue(ctx: Pick<Ctx, 'today'>, dueOn: string): asserts dueOn is PlainDate {
  const days = campaignRule('longest-days', ctx.today)
  if (!isPlainDate(dueOn) || dueOn <= ctx.today || dueOn > addDays(ctx.today, days)) refuse('campaigns.due-needed', { field: 'dueOn', vars: { days } })
}
