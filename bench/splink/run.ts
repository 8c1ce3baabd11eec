import { spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { comparisonNames, nameShares, sideColumns, sideLines, type LinkModel } from '../../src/data-ecosystem/linkage/index.ts'
import { rootPath } from '../../src/platform/index.ts'
import { benchFolder } from '../house.ts'
import type { Sides } from '../linkage-sides.ts'

const python = rootPath('.build', 'splink', 'bin', 'python')

export interface SplinkRun {
  /** Of its `predict`: blocking, comparison vectors, weights. */
  readonly seconds: number
  /** Of learning u from random pairs and m by expectation and maximisation in two sessions, as our training does. */
  readonly training: number
  readonly kept: number
  readonly peakMb: number
}

const folder = benchFolder('splink')

/** Lays the rows where Splink reads them. Throws where Python has no Splink: see README.md here. */
export async function writeSplinkRows({ left, right, dictionaries }: Sides): Promise<void> {
  if (!existsSync(python)) throw new Error('Splink is not installed: bench/splink/README.md says how')
  mkdirSync(folder, { recursive: true })
  for (const [name, side] of [['list', left], ['register', right]] as const) {
    const file = join(folder, `${name}.csv`)
    await pipeline(Readable.from(withLineEnds(side, dictionaries)), createWriteStream(file))
  }
}

/** Splink's learning and scoring of the rows that were laid out, the scoring with the weights of this model. */
export function splinkRun({ right, dictionaries }: Sides, model: LinkModel): SplinkRun {
  const shares = nameShares(right, dictionaries)
  const given = (array: Float32Array): [number, number][] => [...array].flatMap((share, i): [number, number][] => (share > 0 ? [[i, share]] : []))
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ columns: sideColumns, comparisons: comparisonNames.map((name) => ({ name, ...model.levels[name] })), prior: model.prior, keep: model.keep, blocking: model.blocking, whole: given(shares.whole) }))
  const done = spawnSync(python, [rootPath('bench', 'splink', 'score.py'), folder], { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (done.status !== 0) throw new Error(done.stderr.slice(-2_000))
  return JSON.parse(done.stdout.trim().split('\n').at(-1)!) as SplinkRun
}

function* withLineEnds(side: Sides['left'], dictionaries: Sides['dictionaries']): Generator<string> {
  let batch = ''
  for (const line of sideLines(side, dictionaries)) {
    batch += `${line}\n`
    if (batch.length < 1 << 16) continue
    yield batch
    batch = ''
  }
  yield batch
}
