import { isPlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { cancelDayRow, insertDay, selectAtSite, selectSchoolDays, selectUnit } from './campaigns.sql.ts'
import { actionFor, campaignFor, unitsSeen } from './own-campaigns.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { keepStep, personOf } from './steps.ts'

export interface PlanDay {
  /** Also the id of the day: a form sent twice plans one. */
  readonly commandId: string
  readonly campaignId: string
  readonly area: string
  readonly site: string
  readonly onDay: string
  readonly place: string
  readonly desks: number
}

/** P-24: a team comes to a school on a day for those who have no card or no e-ID. */
export async function planDay(ctx: Ctx, input: PlanDay): Promise<void> {
  const campaign = await campaignFor(ctx, input.campaignId)
  allow(ctx, actionFor(campaign, 'work'), { area: input.area })
  refuseUnless(campaign.state === 'open', 'campaigns.closed')
  const unit = (await selectUnit(ctx.tx, input.campaignId, input.area)) ?? refuse('campaigns.unit-unknown')
  refuseUnless((await selectAtSite(ctx.tx, input.campaignId, [input.area], input.site)).length > 0, 'campaigns.site-unknown')
  refuseUnless(isPlainDate(input.onDay) && input.onDay >= ctx.today && input.onDay <= unit.dueOn, 'campaigns.day-needed', { field: 'onDay' })
  const place = input.place.trim()
  refuseUnless(place !== '' && place.length <= 200, 'campaigns.place-needed', { field: 'place' })
  const desks = Number.isInteger(input.desks) ? Math.min(50, Math.max(1, input.desks)) : 1
  if (await insertDay(ctx.tx, input.campaignId, { dayId: input.commandId, area: input.area, site: input.site, onDay: input.onDay, place, desks }, personOf(ctx), ctx.now)) {
    await keepStep(ctx, { campaignId: input.campaignId, kind: 'day-planned', area: input.area, detail: input.onDay, note: input.site })
  }
}

/** The day falls away; the step stays on record. */
export async function cancelDay(ctx: Ctx, input: { readonly campaignId: string; readonly dayId: string }): Promise<void> {
  const campaign = await campaignFor(ctx, input.campaignId)
  const day = (await selectSchoolDays(ctx.tx, input.campaignId, unitsSeen(ctx, campaign))).find((each) => each.dayId === input.dayId)
  allow(ctx, actionFor(campaign, 'work'), { area: day?.area ?? (ctx.actor.kind === 'officer' ? ctx.actor.areas[0] : null) ?? null })
  refuseUnless(day, 'campaigns.site-unknown')
  refuseUnless(await cancelDayRow(ctx.tx, input.campaignId, input.dayId, ctx.now), 'campaigns.changed')
  await keepStep(ctx, { campaignId: input.campaignId, kind: 'day-cancelled', area: day.area, detail: day.onDay, note: day.site })
}
