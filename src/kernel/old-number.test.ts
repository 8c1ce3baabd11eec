import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkCmnd9, parseTypedCmnd9 } from './old-number.ts'

const series = new Set(['01', '32', '083'])
const codes = (typed: string): string[] => checkCmnd9(typed, series).map((found) => `${found.code} ${found.severity}`)

describe('the old nine-digit number', () => {
  it('is nine digits of a known series, however typed', () => {
    for (const typed of ['321234567', '321 234 567', '321.234.567', '３２１２３４５６７']) {
      assert.deepEqual(codes(typed), [], typed)
      assert.equal(parseTypedCmnd9(typed), '321234567')
    }
    assert.deepEqual(codes('083123456'), [], 'a series of three digits')
  })

  it('is wrong in length, with letters, or of one repeated digit', () => {
    assert.deepEqual(codes(''), ['empty error'])
    assert.deepEqual(codes('32123456'), ['length error'])
    assert.deepEqual(codes('099196000512'), ['length error'], 'a personal number is no CMND')
    assert.deepEqual(codes('12345678A'), ['has-letter error'], 'army and police numbers are another kind')
    assert.deepEqual(codes('000000000'), ['repeated-digit error'])
    assert.deepEqual(codes('٣٢١٢٣٤٥٦٧'), ['has-letter error'])
    assert.equal(checkCmnd9('3212345')[0]!.vi, 'Số chứng minh nhân dân có 9 chữ số. Ông/bà đã nhập 7 chữ số.')
    assert.equal(parseTypedCmnd9('32123456'), null)
  })

  it('of an unknown series is only doubtful, and not doubted where series are not given', () => {
    assert.deepEqual(codes('991234567'), ['unknown-series warning'])
    assert.deepEqual(checkCmnd9('991234567'), [])
  })
})
