import { isId } from '../../../kernel/ids.ts'
import { allow, type Ctx, type Instant } from '../../../platform/index.ts'
import { selectRun } from '../intake/list.sql.ts'
import type { LinkModel } from '../model.ts'
import { width } from '../records.ts'
import { refuse, refuseUnless } from '../refusals.ts'
import { registerModel } from '../register-model.ts'
import { nameShares } from '../shares.ts'
import { selectDuplicate, selectDuplicateRuns, selectLastDuplicateRun } from './duplicates.sql.ts'
import { evidenceOf } from './evidence.ts'
import { explainPair, type Explanation, type PairEvidence } from './explain.ts'
import { mostCandidates } from './read-rows.ts'
import { readRegisterSide } from './register-side.ts'
import { selectModel, selectPairsOf } from './review.sql.ts'

/** Why two are thought to be one, or not: what agrees and by how many bits. Of the people themselves nothing but their ids. */
export interface ExplainedPair {
  readonly personId: string
  /** The other record; null where the other side is a line of a list. */
  readonly otherId: string | null
  readonly explanation: Explanation
  /** The run that kept the evidence; null where the two were compared just now. */
  readonly from: { readonly runId: string; readonly at: Instant } | null
}

export interface ExplainPeople {
  readonly personId: string
  readonly otherId: string
  /** A model of one's own; else that of the last search for duplicates, or one made as it makes it. */
  readonly model?: LinkModel | null
  readonly memoryMb: number
}

const compared = ['fullName', 'birthDate', 'gender', 'pin', 'residence'] as const

/** Two records of the register. What a search for duplicates kept of them is said again; else they are compared now, for which all names are counted. Both people find the reading among their own, with its purpose. */
export async function explainPeople(ctx: Ctx, { personId, otherId, model = null, memoryMb }: ExplainPeople): Promise<ExplainedPair> {
  allow(ctx, 'linkage.explain')
  refuseUnless(isId(personId) && isId(otherId) && personId !== otherId, 'linkage.two-people-needed')
  const [first, second] = [personId, otherId].sort() as [string, string]
  ctx.logRead({ kind: 'open', register: 'population', subjects: [first, second], fields: compared })
  const known = model ? undefined : await selectDuplicate(ctx.tx, first, second)
  const [run] = known ? await selectDuplicateRuns(ctx.tx, [known.runId]) : []
  if (known && run) return { personId: first, otherId: second, explanation: explainPair(run.model, known.evidence), from: { runId: run.runId, at: run.startedAt } }
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: compared })
  const { side, dictionaries } = await readRegisterSide(ctx, memoryMb)
  const [i, j] = [side.ids.indexOf(first), side.ids.indexOf(second)]
  refuseUnless(i >= 0 && j >= 0, 'linkage.person-unknown')
  const used = model ?? (await selectLastDuplicateRun(ctx.tx))?.model ?? registerModel(side, dictionaries, ctx.today)
  const evidence = evidenceOf(used, nameShares(side, dictionaries), dictionaries)(side.rows, i * width, side.rows, j * width)
  return { personId: first, otherId: second, explanation: explainPair(used, evidence), from: null }
}

/** One line of a list and the people it may be, as its run kept them, the likeliest first. All of them find the reading among their own. */
export async function explainListRow(ctx: Ctx, { runId, rowNo }: { readonly runId: string; readonly rowNo: number }): Promise<readonly ExplainedPair[]> {
  allow(ctx, 'linkage.explain')
  const run = isId(runId) ? await selectRun(ctx.tx, runId) : undefined
  const model = run && (await selectModel(ctx.tx, run.modelId, run.modelVersion))
  if (!run || !model) refuse('linkage.run-unknown')
  const pairs = await selectPairsOf(ctx.tx, runId, rowNo, mostCandidates)
  if (pairs.length > 0) ctx.logRead({ kind: 'open', register: 'population', subjects: pairs.map((pair) => pair.personId), fields: compared })
  return pairs.map(({ personId, levels: { rarity = 0, ...levels } }) => ({ personId, otherId: null, explanation: explainPair(model, { levels: levels as PairEvidence['levels'], rarity }), from: { runId, at: run.startedAt ?? run.orderedAt } }))
}
