import { numberKeys } from '../numbers.ts'
import { Col, width, type Side } from '../records.ts'

/**
 * Which row of the register a line means, by a verified personal number that took no part in the matching: -1 where the cell is empty or nobody of the
 * register has that number, null where the cell cannot be read. Of people recorded twice under one number the first.
 */
export function truthByNumber({ n, rows }: Side, cells: readonly string[]): (line: number) => number | null {
  const rowOf = new Map<string, number>()
  for (let row = n - 1; row >= 0; row--) {
    const [high, low] = [rows[row * width + Col.pinHigh]!, rows[row * width + Col.pinLow]!]
    if (high >= 0) rowOf.set(`${high} ${low}`, row)
  }
  return (line) => {
    const cell = cells[line]!.trim()
    if (cell === '') return -1
    const { pin } = numberKeys(cell)
    return pin === null ? null : rowOf.get(`${Number(pin.slice(0, 6))} ${Number(pin.slice(6))}`) ?? -1
  }
}
