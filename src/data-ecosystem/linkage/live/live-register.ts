import { createInterface } from 'node:readline'
import { changesAfter, lastPosition } from '../../../foundations/feeds/index.ts'
import { allow, inTransaction, type Ctx, type Database, type Occasion } from '../../../platform/index.ts'
import { registerModel } from '../register-model.ts'
import { newDictionaries, prepare, type MatchInput } from '../records.ts'
import { registerLine } from '../register-line.ts'
import { registerSideOf, registerSideStatement } from '../register-side.sql.ts'
import { nameShares } from '../shares.ts'
import { OnlineIndex, type Candidate, type ExplainedCandidate } from '../online.ts'

const occasion: Occasion = { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.10', text: 'Giữ bảng đối khớp trong bộ nhớ để tìm người dù viết khác' } }
const atOnce = 500
/** Above this share of changed records the index is made anew. */
const mostChurn = 0.01

/** The register in memory, kept up with what happens in it. */
export class LiveRegister {
  readonly #database: Database
  #index: OnlineIndex
  #position: number
  #thisYear: number

  private constructor(database: Database, made: Made) {
    this.#database = database
    this.#index = made.index
    this.#position = made.position
    this.#thisYear = made.thisYear
  }

  static async open(database: Database): Promise<LiveRegister> {
    return new LiveRegister(database, await make(database))
  }

  match(input: MatchInput, most: number): Candidate[] {
    return this.#index.match(input, most, this.#thisYear)
  }

  /** The same with the reasons of each, for whoever has to choose. */
  explain(input: MatchInput, most: number): ExplainedCandidate[] {
    return this.#index.explain(input, most, this.#thisYear)
  }

  get people(): number {
    return this.#index.churn.of
  }

  /** Takes in what the change feed names since the last time; true when more waits. Made anew where too much has changed. */
  async follow(): Promise<boolean> {
    const { changed, of } = this.#index.churn
    if (changed > Math.max(1_000, of * mostChurn)) {
      const made = await make(this.#database)
      this.#index = made.index
      this.#position = made.position
      this.#thisYear = made.thisYear
      return false
    }
    return inTransaction(this.#database, occasion, async (ctx) => {
      allow(ctx, 'linkage.match')
      const events = await changesAfter(ctx.tx, this.#position, { limit: atOnce })
      const last = events.at(-1)
      if (!last) return false
      const people = [...new Set(events.flatMap((event) => event.people))]
      const now = new Map((await read(ctx, registerSideOf(people))).map((input) => [input.id, input]))
      for (const id of people) {
        const input = now.get(id)
        if (input) this.#index.put(input, this.#thisYear)
        else this.#index.remove(id)
      }
      this.#position = last.position
      return events.length === atOnce
    })
  }
}

interface Made {
  readonly index: OnlineIndex
  readonly position: number
  readonly thisYear: number
}

/** The place in the feed is taken first: what happens meanwhile is read twice rather than missed. */
async function make(database: Database): Promise<Made> {
  const { inputs, position, today } = await inTransaction(database, occasion, async (ctx) => {
    allow(ctx, 'linkage.match')
    const reached = await lastPosition(ctx.tx)
    return { position: reached, today: ctx.today, inputs: await read(ctx, registerSideStatement) }
  })
  const thisYear = Number(today.slice(0, 4))
  const dictionaries = newDictionaries()
  const side = prepare(inputs, inputs.length, dictionaries, thisYear)
  const model = registerModel(side, dictionaries, today)
  return { position, thisYear, index: new OnlineIndex(side, dictionaries, { ...model, prior: 0.5 / Math.max(2, side.n), keep: 0 }, nameShares(side, dictionaries)) }
}

async function read(ctx: Ctx, statement: string): Promise<MatchInput[]> {
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'gender', 'pin', 'residence'] })
  const inputs: MatchInput[] = []
  for await (const line of createInterface({ input: ctx.tx.copyOut(statement), crlfDelay: Number.POSITIVE_INFINITY })) inputs.push(registerLine(line).input)
  return inputs
}
