/**
 * Fits the share of heads in each age band so that everybody together resembles age-sex-2026-projection.csv.
 * Run `node synthetic/calibrate.ts` after changing a rate in demography.ts and copy the printed weights into it.
 */
import { dayOfIso } from './days.ts'
import { headBands } from './demography.ts'
import { readFacts } from './facts.ts'
import { defaultAsOf } from './generate.ts'
import { ageOf, draftHousehold } from './household.ts'
import { Prng, Weighted } from './prng.ts'
import { defaultShapes } from './shapes.ts'

const householdsPerBand = 20_000
const today = dayOfIso(defaultAsOf)
const bandRows = readFacts('age-sex-2026-projection')
const total = bandRows.reduce((sum, row) => sum + Number(row.male) + Number(row.female), 0)
const target = bandRows.map((row) => (Number(row.male) + Number(row.female)) / total)

/** People per household by five-year band, for households whose head is of this age. */
function profile(band: number): number[] {
  const prng = new Prng()
  const only = new Weighted([[band, 1]])
  const counts = target.map(() => 0)
  for (let index = 0; index < householdsPerBand; index++) {
    prng.restart(7, index, band)
    for (const person of draftHousehold(prng, only, today, defaultShapes.twins)) {
      if (person.death === 0) counts[Math.min(counts.length - 1, Math.floor(ageOf(person, today) / 5))]! += 1 / householdsPerBand
    }
  }
  return counts
}

const profiles = headBands.map(profile)
let weights = headBands.map(() => 1)
const mix = (): number[] => {
  const sums = target.map((_, age) => profiles.reduce((sum, counts, band) => sum + counts[age]! * weights[band]!, 0))
  const people = sums.reduce((sum, count) => sum + count, 0)
  return sums.map((count) => count / people)
}
for (let round = 0; round < 3000; round++) {
  const now = mix()
  weights = weights.map((weight, band) => {
    const counts = profiles[band]!
    const size = counts.reduce((sum, count) => sum + count, 0)
    return weight * (counts.reduce((sum, count, age) => sum + (count * target[age]!) / now[age]!, 0) / size) ** 0.5
  })
}
const sum = weights.reduce((all, weight) => all + weight, 0)
console.log('headBandWeights', weights.map((weight) => Number(((weight / sum) * 100).toFixed(1))).join(', '))
console.log('people per household', (profiles.reduce((all, counts, band) => all + counts.reduce((a, b) => a + b, 0) * weights[band]!, 0) / sum).toFixed(2))
for (const [age, share] of mix().entries()) console.log(bandRows[age]!.age_band!.padEnd(6), (share * 100).toFixed(2).padStart(6), (target[age]! * 100).toFixed(2).padStart(6))
