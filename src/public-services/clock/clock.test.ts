import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { epochOf, instantOf, instantOfLocal } from '../../kernel/plain-date.ts'
import { addWorkingDays, cutoffOn, workingDaysBetween } from '../../kernel/working-days.ts'
import { rootPath } from '../../platform/index.ts'
import { after, hours, days, sameWorkingDay, workingDays } from '../catalogue/index.ts'
import { clockStatus, laneDue, loadCalendar, promiseWords, quietTimes } from './index.ts'

const calendar = loadCalendar()
const at = instantOfLocal
const dueOn = (date: string, n: number) => laneDue(workingDays(n), at(date, '09:00'), calendar).dueOn

describe('deadlines of a lane', () => {
  it('counts working days from the day after receipt, over the real holidays of 2026', () => {
    const vectors: [string, number, string][] = [
      ['2026-09-25', 15, '2026-10-16'], ['2026-02-12', 3, '2026-02-24'], ['2026-04-24', 7, '2026-05-08'], ['2026-08-21', 3, '2026-08-25'],
      ['2026-08-28', 5, '2026-09-09'], ['2026-02-13', 7, '2026-03-03'], ['2026-11-20', 7, '2026-12-02'],
    ]
    for (const [received, n, due] of vectors) assert.equal(dueOn(received, n), due, `${received} + ${n}`)
  })

  it('promises a birth the same day before 15:00 and the next working day from 15:00 on', () => {
    assert.equal(laneDue(sameWorkingDay(), at('2026-11-23', '14:59'), calendar).dueAt, at('2026-11-23', '17:00'))
    assert.equal(laneDue(sameWorkingDay(), at('2026-11-23', '15:00'), calendar).dueOn, '2026-11-25', 'the 24th is the day of culture')
    assert.equal(laneDue(sameWorkingDay(), at('2026-11-21', '10:00'), calendar).dueOn, '2026-11-23', 'filed on a Saturday')
  })

  it('knows the cut-off of a limit in days only where the rule has one', () => {
    assert.equal(laneDue(workingDays(4), at('2026-11-25', '16:00'), calendar).dueOn, '2026-12-01')
    assert.equal(laneDue(after('15:00', workingDays(4)), at('2026-11-25', '16:00'), calendar).dueOn, '2026-12-02')
  })

  it('one working day, handed in at the edges: after 15:00, on a Saturday, a Sunday, a holiday, in the night', () => {
    // Friday 20/11, weekend, Monday 23/11, holiday 24/11, Wednesday 25/11, Thursday 26/11.
    const vectors: [string, string, string, string][] = [
      ['2026-11-20', '07:29', '2026-11-23', '2026-11-23'], ['2026-11-20', '14:59', '2026-11-23', '2026-11-23'], ['2026-11-20', '15:00', '2026-11-25', '2026-11-23'], ['2026-11-20', '23:59', '2026-11-25', '2026-11-23'],
      ['2026-11-21', '00:00', '2026-11-25', '2026-11-23'], ['2026-11-22', '10:00', '2026-11-25', '2026-11-23'], ['2026-11-22', '23:59', '2026-11-25', '2026-11-23'], ['2026-11-23', '00:00', '2026-11-25', '2026-11-25'],
      ['2026-11-23', '14:59', '2026-11-25', '2026-11-25'], ['2026-11-23', '15:00', '2026-11-26', '2026-11-25'], ['2026-11-24', '09:00', '2026-11-26', '2026-11-25'], ['2026-11-25', '00:00', '2026-11-26', '2026-11-26'],
    ]
    for (const [date, time, withCutoff, without] of vectors) {
      assert.equal(laneDue(after('15:00', workingDays(1)), at(date, time), calendar).dueAt, at(withCutoff, '17:00'), `${date} ${time}, 15:00 rule`)
      assert.equal(laneDue(workingDays(1), at(date, time), calendar).dueAt, at(without, '17:00'), `${date} ${time}, no rule`)
    }
  })

  it('reads the hour as a dated row that says how sure it is', () => {
    assert.deepEqual([cutoffOn(calendar, '2026-11-20'), cutoffOn(calendar, '2021-12-31')], ['15:00', '24:00'])
    assert.match(readFileSync(rootPath('data', 'calendar', 'receipt.csv'), 'utf8'), /^15:00,2022-01-01,,likely,"/m)
  })

  it('moves the end of calendar days to a working day', () => {
    assert.equal(laneDue(days(30), at('2026-10-22', '09:00'), calendar).dueOn, '2026-11-23', '21/11 is a Saturday')
  })

  it('tells which days of next year no notice has confirmed', () => {
    assert.ok(laneDue(workingDays(7), at('2027-02-03', '09:00'), calendar).assumed.length > 0)
    assert.deepEqual(laneDue(workingDays(7), at('2026-09-21', '09:00'), calendar).assumed, [])
  })

  it('refuses a date beyond the calendar instead of guessing', () => {
    assert.throws(() => laneDue(workingDays(7), at('2027-12-30', '09:00'), calendar), { code: 'calendar.date-not-covered' })
  })
})

describe('a request to the citizen stops the clock once', () => {
  const received = at('2026-09-21', '09:00')
  const asked = { from: at('2026-09-23', '10:00'), to: null }

  it('stands still while nothing has been answered', () => {
    const due = laneDue(workingDays(7), received, calendar, [asked])
    assert.deepEqual([due.dueOn, due.left, due.stoppedSince], [null, 5, asked.from])
    assert.equal(clockStatus(due, calendar, at('2026-12-01', '09:00')).kind, 'stopped')
  })

  it('goes on with what was left when the answer is received', () => {
    assert.equal(laneDue(workingDays(7), received, calendar, [{ ...asked, to: at('2026-10-05', '09:00') }]).dueOn, '2026-10-12')
  })

  it('does not stop for a second request', () => {
    const once = [{ ...asked, to: at('2026-10-05', '09:00') }]
    const twice = [...once, { from: at('2026-10-07', '09:00'), to: at('2026-10-20', '09:00') }]
    assert.equal(laneDue(workingDays(7), received, calendar, twice).dueOn, laneDue(workingDays(7), received, calendar, once).dueOn)
  })

  it('is not saved by a request made after the limit has passed', () => {
    assert.equal(laneDue(workingDays(2), received, calendar, [{ from: at('2026-09-29', '09:00'), to: null }]).dueOn, '2026-09-23')
  })

  it('stops a clock of hours as well', () => {
    const due = laneDue(hours(8), at('2026-09-21', '07:30'), calendar, [{ from: at('2026-09-21', '09:30'), to: at('2026-09-22', '07:30') }])
    assert.equal(due.dueAt, at('2026-09-22', '15:30'))
  })
})

describe('where the clock stands, in words', () => {
  const due = laneDue(workingDays(4), at('2026-11-16', '09:00'), calendar)
  it('says what is left, what is late, and how it ended', () => {
    assert.equal(due.dueOn, '2026-11-20')
    assert.equal(clockStatus(due, calendar, at('2026-11-18', '09:00')).words, 'còn 2 ngày làm việc')
    assert.equal(clockStatus(due, calendar, at('2026-11-20', '14:50')).words, 'hạn hôm nay 17:00, còn 2 giờ 10 phút')
    assert.deepEqual(clockStatus(due, calendar, at('2026-11-25', '09:00')), { kind: 'late', days: 2, words: 'trễ 2 ngày làm việc', en: '2 working days late' })
    assert.equal(clockStatus(due, calendar, at('2026-11-20', '18:00')).words, 'trễ trong ngày')
    assert.equal(clockStatus(due, calendar, at('2026-11-25', '09:00'), at('2026-11-19', '10:00')).words, 'xong trước hạn 1 ngày làm việc')
    assert.equal(clockStatus(due, calendar, at('2026-11-25', '09:00'), at('2026-11-23', '10:00')).kind, 'ended-late')
    assert.equal(promiseWords(due, clockStatus(due, calendar, at('2026-11-18', '09:00')), at('2026-11-18', '09:00')), 'thứ Sáu 20/11 (còn 2 ngày làm việc)')
    assert.equal(promiseWords(due, clockStatus(due, calendar, at('2026-11-18', '09:00')), at('2026-11-18', '09:00'), 'en'), 'Fri 20/11 (2 working days left)')
  })
})

describe('the timeline explains its pauses', () => {
  it('joins night and weekend as the citizen lives them', () => {
    const [only, ...rest] = quietTimes(at('2026-05-08', '21:14'), at('2026-05-11', '09:05'), calendar)
    assert.equal(rest.length, 0)
    assert.equal(only?.words, '08/5 21:14 - 11/5 07:30 không tính giờ (ngoài giờ, thứ Bảy, Chủ nhật)')
  })

  it('names the holiday', () => {
    assert.deepEqual(quietTimes(at('2026-11-23', '16:00'), at('2026-11-25', '09:00'), calendar).map((each) => each.reasons), [['ngoài giờ', 'nghỉ Ngày Văn hóa Việt Nam']])
  })

  it('shows the wait for the citizen once, in place of the nights inside it', () => {
    const told = quietTimes(at('2026-09-21', '09:00'), at('2026-09-25', '10:00'), calendar, { nights: false, pauses: [{ from: at('2026-09-21', '10:00'), to: at('2026-09-24', '10:00') }] })
    assert.deepEqual(told.map((each) => each.reasons), [['chờ ông/bà gửi phần cần thêm']])
  })

  it('says nothing of a stretch within office hours', () => {
    assert.deepEqual(quietTimes(at('2026-09-21', '08:00'), at('2026-09-21', '16:00'), calendar), [])
  })
})

describe('properties of the clock', () => {
  const moments = fc.integer({ min: epochOf(at('2022-02-01', '00:00')), max: epochOf(at('2026-09-30', '00:00')) }).map(instantOf)
  const limits = fc.oneof(fc.integer({ min: 1, max: 30 }).map(workingDays), fc.integer({ min: 1, max: 60 }).map(hours), fc.constant(sameWorkingDay()), fc.integer({ min: 1, max: 30 }).map((n) => after('15:00', workingDays(n))))

  it('never promises an earlier end for a later receipt', () => {
    fc.assert(fc.property(moments, fc.integer({ min: 1, max: 5_000_000_000 }), limits, (first, later, limit) => {
      const second = instantOf(epochOf(first) + later)
      assert.ok(laneDue(limit, first, calendar).dueAt! <= laneDue(limit, second, calendar).dueAt!)
    }))
  })

  it('never takes time away by stopping, and gives back no more than the wait', () => {
    fc.assert(fc.property(moments, limits, fc.integer({ min: 0, max: 600_000_000 }), fc.integer({ min: 1, max: 2_000_000_000 }), (received, limit, before, wait) => {
      const from = instantOf(epochOf(received) + before)
      const to = instantOf(epochOf(from) + wait)
      const plain = laneDue(limit, received, calendar)
      const stopped = laneDue(limit, received, calendar, [{ from, to }])
      assert.ok(stopped.dueAt! >= plain.dueAt!)
    }))
  })

  it('counts back what it counted forth', () => {
    fc.assert(fc.property(moments, fc.integer({ min: 1, max: 40 }), (received, n) => {
      const due = laneDue(workingDays(n), received, calendar)
      assert.equal(workingDaysBetween(calendar, due.countsFrom, due.dueOn!), n)
      assert.equal(addWorkingDays(calendar, due.countsFrom, n), due.dueOn)
    }))
  })

  it('leaves no gap between two explained pauses unordered or overlapping', () => {
    fc.assert(fc.property(moments, fc.integer({ min: 1, max: 1_500_000_000 }), (from, length) => {
      const to = instantOf(epochOf(from) + length)
      const told = quietTimes(from, to, calendar)
      told.forEach((each, index) => {
        assert.ok(each.from < each.to && each.from >= from && each.to <= to)
        if (index > 0) assert.ok(told[index - 1]!.to <= each.from)
      })
    }))
  })
})
