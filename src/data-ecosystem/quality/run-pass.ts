import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { communesOf, provincesOn } from '../../foundations/areas/index.ts'
import { newId } from '../../kernel/ids.ts'
import { localTimeOf } from '../../kernel/plain-date.ts'
import { allow, dayInVietnam, inTransaction, type Ctx, type Database, type Occasion, type PlainDate } from '../../platform/index.ts'
import { registerRules, rulesHash, rulesInForce } from './catalogue.ts'
import { keepCodeSets } from './code-sets.ts'
import { codeTable, duckdb, passSql } from './compile.ts'
import { openEngine, pathText, type Engine, type EngineOptions } from './duckdb.ts'
import { selectLastPass } from './findings.sql.ts'
import { countStaged, forgetChecks, insertPass, mergePass, sizes, stageFound, stageSelect, stageStatement, takePassLock, writeScores, type Merged, type PassRow } from './merge.sql.ts'
import { dueOf } from './recheck.ts'
import { wholePassSql } from './recheck.sql.ts'
import { refuseUnless } from './refusals.ts'
import type { CodeSet } from './rule.ts'
import { scoreMethodOn, timelinessOn } from './score-method.ts'
import { writeMeasures, writeTimeliness } from './scores.sql.ts'
import { attachSnapshot, dropSnapshot, takeSnapshot, type Progress } from './snapshot.ts'

const occasion: Occasion = { actor: { kind: 'system', name: 'quality.pass' }, purpose: { code: 'quality-pass', basis: 'Luật Căn cước 26/2023/QH15 đ.10–11; NĐ 70/2024/NĐ-CP', text: 'Rà soát chất lượng dữ liệu dân cư' } }

export interface PassOutcome extends PassRow {
  readonly reopened: number
  /** Seconds by part, for whoever measures. */
  readonly seconds: Readonly<Record<'snapshot' | 'judging' | 'merging', number>>
}

export interface PassOptions {
  /** `postgres` judges a small register where it lies; `duckdb` a large one, from a snapshot in `engine.folder`. */
  readonly engine: 'postgres' | ({ readonly kind: 'duckdb' } & EngineOptions)
  readonly progress?: Progress
}

/** All rules over the whole register, findings brought in line, scores of the day written. Refuses while another pass runs. */
export async function runPass(database: Database, { engine, progress = () => undefined }: PassOptions): Promise<PassOutcome> {
  return engine === 'postgres' ? inTransaction(database, occasion, passHere) : passBySnapshot(database, engine, progress)
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
  const outcome = await finish(ctx, 'postgres', ctx.now)
  return { ...outcome, seconds: { snapshot: 0, judging: (judged - began) / 1000, merging: (performance.now() - judged) / 1000 } }
}

async function passBySnapshot(database: Database, options: EngineOptions, progress: Progress): Promise<PassOutcome> {
  const folder = join(options.folder, `snapshot-${newId()}`)
  const duck = await openEngine(options)
  try {
    const began = performance.now()
    const taken = await inTransaction(database, occasion, async (ctx) => {
      allow(ctx, 'quality.run')
      const sets = await keepCodeSets(ctx)
      return { at: ctx.now, today: ctx.today, sets }
    })
    await inTransaction(database, { ...occasion, now: taken.at }, (ctx) => takeSnapshot(ctx, duck, folder, progress))
    const snapshot = performance.now()
    await attachSnapshot(duck, folder)
    const csv = join(folder, 'found.csv')
    await judgeAll(duck, taken.sets, taken.today, csv)
    const judged = performance.now()
    return await inTransaction(database, occasion, async (ctx) => {
      refuseUnless(await takePassLock(ctx.tx), 'quality.pass-running')
      await stageFound(ctx.tx)
      await pipeline(createReadStream(csv), ctx.tx.copyIn(stageStatement))
      const outcome = await finish(ctx, 'duckdb', taken.at)
      return { ...outcome, seconds: { snapshot: (snapshot - began) / 1000, judging: (judged - snapshot) / 1000, merging: (performance.now() - judged) / 1000 } }
    })
  } finally {
    duck.close()
    await dropSnapshot(folder)
  }
}

/** Judges an attached snapshot by all rules. The findings go into the file `csv`; without one they are only counted. */
export async function judgeAll(engine: Engine, sets: Readonly<Record<CodeSet, readonly string[]>>, today: PlainDate, csv?: string): Promise<number> {
  await makeCodeTables(engine, sets)
  const text = passSql(rulesInForce(today), duckdb, { today })
  if (csv) {
    await engine.run(`copy (${text}) to ${pathText(csv)} (format csv, header false)`)
    return 0
  }
  const [counted] = await engine.rows(`select count(*)::integer as n, count(fingerprint)::integer as fingerprints from (${text})`)
  return Number(counted!['n'])
}

/** The code sets where the statements of this engine look for them. */
export async function makeCodeTables(engine: Engine, sets: Readonly<Record<CodeSet, readonly string[]>>): Promise<void> {
  for (const [set, codes] of Object.entries(sets)) {
    await engine.run(`create or replace table ${codeTable(set as CodeSet)} as select unnest([${codes.map((code) => `'${code.replaceAll("'", '')}'`).join(', ')}]) as code`)
  }
}

const provincesOfCommunes = (day: PlainDate): Map<string, string> => new Map(provincesOn(day).flatMap((province) => communesOf(province.code, day).map((commune) => [commune.code, province.code] as const)))

async function finish(ctx: Ctx, engine: PassRow['engine'], takenAt: string): Promise<Omit<PassOutcome, 'seconds'>> {
  const found = await countStaged(ctx.tx)
  const merged: Merged = await mergePass(ctx.tx, { rules: registerRules(), now: ctx.now, dueOn: dueOf(ctx) }, takenAt)
  await forgetChecks(ctx.tx, takenAt)
  await writeScores(ctx.tx, rulesInForce(ctx.today), ctx.today)
  await writeTimeliness(ctx.tx, ctx.today, timelinessOn(ctx.today))
  const method = scoreMethodOn(ctx.today)
  await writeMeasures(ctx.tx, ctx.today, rulesInForce(ctx.today), method, `${method.from} ${rulesHash().slice(0, 12)}`, provincesOfCommunes(ctx.today))
  const row: PassRow = { passId: newId(), engine, takenAt, finishedAt: ctx.now, rulesHash: rulesHash(), ...(await sizes(ctx.tx)), found, opened: merged.opened, closed: merged.closed }
  await insertPass(ctx.tx, row)
  return { ...row, reopened: merged.reopened }
}
