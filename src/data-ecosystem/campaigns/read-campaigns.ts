import { officersIn } from '../../foundations/organisations/index.ts'
import { readPeople } from '../../foundations/population/index.ts'
import { addDays } from '../../kernel/plain-date.ts'
import { isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import { isSensitive, readLists } from '../linkage/index.ts'
import { selectCampaigns, selectCells, selectDays, selectEvents, selectLists, selectUnits, selectUnitsOf, type AttachedList, type Campaign, type CampaignEvent, type Unit } from './campaigns.sql.ts'
import { campaignRule, kindOf, type CampaignKind } from './kind.ts'
import { actionFor, campaignFor, campaignToLead, may, ownUnits, unitsSeen } from './own-campaigns.ts'
import { leagueOf, paceOf, progressBy, progressOf, type Cell, type Pace, type Progress, type Ranked } from './progress.ts'
import { responsibleRoles } from './name-responsible.ts'

const lawfulBy = 'QĐ 06/QĐ-TTg'

export interface CampaignLine {
  readonly campaign: Campaign
  readonly kind: CampaignKind
  readonly progress: Progress
  /** Against the earliest deadline of the units seen that still have work. */
  readonly pace: Pace
  readonly dueOn: PlainDate
  /** Units late now. */
  readonly lateUnits: number
  /** A sensitive list whose numbers this actor may not see. */
  readonly hidden: boolean
}

/** Every campaign with a unit of the actor's, its figures counted over those units. Counts alone: nobody's data, nothing logged. */
export async function readCampaigns(ctx: Ctx): Promise<CampaignLine[]> {
  const own = ownUnits(ctx)
  const campaigns = await selectCampaigns(ctx.tx, own)
  const cells = Map.groupBy(await selectCells(ctx.tx, campaigns.map((each) => each.campaignId), own), (cell) => cell.campaignId)
  const all = Map.groupBy(await selectUnitsOf(ctx.tx, campaigns.map((each) => each.campaignId), own), (unit) => unit.campaignId)
  return campaigns.map((campaign) => {
    const units = all.get(campaign.campaignId) ?? []
    const some = cells.get(campaign.campaignId) ?? []
    const byArea = progressBy(some, (cell) => cell.area)
    const late = campaign.state === 'open' ? units.filter((unit) => paceOf(byArea.get(unit.area)?.left ?? 0, unit.dueOn, ctx.today).late) : []
    const dueOn = units.filter((unit) => (byArea.get(unit.area)?.left ?? 0) > 0).map((unit) => unit.dueOn).sort()[0] ?? campaign.dueOn
    const progress = progressOf(some)
    return { campaign, kind: kindOf(campaign.kind), progress, dueOn, pace: paceOf(campaign.state === 'open' ? progress.left : 0, dueOn, ctx.today), lateUnits: late.length, hidden: isHidden(ctx, campaign) }
  })
}

/** Numbers of a sensitive list are for posts that were given the right by name (domain Annex G). */
const isHidden = (ctx: Ctx, campaign: Campaign): boolean => campaign.sensitive && ctx.actor.kind === 'officer' && !ctx.actor.areas.some((area) => isAllowed(ctx.actor, actionFor(campaign, 'figures'), { area }, ctx.today))

export interface UnitLine extends Unit {
  readonly pace: Pace
  /** Name of who answers for it; nobody where none is named. */
  readonly responsibleName: string | null
}

export interface OpenedCampaign extends CampaignLine {
  readonly cells: readonly Cell[]
  /** Units seen that have cases or a person named, best first. */
  readonly league: readonly Ranked<UnitLine>[]
  readonly days: readonly { readonly day: PlainDate; readonly n: number }[]
  readonly lists: readonly AttachedList[]
  readonly events: readonly CampaignEvent[]
  readonly smallestRanked: number
  readonly mayLead: boolean
  /** The actor's units in which cases may be worked, and in which outcomes may be approved. */
  readonly workIn: readonly string[]
  readonly decideIn: readonly string[]
}

const daysShown = 30

/** One campaign: progress, units with who answers for them, days. Names of those who answer are read and logged; nobody else's data. */
export async function readCampaign(ctx: Ctx, campaignId: string): Promise<OpenedCampaign> {
  const campaign = await campaignFor(ctx, campaignId)
  const areas = unitsSeen(ctx, campaign)
  const hidden = isHidden(ctx, campaign)
  const cells = await selectCells(ctx.tx, [campaignId], areas)
  const byArea = progressBy(cells, (cell) => cell.area)
  const units = (await selectUnits(ctx.tx, campaignId, areas)).filter((unit) => byArea.has(unit.area))
  const names = await namesOf(ctx, units)
  const progress = progressOf(cells)
  const closed = campaign.state === 'closed'
  const lines = units.map((unit) => ({ unit: { ...unit, responsibleName: unit.responsible === null ? null : names.get(unit.responsible) ?? null, pace: paceOf(closed ? 0 : byArea.get(unit.area)!.left, unit.dueOn, ctx.today) }, progress: byArea.get(unit.area)! }))
  const smallestRanked = campaignRule('smallest-ranked', ctx.today)
  const dueOn = units.filter((unit) => byArea.get(unit.area)!.left > 0).map((unit) => unit.dueOn).sort()[0] ?? campaign.dueOn
  return {
    campaign, kind: kindOf(campaign.kind), hidden, dueOn, pace: paceOf(closed ? 0 : progress.left, dueOn, ctx.today), lateUnits: lines.filter(({ unit }) => unit.pace.late).length, smallestRanked,
    progress, cells: hidden ? [] : cells, league: hidden ? [] : leagueOf(lines, smallestRanked), days: hidden ? [] : await selectDays(ctx.tx, campaignId, areas, addDays(ctx.today, 1 - daysShown)),
    lists: await selectLists(ctx.tx, campaignId), events: await selectEvents(ctx.tx, campaignId, null), mayLead: !closed && may(ctx, campaign, 'open', campaign.area),
    workIn: areas.filter((area) => may(ctx, campaign, 'work', area)), decideIn: areas.filter((area) => may(ctx, campaign, 'decide', area)),
  }
}

async function namesOf(ctx: Ctx, units: readonly Unit[]): Promise<Map<string, string>> {
  const people = [...new Set(units.flatMap((unit) => unit.responsible ?? []))]
  return new Map([...(await readPeople(ctx, people, ['fullName'], { lawfulBy }))].map(([id, person]) => [id, person.fullName]))
}

export interface AttachableList {
  readonly listId: string
  readonly title: string
  readonly kind: string
  readonly lines: number
  /** Its matching is done; otherwise the campaign waits for it. */
  readonly matched: boolean
}

export interface LeadModel {
  readonly campaign: Campaign
  readonly kind: CampaignKind
  readonly units: readonly Unit[]
  /** Lists of the actor's own body that the campaign has not taken on yet. */
  readonly lists: readonly AttachableList[]
  /** Who may answer for a unit: those holding police posts there. */
  readonly officers: readonly { readonly area: string; readonly appointmentId: string; readonly personId: string; readonly name: string; readonly post: string }[]
  readonly left: number
}

/** For leading a campaign: what may be attached, who may be named. */
export async function readToLead(ctx: Ctx, campaignId: string): Promise<LeadModel> {
  const campaign = await campaignToLead(ctx, campaignId)
  const areas = unitsSeen(ctx, campaign)
  const attached = await selectLists(ctx.tx, campaignId)
  const lists = (await readLists(ctx)).filter((list) => list.status !== 'cancelled' && list.status !== 'closed' && (campaign.sensitive || !isSensitive(list.kind)) && !attached.some((each) => each.listId === list.listId))
    .map(({ listId, title, kind, status, counts }) => ({ listId, title, kind, lines: counts.lines ?? 0, matched: status === 'linked' }))
  const held = await officersIn(ctx, campaign.area, responsibleRoles, ctx.today)
  const names = await readPeople(ctx, held.map((each) => each.personId), ['fullName'], { lawfulBy })
  const cells = await selectCells(ctx.tx, [campaignId], areas)
  return {
    campaign, kind: kindOf(campaign.kind), units: await selectUnits(ctx.tx, campaignId, areas), lists, left: progressOf(cells).left,
    officers: held.map((each) => ({ area: each.organisation.areaCode, appointmentId: each.appointmentId, personId: each.personId, name: names.get(each.personId)?.fullName ?? '', post: each.post.title })),
  }
}
