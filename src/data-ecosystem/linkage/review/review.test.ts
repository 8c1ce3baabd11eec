import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { comparisonNames, comparisons, type LinkModel } from '../model.ts'
import { newDictionaries, prepare, width } from '../records.ts'
import { nameShares } from '../shares.ts'
import { Scorer } from '../kernel.ts'
import { handModel } from '../testing.ts'
import { agreementOf, shareOf } from './agreement.ts'
import { clustersOf } from './clusters.ts'
import { dateParts, digitParts, nameParts } from './differences.ts'
import { evidenceOf } from './evidence.ts'
import { explainPair, probabilityOf, probabilityText, weightText } from './explain.ts'
import { duplicateLevels, reviewRules } from './rules.ts'
import { calibrate, calibrated, expectedOf, weightAt, weightOf, zonesByCost } from './zones.ts'

/** With the level that only some models learn. */
const model: LinkModel = { ...handModel, levels: { ...handModel.levels, address: { m: [0.3, 0.2, 0.4, 0.1], u: [0.97, 0.009, 0.001, 0.02] } } }
const everyLevel = fc.record(Object.fromEntries(comparisonNames.map((of) => [of, fc.integer({ min: -1, max: comparisons[of].length - 1 })])) as Record<(typeof comparisonNames)[number], fc.Arbitrary<number>>)

describe('why two are thought to be one', () => {
  it('counter-evidence stands first, then what speaks for it, then what is not said; start and lines add up', () => {
    fc.assert(fc.property(everyLevel, fc.double({ min: -8, max: 12, noNaN: true }), (levels, rarity) => {
      const said = explainPair(model, { levels, rarity })
      const order = said.lines.map((line) => ({ against: 0, for: 1, silent: 2 })[line.side])
      assert.deepEqual(order, [...order].sort((a, b) => a - b))
      for (const side of ['against', 'for'] as const) {
        const sizes = said.lines.filter((line) => line.side === side).map((line) => Math.abs(line.weight))
        assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a))
      }
      assert.ok(Math.abs(said.start + said.lines.reduce((sum, line) => sum + line.weight, 0) - said.weight) < 1e-9)
      assert.ok(said.lines.every((line) => line.bar >= 0 && line.bar <= 1 && line.vi.length > 3 && line.en.length > 3))
    }), { numRuns: 60 })
  })

  it('weighs as the kernel does, rarity of the name included', () => {
    const dictionaries = newDictionaries()
    const line = (id: string, name: string, birth: string, numbers = ''): Parameters<typeof prepare>[0] extends Iterable<infer I> ? I : never => ({ id, name, birth, gender: 'female', numbers, commune: '29602', address: 'Ấp 1' })
    const people = [line('a', 'Nguyễn Thị Hoa', '1952-10-20', '099152000001'), line('b', 'Nguyễn Thị Hoà', '1952', '099152000002'), line('c', 'Trần Văn Đường', '1952-10-20'), line('d', 'Nguyễn Mai Hoa', '1952-10-20'), line('e', 'Nguyễn Thị Hoa', '1970-01-02')]
    const side = prepare(people, people.length, dictionaries, 2026)
    const shares = nameShares(side, dictionaries)
    const [agreed, scorer] = [evidenceOf(model, shares, dictionaries), new Scorer(model, shares, dictionaries)]
    for (let i = 0; i < side.n; i++) for (let j = 0; j < side.n; j++) {
      const { weight } = explainPair(model, agreed(side.rows, i * width, side.rows, j * width))
      assert.ok(Math.abs(weight - scorer.weight(side.rows, i * width, side.rows, j * width)) < 1e-9, `${i} ${j}`)
    }
    const rare = explainPair(model, agreed(side.rows, 2 * width, side.rows, 2 * width)).lines.find((each) => each.of === 'rarity')
    assert.match(rare?.vi ?? '', /khoảng 1 trong 5 người$/)
  })

  it('says how rare a name is by two digits, and never that it is certain', () => {
    const whole = 2e-4 + 3e-5
    const said = (people: number) => explainPair(model, { levels: { name: 7, number: -1, birth: -1, gender: -1, address: -1 }, rarity: Math.log2(whole * people) }).lines.find((each) => each.of === 'rarity')?.vi
    assert.equal(said(3_967), 'Họ tên này nhiều người mang: khoảng 1 trong 4.000 người')
    assert.equal(said(123_456), 'Họ tên này hiếm: khoảng 1 trong 120.000 người')
    assert.deepEqual([probabilityText(0.9712), probabilityText(0.99999), probabilityText(0.995), probabilityText(0.0001), probabilityText(0.9712, 'en')], ['97 %', 'trên 99,9 %', '99,5 %', 'dưới 0,1 %', '97 %'])
    assert.deepEqual([weightText(21.46), weightText(-6.4)], ['+21,5', '−6,4'])
  })
})

