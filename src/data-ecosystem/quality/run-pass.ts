import { localTimeOf } from '../../kernel/plain-date.ts'
import { allow, dayInVietnam, inTransaction, type Ctx, type Database, type Occasion } from '../../platform/index.ts'
import { rulesInForce } from './catalogue.ts'
import { keepCodeSets } from './code-sets.ts'
import type { EngineOptions } from './duckdb.ts'
import { endPass, type PassOutcome } from './end-pass.ts'
import { selectLastPass } from './findings.sql.ts'
import { sizes, stageFound, stageSelect, takePassLock } from './merge.sql.ts'
import { passBySnapshot } from './pass-by-snapshot.ts'
import { wholePassSql } from './recheck.sql.ts'
import { refuseUnless } from './refusals.ts'
import type { Progress } from './snapshot.ts'

const occasion: Occasion = { actor: { kind: 'system', name: 'quality.pass' }, purpose: { code: 'quality-pass', basis: 'Luật Căn cước 26/2023/QH15 đ.10–11; NĐ 70/2024/NĐ-CP', text: 'Rà soát chất lượng dữ liệu dân cư' } }

export interface PassOptions {
  /** `postgres` judges a small register where it lies; `duckdb` a large one, from a snapshot in `engine.folder`. */
  readonly engine: 'postgres' | ({ readonly kind: 'duckdb' } & EngineOptions)
  readonly progress?: Progress
}

/** All rules over the whole register, findings brought in line, scores of the day written. Refuses while another pass runs. */
export async function runPass(database: Database, { engine, progress = () => undefined }: PassOptions): Promise<PassOutcome> {
  return engine === 'postgres' ? inTransaction(database, occasion, passHere) : passBySnapshot(database, occasion, engine, progress)
}

/** Whether today's pass is still to run (after two in the morning, or at once where there never was one), and how large the register is. */
export async function passIsDue(ctx: Ctx): Promise<{ due: boolean; people: number }> {
  allow(ctx, 'quality.run')
  const last = await selectLastPass(ctx.tx)
  const { people } = await sizes(ctx.tx)
  const due = people > 0 && (last === null || (dayInVietnam(last) < ctx.today && localTimeOf(ctx.now).hour >= 2))
  return { due, people }
}

async function passHere(ctx: Ctx): Promise<PassOutcome> {
  allow(ctx, 'quality.run')
  refuseUnless(await takePassLock(ctx.tx), 'quality.pass-running')
  await keepCodeSets(ctx)
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['quality-pass'] })
  const began = performance.now()
  await stageFound(ctx.tx)
  await stageSelect(ctx.tx, wholePassSql(rulesInForce(ctx.today), ctx.today))
  const judged = performance.now()
  const outcome = await endPass(ctx, 'postgres', ctx.now)
  return { ...outcome, seconds: { snapshot: 0, judging: (judged - began) / 1000, merging: (performance.now() - judged) / 1000 } }
}
