import type { PlainDate } from '../../platform/index.ts'
import type { HistoryRow, StoredHistory } from './history.sql.ts'
import { factFields, fieldFromRow, type FactField } from './person-columns.ts'
import type { CardKind, CardStatus, NumberKind, NumberStatus, Place, RelationKind, Standing } from './person.ts'

type FactValue = string | Place | readonly string[] | null

interface Changed {
  /** The entry concerned: another than the person's own id where that entry was merged into it. */
  readonly personId: string
  /** From which day the new value holds; null where the register was set right for the whole time. */
  readonly from: PlainDate | null
  /** The register was wrong and was set right: not a change in life. */
  readonly correction: boolean
}

/** One thing an act changed, with the value before and after. */
export type HistoryChange =
  | Changed & { readonly part: 'fact'; readonly field: FactField; readonly before: FactValue; readonly after: FactValue; readonly standing: Standing }
  | Changed & { readonly part: 'number'; readonly kind: NumberKind; readonly value: string; readonly before: NumberState | null; readonly after: NumberState | null }
  | Changed & { readonly part: 'card'; readonly kind: CardKind; readonly number: string; readonly before: CardState | null; readonly after: CardState | null }
  | Changed & { readonly part: 'relation'; readonly kind: RelationKind; readonly otherId: string | null; readonly name: string | null; readonly before: RelationState | null; readonly after: RelationState | null }
  | Changed & { readonly part: 'merge'; readonly mergedId: string; readonly survivorId: string; readonly merged: boolean }

export interface NumberState { readonly status: NumberStatus; readonly standing: Standing; readonly until: PlainDate | null }
export interface CardState { readonly status: CardStatus; readonly expiresOn: PlainDate | null; readonly unlimited: boolean; readonly standing: Standing; readonly until: PlainDate | null }
export interface RelationState { readonly standing: Standing; readonly from: PlainDate; readonly until: PlainDate | null }

type Found = Pick<StoredHistory, 'versions' | 'numbers' | 'cards' | 'relations' | 'aliases'>

/** What each act changed, by act: rows it wrote against the rows of the same thing that it took away. */
export function changesOf(found: Found): Map<string, HistoryChange[]> {
  const changes = new Map<string, HistoryChange[]>()
  const add = (actId: string, change: HistoryChange): void => {
    const list = changes.get(actId)
    if (!list) changes.set(actId, [change])
    else if (!list.some((each) => same({ ...each, from: null }, { ...change, from: null }))) list.push(change)
  }
  for (const { actId, before, after } of steps(found.versions, (row) => row.person_id)) factChanges(before, after).forEach((change) => add(actId, change))
  for (const { actId, before, after } of stepsInLife(found.numbers, (row) => `${row.person_id} ${String(row['kind'])} ${String(row['value'])}`)) {
    const row = (after ?? before)!
    add(actId, { part: 'number', ...changed(before, after), kind: row['kind'] as NumberKind, value: row['value'] as string, before: before && numberState(before), after: after && numberState(after) })
  }
  for (const { actId, before, after } of stepsInLife(found.cards, (row) => `${row.person_id} ${String(row['kind'])} ${String(row['number'])} ${String(row['issued_on'])}`)) {
    const row = (after ?? before)!
    add(actId, { part: 'card', ...changed(before, after), kind: row['kind'] as CardKind, number: row['number'] as string, before: before && cardState(before), after: after && cardState(after) })
  }
  for (const { actId, before, after } of stepsInLife(found.relations, (row) => `${row.person_id} ${String(row['kind'])} ${String(row['other_id'] ?? row['other_name'])}`)) {
    const row = (after ?? before)!
    add(actId, {
      part: 'relation', ...changed(before, after), kind: row['kind'] as RelationKind, otherId: row['other_id'] as string | null, name: row['name'] as string | null,
      before: before && relationState(before), after: after && relationState(after),
    })
  }
  for (const { actId, before, after } of steps(found.aliases, (row) => `${row.person_id} ${String(row['survivor_id'])}`)) {
    const row = (after ?? before)!
    add(actId, { part: 'merge', ...changed(before, after), mergedId: row.person_id, survivorId: row['survivor_id'] as string, merged: after !== null })
  }
  return changes
}

