import type { ListKind } from './rule.ts'

/** One line of a sector's list as it was normalised and matched. Texts that are not known are empty. */
export interface ListLine {
  readonly rowNo: number
  readonly number: string
  /** Without marks, as the register keeps it beside the name. */
  readonly namePlain: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly birthDate: string
  readonly gender: string
  readonly commune: string
  readonly status: string
  readonly code: string
  readonly day: string
  readonly until: string
  readonly outcome: 'matched' | 'review' | 'not-found'
  /** The person, where the outcome is `matched`; never one that still waits for review. */
  readonly personId: string | null
}

export interface JudgeList {
  readonly listId: string
  readonly kind: ListKind
  /** As its owner calls it. */
  readonly title: string
  /** All lines, once through; they may come page by page. */
  readonly lines: Iterable<ListLine> | AsyncIterable<ListLine>
  /** Communes for which the list is meant to be whole; people there whom it does not name may be findings. */
  readonly areas: readonly string[]
  /** People whom a line may mean that somebody must still read: not absent before that is done. */
  readonly waiting?: readonly string[]
  /** Judge only what may have changed: `lines` are then these rows and those that bear a code of theirs. Without it, the whole list. */
  readonly only?: PartOfList
}

export interface PartOfList {
  /** Rows all of whose rules are judged. */
  readonly rows: readonly number[]
  /** Rows judged by the rules about one code at several people alone. */
  readonly sharing: readonly number[]
  /** People who may have come to be absent, or to be found. */
  readonly people: readonly string[]
}

export const noLine: ListLine = { rowNo: 0, number: '', namePlain: '', birthDate: '', gender: '', commune: '', status: '', code: '', day: '', until: '', outcome: 'not-found', personId: null }

/** A line as both engines read it; what is not known is null, so that a comparison with it is false. */
export function columnsOf(line: ListLine): Record<string, string | number | null> {
  const text = (value: string): string | null => (value === '' ? null : value)
  return {
    row_no: line.rowNo, person_id: line.personId, number: text(line.number), name_plain: text(line.namePlain), birth_date: text(line.birthDate), birth_year: line.birthDate === '' ? null : Number(line.birthDate.slice(0, 4)),
    gender: text(line.gender), commune: text(line.commune), status: text(line.status), code: text(line.code), day: text(line.day), until: text(line.until), outcome: line.outcome,
  }
}
