import { parse } from '../../kernel/personal-number.ts'
import { checkRow, type RowRules } from './check-row.ts'
import { CompactIndex, NumberList, textKey } from './compact-index.ts'
import { columnName, isUnreadable, type ListRow, type Objection, type Unreadable } from './list-row.ts'

/** Who of the list holds a personal number: one row; of several rows the one it fits best; or nobody. */
type Holding = 'alone' | 'fits-best' | 'shared'

const inRegister = (row: ListRow): Objection => ({ column: columnName.externalId, code: 'in-register', vi: 'Người này đã có trong cơ sở dữ liệu từ lần nhập trước.', value: row.externalId })
const twice = (row: ListRow): Objection => ({ column: columnName.externalId, code: 'external-id-twice', vi: 'Mã này đã có ở một dòng trước.', value: row.externalId })

/** Does the register have this person from before this delivery? */
export type Standing = (externalId: string) => boolean

/**
 * What one must know of the whole list before a row of it can be judged: who is in it, which numbers stand twice, how many heads a household has.
 * Every row is checked here, once; a row that passes gets the next place. About 60 bytes a person.
 */
export class Survey {
  rows = 0
  /** Rows that will be people. */
  accepted = 0
  fingerprint = ''
  readonly #refused = new Set<number>()
  readonly #people = new CompactIndex()
  readonly #spouseHigh = new NumberList()
  readonly #spouseLow = new NumberList()
  readonly #ownHigh = new NumberList()
  readonly #ownLow = new NumberList()
  readonly #pins = new CompactIndex()
  readonly #pinHolders = new NumberList()
  readonly #pinBestFit = new NumberList()
  readonly #pinBestHolder = new NumberList()
  readonly #households = new CompactIndex()
  readonly #heads = new NumberList()
  readonly #opener = new NumberList()

  /** Takes the next row in. Reading the list again asks `judge` instead. */
  add(row: ListRow | Unreadable, rules: RowRules, standing: Standing): void {
    const index = this.rows++
    if (isUnreadable(row) || checkRow(row, rules) || standing(row.externalId)) return void this.#refused.add(index)
    const [high, low] = textKey(row.externalId.trim())
    const place = this.accepted
    if (this.#people.add(high, low, place) !== place) return void this.#refused.add(index)
    this.accepted += 1
    this.#ownHigh.push(high | 0)
    this.#ownLow.push(low | 0)
    const [spouseHigh, spouseLow] = row.spouseExternalId === '' ? [0, 0] : textKey(row.spouseExternalId.trim())
    this.#spouseHigh.push(spouseHigh | 0)
    this.#spouseLow.push(spouseLow | 0)
    this.#holdPin(row, place)
    this.#joinHousehold(row, place)
  }

  isRefused(index: number): boolean {
    return this.#refused.has(index)
  }

  /** On the second reading: why the row with this index is refused, or nothing. */
  judge(row: ListRow | Unreadable, index: number, rules: RowRules, standing: Standing): Objection | undefined {
    if (!this.#refused.has(index)) return undefined
    if (isUnreadable(row)) return row.unreadable
    return checkRow(row, rules) ?? (standing(row.externalId) ? inRegister(row) : twice(row))
  }

  /** The place of the person with this external_id, -1 when the list has no such person (or the row is refused). */
  placeOf(externalId: string): number {
    const [high, low] = textKey(externalId.trim())
    return this.#people.get(high, low)
  }

  /** Does the person at `spouse` name the one at `place` as spouse? */
  namesAsSpouse(spouse: number, place: number): boolean {
    return this.#spouseHigh.at(spouse) === this.#ownHigh.at(place) && this.#spouseLow.at(spouse) === this.#ownLow.at(place)
  }

  /** May the row at `place` hold its (well-formed) personal number? */
  holdingOf(pin: string, place: number): Holding {
    const entry = this.#pins.get(Number(pin.slice(0, 6)), Number(pin.slice(6)))
    if (entry < 0 || this.#pinHolders.at(entry) < 2) return 'alone'
    return this.#pinBestHolder.at(entry) === place ? 'fits-best' : 'shared'
  }

  /** Of the household with this number: how many heads, and the place of the row that brings it (the head, else its first member). */
  householdOf(householdNo: string): { readonly heads: number; readonly opener: number } {
    const [high, low] = textKey(householdNo.trim())
    const entry = this.#households.get(high, low)
    return entry < 0 ? { heads: 0, opener: -1 } : { heads: this.#heads.at(entry), opener: this.#opener.at(entry) }
  }

  #holdPin(row: ListRow, place: number): void {
    const pin = row.pin.trim()
    const parts = parse(pin)
    if (!parts) return
    const fresh = this.#pinHolders.length
    const entry = this.#pins.add(Number(pin.slice(0, 6)), Number(pin.slice(6)), fresh)
    if (entry === fresh) {
      this.#pinHolders.push(0)
      this.#pinBestFit.push(0)
      this.#pinBestHolder.push(-1)
    }
    this.#pinHolders.set(entry, this.#pinHolders.at(entry) + 1)
    // Whose gender and year of birth the number tells; of two such rows the one that belongs to a household.
    const fit = parts.gender !== row.gender || String(parts.birthYear) !== row.birthDate.slice(0, 4) ? 0 : row.householdNo === '' ? 1 : 2
    const best = this.#pinBestFit.at(entry)
    if (fit === 0 || fit < best) return
    this.#pinBestFit.set(entry, fit)
    this.#pinBestHolder.set(entry, fit > best ? place : -1)
  }

  #joinHousehold(row: ListRow, place: number): void {
    // Without a commune there is no dwelling: such a row joins no household.
    if (row.householdNo.trim() === '' || row.residenceArea === '') return
    const [high, low] = textKey(row.householdNo.trim())
    const fresh = this.#heads.length
    const entry = this.#households.add(high, low, fresh)
    if (entry === fresh) {
      this.#heads.push(0)
      this.#opener.push(place)
    }
    if (row.relationToHead !== '01') return
    this.#heads.set(entry, this.#heads.at(entry) + 1)
    if (this.#heads.at(entry) === 1) this.#opener.set(entry, place)
  }
}
