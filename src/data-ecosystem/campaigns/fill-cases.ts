import { isWithin } from '../../foundations/areas/index.ts'
import { deterministicId } from '../../kernel/ids.ts'
import { addYears } from '../../kernel/plain-date.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { withoutAccount } from '../../foundations/eid/index.ts'
import { linesOfRun, type LineOfRun } from '../linkage/index.ts'
import { isFollowing, markFilled, selectCampaign, selectWithoutCard, upsertCases, type Campaign, type Line } from './campaigns.sql.ts'
import type { CampaignEvents } from './events.ts'
import { campaignRule, kindOf, type CampaignKind } from './kind.ts'
import { keepStep } from './steps.ts'

const atOnce = 2_000

/**
 * The next lines of an attached list become cases, in the worker. What the matching says decides, by the kind of campaign, whether anybody has to look.
 * A line lies in the commune it names, else in that of its person, else in the area itself. Stops when a newer matching has been attached.
 */
export async function fillCases(ctx: Ctx, payload: CampaignEvents['campaigns.list-attached']): Promise<void> {
  allow(ctx, 'campaigns.fill')
  const { campaignId, listId, runId } = payload
  const campaign = await selectCampaign(ctx.tx, campaignId)
  if (!campaign || campaign.state !== 'open' || !(await isFollowing(ctx.tx, campaignId, listId, runId))) return
  const kind = kindOf(campaign.kind)
  const lines = await linesOfRun(ctx, runId, { after: payload.after, most: atOnce })
  const lacking = await peopleLacking(ctx, kind, lines)
  await upsertCases(ctx.tx, campaignId, listId, lines.map((line) => caseOf(ctx, campaign, kind, line, lacking)), ctx.now, ctx.today)
  if (lines.length === atOnce) {
    ctx.publish('campaigns.list-attached', { ...payload, after: lines.at(-1)!.rowNo })
    return
  }
  await markFilled(ctx.tx, campaignId, listId, ctx.now)
  await keepStep(ctx, { campaignId, kind: 'filled', detail: listId })
}

function caseOf(ctx: Ctx, campaign: Campaign, kind: CampaignKind, line: LineOfRun, lacking: ReadonlySet<string>): Line {
  const place = [line.commune, line.personArea].find((area) => area && isWithin(area, campaign.area, ctx.today)) ?? campaign.area
  const work = kind.findings[line.finding]
  return {
    caseId: deterministicId('campaign-case', campaign.campaignId, line.listId, line.rowNo), rowNo: line.rowNo, area: place, hamlet: hamletOf(line.address), site: siteOf(kind, line), personId: line.personId, finding: line.finding,
    settled: work === 'settled' || (work === 'check-card' && line.personId !== null && !lacking.has(line.personId)),
  }
}

/** The last part of an address as the list writes it: hamlet, quarter, street. */
function hamletOf(address: string): string | null {
  const last = address.normalize('NFC').split(',').map((part) => part.trim()).filter((part) => part !== '').at(-1)
  return last ? last.slice(0, 80) : null
}

function siteOf(kind: CampaignKind, line: LineOfRun): string | null {
  const found = kind.site && line.headings.findIndex((heading) => kind.site!.headings.includes(plainKey(heading)))
  const text = found === null || found < 0 ? '' : (line.cells[found] ?? '').normalize('NFC').trim().replace(/\s+/g, ' ')
  return text === '' ? null : text.slice(0, 120)
}

/** Of the people linked, those old enough for a card who have none, or no e-ID: asked only where the kind looks at it. */
async function peopleLacking(ctx: Ctx, kind: CampaignKind, lines: readonly LineOfRun[]): Promise<Set<string>> {
  if (!Object.values(kind.findings).includes('check-card')) return new Set()
  const people = [...new Set(lines.flatMap((line) => line.personId ?? []))]
  return new Set(await lackingOf(ctx, people).then(({ card, account }) => [...card, ...account]))
}

/** Who of these people is of the age and lacks the card, or the e-ID. */
export async function lackingOf(ctx: Ctx, people: readonly string[]): Promise<{ card: string[]; account: string[] }> {
  const bornUntil = addYears(ctx.today, -campaignRule('card-age', ctx.today))
  return { card: await selectWithoutCard(ctx.tx, people, bornUntil, ctx.today), account: await withoutAccount(ctx, people, bornUntil) }
}
