import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rootPath } from '../../platform/index.ts'
import { birthLevel, genderLevel, nameLevel, numberLevel, oneEditOf } from './compare.ts'
import { addressUnits, birthKeys, nameForms, newDictionaries, numberKeys, prepare, repairText, width, type Comparison, type MatchInput } from './index.ts'
import { readBirth } from './intake/birth-text.ts'
import { comparisons, silent } from './model.ts'

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

/** A table of cases: cells as JSON escapes. */
const casesOf = (name: string): string[][] => readFileSync(rootPath('data', 'linkage', name), 'utf8').split('\n').slice(1).filter((line) => line !== '').map((line) => line.split('\t').map((cell) => JSON.parse(`"${cell}"`) as string))

describe('numbers as lists write them', () => {
  it('zeros that a spreadsheet took are put back and marked; nine digits are another kind of number; what is no number is none', () => {
    const cases = casesOf('number-cases.tsv')
    assert.ok(cases.length >= 350 && cases.filter(([, , , padded]) => padded === 'padded').length >= 50)
    const wrong = cases.flatMap(([raw, pin, old, padded]) => {
      const keys = numberKeys(raw!)
      return [keys.pin ?? '', keys.cmnd ?? '', keys.padded ? 'padded' : ''].join() === [pin, old, padded].join() ? [] : [`«${raw}»: ${JSON.stringify(keys)}, not ${pin} ${old} ${padded}`]
    })
    assert.deepEqual(wrong, [])
  })
})

describe('dates of birth as lists write them', () => {
  const cases = casesOf('birth-cases.tsv')

  it('whole, partial, swapped, as words, as day numbers of a spreadsheet, and such as cannot be', () => {
    assert.ok(cases.length >= 350 && cases.some(([, , note]) => note === 'swapped-date') && cases.some(([, , note]) => note === 'excel-date'))
    const wrong = cases.flatMap(([raw, value, note]) => {
      const read = readBirth(raw!, 'dmy', '2026-11-22')
      return read.value === value && (read.fix ?? read.warning ?? '') === note ? [] : [`«${raw}»: ${JSON.stringify(read)}, not ${value} ${note}`]
    })
    assert.deepEqual(wrong, [])
  })

  it('what was read is the same date again when it is compared', () => {
    for (const [, value] of cases) {
      if (value === '') continue
      const { year, month, day } = birthKeys(value!, 2026)
      const parts = value!.split('-').map(Number)
      assert.deepEqual([year, month, day], [parts[0], parts[1] ?? 0, parts[2] ?? 0])
    }
  })

  it('days and months are read in Vietnamese order, and what cannot be is dropped', () => {
    assert.deepEqual(birthKeys('5/3/1998', 2026), { year: 1998, month: 3, day: 5 })
    assert.deepEqual(birthKeys('05.03.98', 2026), { year: 1998, month: 3, day: 5 })
    assert.deepEqual(birthKeys('03/13/1998', 2026), { year: 1998, month: 3, day: 13 })
    assert.deepEqual(birthKeys('45/45/1998', 2026), { year: 1998, month: 0, day: 0 })
    assert.deepEqual(birthKeys('không rõ', 2026), { year: 0, month: 0, day: 0 })
  })
})

describe('two spellings held against each other', () => {
  it('agree at the level the table says: another order of the name, one side without marks, days and months swapped, zeros lost', () => {
    const cases = casesOf('pair-cases.tsv')
    assert.ok(cases.length >= 120)
    const wrong = cases.flatMap(([field, left, right, level]) => {
      const found = levelOf(field as Comparison, left!, right!)
      return found === level ? [] : [`${field}: «${left}» and «${right}» are ${found}, not ${level}`]
    })
    assert.deepEqual(wrong, [])
  })

  function levelOf(field: Comparison, left: string, right: string): string {
    const dictionaries = newDictionaries()
    const nobody: MatchInput = { id: '', name: '', birth: '', gender: '', numbers: '', commune: '', address: '' }
    const key = { name: 'name', number: 'numbers', birth: 'birth', gender: 'gender', address: 'address' }[field]
    const { rows } = prepare([left, right].map((text) => ({ ...nobody, [key]: text })), 2, dictionaries, 2026)
    const level = { name: () => nameLevel(rows, 0, rows, width, oneEditOf(dictionaries.syllable.texts)), number: () => numberLevel(rows, 0, rows, width), birth: () => birthLevel(rows, 0, rows, width), gender: () => genderLevel(rows, 0, rows, width), address: () => silent }[field]()
    return level === silent ? 'silent' : comparisons[field][level]!
  }
})
