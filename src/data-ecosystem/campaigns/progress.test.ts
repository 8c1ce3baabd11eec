import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { campaignKinds, caseStates, findings, leagueOf, outcomeOf, outcomesOf, paceOf, percentDone, progressBy, progressOf, type Cell, type Progress } from './index.ts'

/** A small generator of its own, so that a failing round can be repeated. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const pick = <T>(next: () => number, of: readonly T[]): T => of[Math.floor(next() * of.length)]!
const sum = (some: Iterable<number>): number => [...some].reduce((all, n) => all + n, 0)

function assertAddsUp(progress: Progress, where: string): void {
  assert.equal(sum(Object.values(progress.findings)), progress.total, `${where}: answers`)
  assert.equal(progress.settled + progress.done + progress.left, progress.total, `${where}: states`)
  assert.equal(progress.open + progress.taken + progress.proposed, progress.left, `${where}: left`)
  assert.equal(sum(progress.outcomes.values()), progress.done, `${where}: outcomes`)
}

describe('progress', () => {
  it('adds up in the whole, in every unit, hamlet and school, and the parts are the whole', () => {
    for (let round = 1; round <= 40; round++) {
      const next = random(round)
      const cells = Array.from({ length: 1 + Math.floor(next() * 60) }, (): Cell => {
        const state = pick(next, caseStates)
        return { area: pick(next, ['29602', '29308', '86']), hamlet: pick(next, ['Ấp 1', 'Ấp 2', null]), site: pick(next, ['Trường A', null]), finding: pick(next, findings), state, outcome: state === 'done' ? pick(next, ['moved', 'dead', 'taken-in']) : null, n: Math.floor(next() * 900) }
      })
      const whole = progressOf(cells)
      assertAddsUp(whole, `round ${round}`)
      for (const key of [(cell: Cell) => cell.area, (cell: Cell) => `${cell.area} ${cell.hamlet}`, (cell: Cell) => cell.site, (cell: Cell) => cell.finding]) {
        const parts = progressBy(cells, key)
        for (const [name, part] of parts) assertAddsUp(part, `round ${round}, ${name}`)
        for (const figure of ['total', 'settled', 'done', 'left', 'open', 'taken', 'proposed'] as const) assert.equal(sum([...parts.values()].map((part) => part[figure])), whole[figure], `round ${round}: ${figure}`)
      }
    }
  })

  it('nothing to do has no share; a share is done of done and left', () => {
    const cell = (state: Cell['state'], n: number): Cell => ({ area: 'x', hamlet: null, site: null, finding: 'linked', state, outcome: state === 'done' ? 'moved' : null, n })
    assert.equal(percentDone(progressOf([cell('settled', 500)])), null)
    assert.equal(percentDone(progressOf([cell('settled', 500), cell('done', 30), cell('open', 10), cell('proposed', 60)])), 30)
  })

  it('the shapes that provinces made known come out of the same counting', () => {
    const withShape = campaignKinds('2026-11-22').filter((kind) => kind.shape)
    assert.ok(withShape.length >= 4)
    for (const kind of withShape) {
      const { total, parts = {}, left = 0 } = kind.shape!
      for (const id of Object.keys(parts)) assert.ok(kind.outcomes.includes(id), `${kind.id}: ${id}`)
      const cells = [...Object.entries(parts).map(([outcome, n]): Cell => ({ area: '86', hamlet: null, site: null, finding: 'linked', state: 'done', outcome, n })), { area: '86', hamlet: null, site: null, finding: 'not-found', state: 'open', outcome: null, n: left } satisfies Cell]
      const progress = progressOf(cells)
      assertAddsUp(progress, kind.id)
      assert.equal(progress.left, left)
      if (total !== undefined) assert.equal(progress.total, total, `${kind.id}: ${kind.shape!.source}`)
    }
    const pupils = withShape.find((kind) => kind.id === 'pupils')!.shape!
    assert.deepEqual([pupils.total, pupils.parts], [2_951, { 'not-studying': 1_499, 'taken-in': 1_452 }])
  })
})

describe('units', () => {
  const of = (done: number, left: number): Progress => progressOf([{ area: 'x', hamlet: null, site: null, finding: 'linked', state: 'done', outcome: 'moved', n: done }, { area: 'x', hamlet: null, site: null, finding: 'review', state: 'open', outcome: null, n: left }])

  it('are ranked by the share done; equal shares share a rank, few cases have none', () => {
    const league = leagueOf([{ unit: { area: '1' }, progress: of(50, 50) }, { unit: { area: '2' }, progress: of(90, 10) }, { unit: { area: '3' }, progress: of(45, 45) }, { unit: { area: '4' }, progress: of(29, 0) }, { unit: { area: '5' }, progress: of(10, 90) }], 30)
    assert.deepEqual(league.map(({ unit, rank }) => [unit.area, rank]), [['2', 1], ['3', 2], ['1', 2], ['5', 4], ['4', null]])
    assert.deepEqual(leagueOf([{ unit: { area: '1' }, progress: of(0, 50) }, { unit: { area: '2' }, progress: of(0, 90) }], 30).map(({ unit, rank }) => [unit.area, rank]), [['1', null], ['2', null]], 'nobody is first with nothing')
  })

  it('are late from the day after the deadline, and only with something left', () => {
    assert.deepEqual(paceOf(10, '2026-11-22', '2026-11-22'), { late: false, lateDays: 0, daysLeft: 1, perDay: 10 })
    assert.deepEqual(paceOf(10, '2026-11-22', '2026-11-23'), { late: true, lateDays: 1, daysLeft: 0, perDay: null })
    assert.deepEqual(paceOf(0, '2026-11-22', '2026-11-23'), { late: false, lateDays: 0, daysLeft: 0, perDay: null })
    // Bến Tre: 64,948 from 27 April to 25 May 2023, every day worked, are 2,240 a day.
    assert.equal(paceOf(64_948, '2023-05-25', '2023-04-27').perDay, 2_240)
  })
})

describe('kinds of campaigns', () => {
  it('the eight are there, each with an outcome for whoever is not found, moved or dead', () => {
    const kinds = campaignKinds('2026-11-22')
    assert.deepEqual(kinds.map((kind) => kind.id), ['bank-accounts', 'civil-status', 'elderly', 'prisoners', 'pupils', 'social-insurance', 'vaccination', 'veterans'])
    for (const kind of kinds) for (const id of ['not-found', 'moved', 'dead', 'register-wrong', 'to-register']) assert.ok(outcomesOf(kind, '2026-11-22').some((each) => each.id === id), `${kind.id}: ${id}`)
    assert.deepEqual(kinds.filter((kind) => kind.sensitive).map((kind) => kind.id), ['prisoners'])
  })

  it('holds from a day on; an unknown outcome is refused', () => {
    assert.deepEqual(campaignKinds('2025-06-30'), [])
    assert.throws(() => outcomeOf('made-up'), /campaigns.outcome-needed/)
  })
})
