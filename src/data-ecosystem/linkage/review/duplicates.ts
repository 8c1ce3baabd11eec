import type { Basis } from '../../../foundations/acts/index.ts'
import { proposeMerge, readNames, readPeople, type PersonView } from '../../../foundations/population/index.ts'
import { allow, type Ctx, type Instant } from '../../../platform/index.ts'
import { refuseUnless } from '../refusals.ts'
import { countBeyond, countClusters, selectCluster, selectClusters, selectDuplicate, selectDuplicateEvents, selectDuplicateRuns, selectDuplicatesOfProposal, selectDuplicatesWith, selectLastDuplicateRun, takeDuplicateStep, type Duplicate, type DuplicateEvent, type ListedCluster } from './duplicates.sql.ts'
import { explainPair, type Explanation } from './explain.ts'
import { ownCommunes, whoOf } from './own.ts'

export interface DuplicateList {
  readonly clusters: readonly (ListedCluster & { readonly names: readonly string[] })[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Pairs with one home outside the officer's communes. */
  readonly beyond: number
  readonly lastRun: Instant | null
}

export const duplicatesListed = 25

/** Records of the officer's communes that may be one person, the surest first. Logged with everybody named. */
export async function readDuplicates(ctx: Ctx, asked: { readonly page?: number } = {}): Promise<DuplicateList> {
  const communes = ownCommunes(ctx, 'linkage.duplicates')
  const page = Math.max(1, asked.page ?? 1)
  const clusters = await selectClusters(ctx.tx, communes, duplicatesListed, (page - 1) * duplicatesListed)
  const names = await readNames(ctx, [...new Set(clusters.flatMap((each) => each.people))])
  const total = clusters[0]?.total ?? 0
  const run = await selectLastDuplicateRun(ctx.tx)
  return {
    clusters: clusters.map((each) => ({ ...each, names: each.people.map((id) => names.get(id) ?? '') })), total, page, pages: Math.max(1, Math.ceil(total / duplicatesListed)),
    beyond: await countBeyond(ctx.tx, communes), lastRun: run?.finishedAt ?? null,
  }
}

/** How many groups the list holds: a number, nobody is named. */
export async function countDuplicates(ctx: Ctx): Promise<number> {
  return countClusters(ctx.tx, ownCommunes(ctx, 'linkage.duplicates'))
}

const compared = ['fullName', 'otherName', 'birthDate', 'gender', 'pin', 'identityNumbers', 'lifeStatus', 'nativePlace', 'birthPlace', 'ethnicity', 'maritalStatus', 'relatives', 'area', 'phone'] as const
export type ComparedField = (typeof compared)[number]

export interface OpenedPair extends Duplicate {
  readonly explanation: Explanation
}

export interface OpenedCluster {
  readonly clusterId: string
  readonly people: readonly PersonView<ComparedField>[]
  readonly pairs: readonly OpenedPair[]
  readonly events: readonly DuplicateEvent[]
}

/** All records that hang together on one screen, with the reasons of each pair. For posts that are responsible for the homes of all of them; logged as a reading of all. */
export async function readDuplicateCluster(ctx: Ctx, clusterId: string): Promise<OpenedCluster> {
  const pairs = await clusterFor(ctx, clusterId)
  const models = new Map((await selectDuplicateRuns(ctx.tx, [...new Set(pairs.map((pair) => pair.runId))])).map((run) => [run.runId, run.model]))
  const ids = [...new Set(pairs.flatMap((pair) => [pair.personId, pair.otherId]))].sort()
  const found = await readPeople(ctx, ids, compared, { lawfulBy: 'Luật Căn cước 2023, đ.11' })
  return {
    clusterId, people: ids.flatMap((id) => found.get(id) ?? []), pairs: pairs.map((pair) => ({ ...pair, explanation: explainPair(models.get(pair.runId)!, pair.evidence) })),
    events: await selectDuplicateEvents(ctx.tx, clusterId),
  }
}

export const apartReasons = ['twins', 'relatives', 'same-name', 'seen-both', 'papers'] as const
export type ApartReason = (typeof apartReasons)[number]

interface DecidePair {
  readonly personId: string
  readonly otherId: string
  /** As shown. */
  readonly version: number
}

/** "Hai người khác nhau": remembered, and not asked again. */
export async function keepApart(ctx: Ctx, input: DecidePair & { readonly reason: string; readonly note: string }): Promise<void> {
  await pairFor(ctx, input)
  const reason = apartReasons.find((each) => each === input.reason)
  refuseUnless(reason, 'linkage.reason-needed', { field: 'reason' })
  refuseUnless(await takeDuplicateStep(ctx.tx, { ...input, from: ['open'], state: 'apart', kind: 'apart', ...whoOf(ctx), reason, note: input.note.trim() || null, at: ctx.now }), 'linkage.duplicate-changed')
}

/** "Một người": goes to the second officer as a proposal of merge (population). Nothing is merged here. */
export async function proposeDuplicateMerge(ctx: Ctx, input: DecidePair & { readonly survivorId: string; readonly basis: Basis; readonly note?: string; readonly commandId: string }): Promise<{ proposalId: string }> {
  const pair = await pairFor(ctx, input)
  refuseUnless(input.survivorId === pair.personId || input.survivorId === pair.otherId, 'linkage.duplicate-unknown')
  const goes = input.survivorId === pair.personId ? pair.otherId : pair.personId
  const { proposalId } = await proposeMerge(ctx, { personId: goes, survivorId: input.survivorId, basis: input.basis, ...(input.note ? { note: input.note } : {}), commandId: input.commandId })
  refuseUnless(await takeDuplicateStep(ctx.tx, { ...pair, version: input.version, from: ['open'], state: 'proposed', proposalId, kind: 'proposed', ...whoOf(ctx), at: ctx.now }), 'linkage.duplicate-changed')
  return { proposalId }
}

/** A proposal was settled: refused or taken back, the pair waits again. An approved one is answered by `followMerge`. */
export async function followProposal(ctx: Ctx, { proposalId, state }: { readonly proposalId: string; readonly state: 'approved' | 'refused' | 'withdrawn' }): Promise<void> {
  allow(ctx, 'linkage.find-duplicates')
  if (state === 'approved') return
  for (const pair of await selectDuplicatesOfProposal(ctx.tx, proposalId)) await takeDuplicateStep(ctx.tx, { ...step(ctx, pair), from: ['proposed'], state: 'open', proposalId, kind: 'reopened', reason: state })
}

/** Two entries were merged, wherever it was proposed: their pair is done, and the merged entry's other pairs are found anew with the survivor. */
export async function followMerge(ctx: Ctx, { mergedId, survivorId }: { readonly mergedId: string; readonly survivorId: string }): Promise<void> {
  allow(ctx, 'linkage.find-duplicates')
  for (const pair of await selectDuplicatesWith(ctx.tx, [mergedId])) {
    const done = [pair.personId, pair.otherId].includes(survivorId)
    await takeDuplicateStep(ctx.tx, { ...step(ctx, pair), from: done ? ['open', 'proposed', 'gone', 'apart'] : ['open'], state: done ? 'merged' : 'gone', proposalId: pair.proposalId, kind: done ? 'merged' : 'gone' })
  }
}

/** They were two people after all: remembered like any answer. */
export async function followUnmerge(ctx: Ctx, { mergedId, survivorId }: { readonly mergedId: string; readonly survivorId: string }): Promise<void> {
  allow(ctx, 'linkage.find-duplicates')
  const [personId, otherId] = [mergedId, survivorId].sort() as [string, string]
  const pair = await selectDuplicate(ctx.tx, personId, otherId)
  if (pair) await takeDuplicateStep(ctx.tx, { ...step(ctx, pair), from: ['merged'], state: 'apart', proposalId: pair.proposalId, kind: 'apart', reason: 'unmerged' })
}

const step = (ctx: Ctx, { personId, otherId }: Duplicate) => ({ personId, otherId, ...whoOf(ctx), at: ctx.now })

async function clusterFor(ctx: Ctx, clusterId: string): Promise<Duplicate[]> {
  const communes = new Set(ownCommunes(ctx, 'linkage.duplicates'))
  const pairs = await selectCluster(ctx.tx, clusterId)
  refuseUnless(pairs.length > 0, 'linkage.duplicate-unknown')
  const homes = [...new Set(pairs.flatMap((pair) => pair.areas))]
  // Somebody of another area is not opened beside one's own: that is for the post above both.
  for (const area of homes.length > 0 ? homes : [null]) if (area === null || !communes.has(area)) allow(ctx, 'linkage.duplicates', { area })
  return pairs
}

async function pairFor(ctx: Ctx, { personId, otherId }: DecidePair): Promise<Duplicate> {
  const pair = await selectDuplicate(ctx.tx, personId, otherId)
  await clusterFor(ctx, pair?.clusterId ?? personId)
  refuseUnless(pair, 'linkage.duplicate-unknown')
  return pair
}
