import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { qualityRules } from '../quality-rules/index.ts'
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

  it('in quality-rules/README.md is the one the rules make', () => {
    const readme = readFileSync(rootPath('quality-rules', 'README.md'), 'utf8')
    assert.ok(readme.includes(tableOf()), `quality-rules/README.md is behind; its table must be:\n${tableOf()}`)
  })
})
