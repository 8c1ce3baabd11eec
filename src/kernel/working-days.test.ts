import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { addDays, addMinutes, epochOf, instantOfLocal, weekdayOf } from './plain-date.ts'
import { Refusal } from './refusal.ts'
import {
  addCalendarDays, addWorkingDays, addWorkingHours, assumedDaysBetween, calendarFromRows, dueOn, isWorkingDay, MONDAY_TO_FRIDAY, receivedDay,
  workingDayFrom, workingDaysBetween, workingTimeBetween,
} from './working-days.ts'

const rows = readFileSync(new URL('../../data/calendar/holidays.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
  .map((line) => line.split(',')).map(([date, kind, name, certainty, ...source]) => ({ date: date!, kind: kind!, name: name!, certainty: certainty!, source: source.join(',') }))
const cutoffs = [{ at: '15:00', from: '2022-01-01', to: '2027-07-01' }, { at: '16:00', from: '2027-07-01', to: null }]
const calendar = calendarFromRows(rows, { cutoffs })
const day2026 = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n))
const moment2026 = fc.tuple(day2026, fc.nat(1439)).map(([day, minute]) => addMinutes(instantOfLocal(day, '00:00'), minute))
const at = (date: string, time: string): string => instantOfLocal(date, time)

describe('the working calendar 2022–2027', () => {
  /** Offices closed on weekdays, and Saturdays worked: the second list of domain.md §5.6, kept apart from the file to check it. */
  const closed = {
    2022: '3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9',
    2023: '2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9',
    2024: '1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9',
    2025: '1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9',
    2026: '1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11',
  }
  const saturdays = '4/5/2024 26/4/2025 10/1/2026 22/8/2026'

  for (const [year, list] of Object.entries(closed)) {
    it(`closes offices in ${year} on exactly the announced weekdays`, () => {
      const found: string[] = []
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
        if (weekdayOf(day) <= 5 && !isWorkingDay(calendar, day)) found.push(`${Number(day.slice(8))}/${Number(day.slice(5, 7))}`)
      }
      assert.equal(found.join(' '), list)
    })
  }

  it('opens them on the made-up Saturdays and no other weekend', () => {
    const found: string[] = []
    for (let day = calendar.from; day <= calendar.to; day = addDays(day, 1)) {
      if (weekdayOf(day) > 5 && isWorkingDay(calendar, day)) found.push(`${Number(day.slice(8))}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`)
    }
    assert.equal(found.join(' '), saturdays)
  })

  it('keeps the unannounced days of 2027 marked, so a promise across them can say so', () => {
    assert.deepEqual(assumedDaysBetween(calendar, '2027-02-10', '2027-05-31'), ['2027-02-11', '2027-05-03'])
    assert.deepEqual(assumedDaysBetween(calendar, '2026-01-01', '2026-12-31'), [])
    for (const day of ['2027-01-01', '2027-02-08', '2027-04-16', '2027-04-30', '2027-05-03', '2027-09-02', '2027-11-24']) assert.equal(isWorkingDay(calendar, day), false, day)
  })

  it('refuses days it does not cover instead of guessing', () => {
    const outside = (act: () => unknown): void => assert.throws(act, (error: unknown) => error instanceof Refusal && error.code === 'calendar.date-not-covered' && error.next !== undefined)
    outside(() => isWorkingDay(calendar, '2021-12-31'))
    outside(() => isWorkingDay(calendar, '2028-01-01'))
    outside(() => addWorkingDays(calendar, '2027-12-31', 1))
    outside(() => addWorkingDays(calendar, '2020-01-01', 3))
    outside(() => dueOn(calendar, at('2027-12-30', '09:00'), 15))
    outside(() => addWorkingHours(calendar, at('2027-12-31', '16:00'), 4))
    outside(() => workingDaysBetween(calendar, '2021-12-01', '2022-02-01'))
    assert.throws(() => isWorkingDay(calendar, '2030-01-01'), /01\/01\/2030/)
  })

  it('does not start from rows it cannot read', () => {
    const row = { date: '2026-01-01', kind: 'holiday' }
    for (const bad of [[{ ...row, date: '2026-02-30' }], [row, row], [{ ...row, kind: 'party' }], []]) assert.throws(() => calendarFromRows(bad), RangeError)
    assert.throws(() => calendarFromRows([row], { weekMask: [true] }), RangeError)
    assert.throws(() => calendarFromRows([row], { weekMask: MONDAY_TO_FRIDAY.map(() => false) }), RangeError)
    assert.throws(() => calendarFromRows([row], { hours: [{ from: '13:00', to: '11:00' }] }), RangeError)
    assert.throws(() => calendarFromRows([row], { hours: [] }), RangeError)
    assert.equal(calendarFromRows([], { from: '2026-01-01', to: '2026-12-31' }).offDays.size, 0)
  })
})

