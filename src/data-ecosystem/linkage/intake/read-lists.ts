import { allow, type Ctx } from '../../../platform/index.ts'
import { countOnList, type CountedRule } from '../../quality/index.ts'
import { refuseUnless } from '../refusals.ts'
import { isSensitive } from './list-kinds.ts'
import { outcomes, type MatchingList, type MatchingRun, type Outcomes } from './list.ts'
import { countOutcomes, selectList, selectListEvents, selectListsOf, selectModels, selectRun, selectRunsOf, type ListEvent, type StoredModel } from './list.sql.ts'

type ListRight = 'read-list' | 'take-in'

/** The action of the permission table for a list of this kind: some kinds ask for more. */
export const rightOf = (right: ListRight, kind: string): string => rights[right][isSensitive(kind) ? 1 : 0]

const rights: Readonly<Record<ListRight, readonly [string, string]>> = { 'read-list': ['linkage.read-list', 'linkage.read-list-sensitive'], 'take-in': ['linkage.take-in', 'linkage.take-in-sensitive'] }

/** Lists of one's own organisation, the newest first: titles and counts, nobody's data. */
export async function readLists(ctx: Ctx, most = 200): Promise<readonly MatchingList[]> {
  const organisation = ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null
  allow(ctx, 'linkage.read-list', { organisation })
  const found = await selectListsOf(ctx.tx, organisation ?? '', most)
  return found.filter((list) => !isSensitive(list.kind) || (ctx.actor.kind === 'officer' && ctx.actor.sensitive === true))
}

export interface OpenedList {
  readonly list: MatchingList
  /** The newest first. */
  readonly runs: readonly MatchingRun[]
  readonly events: readonly ListEvent[]
}

/** One list with its runs and its life. No line of it: those are read by whoever shows them. */
export async function readList(ctx: Ctx, listId: string): Promise<OpenedList> {
  const list = await listFor(ctx, listId, 'read-list')
  return { list, runs: await selectRunsOf(ctx.tx, listId), events: await selectListEvents(ctx.tx, listId) }
}

export interface OpenedRun {
  readonly run: MatchingRun
  readonly list: MatchingList
}

export async function readRun(ctx: Ctx, runId: string): Promise<OpenedRun> {
  const run = await selectRun(ctx.tx, runId)
  const list = await listFor(ctx, run?.listId ?? null, 'read-list')
  refuseUnless(run, 'linkage.list-unknown')
  return { run, list }
}

/** The list, for whoever may do this with it. An unknown one is refused as one that is not one's own. */
export async function listFor(ctx: Ctx, listId: string | null, right: ListRight): Promise<MatchingList> {
  const list = listId === null ? undefined : await selectList(ctx.tx, listId)
  allow(ctx, rightOf(right, list?.kind ?? 'other'), { organisation: list ? list.organisationId : ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null })
  refuseUnless(list, 'linkage.list-unknown')
  return list
}

/** Versions of the model that lists of this kind are matched by, the newest first. */
export async function readModels(ctx: Ctx, listId: string): Promise<readonly StoredModel[]> {
  const list = await listFor(ctx, listId, 'read-list')
  return selectModels(ctx.tx, list.kind)
}

/** What the rules have found on a list, by rule and commune, for its owner. Counts alone. */
export async function readFoundOnList(ctx: Ctx, listId: string): Promise<readonly CountedRule[]> {
  const list = await listFor(ctx, listId, 'read-list')
  return countOnList(ctx, list.listId, { lawfulBy: list.legalBasis })
}

export interface UnitOutcomes extends Outcomes {
  /** Code of the commune; null where neither the line nor the register says one. */
  readonly unit: string | null
}

/**
 * What came of a run that is done, by commune: counted from its lines, never typed. The seven outcomes exclude each other and add up to the lines of the list.
 * For the steward of its owner, for whoever leads or oversees the owner's area, and of one commune (`unit`) for its police. Counts alone: nobody's data.
 */
export async function outcomesOf(ctx: Ctx, runId: string, unit: string | null = null): Promise<readonly UnitOutcomes[]> {
  const run = await selectRun(ctx.tx, runId)
  const list = run ? await selectList(ctx.tx, run.listId) : undefined
  allow(ctx, 'linkage.figures', { organisation: list?.organisationId ?? null, area: unit ?? list?.area ?? null })
  refuseUnless(run && list, 'linkage.list-unknown')
  const byUnit = new Map<string | null, Record<string, number>>()
  for (const row of await countOutcomes(ctx.tx, runId, unit)) byUnit.set(row.unit, { ...byUnit.get(row.unit), [row.outcome]: row.lines })
  return [...byUnit].map(([of, counts]) => ({ unit: of, ...(Object.fromEntries(outcomes.map((outcome) => [outcome, counts[outcome] ?? 0])) as Record<(typeof outcomes)[number], number>) }))
}

/** Several units together. */
export function sumOutcomes(some: readonly Outcomes[]): Outcomes {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, some.reduce((sum, each) => sum + each[outcome], 0)])) as Record<(typeof outcomes)[number], number>
}
