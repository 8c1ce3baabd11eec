/** One matching in a process of its own, from prepared rows: what it takes, and nothing of the benchmark's lists and truth. */
import { join } from 'node:path'
import { linkSides, readNumbers, readWords, trainModel, width, writeKept } from '../src/data-ecosystem/linkage/index.ts'
import { ownPeakMemory } from './figures.ts'
import type { OurRun } from './linkage-runs.ts'

const folder = process.argv[2]!
const began = performance.now()
const [left, right] = [readNumbers(join(folder, 'left.bin')), readNumbers(join(folder, 'right.bin'))].map((rows) => ({ n: rows.length / width, rows })) as [{ n: number; rows: Int32Array }, { n: number; rows: Int32Array }]
const dictionaries = readWords(join(folder, 'words.json'))
const loaded = performance.now()
const model = trainModel({ left, right, dictionaries })
const trained = performance.now()
const linked = await linkSides({ left, right, dictionaries, model, threads: 2 })
writeKept(join(folder, 'kept.bin'), { ...linked, pairs: Object.values(linked.pairs).reduce((sum, n) => sum + n, 0) })
const run: OurRun = { loading: (loaded - began) / 1000, training: (trained - loaded) / 1000, ...linked.seconds, peakMb: ownPeakMemory(), model }
process.send!(run)
