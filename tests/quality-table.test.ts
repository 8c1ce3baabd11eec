import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { qualityRules } from '../quality-rules/index.ts'
import { parseCsv } from '../src/foundations/areas/index.ts'
import { rootPath } from '../src/platform/index.ts'

/** The checks of the first list of rules, each with the rules that make it. */
const first: readonly (readonly [string, readonly string[]])[] = [
  ['missing number', ['number-missing', 'child-without-number']],
  ['not 12 digits', ['number-not-twelve']],
  ['province code unknown', ['number-place-unknown']],
  ['sex digit', ['number-gender']],
  ['century digit', ['number-century']],
  ['year digits', ['number-year']],
  ['province is not that of the birth registration', ['number-place-other']],
  ['number used twice', ['number-shared']],
  ['old number malformed', ['old-number-malformed']],
  ['old number used twice', ['old-number-shared']],
  ['old number missing though of its time', ['old-number-missing']],
  ['mandatory field missing', ['birth-date-missing', 'gender-missing', 'ethnicity-missing', 'nationality-missing', 'native-place-missing', 'birth-registration-missing', 'residence-missing', 'residence-detail-missing']],
  ['name with illegal characters, legacy letters or keystrokes', ['name-characters', 'name-legacy-letters', 'name-keystrokes', 'name-one-word']],
  ['impossible date, future, very old', ['birth-in-future', 'very-old-living', 'death-without-date']],
  ['household without head', ['household-without-head']],
  ['household with two heads', ['household-two-heads']],
  ['child too near in age to a parent', ['mother-too-young', 'father-too-young']],
  ['father not male, mother not female', ['father-not-male', 'mother-not-female']],
  ['dead but active, death before birth', ['dead-in-household', 'death-before-birth', 'spouse-deceased']],
  ['spouse not reciprocal, of the same sex, under age', ['spouse-not-returned', 'spouse-same-gender', 'married-under-age']],
  ["parent's number not found", ['parent-number-unknown']],
  ['commune abolished', ['old-commune']],
  ['birth registered, residence of the parents unknown', ['child-without-residence']],
  ['nationality renounced but active', ['nationality-renounced']],
  ['prisoner active elsewhere', ['prisoner-elsewhere']],
  ['person in a list but dead in the register', ['insured-deceased', 'payment-after-death', 'elderly-member-deceased', 'veteran-member-deceased', 'licence-holder-deceased']],
]

const tableOf = (): string => {
  const rows = qualityRules.toSorted((a, b) => (a.category < b.category ? -1 : a.category > b.category ? 1 : a.kind < b.kind ? 1 : a.kind > b.kind ? -1 : 0))
    .map((rule) => `| ${rule.category} | [${rule.id}](${rule.id}.ts) | ${rule.kind} | ${rule.scope.kind} | ${rule.severity} | ${rule.fixer} | ${rule.name.vi} |`)
  return ['| category | rule | kind | scope | severity | who mends it | what is wrong |', '|---|---|---|---|---|---|---|', ...rows].join('\n')
}

describe('the table of quality rules', () => {
  it('has a rule for each category of the cleaning work and each of the first checks', () => {
    for (let i = 1; i <= 25; i++) {
      const category = `C${String(i).padStart(2, '0')}`
      assert.ok(qualityRules.some((rule) => rule.category === category), category)
    }
    const ids = new Set(qualityRules.map((rule) => rule.id))
    assert.equal(first.length, 26)
    for (const [check, rules] of first) for (const rule of rules) assert.ok(ids.has(rule), `${check}: ${rule}`)
  })

  it('makes every check of every category, or says since when and why not; and no rule is without a check', () => {
    const checks = parseCsv(readFileSync(rootPath('data', 'quality', 'checks.csv'), 'utf8'))
    const byId = new Map(qualityRules.map((rule) => [rule.id as string, rule]))
    const named = new Set<string>()
    for (const { category, check, rules = '', why_not: why = '', since } of checks) {
      const ids = rules.split(' ').filter(Boolean)
      assert.equal(ids.length > 0, why === '', `${check}: rules, or why there is none`)
      assert.match(since!, /^\d{4}-\d{2}-\d{2}$/)
      assert.match(category!, /^C(0[1-9]|1\d|2[0-5])$/)
      for (const id of ids) assert.ok(byId.has(id), `${check}: there is no rule ${id}`)
      for (const id of ids) if (byId.get(id)!.category === category) named.add(id)
    }
    assert.deepEqual([...byId.keys()].filter((id) => !named.has(id)), [])
    assert.equal(new Set(checks.map(({ category }) => category)).size, 25)
  })

  it('says of every rule what it stands on, what to look at and what closes it, in whole sentences, and by whom', () => {
    for (const { id, basis, lookAt, closes, name, certainty, from } of qualityRules) {
      assert.ok(basis.length >= 8 && ['sure', 'likely', 'guess'].includes(certainty) && /^\d{4}-\d{2}-\d{2}$/.test(from), id)
      for (const words of [lookAt, closes]) for (const text of [words.vi, words.en]) assert.match(text, /^\p{Lu}.{8,}\.$/u, `${id}: «${text}»`)
      for (const text of [name.vi, name.en]) assert.match(text, /^(\p{Lu}|e-ID).{5,}[^.]$/u, `${id}: «${text}»`)
    }
  })

  it('in quality-rules/README.md is the one the rules make', () => {
    const readme = readFileSync(rootPath('quality-rules', 'README.md'), 'utf8')
    assert.ok(readme.includes(tableOf()), `quality-rules/README.md is behind; its table must be:\n${tableOf()}`)
  })
})
