import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql, type Instant } from '../../platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { indicators, percentOf, rank, readFigures, readList, stepsOfIndicator, type Asked, type Figure } from './index.ts'
import { historyWriter, type MadeDossier, type MadeLane } from './testing.ts'

// Long Hồ and Cầu Kè lie in Vĩnh Long (86) since 01/07/2025.
const [longHo, cauKe, vinhLong] = ['29602', '29308', '86']
const now: Instant = '2026-11-20T03:00:00.000Z'
const november: Asked = { area: vinhLong, month: '2026-11' }

describe('figures of an area, counted from what happened', async () => {
  let t: TestDatabase
  let write: (made: MadeDossier) => Promise<string>
  const leader = officerActor('leader', [vinhLong])
  const as = <T>(work: Parameters<ReturnType<TestDatabase['as']>>[0], at: Instant = now) => t.as(leader, undefined, { now: at })(work) as Promise<T>
  const figure = async (id: string, asked: Asked = november, at: Instant = now): Promise<Figure> => (await t.as(leader, undefined, { now: at })((ctx) => readFigures(ctx, asked))).figures.find((each) => each.indicator.id === id)!
  const value = async (id: string, asked?: Asked, at?: Instant) => (await figure(id, asked, at)).value

  before(async () => {
    t = await testDb()
    write = await historyWriter(t)
  })
  beforeEach(() => t.owner.query(sql`truncate dossier_event, dossier_lane, dossier cascade`))
  after(() => t.close())

  /** A lane due on 10 November, received on the third. */
  const due = '2026-11-10T10:00:00.000Z'
  const lane = (more: MadeLane = {}): MadeLane => ({ dueAt: due, ...more })
  const standingOf = async (made: MadeLane): Promise<'on time' | 'late' | 'not due'> => {
    await write({ lanes: [lane(made)] })
    const [onTime, late] = [await value('dung-han'), await value('tre-han')]
    if (late!.numerator === 1) return 'late'
    return onTime!.numerator === 1 ? 'on time' : 'not due'
  }

  describe('how one part stands against its clock', () => {
    const early = '2026-11-09T03:00:00.000Z'
    const late = '2026-11-12T03:00:00.000Z'
    const cases: readonly [string, MadeLane, 'on time' | 'late' | 'not due'][] = [
      ['finished before its promise', { endedAt: early }, 'on time'],
      ['finished at the very moment promised', { endedAt: due }, 'on time'],
      ['finished after its promise', { endedAt: late }, 'late'],
      ['past its promise and open', {}, 'late'],
      ['still within its time', { dueAt: '2026-11-25T10:00:00.000Z' }, 'not due'],
      ['waits for its first answer since before the promise: counted up to the request', { pauses: [{ from: early, to: null }] }, 'on time'],
      ['asked only after the promise had passed', { pauses: [{ from: late, to: null }] }, 'late'],
      ['asked a second time', { endedAt: early, pauses: [{ from: '2026-11-04T03:00:00.000Z', to: '2026-11-05T03:00:00.000Z' }, { from: '2026-11-06T03:00:00.000Z', to: early }] }, 'late'],
      ['refused in time', { endedAt: early, outcome: 'refused' }, 'on time'],
      ['refused late', { endedAt: late, outcome: 'refused' }, 'late'],
      ['withdrawn before any officer took it', { endedAt: late, outcome: 'withdrawn', takenAt: null }, 'not due'],
      ['withdrawn after it was taken, in time', { endedAt: early, outcome: 'withdrawn' }, 'on time'],
      ['stopped because another part ended, never begun', { endedAt: late, outcome: 'stopped', takenAt: null }, 'not due'],
      ['waits for another part and has no promise yet', { startedAt: null, dueAt: null, takenAt: null }, 'not due'],
    ]
    for (const [says, made, expected] of cases) it(`${says}: ${expected}`, async () => assert.equal(await standingOf(made), expected))
  })

  it('divides what came on time by what was due, and says both halves', async () => {
    for (const endedAt of ['2026-11-09T03:00:00.000Z', '2026-11-10T03:00:00.000Z', '2026-11-13T03:00:00.000Z']) await write({ lanes: [lane({ endedAt })] })
    const onTime = await value('dung-han')
    assert.deepEqual(onTime, { numerator: 2, denominator: 3 })
    assert.equal(percentOf(onTime!)!.toFixed(1), '66.7')
  })

  it('judges a closed month by its own end: what was late then stays late when it ends later', async () => {
    await write({ submittedAt: '2026-10-20T02:00:00.000Z', lanes: [lane({ dueAt: '2026-10-28T10:00:00.000Z', endedAt: '2026-11-05T03:00:00.000Z' })] })
    assert.equal((await value('tre-han', { area: vinhLong, month: '2026-10' }))!.numerator, 1)
    assert.equal((await value('qua-han-chua-xong', { area: vinhLong, month: '2026-10' }))!.numerator, 1)
    assert.equal((await value('qua-han-chua-xong'))!.numerator, 0)
  })

  it('counts four ways of filing apart, of the filings received in the month by Việt Nam\'s days', async () => {
    for (const mode of ['self', 'self', 'helped', 'on-behalf', 'counter'] as const) await write({ mode })
    await write({ submittedAt: '2026-10-31T17:30:00.000Z' })
    await write({ submittedAt: '2026-10-31T16:30:00.000Z' })
    assert.deepEqual(await value('da-nhan'), { numerator: 6, denominator: null })
    assert.deepEqual(await value('tu-nop'), { numerator: 3, denominator: 6 })
    assert.deepEqual(await value('duoc-giup'), { numerator: 1, denominator: 6 })
    assert.deepEqual(await value('thay-mat'), { numerator: 1, denominator: 6 })
    assert.deepEqual(await value('tai-quay'), { numerator: 1, denominator: 6 })
  })

  it('compares a running month with the same days of the month before', async () => {
    await write({ submittedAt: '2026-10-10T02:00:00.000Z' })
    await write({ submittedAt: '2026-10-25T02:00:00.000Z' })
    await write({ submittedAt: '2026-11-10T02:00:00.000Z' })
    const { value: here, before: there } = await figure('da-nhan')
    assert.deepEqual([here!.numerator, there!.numerator], [1, 1])
  })

  it('is a gap before the first filing ever, a zero afterwards, and no rate where nothing was due', async () => {
    assert.equal(await value('da-nhan'), null)
    await write({ submittedAt: '2026-11-02T02:00:00.000Z' })
    assert.equal(await value('da-nhan', { area: vinhLong, month: '2026-10' }), null)
    const onTime = await value('dung-han')
    assert.deepEqual(onTime, { numerator: 0, denominator: 0 })
    assert.equal(percentOf(onTime!), null)
    assert.equal((await value('da-nhan', { area: cauKe, month: '2026-11' }))!.numerator, 0)
  })

  it('shows where work stands, step by step, and each step opens exactly its parts', async () => {
    await write({ lanes: [lane({ state: 'signing', stateDue: '2026-11-04T03:00:00.000Z' })] })
    await write({ lanes: [lane({ state: 'signing', stateDue: '2026-12-04T03:00:00.000Z' })] })
    await write({ lanes: [lane({ state: 'returned', pauses: [{ from: '2026-11-04T03:00:00.000Z', to: null }] })] })
    const steps = await t.as(leader, undefined, { now })((ctx) => stepsOfIndicator(ctx, 'dang-o-buoc', november))
    assert.deepEqual(steps.map(({ step, waiting, late }) => ({ step, waiting, late })), [{ step: 'Ký giấy khai sinh', waiting: 2, late: 1 }])
    const list = await t.as(leader, undefined, { now })((ctx) => readList(ctx, 'dang-o-buoc', { ...november, procedure: steps[0]!.procedure, step: steps[0]!.step }))
    assert.equal(list.total, 2)
    assert.equal(list.rows.length, 2)
    assert.deepEqual(await value('cho-nguoi-dan'), { numerator: 1, denominator: null })
  })

  it('says how many working days late a part is', async () => {
    await write({ lanes: [lane({ dueAt: '2026-11-13T10:00:00.000Z', endedAt: '2026-11-18T03:00:00.000Z' })] })
    const list = await t.as(leader, undefined, { now })((ctx) => readList(ctx, 'tre-han', november))
    assert.equal(list.rows[0]!.lateDays, 3)
  })

  it('ranks nobody on fewer than 30, and lets equal rates share a rank', () => {
    const byArea = new Map([['a', { numerator: 29, denominator: 29 }], ['b', { numerator: 27, denominator: 30 }], ['c', { numerator: 90, denominator: 100 }], ['d', { numerator: 40, denominator: 40 }]])
    assert.deepEqual(rank({ byArea }).map(({ area, rank: place }) => [area, place]), [['d', 1], ['b', 2], ['c', 2], ['a', null]])
  })

  describe('who may look', () => {
    const reading = (role: Parameters<typeof officerActor>[0], areas: string[], area: string) => t.as(officerActor(role, areas), undefined, { now })((ctx) => readFigures(ctx, { area, month: '2026-11' }))
    it('a province\'s leader and an auditor see their province and every commune in it', async () => {
      await reading('leader', [vinhLong], longHo)
      await reading('auditor', [vinhLong], vinhLong)
    })
    it('a commune\'s leader sees neither the next commune nor the province', async () => {
      await reading('leader', [longHo], longHo)
      await assert.rejects(reading('leader', [longHo], cauKe), { code: 'authorise.not-allowed' })
      await assert.rejects(reading('leader', [longHo], vinhLong), { code: 'authorise.not-allowed' })
    })
    it('nobody else sees figures, and lists follow the same rule', async () => {
      for (const role of ['justice-officer', 'police-officer', 'administrator', 'security-officer'] as const) await assert.rejects(reading(role, [vinhLong], vinhLong), { code: 'authorise.not-allowed' })
      const list = t.as(officerActor('leader', [longHo]), undefined, { now })((ctx) => readList(ctx, 'da-nhan', { area: cauKe, month: '2026-11' }))
      await assert.rejects(list, { code: 'authorise.not-allowed' })
    })
    it('a month to come and an unknown place are refused in words', async () => {
      await assert.rejects(reading('leader', [vinhLong], '99999'), { code: 'steering.area-unknown' })
      await assert.rejects(as((ctx) => readFigures(ctx, { area: vinhLong, month: '2026-12' })), { code: 'steering.month-unknown' })
      await assert.rejects(as((ctx) => readFigures(ctx, { area: vinhLong, month: 'x' })), { code: 'steering.month-unknown' })
    })
  })

  it('every number is the length of its list, and the sum of its parts, whatever happened', async () => {
    const moment = fc.integer({ min: 0, max: 60 * 24 }).map((hours) => new Date(Date.UTC(2026, 8, 25) + hours * 3_600_000).toISOString())
    const maybe = fc.option(moment, { nil: null })
    const lanes = fc.record({
      area: fc.constantFrom(longHo, cauKe, vinhLong), procedure: fc.constantFrom('1.001193', '1.004222'), startedAt: maybe, dueAt: maybe, endedAt: maybe, takenAt: maybe,
      outcome: fc.constantFrom('done', 'refused', 'stopped', 'withdrawn' as const), pauses: fc.array(fc.record({ from: moment, to: maybe }), { maxLength: 2 }), state: fc.constantFrom('received', 'checking', 'signing', 'returned'),
    }).map((made) => ({ ...made, outcome: made.endedAt === null ? null : made.outcome }) as MadeLane)
    const dossiers = fc.array(fc.record({ submittedAt: moment, endedAt: maybe, area: fc.constantFrom(longHo, cauKe), mode: fc.constantFrom('self', 'helped', 'on-behalf', 'counter' as const), lanes: fc.array(lanes, { maxLength: 3 }) }), { maxLength: 12 })
    await fc.assert(fc.asyncProperty(dossiers, fc.constantFrom('2026-10', '2026-11'), async (made, month) => {
      await t.owner.query(sql`truncate dossier_event, dossier_lane, dossier cascade`)
      for (const one of made) await write(one as MadeDossier)
      const asked = { area: vinhLong, month }
      const { figures } = await t.as(leader, undefined, { now })((ctx) => readFigures(ctx, asked))
      for (const { indicator, value: number, byArea, byProcedure } of figures) {
        if (!number) continue
        const rows = await wholeList(t, indicator.id, asked)
        assert.equal(rows.length, number.numerator, `${indicator.id}: list and number`)
        assert.equal(new Set(rows).size, rows.length, `${indicator.id}: nothing twice`)
        for (const parts of [byArea, byProcedure]) assert.equal([...parts.values()].reduce((all, part) => all + part.numerator, 0), number.numerator, `${indicator.id}: parts and number`)
        for (const [area, part] of byArea) {
          const own = { area, month, ...(area === vinhLong ? { own: true } : {}) }
          assert.equal((await wholeList(t, indicator.id, own)).length, part.numerator, `${indicator.id}: list of ${area}`)
        }
      }
    }), { numRuns: 12 })
  })

  it('every indicator says in both languages what it counts', () => {
    assert.ok(indicators().length >= 10)
    for (const each of indicators()) {
      assert.match(each.says.vi, /^Số này = /)
      assert.ok(each.basis.length > 10 && each.name.en && each.list.en, each.id)
    }
  })
})

/** All pages of a list, three rows at a time. */
async function wholeList(t: TestDatabase, id: string, asked: Asked): Promise<string[]> {
  const rows: string[] = []
  for (let after: string | undefined, turns = 0; turns < 100; turns++) {
    const page = await t.as(officerActor('leader', ['86']), undefined, { now })((ctx) => readList(ctx, id, asked, { after, limit: 3 }))
    rows.push(...page.rows.map((row) => row.id))
    if (page.next === null) return rows
    after = page.next
  }
  throw new Error('a list without end')
}
