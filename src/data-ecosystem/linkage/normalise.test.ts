import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rootPath } from '../../platform/index.ts'
import { addressUnits, birthKeys, nameForms, numberKeys, repairText } from './index.ts'

describe('names as lists write them', () => {
  const cases = readFileSync(rootPath('data', 'linkage', 'name-cases.tsv'), 'utf8').split('\n').slice(1).filter((line) => line !== '').map((line) => line.split('\t') as [string, string, string, string])

  it('of two thousand and more, each comes out in the form the table says', () => {
    assert.ok(cases.length >= 2_000, String(cases.length))
    const wrong = cases.flatMap(([raw, telex, plain, damage]) => {
      const forms = nameForms(JSON.parse(`"${raw}"`) as string)
      return forms.telex === telex && forms.plain === plain && (forms.damage ?? '') === damage ? [] : [`${raw}: ${forms.telex} (${forms.damage ?? 'whole'}), not ${telex} (${damage})`]
    })
    assert.deepEqual(wrong, [])
  })

  it('what is whole is left as it is, and repairing twice changes nothing more', () => {
    for (const [raw] of cases) {
      const once = repairText(JSON.parse(`"${raw}"`) as string).text
      assert.equal(repairText(once).text, once)
    }
  })
})

describe('addresses as lists write them', () => {
  const cases = readFileSync(rootPath('data', 'linkage', 'address-cases.tsv'), 'utf8').split('\n').slice(1).filter((line) => line !== '').map((line) => line.split('\t') as [string, string, string, string])
  const text = (cell: string): string => JSON.parse(`"${cell}"`) as string

  it('old and new names lead to the communes of today, all of them where a name or a division leaves a choice', () => {
    assert.ok(cases.length >= 350 && cases.filter(([, communes]) => communes.includes(' ')).length >= 60)
    const wrong = cases.flatMap(([raw, communes, named, detail]) => {
      const units = addressUnits(text(raw), '2026-11-22')
      return units.communes.join(' ') === communes && units.named === named && units.detail === text(detail) ? [] : [`${raw}: ${units.communes.join(' ')} (${units.named}, «${units.detail}»), not ${communes} (${named}, «${detail}»)`]
    })
    assert.deepEqual(wrong, [])
  })

  it('an address leads to one commune, to several where it was divided, or to none', () => {
    const communesOf = (address: string): readonly string[] => addressUnits(address, '2026-11-22').communes
    assert.deepEqual(communesOf('Xã Xuân Ngọc, huyện Xuân Trường, tỉnh Nam Định'), ['14089'])
    assert.ok(communesOf('phường Mai Dịch, quận Cầu Giấy, thành phố Hà Nội').length > 1)
    assert.deepEqual(communesOf('Ấp 3'), [])
  })
})

describe('numbers and dates as lists write them', () => {
  it('zeros that a spreadsheet took are put back and marked; nine digits are another kind of number', () => {
    assert.deepEqual(numberKeys('99300990001'), { pin: '099300990001', cmnd: null, padded: true })
    assert.deepEqual(numberKeys('1200990001'), { pin: '001200990001', cmnd: null, padded: true })
    assert.deepEqual(numberKeys('099 300 990 001'), { pin: '099300990001', cmnd: null, padded: false })
    assert.deepEqual(numberKeys('01234567', '001234567'), { pin: null, cmnd: '001234567', padded: false })
    assert.deepEqual(numberKeys('chưa có', '12', ''), { pin: null, cmnd: null, padded: false })
  })

  it('days and months are read in Vietnamese order, and what cannot be is dropped', () => {
    assert.deepEqual(birthKeys('5/3/1998', 2026), { year: 1998, month: 3, day: 5 })
    assert.deepEqual(birthKeys('1998-03-05', 2026), { year: 1998, month: 3, day: 5 })
    assert.deepEqual(birthKeys('05.03.98', 2026), { year: 1998, month: 3, day: 5 })
    assert.deepEqual(birthKeys('03/13/1998', 2026), { year: 1998, month: 3, day: 13 })
    assert.deepEqual(birthKeys('1950', 2026), { year: 1950, month: 0, day: 0 })
    assert.deepEqual(birthKeys('45/45/1998', 2026), { year: 1998, month: 0, day: 0 })
    assert.deepEqual(birthKeys('không rõ', 2026), { year: 0, month: 0, day: 0 })
  })
})
