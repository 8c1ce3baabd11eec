import { createInterface } from 'node:readline'
import { allow, type Ctx } from '../../platform/index.ts'
import { bestOf, linkSides } from './link.ts'
import type { BlockingRule, LinkModel } from './model.ts'
import { newDictionaries, prepare, type MatchInput } from './records.ts'
import { registerSideStatement } from './register-side.sql.ts'
import { trainModel } from './train.ts'

export type Zone = 'matched' | 'review' | 'not-found'

export interface MatchedLine {
  readonly id: string
  readonly zone: Zone
  readonly weight: number | null
  readonly personId: string | null
  /** What the register says of the life of the person matched: a list may hold the dead. */
  readonly lifeStatus: string | null
}

export interface MatchReport {
  readonly lines: readonly MatchedLine[]
  readonly model: LinkModel
  readonly people: number
  readonly pairs: Readonly<Record<string, number>>
  readonly seconds: Readonly<Record<'reading' | 'preparing' | 'training' | 'counting' | 'scoring', number>>
}

export interface MatchList {
  readonly list: readonly MatchInput[]
  readonly model?: LinkModel
  readonly threads?: number
  readonly budget?: number
  readonly progress?: (donePairs: number, allPairs: number, rule: BlockingRule) => void
}

/**
 * A sector's list held against the whole register, every line answered. Logs one reading of the register, and one of each person a line was matched
 * with, under the purpose of the caller. Writes nothing into the register.
 */
export async function matchList(ctx: Ctx, { list, model: given, threads = 2, budget, progress }: MatchList): Promise<MatchReport> {
  allow(ctx, 'linkage.match')
  const clock = stopwatch()
  const register: MatchInput[] = []
  const lives: string[] = []
  for await (const line of createInterface({ input: ctx.tx.copyOut(registerSideStatement), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [id, name, birth, gender, numbers, commune, address, life] = line.split('\t').map(unescaped) as [string, string, string, string, string, string, string, string]
    register.push({ id, name, birth, gender, numbers, commune, address })
    lives.push(life)
  }
  const reading = clock()
  const dictionaries = newDictionaries()
  const thisYear = Number(ctx.today.slice(0, 4))
  const right = prepare(register, register.length, dictionaries, thisYear)
  const left = prepare(list, list.length, dictionaries, thisYear)
  const preparing = clock()
  const model = given ?? trainModel({ left, right, dictionaries })
  const training = clock()
  const linked = await linkSides({ left, right, dictionaries, model, threads, ...(budget ? { budget } : {}), ...(progress ? { progress } : {}) })
  const best = bestOf(linked, left.n)
  const lines = list.map(({ id }, i): MatchedLine => {
    const row = best.right[i]!
    const weight = row < 0 ? null : best.weight[i]!
    const zone = weight === null || weight < model.review ? 'not-found' : weight >= model.automatic ? 'matched' : 'review'
    return zone === 'not-found' ? { id, zone, weight, personId: null, lifeStatus: null } : { id, zone, weight, personId: right.ids[row]!, lifeStatus: lives[row]! }
  })
  logMatches(ctx, lines)
  return { lines, model, people: right.n, pairs: linked.pairs, seconds: { reading, preparing, training, ...linked.seconds } }
}

/** The register was read as a whole, which shows nobody; whoever a line was matched with finds that reading among their own, a thousand people a row. */
function logMatches(ctx: Ctx, lines: readonly MatchedLine[]): void {
  const fields = ['fullName', 'birthDate', 'pin']
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields })
  const people = [...new Set(lines.flatMap((line) => line.personId ?? []))]
  for (let at = 0; at < people.length; at += 1_000) ctx.logRead({ kind: 'list', register: 'population', subjects: people.slice(at, at + 1_000), fields })
}

/** COPY in text format writes tabs, line ends and backslashes of a value as two signs. */
const unescaped = (text: string): string => (text.includes('\\') ? text.replace(/\\([tnr\\])/g, (_, sign: string) => ({ 't': ' ', 'n': ' ', 'r': ' ', '\\': '\\' })[sign]!) : text)

function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const now = performance.now()
    const seconds = (now - last) / 1000
    last = now
    return seconds
  }
}
