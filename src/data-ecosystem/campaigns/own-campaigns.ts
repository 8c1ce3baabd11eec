import { communesOf, isWithin } from '../../foundations/areas/index.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { selectCampaign, type Campaign } from './campaigns.sql.ts'
import { refuseUnless } from './refusals.ts'

export type Doing = 'figures' | 'work' | 'decide' | 'open'

/** The permission for this campaign: sensitive lists have their own. */
export const actionFor = (campaign: Pick<Campaign, 'sensitive'>, doing: Doing): string => actions[doing][campaign.sensitive ? 1 : 0]
const actions: Readonly<Record<Doing, readonly [plain: string, sensitive: string]>> = {
  open: ['campaigns.open', 'campaigns.open-sensitive'], figures: ['campaigns.figures', 'campaigns.figures-sensitive'], work: ['campaigns.work', 'campaigns.work-sensitive'], decide: ['campaigns.decide', 'campaigns.decide-sensitive'],
}

/** The units of the actor's post, provinces with their communes; everything for the system. First line of every reading here: refuses who has no such right at all. */
export function ownUnits(ctx: Ctx): string[] {
  const areas = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  for (const area of areas.length > 0 ? areas : [null]) allow(ctx, 'campaigns.figures', { area })
  return areas.flatMap((area) => (area.length === 2 ? [area, ...communesOf(area, ctx.today).map((commune) => commune.code)] : [area]))
}

/** The units of a campaign this actor may see: those of the campaign that are the actor's own. */
export function unitsSeen(ctx: Ctx, campaign: Campaign): string[] {
  if (ctx.actor.kind === 'system') return unitsOf(ctx, campaign.area)
  const own = new Set(ownUnits(ctx))
  return unitsOf(ctx, campaign.area).filter((area) => own.has(area))
}

/** A province with its communes, or the one commune. The province itself holds cases whose commune is not known. */
export function unitsOf(ctx: Pick<Ctx, 'today'>, area: string): string[] {
  return area.length === 2 ? [area, ...communesOf(area, ctx.today).map((commune) => commune.code)] : [area]
}

/** The campaign, for whoever sees at least one unit of it; refuses an unknown one and one of somewhere else alike. */
export async function campaignFor(ctx: Ctx, campaignId: string): Promise<Campaign> {
  const campaign = await selectCampaign(ctx.tx, campaignId)
  allow(ctx, 'campaigns.figures', { area: campaign ? placeOf(ctx, campaign.area) : firstArea(ctx) })
  refuseUnless(campaign, 'campaigns.unknown')
  return campaign
}

/** The same for its owner: whoever may open one there leads it. Refuses when it is closed. */
export async function campaignToLead(ctx: Ctx, campaignId: string): Promise<Campaign> {
  const campaign = await selectCampaign(ctx.tx, campaignId)
  allow(ctx, campaign ? actionFor(campaign, 'open') : 'campaigns.open', { area: campaign?.area ?? firstArea(ctx) })
  refuseUnless(campaign, 'campaigns.unknown')
  refuseUnless(campaign.state === 'open', 'campaigns.closed')
  return campaign
}

/** Where the actor stands within the campaign: his own commune inside its province, or the campaign's area inside his province. */
function placeOf(ctx: Ctx, area: string): string {
  const own = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  return own.find((each) => isWithin(each, area, ctx.today)) ?? area
}

const firstArea = (ctx: Ctx): string | null => (ctx.actor.kind === 'officer' ? ctx.actor.areas[0] : null) ?? null

/** May this actor do this with the campaign in this unit? For screens: what is not allowed is not offered. */
export const may = (ctx: Ctx, campaign: Campaign, doing: Doing, area: string): boolean => isAllowed(ctx.actor, actionFor(campaign, doing), { area }, ctx.today)
