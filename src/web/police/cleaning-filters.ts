import type { Age, AskedList } from '../../data-ecosystem/quality/index.ts'
import type { PageRequest } from '../../platform/http/index.ts'

const ageWords: Readonly<Record<string, Age>> = { '7': 7, '30': 30, '90': 90, 'qua-han': 'late' }

/** '?a=b' of what is said, or nothing. */
export function query(parts: Readonly<Record<string, string>>): string {
  const said = Object.entries(parts).filter(([, value]) => value !== '')
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`
}

export const hamletOf = (req: PageRequest): string => (req.query['ap'] ?? '').replace(/^-$/, '').slice(0, 120)

/** A commune inside a province, from the address; the reading refuses one that is not the officer's. */
export const areaOf = (req: PageRequest): string | null => (/^\d{5}$/.test(req.query['xa'] ?? '') ? req.query['xa']! : null)

/** The filters of a list as the address has them, and what they ask. */
export function askedOf(req: PageRequest): { readonly hamlet: string; readonly area: string; readonly age: string; readonly asked: AskedList } {
  const [hamlet, area, said] = [hamletOf(req), areaOf(req), req.query['tuoi'] ?? '']
  const age = said in ageWords ? said : ''
  return { hamlet, area: area ?? '', age, asked: { rule: req.params['rule']!, hamlet: hamlet === '' ? null : hamlet, area, age: age === '' ? null : ageWords[age]! } }
}
