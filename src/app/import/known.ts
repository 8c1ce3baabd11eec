import type { Database } from '../../platform/index.ts'
import { alreadyRegistered } from '../../foundations/population/index.ts'
import { standingHouseholds } from '../../foundations/residence/index.ts'
import { isUnreadable, type ListRow, type Unreadable } from './list-row.ts'
import { householdIdOf, personIdOf, type Known } from './person-of-row.ts'
import type { Standing } from './survey.ts'

type Rows = readonly (ListRow | Unreadable | undefined)[]

/** Asks the register what it holds of a stretch of lines; what this run wrote itself does not count. */
export interface KnownReader {
  people(rows: Rows): Promise<Standing>
  everything(rows: Rows): Promise<Known>
}

const nobody: Standing = () => false
const nothing: Known = { people: new Set(), numbers: new Set(), households: new Map(), fileNumbers: new Set() }

/** An empty register, or one that only this run fills, has nothing to be asked. */
export const emptyRegister: KnownReader = { people: async () => nobody, everything: async () => nothing }

export function knownReader(database: Database, list: string, ownActs: string): KnownReader {
  const good = (rows: Rows): ListRow[] => rows.filter((row): row is ListRow => row !== undefined && !isUnreadable(row))
  return {
    async people(rows) {
      const people = good(rows).map((row) => personIdOf(list, row.externalId))
      const found = await database.transaction((tx) => alreadyRegistered(tx, { people, numbers: [], ownActs }))
      return standingIn(found.people, list)
    },
    async everything(rows) {
      const taken = good(rows)
      const named = taken.flatMap((row) => [row.externalId, row.fatherExternalId, row.motherExternalId, row.spouseExternalId]).filter((id) => id.trim() !== '')
      const people = [...new Set(named)].map((id) => personIdOf(list, id))
      const numbers = taken.map((row) => row.pin.trim()).filter((pin) => pin !== '')
      const fileNumbers = [...new Set(taken.map((row) => row.householdNo.trim()))].filter((number) => number !== '')
      const households = fileNumbers.map((number) => householdIdOf(list, number))
      return database.transaction(async (tx) => ({
        ...(await alreadyRegistered(tx, { people, numbers, ownActs })), ...(await standingHouseholds(tx, { households, fileNumbers, ownActs })),
      }))
    },
  }
}

export function standingIn(people: ReadonlySet<string>, list: string): Standing {
  return people.size === 0 ? nobody : (externalId) => people.has(personIdOf(list, externalId))
}