describe('a term in working days', () => {
  /** Domain §5.6, the day of receipt not counted. */
  const vectors: readonly (readonly [string, number, string])[] = [
    ['2026-09-25', 15, '2026-10-16'],
    ['2026-02-12', 3, '2026-02-24'],
    ['2026-04-24', 7, '2026-05-08'],
    ['2026-08-21', 3, '2026-08-25'],
    ['2026-08-28', 5, '2026-09-09'],
    ['2026-02-13', 7, '2026-03-03'],
    ['2026-11-20', 7, '2026-12-02'],
  ]
  for (const [received, n, due] of vectors) {
    it(`of ${n} from ${received} ends on ${due}`, () => {
      assert.equal(addWorkingDays(calendar, received, n), due)
      assert.equal(dueOn(calendar, at(received, '09:00'), n), due)
      assert.equal(workingDaysBetween(calendar, received, due), n)
    })
  }

  it('always ends on a working day, counts back to itself, and never shrinks', () => {
    fc.assert(fc.property(day2026, fc.integer({ min: 1, max: 60 }), (day, n) => {
      const due = addWorkingDays(calendar, day, n)
      assert.ok(isWorkingDay(calendar, due) && due > day)
      assert.equal(workingDaysBetween(calendar, day, due), n)
      assert.equal(workingDaysBetween(calendar, due, day), -n)
      assert.ok(addWorkingDays(calendar, day, n + 1) > due)
      assert.ok(addWorkingDays(calendar, addDays(day, 1), n) >= due)
    }))
    assert.equal(addWorkingDays(calendar, '2026-11-21', 0), '2026-11-23')
    assert.equal(workingDaysBetween(calendar, '2026-05-13', '2026-05-13'), 0)
    for (const bad of [-1, 1.5, Number.NaN]) assert.throws(() => addWorkingDays(calendar, '2026-05-13', bad), RangeError)
  })

  it('in calendar days moves on from a day off', () => {
    assert.equal(addCalendarDays(calendar, '2026-10-23', 30), '2026-11-23')
    assert.equal(addCalendarDays(calendar, '2026-11-10', 14), '2026-11-25')
    assert.equal(addCalendarDays(calendar, '2026-11-09', 1), '2026-11-10')
  })

  it('starts the next working day for what arrives from 15:00 on, or on a day off', () => {
    assert.equal(receivedDay(calendar, at('2026-11-20', '14:59')), '2026-11-20')
    assert.equal(receivedDay(calendar, at('2026-11-20', '15:00')), '2026-11-23')
    assert.equal(receivedDay(calendar, at('2026-11-21', '09:00')), '2026-11-23')
    assert.equal(receivedDay(calendar, at('2026-11-23', '15:00')), '2026-11-25')
    assert.equal(receivedDay(calendar, at('2026-11-20', '16:59'), '17:00'), '2026-11-20')
    assert.equal(receivedDay(calendar, at('2026-11-20', '23:59'), '24:00'), '2026-11-20')
    assert.equal(dueOn(calendar, at('2026-11-20', '15:00'), 7), '2026-12-03')
    assert.equal(dueOn(calendar, at('2026-11-20', '15:00'), 7, { cutoff: '24:00' }), '2026-12-02')
    assert.equal(receivedDay(calendar, at('2027-07-01', '15:30')), '2027-07-01', 'another hour from a day on')
    assert.equal(receivedDay(calendarFromRows(rows), at('2026-11-20', '23:59')), '2026-11-20', 'no rule, the whole day')
    assert.throws(() => calendarFromRows(rows, { cutoffs: [{ at: '3 p.m.', from: '2022-01-01', to: null }] }), RangeError)
    // 23:30 UTC on Thursday is Friday morning in Việt Nam.
    assert.equal(receivedDay(calendar, '2026-11-19T23:30:00.000Z'), '2026-11-20')
  })

  it('never ends earlier for what arrives later', () => {
    fc.assert(fc.property(moment2026, fc.nat(20_000), fc.integer({ min: 0, max: 20 }), (moment, minutes, n) => {
      assert.ok(dueOn(calendar, addMinutes(moment, minutes), n) >= dueOn(calendar, moment, n))
    }))
  })
})

