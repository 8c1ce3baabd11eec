import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sha256Hex } from '../../kernel/hash.ts'
import { allow, databaseMark, inTransaction, StageFolder, type Ctx, type Database, type Instant, type Occasion, type PlainDate } from '../../platform/index.ts'
import { rulesHash, rulesInForce } from './catalogue.ts'
import { keepCodeSets } from './code-sets.ts'
import { codeTable, duckdb, passSql } from './compile.ts'
import { openEngine, pathText, type Engine, type EngineOptions } from './duckdb.ts'
import { endPass, type PassOutcome, type SourceTaken } from './end-pass.ts'
import { selectLastPass } from './findings.sql.ts'
import { stageFound, stageStatement, withPassLock } from './merge.sql.ts'
import { refuse } from './refusals.ts'
import type { CodeSet } from './rule.ts'
import { attachSnapshot, snapshotHash, takeSnapshot, type Progress } from './snapshot.ts'

interface Taken {
  readonly at: Instant
  readonly today: PlainDate
  readonly sets: Readonly<Record<CodeSet, readonly string[]>>
  /** What decides whether an earlier attempt can be gone on with: the database, the rules and the shape of the snapshot. */
  readonly by: string
  readonly sources: readonly SourceTaken[]
  readonly seconds: number
}

const by = async ({ tx }: Ctx): Promise<string> => sha256Hex([await databaseMark(tx), rulesHash(), snapshotHash].join(' '))

/**
 * A pass over a copy of the register, step by step; each leaves what the next needs in the folder. One that was killed goes on after the last step that was
 * finished, if the copy is of today, by the same rules, and nobody has passed over the register since. Refuses while another pass runs.
 */
export async function passBySnapshot(database: Database, occasion: Occasion, options: EngineOptions, progress: Progress): Promise<PassOutcome> {
  const stages = new StageFolder(join(options.folder, 'pass'))
  const outcome = await withPassLock(database, async () => {
    await clearWhatIsStale(database, occasion, stages)
    const duck = await openEngine({ ...options, folder: stages.path })
    try {
      return await inSteps(database, occasion, stages, duck, progress)
    } catch (error) {
      if (!/^Out of Memory Error/.test((error as Error).message)) throw error
      stages.drop()
      return refuse('quality.needs-memory', { vars: { given: options.memory } })
    } finally {
      duck.close()
    }
  })
  if (outcome === null) refuse('quality.pass-running')
  stages.drop()
  return outcome
}

async function clearWhatIsStale(database: Database, occasion: Occasion, stages: StageFolder): Promise<void> {
  const taken = stages.done<Taken>('snapshot')
  const fresh = taken !== null && (await inTransaction(database, occasion, async (ctx) => {
    allow(ctx, 'quality.run')
    const last = await selectLastPass(ctx.tx)
    return taken.today === ctx.today && taken.by === (await by(ctx)) && (last === null || last < taken.at)
  }))
  if (!fresh) stages.clear()
}

async function inSteps(database: Database, occasion: Occasion, stages: StageFolder, duck: Engine, progress: Progress): Promise<PassOutcome> {
  const resumed = ['snapshot', 'judged'].filter((step) => stages.done(step) !== null)
  const taken = await stages.step('snapshot', () => takeAll(database, occasion, duck, stages.path, progress))
  const csv = stages.file('found.csv')
  const judged = await stages.step('judged', async () => {
    const began = performance.now()
    await attachSnapshot(duck, stages.path)
    await judgeAll(duck, taken.sets, taken.today, csv)
    return { seconds: (performance.now() - began) / 1000 }
  })
  const began = performance.now()
  return inTransaction(database, occasion, async (ctx) => {
    allow(ctx, 'quality.run')
    await stageFound(ctx.tx)
    await pipeline(createReadStream(csv), ctx.tx.copyIn(stageStatement))
    const outcome = await endPass(ctx, 'duckdb', taken.at)
    return { ...outcome, seconds: { snapshot: taken.seconds, judging: judged.seconds, merging: (performance.now() - began) / 1000 }, sources: taken.sources, resumed }
  })
}

async function takeAll(database: Database, occasion: Occasion, duck: Engine, folder: string, progress: Progress): Promise<Taken> {
  const began = performance.now()
  const begun = await inTransaction(database, occasion, async (ctx: Ctx) => {
    allow(ctx, 'quality.run')
    return { at: ctx.now, today: ctx.today, sets: await keepCodeSets(ctx), by: await by(ctx) }
  })
  const { sources } = await inTransaction(database, { ...occasion, now: begun.at }, (ctx) => takeSnapshot(ctx, duck, folder, progress))
  return { ...begun, sources, seconds: (performance.now() - began) / 1000 }
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