describe('where reading pays', () => {
  const costs = { falseLink: 2_000_000, missedLink: 50_000, minute: 1_500, minutesPerReading: 1, readerError: 0.005 }

  it('each border is where the two ways beside it cost the same', () => {
    fc.assert(fc.property(fc.double({ min: 1e3, max: 1e8, noNaN: true }), fc.double({ min: 1e3, max: 1e7, noNaN: true }), fc.double({ min: 10, max: 1e5, noNaN: true }), fc.double({ min: 0, max: 0.2, noNaN: true }), (falseLink, missedLink, minute, e) => {
      const zones = zonesByCost({ falseLink, missedLink, minute, minutesPerReading: 1, readerError: e })
      const link = (p: number) => (1 - p) * falseLink
      const leave = (p: number) => p * missedLink
      const read = (p: number) => minute + e * (p * missedLink + (1 - p) * falseLink)
      const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, a, b)
      assert.ok(zones.lower <= zones.upper)
      if (zones.lower < zones.upper) assert.ok(close(link(zones.upper), read(zones.upper)) && close(leave(zones.lower), read(zones.lower)))
      else assert.ok(close(link(zones.upper), leave(zones.upper)))
      for (const p of [0.001, 0.2, 0.5, 0.9, 0.9999]) {
        const best = Math.min(link(p), leave(p), read(p))
        const chosen = p >= zones.upper ? link(p) : p < zones.lower ? leave(p) : read(p)
        assert.ok(chosen <= best * (1 + 1e-6) + 1e-6, `at ${p}`)
      }
    }), { numRuns: 80 })
  })

  it('a dearer false link moves the automatic border up, a dearer minute shrinks the review', () => {
    const [base, dearer, slower] = [zonesByCost(costs), zonesByCost({ ...costs, falseLink: 20_000_000 }), zonesByCost({ ...costs, minute: 15_000 })]
    assert.ok(dearer.upperWeight > base.upperWeight)
    assert.ok(slower.upper < base.upper && slower.lower > base.lower)
    const never = zonesByCost({ ...costs, minute: 10_000_000 })
    assert.equal(never.lower, never.upper)
  })

  it('the set costs give borders near those the measured curve gave, −2 and 10', () => {
    const { lowerWeight, upperWeight } = zonesByCost(reviewRules('2026-11-22').costs)
    assert.ok(Math.abs(lowerWeight + 2) < 0.5 && Math.abs(upperWeight - 10) < 0.5, `${lowerWeight} ${upperWeight}`)
    assert.throws(() => reviewRules('2020-01-01'), /review.csv has no/)
  })

  it('tells what comes of borders: how many are read, how many mistakes, what it costs', () => {
    const said = expectedOf([[12, 100], [3, 10], [-5, 50]], { lower: -2, upper: 10 }, costs)
    assert.deepEqual([said.automatic, said.review, said.rejected, said.minutes], [100, 10, 50, 10])
    assert.ok(Math.abs(said.falseLinks - 100 * (1 - probabilityOf(12)) - 10 * 0.005 * (1 - probabilityOf(3))) < 1e-9)
    assert.ok(said.cost > 15_000)
    assert.deepEqual(Object.values(expectedOf([], { lower: 0, upper: 0 }, costs)), [0, 0, 0, 0, 0, 0, 0])
  })

  it('learns from readings how far the chances hold, and little from few', () => {
    const taught = Array.from({ length: 2_000 }, (_, i) => {
      const weight = (i % 200) / 10 - 10
      // People found fewer of them to be one person than the model thought: as if every weight were two bits too high.
      return { weight, same: ((i * 7919) % 1_000) / 1_000 < probabilityOf(weight - 2) }
    })
    const learnt = calibrate(taught)
    assert.ok(Math.abs(learnt.a / learnt.b + 2) < 0.6, JSON.stringify(learnt))
    assert.ok(Math.abs(calibrated(weightAt(0.9, learnt), learnt) - 0.9) < 1e-9)
    const few = calibrate([{ weight: 5, same: false }])
    assert.ok(Math.abs(few.a) < 1 && Math.abs(few.b - 1) < 0.5)
    assert.deepEqual(calibrate([]), { a: 0, b: 1, readings: 0 })
    assert.ok(Math.abs(weightOf(probabilityOf(3.5)) - 3.5) < 1e-9)
  })
})

