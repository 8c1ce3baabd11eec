import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatPhone, maskPhone, parsePhone, phoneProblem } from './phone.ts'

describe('a telephone number', () => {
  it('is one number in every way of writing it', () => {
    const one = { kind: 'mobile', national: '0912345678', e164: '+84912345678' }
    for (const typed of ['0912345678', '0912 345 678', '0912.345.678', '0912-345-678', '+84 912 345 678', '84912345678', '0084912345678', '+84 (0)912345678', '+840912345678', '(0912) 345678', '０９１２３４５６７８']) {
      assert.deepEqual(parsePhone(typed), one, typed)
      assert.equal(phoneProblem(typed), null)
    }
  })

  it('is mobile with ten digits from 03 05 07 08 09, fixed with eleven from 02', () => {
    for (const start of ['03', '05', '07', '08', '09']) assert.equal(parsePhone(`${start}12345678`)?.kind, 'mobile')
    assert.equal(parsePhone('0845678901')?.e164, '+84845678901', '084 is a home prefix, not the country')
    assert.deepEqual(parsePhone('+84 24 3825 1234'), { kind: 'landline', national: '02438251234', e164: '+842438251234' })
    for (const bad of ['', '0412345678', '0612345678', '01234567890', '091234567', '09123456789', '0243825123', '912345678', '+1 202 555 0100', '113', 'không có', '\ud800', '0'.repeat(1_000_000)]) {
      assert.equal(parsePhone(bad), null, bad.slice(0, 20))
      assert.match(phoneProblem(bad)!, /\.$/)
    }
  })

  it('gets the sentence that helps', () => {
    assert.equal(phoneProblem('091234567'), 'Số di động có 10 chữ số. Ông/bà đã nhập 9 chữ số.')
    assert.equal(phoneProblem(' '), 'Nhập số điện thoại.')
    assert.equal(phoneProblem('09x2345678'), 'Số điện thoại chỉ có chữ số. Bỏ ký tự «x».')
    assert.equal(phoneProblem('0412345678'), 'Nhập số di động 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.')
  })

  it('is shown in groups and masked', () => {
    assert.equal(formatPhone(parsePhone('0912345678')!), '0912 345 678')
    assert.equal(formatPhone(parsePhone('02438251234')!), '024 3825 1234')
    assert.equal(maskPhone(parsePhone('0912345678')!), '091* *** 678')
  })

  it('reads back what it stores and shows, and survives any text', () => {
    const mobile = fc.tuple(fc.constantFrom('03', '05', '07', '08', '09'), fc.nat(99_999_999)).map(([start, n]) => start + String(n).padStart(8, '0'))
    fc.assert(fc.property(mobile, (number) => {
      const phone = parsePhone(number)!
      assert.deepEqual(parsePhone(phone.e164), phone)
      assert.deepEqual(parsePhone(formatPhone(phone)), phone)
    }))
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => assert.equal(parsePhone(text) === null, phoneProblem(text) !== null)))
  })
})