describe('a term in office hours', () => {
  it('of 8 hours from Friday 15:30 ends on Monday 16:00', () => {
    assert.equal(addWorkingHours(calendar, at('2026-09-25', '15:30'), 8), at('2026-09-28', '16:00'))
  })

  it('may end at closing time, skips lunch and days off, and takes part hours', () => {
    assert.equal(addWorkingHours(calendar, at('2026-09-25', '15:30'), 1.5), at('2026-09-25', '17:00'))
    assert.equal(addWorkingHours(calendar, at('2026-09-25', '11:00'), 1), at('2026-09-25', '14:00'))
    assert.equal(addWorkingHours(calendar, at('2026-09-25', '12:00'), 0.5), at('2026-09-25', '14:00'))
    assert.equal(addWorkingHours(calendar, at('2026-11-23', '16:00'), 2), at('2026-11-25', '08:30'))
    assert.equal(addWorkingHours(calendar, at('2026-08-21', '16:00'), 2), at('2026-08-22', '08:30'))
    assert.equal(addWorkingHours(calendar, at('2026-11-22', '09:00'), 0), at('2026-11-22', '09:00'))
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => addWorkingHours(calendar, at('2026-09-25', '15:30'), bad), RangeError)
  })

  it('knows the Saturday mornings of police residence desks', () => {
    const desk = calendarFromRows(rows, { weekMask: [true, true, true, true, true, true, false], weekdayHours: { 6: [{ from: '07:30', to: '11:30' }] } })
    assert.equal(addWorkingHours(desk, at('2026-09-25', '16:00'), 2), at('2026-09-26', '08:30'))
    assert.equal(addWorkingHours(desk, at('2026-09-26', '11:00'), 1), at('2026-09-28', '08:00'))
    assert.equal(addWorkingHours(desk, at('2026-08-22', '11:00'), 1), at('2026-08-22', '14:00'), 'a made-up Saturday is a whole day')
    assert.equal(workingDayFrom(desk, '2026-09-26'), '2026-09-26')
  })

  it('is the office time between its two ends', () => {
    assert.equal(workingTimeBetween(calendar, at('2026-09-25', '15:30'), at('2026-09-28', '16:00')), 8 * 3_600_000)
    fc.assert(fc.property(moment2026, fc.integer({ min: 1, max: 6000 }), (moment, minutes) => {
      const end = addWorkingHours(calendar, moment, minutes / 60)
      assert.ok(Math.abs(workingTimeBetween(calendar, moment, end) - minutes * 60_000) <= 1)
      assert.ok(epochOf(end) - epochOf(moment) >= minutes * 60_000 - 1)
      assert.equal(workingTimeBetween(calendar, end, moment), -workingTimeBetween(calendar, moment, end))
    }))
  })
})
