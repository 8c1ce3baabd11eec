import { join } from 'node:path'
import { passIsDue } from '../data-ecosystem/quality/index.ts'
import { LiveRegister, MatchClient, serveMatches } from '../data-ecosystem/linkage/index.ts'
import { likelyPeople, weighedPeople } from '../foundations/population/index.ts'
import { inTransaction, startLoop, type Log } from '../platform/index.ts'
import type { House } from './open.ts'

/** Up to so many people the background worker holds the register in memory itself; a larger one has a match process of its own (`congdan match`). */
export const heldByWorker = 200_000
const mostAsked = 20

export const matchSocketOf = (house: Pick<House, 'dataFolder'>): string => join(house.dataFolder, 'match.sock')

let client: MatchClient | undefined

/** Whoever searches a person asks the match process of this house; where none runs, nobody is likely. */
export function joinMatching(house: Pick<House, 'dataFolder'>): void {
  client?.close()
  client = new MatchClient(matchSocketOf(house))
}

export function wireMatching(): void {
  likelyPeople.fill(async ({ name, birth, number, commune }) =>
    ((await client?.ask({ name, birth, gender: '', numbers: number, commune, address: '', most: mostAsked })) ?? []).map(({ id }) => id))
  weighedPeople.fill(async ({ name, birth, gender, number, commune, communes, most }) =>
    (await client?.explain({ name, birth, gender, numbers: number, commune, communes, address: '', most }))?.map(({ id, why }) => ({ personId: id, probability: why.probability, why: why.lines })) ?? null)
}

export interface Matching {
  stop(): Promise<void>
}

/** Holds the register in memory, keeps up with it, and answers on the socket of the house. */
export async function startMatching(house: House, log: Log): Promise<Matching> {
  const live = await LiveRegister.open(house.database)
  const server = await serveMatches(matchSocketOf(house), live)
  const following = startLoop(() => live.follow(), 1_000, (error) => log.error({ err: error }, 'keeping up with the register failed'))
  log.info({ people: live.people }, 'matching answers')
  return {
    async stop() {
      await following.stop()
      await server.close()
    },
  }
}

/** The same within the background worker, where the register is small enough; tried again where it could not begin. */
export function startMatchingIfSmall(house: House, log: Log): Matching {
  let held: Matching | undefined
  const begin = startLoop(async () => {
    if (held) return false
    if ((await peopleOf(house)) <= heldByWorker) held = await startMatching(house, log)
    return false
  }, 60_000, (error) => log.error({ err: error }, 'matching could not begin'))
  return {
    async stop() {
      await begin.stop()
      await held?.stop()
    },
  }
}

const peopleOf = (house: House): Promise<number> =>
  inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.10' } }, async (ctx) => (await passIsDue(ctx)).people)
