import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dongInWordsVi, formatDong, formatNumberVi, isDong, numberInWordsVi, parseDong } from './money.ts'

describe('money', () => {
  it('is written in whole đồng with dots between thousands', () => {
    assert.equal(formatDong(20_000), '20.000 đồng')
    assert.equal(formatDong(0), '0 đồng')
    assert.equal(formatDong(-5000), '-5.000 đồng')
    assert.equal(formatDong(1_234_567), '1.234.567 đồng')
    assert.equal(formatNumberVi(1_234_567.89, 2), '1.234.567,89')
    assert.equal(formatNumberVi(-0.4), '0')
  })

  it('is spelt for receipts', () => {
    assert.equal(dongInWordsVi(20_000), 'Hai mươi nghìn đồng')
    assert.equal(dongInWordsVi(1_005_000, { zero: 'lẻ' }), 'Một triệu không trăm lẻ năm nghìn đồng')
    assert.equal(dongInWordsVi(0), 'Không đồng')
    assert.equal(dongInWordsVi(5000), 'Năm nghìn đồng')
    assert.equal(numberInWordsVi(105), 'một trăm linh năm')
  })

  it('is never a fraction', () => {
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      assert.equal(isDong(bad), false)
      assert.throws(() => formatDong(bad), RangeError)
      assert.throws(() => dongInWordsVi(bad), RangeError)
    }
    assert.throws(() => formatNumberVi(Number.NaN), RangeError)
  })

  it('is read as typed, and not where it could mean something else', () => {
    for (const typed of ['20.000', '20000', '20 000', '20,000', '20.000 đồng', ' 20.000đ ', '20.000 VND', '２０.０００']) assert.equal(parseDong(typed), 20_000, typed)
    for (const typed of ['', 'đồng', '20.00', '2.0000', '20,5', '1.000,50', '1.000 000', '-5', '20k', '9'.repeat(30), '1'.repeat(100_000)]) assert.equal(parseDong(typed), null, typed.slice(0, 12))
    fc.assert(fc.property(fc.maxSafeNat(), (n) => assert.equal(parseDong(formatDong(n)), n)))
  })
})
