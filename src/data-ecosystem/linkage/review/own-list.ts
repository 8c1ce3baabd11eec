import { allow, isAllowed, type Ctx } from '../../../platform/index.ts'
import { isSensitive } from '../intake/list-kinds.ts'
import { selectList, selectRun } from '../intake/list.sql.ts'
import type { MatchingList, MatchingRun } from '../intake/list.ts'
import { refuseUnless } from '../refusals.ts'
import { ownCommunes } from './own.ts'

export interface RunOfReader {
  readonly run: MatchingRun
  readonly list: MatchingList
  /** Rows of these communes only; null for the whole list (its owner). */
  readonly areas: readonly string[] | null
}

const rightFor = (kind: string): string => (isSensitive(kind) ? 'linkage.review-sensitive' : 'linkage.review')

/**
 * A finished run for somebody who may read its rows: the steward of the list's owner reads all of them, the police those of their communes.
 * First line of what readers do: refuses everybody else, and an unknown run as one that is not one's own.
 */
export async function runForReader(ctx: Ctx, runId: string): Promise<RunOfReader> {
  const run = await selectRun(ctx.tx, runId)
  const list = run ? await selectList(ctx.tx, run.listId) : undefined
  const right = rightFor(list?.kind ?? 'other')
  const organisation = list?.organisationId ?? (ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null)
  const owner = isAllowed(ctx.actor, right, { organisation }, ctx.today)
  const areas = owner ? null : ownCommunes(ctx, right)
  refuseUnless(run?.status === 'done' && list && list.erasedAt === null, 'linkage.run-unknown')
  return { run, list, areas }
}

/** What only the owner of a list does: sending, answering, making known, handing out. */
export async function runForOwner(ctx: Ctx, runId: string, action: 'linkage.settle' | 'linkage.export'): Promise<{ run: MatchingRun; list: MatchingList }> {
  const run = await selectRun(ctx.tx, runId)
  const list = run ? await selectList(ctx.tx, run.listId) : undefined
  const target = { organisation: list ? list.organisationId : ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null }
  allow(ctx, action, target)
  if (list && isSensitive(list.kind)) allow(ctx, 'linkage.settle-sensitive', target)
  refuseUnless(run?.status === 'done' && list && list.erasedAt === null, 'linkage.run-unknown')
  return { run, list }
}
