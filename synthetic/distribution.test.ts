import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { readFacts } from './facts.ts'
import { demoCommunes, generatePeople } from './index.ts'
import type { PersonSeed } from './index.ts'

const between = (value: number, low: number, high: number, what: string): void => assert.ok(value >= low && value <= high, `${what}: ${value} not in ${low}–${high}`)
const shareOf = (list: PersonSeed[], test: (person: PersonSeed) => boolean): number => list.filter(test).length / list.length
const age = (person: PersonSeed): number => 2026 - Number(person.birthDate.slice(0, 4))

describe('the synthetic population beside the census', () => {
  let households = 0
  let twoToFour = 0
  let people: PersonSeed[] = []
  before(() => {
    for (const household of generatePeople({ seed: 'shape', people: 60_000, communes: demoCommunes, withCast: false })) {
      households++
      const size = household.people.filter((person) => person.householdNo !== '').length
      if (size >= 2 && size <= 4) twoToFour++
      people.push(...household.people.filter((person) => person.lifeStatus === 'living'))
    }
  })

  test('ages follow the projection: no band off by more than a sixth or half a point, chi-square of the shares below 0.02', () => {
    const rows = readFacts('age-sex-2026-projection')
    const expected = rows.map((row) => Number(row.male) + Number(row.female))
    const total = expected.reduce((sum, count) => sum + count, 0)
    const seen = expected.map(() => 0)
    for (const person of people) seen[Math.min(seen.length - 1, Math.max(0, Math.floor((age(person) - 0.3) / 5)))]! += 1 / people.length
    let distance = 0
    for (const [band, count] of expected.entries()) {
      const want = count / total
      const gap = Math.abs(seen[band]! - want)
      assert.ok(gap < Math.max(want / 6, 0.005), `${rows[band]!.age_band}: ${seen[band]} for ${want}`)
      distance += gap ** 2 / want
    }
    assert.ok(distance < 0.02, String(distance))
  })

  test('as many men as women, more boys than girls, more old women than old men', () => {
    between(shareOf(people, (person) => person.gender === 'male'), 0.47, 0.53, 'men')
    between(shareOf(people.filter((person) => age(person) < 10), (person) => person.gender === 'male'), 0.51, 0.545, 'boys')
    between(shareOf(people.filter((person) => age(person) > 72), (person) => person.gender === 'male'), 0.25, 0.46, 'old men')
  })

  test('households of 3.2 to 3.7 people, most of two to four', () => {
    between(people.length / households, 3.2, 3.7, 'size')
    between(twoToFour / households, 0.55, 0.75, 'two to four (65.5 % in 2019)')
  })

  test('married, widowed, divorced shares near those of 2019', () => {
    const adults = people.filter((person) => age(person) >= 15)
    between(shareOf(adults, (person) => person.maritalStatus === 'married'), 0.6, 0.76, 'married')
    between(shareOf(adults, (person) => person.maritalStatus === 'widowed'), 0.03, 0.09, 'widowed')
    between(shareOf(adults, (person) => person.maritalStatus === 'divorced'), 0.01, 0.06, 'divorced')
  })

  test('the husband is older in about 72 % of couples', () => {
    const byId = new Map(people.map((person) => [person.externalId, person]))
    const husbands = people.filter((person) => person.gender === 'male' && byId.has(person.spouseExternalId))
    between(shareOf(husbands, (man) => man.birthDate < byId.get(man.spouseExternalId)!.birthDate), 0.68, 0.84, 'husband older by date')
  })

  test('family names: Nguyễn first by far, then Trần and Lê; Thị mostly with older women', () => {
    const kinh = people.filter((person) => person.ethnicity === '01')
    const named = (family: string): number => shareOf(kinh, (person) => person.fullName.startsWith(`${family} `))
    between(named('Nguyễn'), 0.34, 0.42, 'Nguyễn')
    between(named('Trần'), 0.1, 0.14, 'Trần')
    between(named('Lê'), 0.075, 0.115, 'Lê')
    const women = kinh.filter((person) => person.gender === 'female')
    const thi = (list: PersonSeed[]): number => shareOf(list, (person) => person.fullName.includes(' Thị '))
    between(thi(women.filter((person) => age(person) > 45)), 0.66, 0.78, 'Thị, older')
    between(thi(women.filter((person) => age(person) < 24)), 0.1, 0.19, 'Thị, young')
  })

  test('ethnic groups by former province: about a third Khmer in Cầu Kè and Trà Vinh, hardly any in Bến Tre', () => {
    const khmer = (communes: string[]): number => shareOf(people.filter((person) => communes.includes(person.residenceArea)), (person) => person.ethnicity === '05')
    between(khmer(['29308', '29242']), 0.27, 0.36, 'former Trà Vinh')
    between(khmer(['28789', '28870']), 0, 0.01, 'former Bến Tre')
  })

  test('religions near the national shares outside the Khmer', () => {
    const rest = people.filter((person) => person.ethnicity === '01')
    between(shareOf(rest, (person) => person.religion === '00'), 0.83, 0.89, 'none')
    between(shareOf(rest, (person) => person.religion === '02'), 0.045, 0.075, 'Catholics')
  })
})
