import { evaluate, isAnswered } from '../../kernel/expression.ts'
import { addDays, ageOn, isPlainDate } from '../../kernel/plain-date.ts'
import { sameText } from '../../kernel/vietnamese-text.ts'
import { splitName } from '../../kernel/vietnamese-name.ts'
import type { NamedRule, RuleCheck } from '../catalogue/index.ts'
import type { Filing } from './filing.ts'
import { withWords, type Resolved } from './resolve.ts'

export interface RuleResult {
  readonly rule: NamedRule
  readonly outcome: 'holds' | 'fails' | 'unknown'
  /** The result in words, with the values it speaks of. */
  readonly says: string
}

/** Every rule that concerns this filing, checked. A rule never blocks: it decides what the officer's eyes are asked for. */
export function checkRules(rules: readonly NamedRule[], filing: Filing, now: Resolved): RuleResult[] {
  return rules.filter((rule) => !rule.when || evaluate(rule.when, now.values)).map((rule) => {
    const holds = holdsIn(rule.check, filing, now)
    const outcome = holds === undefined ? 'unknown' : holds ? 'holds' : 'fails'
    return { rule, outcome, says: withWords(rule.says[outcome], now) }
  })
}

/** True, false, or undefined while a value it needs is missing. */
function holdsIn(check: RuleCheck, filing: Filing, now: Resolved): boolean | undefined {
  const value = (path: string): string | undefined => isAnswered(now.values[path]) ? String(now.values[path]) : undefined
  switch (check.op) {
    case 'family-name-in': return familyNameIn(value(check.name), check.parents.map(value))
    case 'same': return both(value(check.left), value(check.right), (left, right) => left === right)
    case 'differ': return both(value(check.left), value(check.right), (left, right) => left !== right)
    case 'known': return check.paths.every((path) => value(path) !== undefined)
    case 'equals': return value(check.path) === undefined ? undefined : value(check.path) === check.value
    case 'none-of-values': return value(check.path) === undefined ? undefined : !check.among.includes(value(check.path)!)
    case 'within-days': return onDate(value(check.from), (from) => (filing.submittedOn ?? filing.today) <= addDays(from, check.days))
    case 'name-length': return value(check.path) === undefined ? undefined : value(check.path)!.length <= check.most
    case 'age-below': return onDate(value(check.birth), (birth) => ageOn(birth, filing.submittedOn ?? filing.today) < check.years)
    case 'age-at-least': return onDate(value(check.birth), (birth) => ageOn(birth, filing.submittedOn ?? filing.today) >= check.years)
  }
}

/** The child's first word is a parent's first word; a one-word name has no family name to compare. */
function familyNameIn(name: string | undefined, parents: readonly (string | undefined)[]): boolean | undefined {
  const known = parents.filter((each) => each !== undefined)
  if (name === undefined || known.length === 0) return undefined
  const { family } = splitName(name)
  return known.some((parent) => sameText(splitName(parent).family, family))
}

const both = <T>(left: string | undefined, right: string | undefined, test: (left: string, right: string) => T): T | undefined => left === undefined || right === undefined ? undefined : test(left, right)
const onDate = (date: string | undefined, test: (date: string) => boolean): boolean | undefined => isPlainDate(date) ? test(date) : undefined
