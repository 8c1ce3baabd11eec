import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays } from './plain-date.ts'
import { adjacent, contains, intersect, overlaps, period, periodOfDays } from './period.ts'
import type { Period } from './period.ts'

const FIRST = '2026-01-01'
const bound = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null })
const anyPeriod: fc.Arbitrary<Period> = fc.tuple(bound, bound).filter(([a, b]) => a === null || b === null || a < b)
  .map(([a, b]) => ({ from: a === null ? null : addDays(FIRST, a), to: b === null ? null : addDays(FIRST, b) }))
/** Every day that any bound can tell apart. */
const days = Array.from({ length: 23 }, (_, i) => addDays(FIRST, i - 1))

describe('a period', () => {
  it('holds its first day and not its end; null is open', () => {
    const p = period('2026-01-01', '2026-02-01')
    assert.ok(contains(p, '2026-01-01') && contains(p, '2026-01-31') && !contains(p, '2026-02-01') && !contains(p, '2025-12-31'))
    assert.ok(contains(period(null, null), '0001-01-01') && contains(period('2026-01-01', null), '9999-12-31'))
    assert.deepEqual(periodOfDays('2026-01-01', '2026-01-31'), p)
  })

  it('never is empty, reversed or made of days that do not exist', () => {
    assert.throws(() => period('2026-01-01', '2026-01-01'), RangeError)
    assert.throws(() => period('2026-01-02', '2026-01-01'), RangeError)
    assert.throws(() => period('2026-02-30', null), RangeError)
  })

  it('that ends when another begins touches it without overlapping: the old residence and the new', () => {
    const old = period('2020-01-01', '2026-05-13')
    const now = period('2026-05-13', null)
    assert.ok(adjacent(old, now) && adjacent(now, old) && !overlaps(old, now))
    assert.ok(!adjacent(period(null, null), period(null, null)))
  })

  it('intersects as sets of days do', () => {
    fc.assert(fc.property(anyPeriod, anyPeriod, (a, b) => {
      const common = intersect(a, b)
      for (const day of days) {
        assert.equal(common !== null && contains(common, day), contains(a, day) && contains(b, day))
      }
      assert.equal(overlaps(a, b), days.some((day) => contains(a, day) && contains(b, day)))
    }))
  })
})
