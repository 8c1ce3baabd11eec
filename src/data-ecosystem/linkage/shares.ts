import type { NameShares } from './kernel.ts'
import { Col, width, type Dictionaries, type Side } from './records.ts'

/** How common each name is in the register: never in the list, which may hold one village or one school. */
export function nameShares(register: Side, dictionaries: Dictionaries): NameShares {
  const givens = dictionaries.given.texts.length
  const whole = new Float32Array(new SharedArrayBuffer(dictionaries.plain.texts.length * 4))
  const surnameGiven = new Float32Array(new SharedArrayBuffer(dictionaries.surname.texts.length * givens * 4))
  for (let j = 0; j < register.n; j++) {
    const base = j * width
    whole[register.rows[base + Col.plain]!]! += 1
    surnameGiven[register.rows[base + Col.surname]! * givens + register.rows[base + Col.given]!]! += 1
  }
  for (const counts of [whole, surnameGiven]) for (let k = 0; k < counts.length; k++) counts[k]! /= Math.max(1, register.n)
  return { whole, surnameGiven, givens }
}
