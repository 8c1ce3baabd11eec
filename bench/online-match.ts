/** One record against a register in memory, asked over the socket of the match process: from the text of a line to the ranked list, one question at a time. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MatchClient, nameShares, OnlineIndex, serveMatches, trainModel } from '../src/data-ecosystem/linkage/index.ts'
import { ownPeakMemory, percentile, print, rounded, tell } from './figures.ts'
import { makeSides, sameAs } from './linkage-sides.ts'
import type { BenchOptions } from './main.ts'

export async function bench({ register = 3_600_000, n = 20_000 }: BenchOptions): Promise<void> {
  const sides = makeSides(register, Math.min(200_000, Math.max(n, Math.floor(register / 4))), 'with-numbers')
  const model = trainModel(sides)
  const began = performance.now()
  const index = new OnlineIndex(sides.right, sides.dictionaries, model, nameShares(sides.right, sides.dictionaries))
  tell(`index of ${sides.right.n} records in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  const folder = mkdtempSync(join(tmpdir(), 'congdan-bench-'))
  const server = await serveMatches(join(folder, 'match.sock'), { match: (input, most) => index.match(input, most, 2026), explain: (input, most) => index.explain(input, most, 2026) })
  const client = new MatchClient(join(folder, 'match.sock'))
  const ask = ({ id: _id, ...line }: (typeof sides.list)[number]) => client.ask({ name: line.name, birth: line.birth, gender: line.gender, numbers: line.numbers, commune: line.commune, address: line.address, most: 5 }, 5_000)
  for (const line of sides.list.slice(-2_000)) await ask(line)
  const times = new Float64Array(Math.min(n, sides.list.length))
  let right = 0
  for (let i = 0; i < times.length; i++) {
    const line = sides.list[i]!
    const from = performance.now()
    const [best] = (await ask(line)) ?? []
    times[i] = performance.now() - from
    if (best && sameAs(best.id, line.truth)) right++
  }
  client.close()
  await server.close()
  rmSync(folder, { recursive: true })
  times.sort()
  print({ name: 'online-match', value: rounded(percentile(times, 0.99), 3), unit: 'ms', of: 'p99, over the socket', n: times.length, register: sides.right.n })
  print({ name: 'online-match.p50', value: rounded(percentile(times, 0.5), 3), unit: 'ms', n: times.length })
  print({ name: 'online-match.best-right', value: rounded(right / times.length, 4), unit: 'of lines', n: times.length })
  print({ name: 'online-match.memory', value: ownPeakMemory(), unit: 'MB', of: 'node, the lists and their truth included' })
}
