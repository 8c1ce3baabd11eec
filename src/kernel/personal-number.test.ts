import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkPin, cleanTypedPin, compose, groupPin, maskPin, parse, parseTypedPin, typedPinProblem } from './personal-number.ts'
import type { PinFacts, PinRules } from './personal-number.ts'

const rules: PinRules = { provinceCodes: new Set(['001', '079', '083']), testProvinceCodes: new Set(['099']) }
const production: PinRules = { ...rules, testProvinceCodes: new Set() }
const ids = (pin: string, facts: PinFacts, by = rules): string[] => checkPin(pin, facts, by).map((finding) => `${finding.id} ${finding.severity}`)
const seeds = fc.record({
  ppp: fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0')), gender: fc.constantFrom('male' as const, 'female' as const),
  birthYear: fc.integer({ min: 1900, max: 2399 }), serial: fc.nat(999_999),
})

describe('the personal number', () => {
  it('is composed of place, century and gender, year, serial', () => {
    assert.equal(compose({ ppp: '099', gender: 'female', birthYear: 2003, serial: 1234 }), '099303001234')
    assert.equal(compose({ ppp: '001', gender: 'male', birthYear: 1996, serial: 0 }), '001096000000')
    assert.deepEqual(parse('099303001234'), { ppp: '099', centuryGender: 3, gender: 'female', birthYear: 2003, serial: '001234' })
  })

  it('has one fourth digit per century and gender from 1900 to 2399', () => {
    const fourth = (gender: 'male' | 'female', year: number): string => compose({ ppp: '099', gender, birthYear: year, serial: 1 })[3]!
    assert.equal([1900, 1999, 2000, 2099, 2100, 2200, 2399].map((year) => fourth('male', year)).join(''), '0022468')
    assert.equal([1900, 1999, 2000, 2099, 2100, 2200, 2399].map((year) => fourth('female', year)).join(''), '1133579')
  })

  it('reads back what was composed, and composes nothing impossible', () => {
    fc.assert(fc.property(seeds, (seed) => {
      const parts = parse(compose(seed))!
      assert.deepEqual([parts.ppp, parts.gender, parts.birthYear, Number(parts.serial)], [seed.ppp, seed.gender, seed.birthYear, seed.serial])
    }))
    const seed = { ppp: '099', gender: 'male', birthYear: 2000, serial: 1 } as const
    for (const bad of [{ ppp: '99' }, { ppp: 'abc' }, { birthYear: 1899 }, { birthYear: 2400 }, { birthYear: 2000.5 }, { serial: 1_000_000 }, { serial: -1 }]) {
      assert.throws(() => compose({ ...seed, ...bad }), RangeError)
    }
  })

  it('is text of twelve digits and nothing else', () => {
    for (const bad of ['', '09930300123', '0993030012345', '09930300123a', ' 099303001234', '099303001234\n', '０９９３０３００１２３４', '٠٩٩٣٠٣٠٠١٢٣٤']) assert.equal(parse(bad), null, bad)
  })
})

describe('a typed number', () => {
  it('forgives spaces, dots, dashes, full-width digits and what pasting brings', () => {
    for (const typed of ['099 196 000 512', '099.196.000.512', '099-196-000-512', '099–196–000–512', ' 099196000512\n', '０９９１９６０００５１２', '099\u00a0196\u200b000512']) {
      assert.equal(parseTypedPin(typed), '099196000512', typed)
      assert.equal(typedPinProblem(typed), null)
    }
  })

  it('is told apart with the sentence that helps', () => {
    assert.equal(typedPinProblem('0991960005 1'), 'Số định danh có 12 chữ số. Ông/bà đã nhập 11 chữ số.')
    assert.equal(typedPinProblem('O99196000512'), 'Số định danh chỉ có chữ số. Bỏ ký tự «O».')
    assert.equal(typedPinProblem(' - '), 'Nhập số định danh, gồm 12 chữ số.')
    assert.equal(parseTypedPin('99196000512'), null, 'a lost leading zero is never guessed here')
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      assert.equal(parseTypedPin(text) === null, typedPinProblem(text) !== null)
      assert.equal(cleanTypedPin(cleanTypedPin(text)), cleanTypedPin(text))
    }))
  })

  it('is shown in groups, and masked on shared screens', () => {
    assert.equal(groupPin('099196000512'), '099 196 000 512')
    assert.equal(groupPin('099145871'), '099 145 871')
    assert.equal(groupPin('abc'), 'abc')
    assert.equal(maskPin('099196000512'), '099 1** *** 512')
    assert.equal(maskPin('099145871'), '099 *** 871')
    assert.equal(maskPin('0991960005'), '***')
  })
})