interface Step {
  readonly actId: string
  readonly before: HistoryRow | null
  readonly after: HistoryRow | null
}

/**
 * Each row an act wrote, beside the row of the same thing that it took away and that covered the day on which the new one begins.
 * A row that was taken away and left nothing behind is a step of its own.
 */
function steps(rows: readonly HistoryRow[], keyOf: (row: HistoryRow) => string): Step[] {
  const taken = group(rows.filter((row) => row.superseded_by), (row) => `${row.superseded_by} ${keyOf(row)}`)
  const followed = new Set<HistoryRow>()
  const written = rows.map((after): Step => {
    const old = taken.get(`${after.act_id} ${keyOf(after)}`) ?? []
    const before = old.find((row) => row.valid_from <= after.valid_from && (row.valid_to === null || row.valid_to > after.valid_from)) ?? old.find((row) => row.valid_from >= after.valid_from) ?? null
    if (before) followed.add(before)
    return { actId: after.act_id, before, after }
  })
  const gone = rows.filter((row) => row.superseded_by && !followed.has(row)).map((before): Step => ({ actId: before.superseded_by!, before, after: null }))
  return [...written, ...gone]
}

/** The same without the ends of rows that go on in another state: the step to that state says it. */
function stepsInLife(rows: readonly HistoryRow[], keyOf: (row: HistoryRow) => string): Step[] {
  const begun = new Set(rows.map((row) => `${row.act_id} ${keyOf(row)} ${row.valid_from}`))
  return steps(rows, keyOf).filter(({ actId, before, after }) => !(before && after?.valid_to && begun.has(`${actId} ${keyOf(after)} ${after.valid_to}`)))
}

function factChanges(before: HistoryRow | null, after: HistoryRow | null): HistoryChange[] {
  if (!after) return []
  return factFields.flatMap((field): HistoryChange[] => {
    const [old, now] = [before && valueOf(before, field), valueOf(after, field)]
    const standing = after.standing as Standing
    if (same(old, now) && (before === null || before.standing === after.standing)) return []
    if (before === null && now === null) return []
    return [{ part: 'fact', ...changed(before, after), field, before: old, after: now, standing }]
  })
}

function valueOf(row: HistoryRow, field: FactField): FactValue {
  const value = fieldFromRow(row as never, field) as FactValue
  const empty = value !== null && typeof value === 'object' && ('area' in value ? value.area === null && value.text === null : (value as readonly string[]).length === 0)
  return empty ? null : value
}

function changed(before: HistoryRow | null, after: HistoryRow | null): Changed {
  const correction = before !== null && (after === null || (before.valid_from === after.valid_from && before.valid_to === after.valid_to))
  return { personId: (after ?? before)!.person_id, correction, from: correction ? null : after === null ? null : before !== null && after.valid_from === before.valid_from ? after.valid_to : after.valid_from }
}

const numberState = (row: HistoryRow): NumberState => ({ status: row['status'] as NumberStatus, standing: row.standing as Standing, until: row.valid_to })
const cardState = (row: HistoryRow): CardState => ({ status: row['status'] as CardStatus, expiresOn: row['expires_on'] as string | null, unlimited: row['unlimited'] as boolean, standing: row.standing as Standing, until: row.valid_to })
const relationState = (row: HistoryRow): RelationState => ({ standing: row.standing as Standing, from: row.valid_from, until: row.valid_to })
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function group(rows: readonly HistoryRow[], keyOf: (row: HistoryRow) => string): Map<string, HistoryRow[]> {
  const groups = new Map<string, HistoryRow[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
