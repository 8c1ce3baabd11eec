import { addDays, addYears } from '../../kernel/plain-date.ts'
import type { PlainDate } from '../../platform/index.ts'
import type { Condition, PersonColumn, Value } from './rule.ts'

/** A fact of one person as the register holds it. */
export type Facts = (column: PersonColumn) => string | number | null

type Known = string | number | null

/** A condition on one person's own row, as the two engines read it (`compile.ts`): a comparison with a missing value is false. Refuses (throws) what needs other rows. */
export function holds(condition: Condition, facts: Facts, today: PlainDate): boolean {
  const down = (each: Condition): boolean => holds(each, facts, today)
  switch (condition.op) {
    case 'missing': return fact(facts, condition.column) === null || fact(facts, condition.column) === ''
    case 'is': return among(condition.among, fact(facts, condition.column))
    case 'matches': return matched(patternOf(condition.pattern), fact(facts, condition.column))
    case 'compare': return compares(valueOf(condition.left, facts, today), condition.by, valueOf(condition.right, facts, today))
    case 'all': return condition.of.every(down)
    case 'any': return condition.of.some(down)
    case 'not': return !down(condition.of)
    case 'listed': case 'not-returned': throw new Error(`${condition.op} is judged by the database`)
  }
}

const fact = (facts: Facts, column: string): Known => facts(column as PersonColumn) ?? null

const among = (codes: readonly string[], value: Known): boolean => value !== null && codes.includes(String(value))
const matched = (pattern: RegExp, value: Known): boolean => value !== null && pattern.test(String(value))

function compares(left: Known, by: '=' | '<>' | '<' | '<=' | '>' | '>=', right: Known): boolean {
  if (left === null || right === null) return false
  switch (by) {
    case '=': return left === right
    case '<>': return left !== right
    case '<': return left < right
    case '<=': return left <= right
    case '>': return left > right
    case '>=': return left >= right
  }
}

function valueOf(value: Value, facts: Facts, today: PlainDate): Known {
  switch (value.op) {
    case 'column': return fact(facts, value.column)
    case 'constant': return value.value
    case 'digits': return digitsOf(fact(facts, value.column), value.from, value.length)
    case 'minus': return computed(valueOf(value.left, facts, today), valueOf(value.right, facts, today), (left, right) => left - right)
    case 'part': return computed(valueOf(value.of, facts, today), value.by, (of, by) => Math.trunc(of / by))
    case 'rest': return computed(valueOf(value.of, facts, today), value.by, (of, by) => of % by)
    case 'today': return today
    case 'before-today': return addDays(addYears(today, -(value.years ?? 0)), -(value.days ?? 0))
    case 'this-year': return Number(today.slice(0, 4))
  }
}

/** Places count from 1, in letters and not in units of UTF-16. */
function digitsOf(text: Known, from: number, length: number): number | null {
  if (text === null) return null
  const cut = [...String(text)].slice(from - 1, from - 1 + length).join('')
  return /^[0-9]+$/.test(cut) ? Number(cut) : null
}

const computed = (left: Known, right: Known, work: (left: number, right: number) => number): number | null => (left === null || right === null ? null : work(Number(left), Number(right)))

const patterns = new Map<string, RegExp>()

function patternOf(pattern: string): RegExp {
  const found = patterns.get(pattern) ?? new RegExp(pattern, 'u')
  patterns.set(pattern, found)
  return found
}