describe('the checks P1–P7', () => {
  const pin = '099196000512' // female, 1996
  const known = { gender: 'female', birthDate: '1996-05-13', registrationCodes: new Set(['099']) } as const

  it('pass a coherent number', () => {
    assert.deepEqual(ids(pin, { kind: 'new', ...known }), [])
    assert.deepEqual(ids(pin, { kind: 'existing' }), [], 'a missing fact is no finding')
    assert.deepEqual(ids(pin, { kind: 'new', birthDate: '1996' }), [], 'a year is enough')
  })

  it('P1: the shape, first and alone', () => {
    assert.deepEqual(ids('09919600051', { kind: 'existing', gender: 'male', cancelled: true }), ['P1 error'])
    assert.deepEqual(ids('099 196 000 512', { kind: 'existing' }), ['P1 error'], 'a stored number has no spaces')
  })

  it('P2: an unknown place stops a new number and marks an old one; test codes count only under the switch', () => {
    assert.deepEqual(ids('003196000512', { kind: 'new' }), ['P2 error'])
    assert.deepEqual(ids('003196000512', { kind: 'existing' }), ['P2 warning'])
    assert.deepEqual(ids(pin, { kind: 'new' }, production), ['P2 error'])
    assert.deepEqual(ids('150196000512', { kind: 'new' }, { ...production, countryCodes: new Set(['150']) }), [])
  })

  it('P3: gender', () => {
    assert.deepEqual(ids(pin, { kind: 'new', gender: 'male' }), ['P3 error'])
    assert.deepEqual(ids(pin, { kind: 'existing', gender: 'male' }), ['P3 warning'])
    assert.equal(checkPin(pin, { kind: 'existing', gender: 'male' }, rules)[0]!.vi, 'Chữ số thứ 4 là 1, dùng cho nữ, còn giới tính ghi nam. Xem lại một trong hai.')
  })

  it('P4: year, then century, each explained by its digits', () => {
    const sentence = (year: string): string => checkPin('099195000512', { kind: 'existing', birthDate: year }, rules)[0]!.vi
    assert.equal(sentence('1996-01-01'), 'Chữ số thứ 5 và 6 là năm sinh 95, còn ngày sinh ghi 1996. Xem lại một trong hai.')
    assert.equal(sentence('2095'), 'Chữ số thứ 4 là 1, dùng cho người sinh 1900–1999, còn ngày sinh ghi 2095. Xem lại một trong hai.')
    assert.deepEqual(ids(pin, { kind: 'new', birthDate: '1997' }), ['P4 error'])
    assert.deepEqual(ids(pin, { kind: 'existing', birthDate: '2096-05' }), ['P4 warning'])
    assert.deepEqual(ids(pin, { kind: 'existing', birthDate: '1897' }), ['P4 warning'])
  })

  it('P5–P7: another province is a warning; someone else\'s or a cancelled number is an error', () => {
    assert.deepEqual(ids(pin, { kind: 'new', registrationCodes: new Set(['083', '086']) }), ['P5 warning'])
    assert.deepEqual(ids(pin, { kind: 'existing', heldByAnother: true, cancelled: true }), ['P6 error', 'P7 error'])
  })

  it('report everything at once, in sentences of at most twenty words', () => {
    const all = checkPin('003196000512', { kind: 'existing', gender: 'male', birthDate: '2003', registrationCodes: new Set(), heldByAnother: true, cancelled: true }, rules)
    assert.deepEqual(all.map((finding) => finding.id), ['P2', 'P3', 'P4', 'P5', 'P6', 'P7'])
    for (const { vi } of all) for (const sentence of vi.split('. ')) assert.ok(sentence.split(' ').length <= 20, sentence)
  })

  it('never doubt a number composed from the very facts', () => {
    fc.assert(fc.property(seeds, (seed) => {
      const facts: PinFacts = { kind: 'new', gender: seed.gender, birthDate: `${seed.birthYear}`, registrationCodes: new Set([seed.ppp]) }
      assert.deepEqual(ids(compose(seed), facts, { provinceCodes: new Set([seed.ppp]), testProvinceCodes: new Set() }), [])
    }))
  })
})
