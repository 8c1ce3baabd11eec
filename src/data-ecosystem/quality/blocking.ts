import type { PlainDate } from '../../platform/index.ts'
import { qualityRules, rulesInForce } from './catalogue.ts'
import { holds, type Facts } from './judge.ts'
import { refuse } from './refusals.ts'
import { personColumns, type PersonColumn, type Rule } from './rule.ts'

type Row = Readonly<Record<string, unknown>>
type Blocking = readonly { readonly rule: Rule; readonly broken: (row: Row) => boolean }[]

let compiled: { readonly day: PlainDate; readonly of: readonly Rule[]; readonly rules: Blocking } | undefined

/**
 * The rules that stop an act (`blocking`), held against the rows of a person it would write, without a question to the database. An entry that was
 * wrong in the same way before may be changed all the same: whoever mends one fault is not made to mend the others. Refuses `quality.blocked`.
 */
export function refuseBlocked({ before, after, today }: { readonly before: readonly Row[]; readonly after: readonly Row[]; readonly today: PlainDate }): void {
  for (const { rule, broken } of rulesOf(today)) {
    if (!after.some((row) => stands(row) && broken(row)) || before.some((row) => stands(row) && broken(row))) continue
    refuse('quality.blocked', { ...(rule.field ? { field: rule.field } : {}), vars: { rule: rule.name.vi, rule_en: rule.name.en, look: rule.lookAt.vi } })
  }
}

const stands = (row: Row): boolean => row['valid_to'] === null

function rulesOf(day: PlainDate): Blocking {
  const of = qualityRules()
  if (compiled?.day !== day || compiled.of !== of) compiled = { day, of, rules: rulesInForce(day).flatMap((rule) => blockingRule(rule, day)) }
  return compiled.rules
}

function blockingRule(rule: Rule, day: PlainDate): Blocking {
  const { scope } = rule
  return rule.blocking && scope.kind === 'row' ? [{ rule, broken: (row) => holds(scope.when, factsOf(row), day) }] : []
}

const factsOf = (row: Row): Facts => (column: PersonColumn) => row[personColumns[column]] as string | number | null
