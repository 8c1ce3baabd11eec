import { canonicalJson } from '../../kernel/canonical-json.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { refuse } from './refusals.ts'
import type { ListKind, Rule } from './rule.ts'

let given: readonly Rule[] = []

/** The rules of this release, handed over by `app`. Refuses (throws) two of one id and more of one kind than one scan can judge. */
export function setQualityRules(list: readonly Rule[]): void {
  const ids = list.map((each) => each.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new Error(`two quality rules are named ${twice}`)
  for (const kind of ['row', 'household', 'kin'] as const) if (list.filter((each) => each.scope.kind === kind).length > 62) throw new Error(`more than 62 rules of kind ${kind}: judge them in two scans`)
  given = list
}

export const qualityRules = (): readonly Rule[] => given

/** Those judged on the register alone. */
export const registerRules = (): Rule[] => given.filter((each) => each.kind === 'register')

const inForce = (day: PlainDate) => (each: Rule): boolean => each.from <= day && (each.to === null || day < each.to)

/** Rules of the register in force on a day: the others find nothing, and what they had found is closed by the next pass. */
export const rulesInForce = (day: PlainDate): Rule[] => registerRules().filter(inForce(day))

/** Rules about one kind of sector list in force on a day. */
export const listRulesInForce = (list: ListKind, day: PlainDate): Rule[] => given.filter((each) => 'list' in each.scope && each.scope.list === list).filter(inForce(day))

/** The rule of this id; refuses an unknown one. */
export function ruleOf(id: string): Rule {
  return given.find((each) => each.id === id) ?? refuse('quality.rule-unknown')
}

/** Hash of all rules as they are judged: a pass says which ones it used. */
export const rulesHash = (): string => sha256Hex(canonicalJson(given))
