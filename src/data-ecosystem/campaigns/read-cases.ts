import { readNames, restrictedWords } from '../../foundations/population/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { readLines, type ListLine } from '../linkage/index.ts'
import { selectCases, selectEvents, type Campaign, type CampaignEvent, type Case, type CaseFilter } from './campaigns.sql.ts'
import { kindOf, type CampaignKind } from './kind.ts'
import { actionFor, campaignFor, may, unitsSeen } from './own-campaigns.ts'
import { caseFor } from './take-case.ts'

const lawfulBy = 'Luật Căn cước 26/2023/QH15, đ.10'

export interface ListedCase extends Case {
  /** Who it is, by the register where linked, else as the list says; nothing for whoever sees codes alone. */
  readonly title: string | null
}

export interface CaseList {
  readonly campaign: Campaign
  readonly kind: CampaignKind
  readonly cases: readonly ListedCase[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Names are shown: the actor works the cases of these units. */
  readonly named: boolean
}

export const casesShown = 25

/**
 * The cases behind a number, asked by the same words. Whoever works them sees names, logged; leaders and stewards see line, place and state.
 * Of a sensitive list only those see anything whose appointment names the right.
 */
export async function readCaseList(ctx: Ctx, campaignId: string, asked: Omit<CaseFilter, 'areas'> & { readonly area?: string | null; readonly page?: number; readonly most?: number }): Promise<CaseList> {
  const campaign = await campaignFor(ctx, campaignId)
  const seen = unitsSeen(ctx, campaign)
  const areas = asked.area ? seen.filter((area) => area === asked.area) : seen
  for (const area of areas.length > 0 ? areas : [campaign.area]) allow(ctx, actionFor(campaign, 'figures'), { area })
  const most = asked.most ?? casesShown
  const page = Math.max(1, asked.page ?? 1)
  const found = await selectCases(ctx.tx, campaignId, { ...asked, areas }, { most, skip: (page - 1) * most })
  const named = areas.length > 0 && areas.every((area) => may(ctx, campaign, 'work', area))
  const titles = named ? await titlesOf(ctx, found) : new Map<string, string>()
  const total = found[0]?.total ?? 0
  return { campaign, kind: kindOf(campaign.kind), cases: found.map((each) => ({ ...each, title: titles.get(each.caseId) ?? null })), total, page, pages: Math.max(1, Math.ceil(total / most)), named }
}

async function titlesOf(ctx: Ctx, cases: readonly Case[]): Promise<Map<string, string>> {
  const names = await readNames(ctx, [...new Set(cases.flatMap((each) => (isLinked(each) ? each.personId! : [])))])
  const unlinked = cases.filter((each) => !isLinked(each))
  const lines = new Map<string, ReadonlyMap<number, ListLine>>()
  for (const [listId, some] of Map.groupBy(unlinked, (each) => each.listId)) lines.set(listId, await readLines(ctx, listId, some.map((each) => ({ rowNo: each.rowNo, personId: null })), { kind: 'list', lawfulBy }))
  return new Map(cases.map((each) => [each.caseId, (isLinked(each) ? names.get(each.personId!) : lines.get(each.listId)?.get(each.rowNo)?.fields.name) ?? '']))
}

/** Somebody of the register stands behind the line; a candidate of the review zone does not yet. */
export const isLinked = (each: Pick<Case, 'personId' | 'finding'>): boolean => each.personId !== null && each.finding !== 'review'

/** Is this person only announced to this actor? */
const isOnlyAnnounced = async (ctx: Ctx, personId: string): Promise<boolean> => (await readNames(ctx, [personId])).get(personId) === restrictedWords

export interface OpenedCase {
  readonly campaign: Campaign
  readonly kind: CampaignKind
  readonly found: Case
  /** The line as it is compared; nothing when its retention is over, or the person is only announced. */
  readonly line: ListLine | null
  /** Only announced: a decision protects the person. */
  readonly restricted: boolean
  readonly events: readonly CampaignEvent[]
  readonly mayDecide: boolean
}

/** One case with its line. The person of the register is read, and logged, by the screen where rights are looked at field by field. */
export async function readCase(ctx: Ctx, campaignId: string, caseId: string): Promise<OpenedCase> {
  const { campaign, found } = await caseFor(ctx, { campaignId, caseId }, 'work', true)
  const restricted = found.personId !== null && (await isOnlyAnnounced(ctx, found.personId))
  const line = restricted ? null : (await readLines(ctx, found.listId, [{ rowNo: found.rowNo, personId: found.personId }], { kind: 'open', lawfulBy })).get(found.rowNo) ?? null
  return { campaign, kind: kindOf(campaign.kind), found, line, restricted, events: await selectEvents(ctx.tx, campaignId, caseId), mayDecide: may(ctx, campaign, 'decide', found.area) }
}
