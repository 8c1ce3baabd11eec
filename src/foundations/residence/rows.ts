import { endOn, insert, prior, type Prior, type PriorRead, type Row, type RowChange } from '../acts/index.ts'
import { foundIn, type Whereabouts } from '../population/index.ts'
import { headVacancy, household, householdMember, residencePeriod } from './tables.sql.ts'

export type ResidenceKind = 'permanent' | 'temporary' | 'current'
export interface Home { readonly area: string; readonly province: string; readonly detail: string; readonly oldText: string | null }

export const addressColumns = (address: Home) => ({ area: address.area, province: address.province, detail: address.detail, old_text: address.oldText })

interface Settling {
  readonly householdId: string | null
  readonly kind: ResidenceKind
  readonly since: string
  readonly address: Home
  /** Last day of a temporary registration. */
  readonly until?: string | null
  readonly standing?: 'confirmed' | 'claimed' | 'disputed'
}

export function periodRow(personId: string, { householdId, kind, since, address, until = null, standing = 'confirmed' }: Settling): RowChange {
  return insert(residencePeriod, { person_id: personId, kind, household_id: householdId, ...addressColumns(address), until, valid_from: since, standing })
}

export function settle(personId: string, to: Settling & { readonly householdId: string; readonly relationToHead: string }): RowChange[] {
  const { householdId, kind, relationToHead, since, standing = 'confirmed' } = to
  return [periodRow(personId, to), insert(householdMember, { household_id: householdId, person_id: personId, kind, relation_to_head: relationToHead, valid_from: since, standing })]
}

const confirmed = (row: Row): boolean => row['standing'] === 'confirmed'

/** Open confirmed residences of one person. */
export const residencesIn = (before: Prior, personId: string): Row[] => before.open(residencePeriod).filter((row) => row['person_id'] === personId && confirmed(row))

export const residenceIn = (before: Prior, personId: string, kind: ResidenceKind): Row | undefined => residencesIn(before, personId).find((row) => row['kind'] === kind)

/** Open confirmed memberships of one person. */
export const membershipsIn = (before: Prior, personId: string): Row[] => before.open(householdMember).filter((row) => row['person_id'] === personId && confirmed(row))

/** Open confirmed permanent members among the rows asked for. */
export const openMembers = (before: Prior): Row[] => before.open(householdMember).filter((row) => row['kind'] === 'permanent' && confirmed(row))

export const endAll = (table: Parameters<typeof endOn>[0], rows: readonly Row[], on: string): RowChange[] => rows.flatMap((row) => endOn(table, row, on))

/** The household is no more: its last member has gone, and nobody waits for its head any longer. For acts that ask for `priorOfEmptied`. */
export function closeHousehold(before: Prior, householdId: string, on: string): RowChange[] {
  const own = (row: Row): boolean => row['household_id'] === householdId
  return [...endAll(household, before.open(household).filter(own), on), ...endAll(headVacancy, before.open(headVacancy).filter(own), on)]
}

export const priorOfEmptied = (emptied: string | null | undefined): PriorRead[] => (emptied ? [prior(household, 'household_id', emptied), prior(headVacancy, 'household_id', emptied)] : [])

const rank = { permanent: 1, temporary: 2, current: 3 } as const

/**
 * Where the person is found once these residences have ended and these have begun, the permanent one first. Somebody with
 * none left is still found where he or she was last: the police there go on answering for the record.
 */
export function foundAfter(before: Prior, personId: string, ended: readonly Row[], begun: readonly (Whereabouts & { readonly kind: ResidenceKind })[], from: string): RowChange[] {
  const kept = before.open(residencePeriod).filter((row) => row['person_id'] === personId && !ended.includes(row))
    .map((row) => ({ kind: row['kind'] as ResidenceKind, area: row['area'] as string, province: row['province'] as string }))
  const all = [...begun, ...kept].sort((a, b) => rank[a.kind] - rank[b.kind])
  return all.length === 0 ? [] : foundIn(before, personId, all, from)
}
