import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { feeFor, loadTariff, readTariff, type FeeOccasion } from './index.ts'

const residence = { code: '1.004222' }
const birth = { code: '1.001193' }
const online: FeeOccasion = { channel: 'online', date: '2026-11-22' }

describe('fees', () => {
  it('costs less online than at the counter', () => {
    assert.equal(feeFor(residence, online).total, 10_000)
    assert.equal(feeFor(residence, { ...online, channel: 'counter' }).total, 20_000)
  })

  it('says why nothing is to be paid', () => {
    const fee = feeFor(residence, { ...online, payer: { birthDate: '1954-01-01' } })
    assert.deepEqual([fee.total, fee.words], [0, 'Cần nộp 0 đồng. Lý do: là người cao tuổi.'])
    assert.equal(feeFor({ code: '2.000986' }, online).words, 'Cần nộp 0 đồng. Lý do: liên thông khai sinh không mất phí.')
  })

  it('lets off children until the day they turn sixteen', () => {
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '2010-11-23' } }).total, 0)
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '2010-11-22' } }).total, 10_000)
  })

  it('lets off orphans of 16 and 17 only with the mark and the age together', () => {
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '2009-06-01', marks: ['orphan'] } }).total, 0)
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '2009-06-01' } }).total, 10_000)
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '1990-06-01', marks: ['orphan'] } }).total, 10_000)
  })

  it('charges a birth only when it is late, and treats a missing provincial rate as a task', () => {
    const onTime = feeFor(birth, { ...online, values: { 'child.birthDate': '2026-09-23' } })
    const late = feeFor(birth, { ...online, values: { 'child.birthDate': '2026-09-22' } })
    assert.deepEqual([onTime.total, onTime.unset.length], [0, 0], '60 days')
    assert.deepEqual([late.total, late.unset.length], [0, 1], '61 days')
    assert.match(late.words, /tỉnh chưa có nghị quyết/)
  })

  it('of somebody whose year of birth alone is known it exempts who has the age for certain, and never fails', () => {
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '1961' } }).total, 0)
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '1966' } }).total, 10_000, 'fifty-nine or sixty: it is asked at the desk')
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '1966-10' } }).total, 0)
    assert.equal(feeFor(residence, { ...online, payer: { birthDate: '2012' } }).total, 0)
    for (const birthDate of ['2027', '0000', 'x']) assert.equal(feeFor(residence, { ...online, payer: { birthDate } }).total, 10_000)
  })

  it('counts paper copies and nothing for none', () => {
    const values = { 'child.birthDate': '2026-11-01' }
    assert.equal(feeFor(birth, { ...online, values: { ...values, copies: '3' } }).total, 24_000)
    assert.equal(feeFor(birth, { ...online, values: { ...values, copies: '0' } }).total, 0)
  })

  it('uses the tariff of the day of filing', () => {
    const head = 'procedure,kind,channel,label,amount,since,min_days,max_days,quantity,reason,from,to,basis,article,certainty,note\n'
    const tariff = readTariff(`${head}9.1,LE_PHI,*,Lệ phí,5000,,,,,,2024-01-01,2026-01-01,A,,sure,\n9.1,LE_PHI,*,Lệ phí,7000,,,,,,2026-01-01,,B,,sure,\n`, 'procedures,category,min_age,max_age,mark,reason,from,to,basis,article,certainty,note\n')
    assert.equal(feeFor({ code: '9.1' }, { channel: 'online', date: '2025-12-31' }, tariff).total, 5000)
    assert.equal(feeFor({ code: '9.1' }, { channel: 'online', date: '2026-01-01' }, tariff).total, 7000)
  })

  it('refuses a table with a zero that has no reason', () => {
    const head = 'procedure,kind,channel,label,amount,since,min_days,max_days,quantity,reason,from,to,basis,article,certainty,note\n'
    assert.throws(() => readTariff(`${head}9.1,LE_PHI,*,Lệ phí,0,,,,,,2024-01-01,,A,,sure,\n`, 'procedures\n'), RangeError)
  })

  it('never gives a negative or broken amount, and never a zero without a reason', () => {
    const codes = [...new Set(loadTariff().fees.map((rule) => rule.procedure))]
    const payers = fc.record({ birthDate: fc.integer({ min: 1920, max: 2026 }).map((year) => `${year}-03-01`), marks: fc.subarray(['disabled', 'merit', 'poor-household', 'orphan', 'remote-minority']) })
    fc.assert(fc.property(fc.constantFrom(...codes), fc.constantFrom('online', 'counter', 'post'), payers, fc.string(), (code, channel, payer, copies) => {
      const fee = feeFor({ code }, { channel: channel as 'online', date: '2026-11-22', payer, values: { copies, 'child.birthDate': '2026-11-01' } })
      assert.ok(Number.isSafeInteger(fee.total) && fee.total >= 0)
      assert.ok(fee.total > 0 || fee.reasons.length > 0)
    }))
  })
})
