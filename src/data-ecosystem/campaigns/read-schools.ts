import { readNames } from '../../foundations/population/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { selectAtSite, selectSchoolDays, selectUnit, type Campaign, type SchoolDay } from './campaigns.sql.ts'
import { lackingOf } from './fill-cases.ts'
import { campaignRule, kindOf, type CampaignKind } from './kind.ts'
import { actionFor, campaignFor, may, unitsSeen } from './own-campaigns.ts'
import { refuseUnless } from './refusals.ts'

export interface School {
  readonly area: string
  readonly site: string
  /** Cases of this school that people have to look at. */
  readonly cases: number
  readonly left: number
  /** Linked pupils of the age without a valid card; without an e-ID. */
  readonly withoutCard: number
  readonly withoutAccount: number
  /** Either of the two: so many are expected on the day. */
  readonly expected: number
  readonly days: readonly SchoolDay[]
}

export interface Schools {
  readonly campaign: Campaign
  readonly kind: CampaignKind
  readonly schools: readonly School[]
  readonly perHour: number
  readonly workIn: readonly string[]
}

/** P-24: schools of the list, who lacks card or e-ID as of now, and the days planned. Counts alone. */
export async function readSchools(ctx: Ctx, campaignId: string): Promise<Schools> {
  const campaign = await campaignFor(ctx, campaignId)
  const areas = unitsSeen(ctx, campaign)
  const kind = kindOf(campaign.kind)
  refuseUnless(kind.site, 'campaigns.site-unknown')
  const cases = campaign.sensitive ? [] : await selectAtSite(ctx.tx, campaignId, areas, null)
  const lacking = await lackingOf(ctx, [...new Set(cases.flatMap((each) => each.personId ?? []))])
  const [card, account] = [new Set(lacking.card), new Set(lacking.account)]
  const days = await selectSchoolDays(ctx.tx, campaignId, areas)
  const schools = [...Map.groupBy(cases, (each) => `${each.area}\u001f${each.site}`).values()].map((some): School => {
    const { area, site } = some[0]!
    const people = [...new Set(some.flatMap((each) => (each.state !== 'done' && each.personId ? [each.personId] : [])))]
    return {
      area, site, cases: some.length, left: some.filter((each) => each.state !== 'done').length, withoutCard: people.filter((id) => card.has(id)).length, withoutAccount: people.filter((id) => account.has(id)).length,
      expected: people.filter((id) => card.has(id) || account.has(id)).length, days: days.filter((day) => day.area === area && day.site === site),
    }
  })
  return { campaign, kind, schools: schools.sort((a, b) => b.expected - a.expected || a.site.localeCompare(b.site, 'vi')), perHour: campaignRule('desk-people-per-hour', ctx.today), workIn: areas.filter((area) => may(ctx, campaign, 'work', area)) }
}

export interface ExpectedPupil {
  readonly caseId: string
  readonly name: string
  readonly rowNo: number
  readonly card: boolean
  readonly account: boolean
}

export interface SchoolPlan {
  readonly campaign: Campaign
  readonly kind: CampaignKind
  readonly area: string
  readonly site: string
  readonly dueOn: string
  readonly days: readonly SchoolDay[]
  readonly pupils: readonly ExpectedPupil[]
  readonly perHour: number
}

/** Who is expected at a school: linked pupils still waiting who lack card or e-ID. Names are read and logged. */
export async function readSchool(ctx: Ctx, campaignId: string, area: string, site: string): Promise<SchoolPlan> {
  const campaign = await campaignFor(ctx, campaignId)
  allow(ctx, actionFor(campaign, 'work'), { area })
  const cases = await selectAtSite(ctx.tx, campaignId, [area], site)
  const unit = await selectUnit(ctx.tx, campaignId, area)
  refuseUnless(cases.length > 0 && unit, 'campaigns.site-unknown')
  const waiting = cases.filter((each) => each.state !== 'done' && each.personId !== null)
  const lacking = await lackingOf(ctx, [...new Set(waiting.map((each) => each.personId!))])
  const [card, account] = [new Set(lacking.card), new Set(lacking.account)]
  const expected = waiting.filter((each) => card.has(each.personId!) || account.has(each.personId!))
  const people = [...new Set(expected.map((each) => each.personId!))]
  const names = await readNames(ctx, people)
  if (people.length > 0) {
    ctx.logRead({ kind: 'list', register: 'population', subjects: people, fields: ['identityCards'] })
    ctx.logRead({ kind: 'list', register: 'eid', subjects: people, fields: ['account'] })
  }
  return {
    campaign, kind: kindOf(campaign.kind), area, site, dueOn: unit.dueOn, perHour: campaignRule('desk-people-per-hour', ctx.today),
    days: (await selectSchoolDays(ctx.tx, campaignId, [area])).filter((day) => day.site === site),
    pupils: expected.map((each) => ({ caseId: each.caseId, rowNo: each.rowNo, name: names.get(each.personId!) ?? '', card: !card.has(each.personId!), account: !account.has(each.personId!) })),
  }
}
