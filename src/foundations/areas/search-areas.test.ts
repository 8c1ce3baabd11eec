import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { communesOf, fullAreaName, provincesOn, searchAreas, successorsOf } from './index.ts'

const on = '2026-11-22'
const first = (text: string, more: object = {}) => searchAreas(text, { on, ...more })[0]
const communes = (day: string) => provincesOn(day).flatMap((province) => communesOf(province.code, day))

describe('search of administrative units', () => {
  it('finds a commune without diacritics, with or without the word of its kind', () => {
    assert.equal(first('ba tri')?.fullName, 'Xã Ba Tri, tỉnh Vĩnh Long')
    assert.equal(first('xa ba tri')?.fullName, 'Xã Ba Tri, tỉnh Vĩnh Long')
    assert.equal(first('Điện Biên Phủ', { level: 'commune' })?.area.name, 'Điện Biên Phủ')
    assert.equal(first('xã điện biên phủ')?.area.name, 'Điện Biên Phủ', 'it is a phường, and found all the same')
  })

  it('answers an old commune, named with its old district and province, with the unit of today', () => {
    const hit = first('mỹ hưng, quảng hòa, cao bằng')
    assert.equal(hit?.fullName, 'Xã Phục Hòa, tỉnh Cao Bằng')
    assert.equal(hit?.via?.fullName, 'Xã Mỹ Hưng, huyện Quảng Hòa, tỉnh Cao Bằng')
    assert.equal(hit?.via?.kind, 'one')
    assert.equal(first('An Bình Tây, tỉnh Vĩnh Long')?.area.code, '29110', 'old commune under its new province')
  })

  it('reads short forms and numbered wards', () => {
    assert.equal(first('P.12 Q3 TP.HCM')?.fullName, 'Phường Nhiêu Lộc, thành phố Hồ Chí Minh')
    for (const text of ['phường 1, quận 4, tphcm', 'p01 q4 tp hcm']) assert.match(first(text)?.via?.fullName ?? '', /^Phường 0?1, quận 4, thành phố Hồ Chí Minh$/)
  })

  it('answers the word huyện with the communes that district became', () => {
    const hits = searchAreas('huyen ba tri', { on })
    assert.ok(hits.length >= 4)
    assert.ok(hits.slice(0, 4).every((hit) => hit.via?.area.kind === 'rural-district'))
  })

  it('tells that a divided commune has several heirs', () => {
    const hits = searchAreas('phường Ngọc Hà, quận Ba Đình', { on }).filter((hit) => hit.via?.area.code === '00016')
    assert.ok(hits.length >= 2)
    assert.ok(hits.every((hit) => hit.via?.kind === 'several'))
  })

  it('finds a spelling that only older registers use, a code, and a province by its old name', () => {
    assert.equal(first('thị trấn Phó Bảng')?.area.name, 'Phố Bảng')
    assert.equal(first('00001')?.area.name, 'Hồng Hà')
    assert.equal(first('tỉnh Bến Tre')?.area.name, 'Vĩnh Long')
    assert.equal(first('hoà bình', { level: 'province' })?.area.name, 'Phú Thọ')
  })

  it('answers for a past day with the units of that day', () => {
    const hit = searchAreas('trúc bạch', { on: '2024-06-01' })[0]
    assert.equal(hit?.fullName, 'Phường Trúc Bạch, quận Ba Đình, thành phố Hà Nội')
    assert.equal(hit?.via, null)
  })

  it('keeps to the level, the place and the limit asked for, and answers nothing to nothing', () => {
    assert.ok(searchAreas('tân', { on, level: 'province' }).every((hit) => hit.area.level === 'province'))
    assert.ok(searchAreas('tân', { on, within: '86' }).every((hit) => hit.fullName.endsWith('tỉnh Vĩnh Long')))
    assert.equal(searchAreas('tân', { on, limit: 3 }).length, 3)
    assert.deepEqual(searchAreas('  ', { on }), [])
    assert.deepEqual(searchAreas('không có nơi nào như thế', { on }), [])
  })

  it('finds every commune of today by its full name, typed plainly', () => {
    fc.assert(fc.property(fc.constantFrom(...communes(on)), (area) => {
      const hits = searchAreas(plainKey(fullAreaName(area.code, on)), { on, level: 'commune' })
      assert.ok(hits.some((hit) => hit.area.code === area.code), area.code)
    }), { numRuns: 300 })
  })

  it('finds the heirs of every commune of 30/06/2025 by its old full name', () => {
    const day = '2025-06-30'
    fc.assert(fc.property(fc.constantFrom(...communes(day)), (area) => {
      const heirs = successorsOf(area.code, day)!.areas.map((one) => one.code)
      const found = searchAreas(fullAreaName(area.code, day), { on, limit: 50 }).map((hit) => hit.area.code)
      assert.ok(heirs.every((code) => found.includes(code)), fullAreaName(area.code, day))
    }), { numRuns: 300 })
  })
})
