/** How many synthetic people a second one thread makes, errors planted, nothing written. Prints one JSON line. */
import { parseArgs } from 'node:util'
import { generatePeople } from '../synthetic/index.ts'

const { values } = parseArgs({ options: { people: { type: 'string', default: '300000' } }, strict: false })
const wanted = Number(values.people)

function run(people: number): { people: number; perSecond: number } {
  const started = process.hrtime.bigint()
  let made = 0
  for (const household of generatePeople({ seed: 'bench', people, errors: 'default' })) made += household.people.length
  return { people: made, perSecond: made / (Number(process.hrtime.bigint() - started) / 1e9) }
}

run(50_000)
const result = run(wanted)
const memory = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(JSON.stringify({ name: 'generate', value: Math.round(result.perSecond), unit: 'people/s', n: result.people, memoryMb: memory }))
