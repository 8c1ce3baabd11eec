import { communesOf, provincesOn } from '../../foundations/areas/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { registerRules, rulesHash, rulesInForce } from './catalogue.ts'
import { recordDifferences } from './differences.ts'
import { selectPreviousPass } from './differences.sql.ts'
import { countStaged, forgetChecks, insertPass, mergePass, sizes, writeScores, type Merged, type PassRow } from './merge.sql.ts'
import { dueOf } from './recheck.ts'
import { scoreMethodOn, timelinessOn } from './score-method.ts'
import { writeMeasures, writeTimeliness } from './scores.sql.ts'

export interface PassOutcome extends PassRow {
  readonly reopened: number
  /** Seconds by part, for whoever measures. */
  readonly seconds: Readonly<Record<'snapshot' | 'judging' | 'merging', number>>
  /** What was judged, by source: rows, and the digest of the file; nothing where the register was judged where it lies. */
  readonly sources?: readonly SourceTaken[]
  /** Steps that an earlier attempt had finished. */
  readonly resumed?: readonly string[]
}

export interface SourceTaken {
  readonly name: string
  readonly rows: number
  readonly sha256: string
}

/** What was found stands in the stage: brings findings in line, writes the scores of the day and the pass itself. */
export async function endPass(ctx: Ctx, engine: PassRow['engine'], takenAt: string): Promise<Omit<PassOutcome, 'seconds'>> {
  const found = await countStaged(ctx.tx)
  const passId = newId()
  const before = await selectPreviousPass(ctx.tx)
  const merged: Merged = await mergePass(ctx.tx, { rules: registerRules(), now: ctx.now, dueOn: dueOf(ctx), passId }, takenAt)
  await recordDifferences(ctx, passId, before)
  await forgetChecks(ctx.tx, takenAt)
  await writeScores(ctx.tx, rulesInForce(ctx.today), ctx.today)
  await writeTimeliness(ctx.tx, ctx.today, timelinessOn(ctx.today))
  const method = scoreMethodOn(ctx.today)
  await writeMeasures(ctx.tx, ctx.today, rulesInForce(ctx.today), method, `${method.from} ${rulesHash().slice(0, 12)}`, provincesOfCommunes(ctx.today))
  const row: PassRow = { passId, engine, takenAt, finishedAt: ctx.now, rulesHash: rulesHash(), ...(await sizes(ctx.tx)), found, opened: merged.opened, closed: merged.closed }
  await insertPass(ctx.tx, row)
  return { ...row, reopened: merged.reopened }
}

const provincesOfCommunes = (day: PlainDate): Map<string, string> => new Map(provincesOn(day).flatMap((province) => communesOf(province.code, day).map((commune) => [commune.code, province.code] as const)))
