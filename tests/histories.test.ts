import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, describe, it } from 'node:test'
import { Refusal } from '../src/kernel/refusal.ts'
import { rebuild } from '../src/foundations/acts/index.ts'
import { testDb } from '../src/platform/testing.ts'
import { holdsAlways, holdsWhenDrained, readsTrue } from './histories/invariants.ts'
import { legalSteps } from './histories/steps.ts'
import { World } from './histories/world.ts'

const steps = fc.oneof(...legalSteps.map((step) => ({ weight: step.weight, arbitrary: fc.record({ name: fc.constant(step.name), draws: fc.array(fc.nat({ max: 9_999 }), { minLength: 12, maxLength: 12 }), drained: fc.boolean() }) })))

const byName = new Map(legalSteps.map((step) => [step.name, step]))

/** HISTORIES=500 node scripts/run.mjs test tests/histories looks longer. */
describe('random legal histories over every kind of act', async () => {
  const t = await testDb()
  after(() => t.close())
  const outcomes = new Map<string, number>()

  it('keep what must always hold, close what must be closed, and read the same as of today as now', async () => {
    await fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 20, maxLength: 40 }), async (history) => {
      const world = new World(t)
      await world.settle(6)
      for (const { name, draws, drained } of history) {
        const step = byName.get(name)!
        world.fate(draws)
        const outcome = await step.take(world).then(() => 'done', (error: unknown) => {
          if (error instanceof Refusal) return error.code
          throw new Error(`${step.name}: ${String(error)}`, { cause: error })
        })
        outcomes.set(`${step.name}: ${outcome}`, (outcomes.get(`${step.name}: ${outcome}`) ?? 0) + 1)
        // Events are worked off some steps later, as in life.
        if (drained) await world.drain()
      }
      await holdsAlways(world)
      await world.drain()
      await holdsAlways(world)
      await holdsWhenDrained(world)
      await readsTrue(world)
    }), { numRuns: Number(process.env['HISTORIES'] ?? 6), endOnFailure: true })
    const happened = new Set([...outcomes.keys()].filter((each) => each.endsWith(': done')).map((each) => each.slice(0, -6)))
    assert.ok(happened.size > legalSteps.length / 2, `only these happened: ${[...happened].join(', ')}`)
  })

  it('follow from the acts, row by row', async () => {
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok(report.acts > 20)
  })
})
