import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compare, couldEqual, earliest, formatPartialVi, isPartialDate, latest, parsePartialVi, partialDate, precisionOf, yearOf } from './partial-date.ts'

const days = fc.date({ min: new Date('1880-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))
const partial = fc.tuple(days, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length))

describe('a date known in part', () => {
  it('is a year, a month or a day that exists', () => {
    for (const good of ['1948', '1948-03', '1948-02-29']) assert.ok(isPartialDate(good), good)
    for (const bad of ['', '48', '0000', '1948-13', '1948-00', '1949-02-29', '1948-3', '1948-', '1948-03-', null, 1948]) assert.equal(isPartialDate(bad), false, String(bad))
    assert.equal(partialDate(1948), '1948')
    assert.equal(partialDate(1948, 3), '1948-03')
    assert.equal(partialDate(1948, 2, 29), '1948-02-29')
    assert.throws(() => partialDate(1949, 2, 29), RangeError)
    assert.throws(() => partialDate(1948, undefined, 5), RangeError)
    assert.throws(() => precisionOf('1948-13'), RangeError)
  })

  it('spans the days it can mean', () => {
    assert.equal(earliest('1948'), '1948-01-01')
    assert.equal(latest('1948'), '1948-12-31')
    assert.equal(latest('1948-02'), '1948-02-29')
    assert.equal(latest('1949-02'), '1949-02-28')
    fc.assert(fc.property(days, fc.constantFrom(4, 7, 10), (day, length) => {
      const vague = day.slice(0, length)
      assert.ok(earliest(vague) <= day && day <= latest(vague))
      assert.ok(couldEqual(vague, day) && couldEqual(day, vague))
      assert.equal(yearOf(vague), Number(day.slice(0, 4)))
    }))
  })

  it('could be the same day as another exactly when one refines the other', () => {
    assert.ok(couldEqual('1948', '1948-03-15'))
    assert.ok(!couldEqual('1948-03', '1948-04-01'))
    fc.assert(fc.property(partial, partial, (a, b) => assert.equal(couldEqual(a, b), a.startsWith(b) || b.startsWith(a))))
  })

  it('sorts by the first day it can mean, the vaguer one first', () => {
    assert.deepEqual(['1948-01-01', '1949', '1948-01', '1948', '1948-02'].sort(compare), ['1948', '1948-01', '1948-01-01', '1948-02', '1949'])
    fc.assert(fc.property(partial, partial, (a, b) => {
      assert.equal(compare(a, b), -compare(b, a) + 0)
      assert.equal(compare(a, b) === 0, a === b)
    }))
  })

  it('is written and typed with what is known', () => {
    assert.deepEqual(['1948', '1948-03', '1948-03-05'].map(formatPartialVi), ['1948', '03/1948', '05/03/1948'])
    assert.equal(parsePartialVi({ y: '1948' }), '1948')
    assert.equal(parsePartialVi({ y: ' 1948 ', m: '3', d: '' }), '1948-03')
    assert.equal(parsePartialVi({ y: '１９４８', m: '3', d: '5' }), '1948-03-05')
    for (const bad of [{ y: '' }, { y: '48' }, { y: '1948', d: '5' }, { y: '1948', m: '13' }, { y: '1949', m: '2', d: '29' }, { y: '1948', m: 'ba' }]) {
      assert.equal(parsePartialVi(bad), null, JSON.stringify(bad))
    }
  })
})
