import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rootPath } from '../../platform/index.ts'
import { areaAsOf, codeEntry, codeList, codeListNames, codeOf, labelOf } from './index.ts'

const on = '2026-11-22'

describe('code lists', () => {
  it('knows every file of data/codes and gives each row a source and a certainty', () => {
    const files = readdirSync(rootPath('data', 'codes')).filter((file) => file.endsWith('.csv')).map((file) => file.replace('.csv', ''))
    assert.deepEqual(files.toSorted(), [...codeListNames].toSorted())
    for (const name of codeListNames) {
      for (const entry of codeList(name)) {
        assert.ok(entry.label && entry.source, `${name} ${entry.code}`)
        assert.ok(['sure', 'likely', 'guess'].includes(entry.certainty), `${name} ${entry.code}`)
      }
      const codes = codeList(name, on).map((entry) => entry.code)
      assert.equal(new Set(codes).size, codes.length, `${name}: one row a code on one day`)
    }
  })

  it('numbers the 54 ethnic groups 01 to 54 and foreigners 55', () => {
    assert.deepEqual(codeList('ethnic-groups').map((entry) => entry.code), Array.from({ length: 55 }, (_, i) => String(i + 1).padStart(2, '0')))
    assert.equal(labelOf('ethnic-groups', '01', on), 'Kinh')
  })

  it('reads the spellings of other systems, and does not guess between two groups', () => {
    for (const text of ['Ê Đê', 'ê-đê', 'EDE']) assert.equal(codeOf('ethnic-groups', text, on), '12', text)
    assert.equal(codeOf('ethnic-groups', 'Tày (Ngạn)', on), '02')
    assert.equal(codeOf('ethnic-groups', 'H’Mông', on), '08')
    assert.equal(codeOf('ethnic-groups', 'Thổ', on), '24', 'the label of one group wins over an alias of two others')
    assert.equal(codeOf('ethnic-groups', 'Xá Lá Vàng', on), undefined, 'an alias of three groups')
    assert.equal(codeOf('religions', 'Không tôn giáo', on), '00')
  })

  it('dates what changed: near-poor households pay nothing from 2026', () => {
    assert.equal(codeEntry('bhyt-objects', 'CN', '2025-12-31')?.more['level'], '3')
    assert.equal(codeEntry('bhyt-objects', 'CN', '2026-01-01')?.more['level'], '2')
  })

  it('keeps the 63 province codes of personal numbers apart from the test prefixes', () => {
    const rows = codeList('pin-provinces', on)
    assert.equal(rows.filter((row) => row.more['kind'] === 'province').length, 63)
    assert.deepEqual(rows.filter((row) => row.more['kind'] === 'test').map((row) => row.code), ['090', '097', '098', '099'])
    for (const row of rows.filter((one) => one.more['kind'] === 'province')) {
      assert.ok(areaAsOf(row.more['area']!, '2025-06-30'), row.code)
      assert.ok(areaAsOf(row.more['area_2025']!, on), row.code)
    }
  })

  it('points the old card series to provinces that existed', () => {
    for (const row of codeList('cmnd9-prefixes')) for (const area of row.more['areas']!.split(' ')) assert.ok(areaAsOf(area, '2024-01-01'), row.code)
    assert.equal(codeList('cmnd9-prefixes', on).length, 0, 'void since 2025-01-01')
  })

  it('shows an unknown code as it is', () => {
    assert.equal(labelOf('genders', '9', on), '9')
  })
})