describe('how far readers agree', () => {
  it('a share stands with its interval; of nothing there is none', () => {
    const all = shareOf(60, 60)!
    assert.deepEqual([all.share, all.high], [1, 1])
    assert.ok(Math.abs(all.low - 0.9398) < 0.001)
    const half = shareOf(50, 100)!
    assert.ok(Math.abs(half.low - 0.4038) < 0.001 && Math.abs(half.high - 0.5962) < 0.001)
    assert.equal(shareOf(0, 0), null)
  })

  it('kappa takes away what chance would bring', () => {
    const pairs = [...Array.from({ length: 20 }, () => ['same', 'same'] as const), ...Array.from({ length: 5 }, () => ['same', 'none'] as const), ...Array.from({ length: 10 }, () => ['none', 'same'] as const), ...Array.from({ length: 15 }, () => ['none', 'none'] as const)]
    const found = agreementOf(pairs)!
    assert.deepEqual([found.agreed.count, found.agreed.of], [35, 50])
    assert.ok(Math.abs(found.kappa! - 0.4) < 1e-9)
    assert.equal(agreementOf([]), null)
    assert.equal(agreementOf([['same', 'same']])!.kappa, null)
  })
})

describe('what differs in a value', () => {
  it('is shown syllable by syllable: other marks, another word, a word more', () => {
    assert.deepEqual(nameParts('Nguyễn Thị Hoà', 'NGUYEN THI HOA').map((part) => part.how), ['marks', 'marks', 'marks'])
    assert.deepEqual(nameParts('Nguyễn Thị Hoà', 'Nguyễn Hòa').map((part) => part.how), ['same', 'other', 'same'])
    assert.deepEqual(nameParts('', 'An'), [])
  })
  it('and day, month and year, where both say them', () => {
    assert.deepEqual(dateParts('20/10/1952', '21/10/1952').map((part) => part.how), ['other', 'same', 'same'])
    assert.deepEqual(dateParts('20/10/1952', '1952').map((part) => part.how), ['same', 'same', 'same'])
    assert.deepEqual(dateParts('1952', '20/10/1953').map((part) => part.how), ['other'])
    assert.deepEqual(dateParts('20/10/1952', '').map((part) => part.how), ['same', 'same', 'same'])
  })
  it('and digit by digit, from the right', () => {
    assert.deepEqual(digitParts('099152000001', '99152000001').map((part) => part.how).filter((how) => how === 'other').length, 1)
    assert.deepEqual(digitParts('099152000001', '099152000011').map((part, i) => (part.how === 'other' ? i : -1)).filter((i) => i >= 0), [10])
  })
})

it('records that hang together have one name, the smallest', () => {
  const clusters = clustersOf([['c', 'd'], ['a', 'b'], ['b', 'c'], ['x', 'y']])
  assert.deepEqual(['a', 'b', 'c', 'd', 'x', 'y'].map((id) => clusters.get(id)), ['a', 'a', 'a', 'a', 'x', 'x'])
})

it('shares of agreement of two records of one person are set for every level and add up', () => {
  const levels = duplicateLevels('2026-11-22')
  for (const of of comparisonNames) assert.ok(Math.abs(levels[of].reduce((sum, share) => sum + share, 0) - 1) < 1e-9, of)
})
