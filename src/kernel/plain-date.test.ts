import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addDays, addMinutes, addMonths, addYears, ageOn, dateInWordsVi, daysBetween, epochOf, formatDateVi, formatDayVi, formatInstantVi,
  instantOf, instantOfLocal, isInstant, isPlainDate, localTimeOf, minutesOfClock, parseDateVi, partsOf, plainDate, todayAt, weekdayOf,
} from './plain-date.ts'

const anyDay = fc.date({ min: new Date('0001-06-01T00:00:00Z'), max: new Date('9999-06-01T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))
const usualDay = fc.date({ min: new Date('1850-01-01T00:00:00Z'), max: new Date('2300-01-01T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))

describe('a day of the calendar', () => {
  it('exists or does not: leap days, long months, century years', () => {
    for (const good of ['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31']) assert.ok(isPlainDate(good), good)
    for (const bad of ['2023-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01',
      '2026-1-1', ' 2026-01-01', '2026-01-01\n', '٢٠٢٦-01-01', '', null, undefined, 20260101, '\ud800']) assert.equal(isPlainDate(bad), false, String(bad))
  })

  it('is never made of numbers that name no day', () => {
    assert.equal(plainDate(2024, 2, 29), '2024-02-29')
    for (const [y, m, d] of [[2026, 2, 30], [2023, 2, 29], [2026, 0, 1], [2026, 1, 1.5], [0, 1, 1], [10_000, 1, 1], [Number.NaN, 1, 1]] as const) assert.throws(() => plainDate(y, m, d), RangeError)
    assert.throws(() => partsOf('2026-02-30'), RangeError)
  })

  it('never quotes the date it refuses, which may be a date of birth', () => {
    assert.throws(() => partsOf('1996-02-30'), (error: Error) => !error.message.includes('1996'))
  })

  it('moves by days exactly as the Gregorian calendar does', () => {
    fc.assert(fc.property(usualDay, fc.integer({ min: -60_000, max: 60_000 }), (day, n) => {
      assert.equal(addDays(day, n), new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10))
      assert.equal(daysBetween(day, addDays(day, n)), n)
    }))
    assert.throws(() => addDays('9999-12-31', 1), RangeError)
    assert.throws(() => addDays('2026-01-01', 0.5), RangeError)
  })

  it('knows its weekday, 1 Monday to 7 Sunday, before and after 1970', () => {
    assert.equal(weekdayOf('2026-05-13'), 3)
    fc.assert(fc.property(anyDay, (day) => assert.equal(weekdayOf(day), new Date(`${day}T00:00:00Z`).getUTCDay() || 7)))
  })

  it('moves by months to the corresponding day, or to the last one of a shorter month', () => {
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
    assert.equal(addMonths('2024-01-31', 1), '2024-02-29')
    assert.equal(addMonths('2026-03-31', -1), '2026-02-28')
    assert.equal(addMonths('2026-11-22', 2), '2027-01-22')
    assert.equal(addMonths('2026-01-15', -13), '2024-12-15')
    assert.equal(addYears('2024-02-29', 1), '2025-02-28')
    assert.equal(addYears('2024-02-29', 4), '2028-02-29')
    fc.assert(fc.property(usualDay, fc.integer({ min: -1000, max: 1000 }), (day, n) => {
      const [from, to] = [partsOf(day), partsOf(addMonths(day, n))]
      assert.equal(to.y * 12 + to.m - (from.y * 12 + from.m), n)
      assert.ok(to.d <= from.d)
    }))
  })
})

describe('age', () => {
  it('is completed on the birthday itself', () => {
    assert.equal(ageOn('2012-11-22', '2026-11-21'), 13)
    assert.equal(ageOn('2012-11-22', '2026-11-22'), 14)
    assert.equal(ageOn('2026-11-22', '2026-11-22'), 0)
  })

  it('of someone born on 29/02 is completed on 28/02 of a common year', () => {
    assert.equal(ageOn('2008-02-29', '2022-02-27'), 13)
    assert.equal(ageOn('2008-02-29', '2022-02-28'), 14)
    assert.equal(ageOn('2008-02-29', '2024-02-28'), 15)
    assert.equal(ageOn('2008-02-29', '2024-02-29'), 16)
  })

  it('before the birth is negative, not hidden', () => {
    assert.equal(ageOn('2026-11-22', '2026-11-21'), -1)
    assert.equal(ageOn('2026-11-22', '2016-11-21'), -11)
  })

  it('never falls as days pass, and grows by one a year', () => {
    fc.assert(fc.property(usualDay, fc.nat(40_000), (birth, n) => {
      const on = addDays(birth, n)
      const age = ageOn(birth, on)
      assert.ok(addYears(birth, age) <= on && on < addYears(birth, age + 1))
      assert.ok(ageOn(birth, addDays(on, 1)) - age <= 1)
    }))
  })
})

describe('a date in Vietnamese', () => {
  it('is written day, month, year', () => assert.equal(formatDateVi('2003-01-05'), '05/01/2003'))

  it('names the weekday in promises, and the year only when it is another one', () => {
    assert.equal(formatDayVi('2026-05-13'), 'thứ Tư 13/5')
    assert.equal(formatDayVi('2026-05-13', 2026), 'thứ Tư 13/5')
    assert.equal(formatDayVi('2027-01-04', 2026), 'thứ Hai 4/1/2027')
    assert.equal(formatDayVi('2026-11-22'), 'Chủ nhật 22/11')
  })

  it('is spelt as on certificates', () => {
    assert.equal(dateInWordsVi('2003-01-15'), 'Ngày mười lăm tháng một năm hai nghìn không trăm linh ba')
    assert.equal(dateInWordsVi('2026-12-21'), 'Ngày hai mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi sáu')
    assert.equal(dateInWordsVi('1985-04-24', { zero: 'lẻ' }), 'Ngày hai mươi tư tháng tư năm một nghìn chín trăm tám mươi lăm')
    assert.equal(dateInWordsVi('2003-10-04', { zero: 'lẻ' }), 'Ngày bốn tháng mười năm hai nghìn không trăm lẻ ba')
  })

  it('is read the ways people type it', () => {
    const same = ['15/1/2003', '15/01/2003', '15-1-2003', '15.1.2003', '15, 1, 2003', '15 1 2003', ' 15 / 1 / 2003 ', '15 tháng 1 năm 2003',
      'Ngày 15 tháng 1 năm 2003', 'Ngày 15 tháng 1 năm 2003'.normalize('NFD'), '15012003', '2003-01-15', '１５／１／２００３']
    for (const typed of same) assert.equal(parseDateVi(typed), '2003-01-15', typed)
    assert.equal(parseDateVi({ y: '2003', m: ' 1', d: '１５' }), '2003-01-15')
    assert.equal(parseDateVi({ y: 2003, m: 1, d: 15 }), '2003-01-15')
  })

  it('is not guessed: impossible days, short years, month first, rubbish', () => {
    for (const typed of ['30/02/2003', '29/2/2023', '31/4/2026', '1/15/2003', '15/1/03', '0/1/2003', '15/1', '2003', '', 'hôm nay', '15/1/2003 5',
      '-15/1/2003', '\ud800', '1'.repeat(1_000_000)]) assert.equal(parseDateVi(typed), null, typed.slice(0, 20))
    assert.equal(parseDateVi({ y: '2003', m: '2', d: '30' }), null)
    assert.equal(parseDateVi({ y: '', m: '', d: '' }), null)
    assert.equal(parseDateVi({ y: '3', m: '1', d: '1' }), null)
  })

  it('reads back what it wrote', () => {
    fc.assert(fc.property(anyDay, (day) => assert.equal(parseDateVi(formatDateVi(day)), day)))
  })

  it('takes any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const read = parseDateVi(text)
      assert.ok(read === null || isPlainDate(read))
    }))
  })
})

describe('a moment', () => {
  it('is the Vietnamese day, seven hours ahead of UTC', () => {
    assert.equal(todayAt('2026-11-22T16:59:59.999Z'), '2026-11-22')
    assert.equal(todayAt('2026-11-22T17:00:00.000Z'), '2026-11-23')
    assert.equal(todayAt('2025-12-31T17:00:00.000Z'), '2026-01-01')
    assert.deepEqual(localTimeOf('2026-05-13T08:30:59.000Z'), { date: '2026-05-13', hour: 15, minute: 30 })
    assert.equal(formatInstantVi('2026-05-13T00:05:00.000Z'), '07:05 13/05/2026')
  })

  it('is found from the clock on the wall', () => {
    assert.equal(instantOfLocal('2026-05-13', '15:30'), '2026-05-13T08:30:00.000Z')
    assert.equal(instantOfLocal('2026-05-13', '00:00'), '2026-05-12T17:00:00.000Z')
    assert.equal(instantOfLocal('2026-05-13', '24:00'), instantOfLocal('2026-05-14', '00:00'))
    for (const bad of ['7:30', '24:01', '12:60', '', '12:30:00', 'ab:cd']) assert.throws(() => minutesOfClock(bad), RangeError, bad)
  })

  it('agrees with the machine on every millisecond', () => {
    fc.assert(fc.property(fc.integer({ min: -5_000_000_000_000, max: 9_000_000_000_000 }), (ms) => {
      assert.equal(instantOf(ms), new Date(ms).toISOString())
      assert.equal(epochOf(instantOf(ms)), ms)
      assert.ok(isInstant(instantOf(ms)))
    }))
    assert.equal(addMinutes('2026-12-31T23:59:00.000Z', 2), '2027-01-01T00:01:00.000Z')
  })

  it('is read with an offset or fewer digits, but only the canonical form is an Instant', () => {
    assert.equal(epochOf('2026-05-13T15:30:00+07:00'), epochOf('2026-05-13T08:30:00.000Z'))
    assert.equal(instantOf(epochOf('2026-05-13T08:30:00.1234567Z')), '2026-05-13T08:30:00.123Z')
    assert.equal(isInstant('2026-05-13T08:30:00Z'), false)
    for (const bad of ['2026-02-30T00:00:00.000Z', '2026-01-01T24:00:00.000Z', '2026-01-01T00:00:00.000', '2026-01-01', '']) {
      assert.throws(() => epochOf(bad), RangeError, bad)
      assert.equal(isInstant(bad), false)
    }
  })
})
