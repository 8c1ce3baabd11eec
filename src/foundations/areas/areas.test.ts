import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  areaAsOf, areaFigures, areaName, childrenOf, communesOf, fullAreaName, getArea, isWithin, legalBasisOf, oldNamesOf, parentOf, predecessorsOf,
  provinceOf, provincesOn, successorsOf,
} from './index.ts'

const before = '2025-06-30'
const after = '2025-07-01'
const today = '2026-11-22'
const allCommunes = (on: string) => provincesOn(on).flatMap((province) => communesOf(province.code, on))

describe('administrative units by date', () => {
  it('counts 63 provinces, 696 districts and 10,035 communes on the last day of the old map', () => {
    assert.equal(provincesOn(before).length, 63)
    assert.equal(provincesOn(before).flatMap((province) => childrenOf(province.code, before)).length, 696)
    assert.equal(allCommunes(before).length, 10_035)
  })

  it('counts 34 provinces and 3,321 communes on the first day of the new one: 2,621 xã, 687 phường, 13 đặc khu', () => {
    assert.equal(provincesOn(after).length, 34)
    const communes = allCommunes(after)
    const count = (kind: string) => communes.filter((commune) => commune.kind === kind).length
    assert.deepEqual([communes.length, count('commune'), count('ward'), count('special-zone')], [3321, 2621, 687, 13])
  })

  it('knows 705 districts before the changes of 2023 to 2025', () => {
    assert.equal(provincesOn('2023-01-01').flatMap((province) => childrenOf(province.code, '2023-01-01')).length, 705)
  })

  it('lets a code mean one unit before and another after the reform', () => {
    assert.equal(fullAreaName('00004', before), 'Phường Trúc Bạch, quận Ba Đình, thành phố Hà Nội')
    assert.equal(fullAreaName('00004', after), 'Phường Ba Đình, thành phố Hà Nội')
    assert.equal(areaName('15', before), 'Tỉnh Yên Bái')
    assert.equal(areaName('15', after), 'Tỉnh Lào Cai')
  })

  it('writes the commune with its province as people do', () => {
    assert.equal(fullAreaName('29110', today), 'Xã Ba Tri, tỉnh Vĩnh Long')
    assert.equal(fullAreaName('86', today), 'Tỉnh Vĩnh Long')
  })

  it('shows a code that no unit bears, and refuses it where one is needed', () => {
    assert.equal(areaName('00001', today), '(mã 00001)')
    assert.equal(areaAsOf('00001', today), undefined)
    assert.throws(() => getArea('00001', today, 'commune'), { code: 'areas.unknown-unit', field: 'commune' })
  })

  it('finds parent and province through the districts that existed', () => {
    assert.equal(parentOf('00004', before)?.code, '001')
    assert.equal(parentOf('00004', after)?.code, '01')
    assert.equal(provinceOf('29110', before)?.name, 'Bến Tre')
    assert.equal(provinceOf('29110', today)?.name, 'Vĩnh Long')
    assert.equal(parentOf('86', today), undefined)
  })

  it('says what lies within what on a day', () => {
    assert.ok(isWithin('29110', '83', before))
    assert.ok(!isWithin('29110', '83', today))
    assert.ok(isWithin('29110', '86', today))
    assert.ok(isWithin('29110', '29110', today))
    assert.ok(!isWithin('86', '29110', today), 'a province is not inside its commune')
    assert.ok(!isWithin('99999', '86', today))
  })

  it('names the resolution a new commune rests on', () => {
    assert.match(legalBasisOf(areaAsOf('29110', today)!)!.title, /^Nghị quyết 1687\/NQ-UBTVQH15 .* tỉnh Vĩnh Long/)
    assert.match(legalBasisOf(areaAsOf('86', today)!)!.title, /202\/2025\/QH15/, 'Vĩnh Long kept name and code and became another province')
    assert.equal(legalBasisOf(areaAsOf('04', today)!), undefined, 'Cao Bằng did not change, its text is older than our sources')
    for (const area of [...provincesOn(today), ...allCommunes(today)]) if (area.basis !== null) assert.ok(legalBasisOf(area), area.basis)
  })

  it('gives the approximate land and people of a commune', () => {
    assert.deepEqual(areaFigures('00004'), { areaKm2: 2.97, population: 65023 })
  })
})

describe('what old units became', () => {
  it('follows a whole merger to one commune', () => {
    const found = successorsOf('01651', before)!
    assert.equal(found.kind, 'one')
    assert.deepEqual(found.areas.map((area) => [area.code, area.name]), [['01648', 'Phục Hòa']])
  })

  it('answers several for a divided commune, so that somebody is asked', () => {
    const found = successorsOf('00016', before)!
    assert.equal(found.kind, 'several')
    assert.ok(found.areas.length >= 2)
    assert.ok(found.areas.some((area) => area.name === 'Ba Đình'))
    assert.equal(found.certainty, 'sure')
  })

  it('answers one when all people went to one commune and only land to others', () => {
    const found = successorsOf('00112', before)!
    assert.equal(found.kind, 'one')
    assert.deepEqual(found.areas.map((area) => area.name), ['Tây Hồ'])
    assert.ok(found.landOnly.some((area) => area.name === 'Ba Đình'))
  })

  it('keeps the 127 communes that did not change, and those only renamed or retyped', () => {
    const kinds = allCommunes(before).map((commune) => successorsOf(commune.code, before, after)!.kind)
    assert.equal(kinds.filter((kind) => kind === 'same').length, 131)
    assert.equal(successorsOf('00859', before)!.kind, 'same')
    assert.equal(successorsOf('24235', before)!.areas[0]!.name, 'Buôn Đôn')
  })

  it('makes Đồng Nai a city and ten of its xã phường on 30/04/2026', () => {
    assert.equal(areaName('75', '2026-04-29'), 'Tỉnh Đồng Nai')
    assert.equal(areaName('75', '2026-04-30'), 'Thành phố Đồng Nai')
    assert.equal(areaName('26368', '2026-04-29'), 'Xã Long Thành')
    assert.equal(areaName('26368', '2026-04-30'), 'Phường Long Thành')
    const changed = communesOf('75', '2026-04-30').filter((area) => area.from === '2026-04-30')
    assert.equal(changed.length, 10)
    assert.ok(changed.every((area) => successorsOf(area.code, '2026-04-29')!.kind === 'same'))
  })

  it('follows provinces, also through the change of Huế in 2025', () => {
    assert.deepEqual(successorsOf('83', before)!.areas.map((area) => area.name), ['Vĩnh Long'])
    assert.equal(areaName('46', '2024-12-31'), 'Tỉnh Thừa Thiên Huế')
    assert.deepEqual(successorsOf('46', '2024-12-31')!.areas.map((area) => area.name), ['Huế'])
    assert.deepEqual(predecessorsOf('86', after).map((one) => one.area.name).sort(), ['Bến Tre', 'Trà Vinh', 'Vĩnh Long'])
    assert.equal(successorsOf('04', before)!.kind, 'same')
    assert.deepEqual(predecessorsOf('44', after).map((one) => one.area.name).sort(), ['Quảng Bình', 'Quảng Trị'])
  })

  it('turns an island district into its special zone and another district into its communes', () => {
    assert.deepEqual(successorsOf('755', before)!.areas.map((area) => area.name), ['Côn Đảo'])
    assert.deepEqual(predecessorsOf('26732', today).map((one) => [one.area.code, one.share]), [['755', 'district']])
    const baTri = successorsOf('836', before)!
    assert.equal(baTri.kind, 'several')
    assert.ok(baTri.areas.some((area) => area.code === '29110'))
  })

  it('offers the communes of the district as candidates for a commune abolished before 2025', () => {
    const mergedEarly = allCommunes('2023-01-01').filter((commune) => commune.to !== null && commune.to < after && !areaAsOf(commune.code, commune.to))
    assert.ok(mergedEarly.length > 500)
    for (const commune of mergedEarly) {
      const found = successorsOf(commune.code, '2023-01-01')!
      assert.equal(found.certainty, 'guess')
      assert.ok(found.areas.length > 0, commune.code)
    }
  })

  it('gives every commune of 30/06/2025 a successor and every commune of today a predecessor', () => {
    for (const commune of allCommunes(before)) assert.ok(successorsOf(commune.code, before, today)!.areas.length > 0, commune.code)
    for (const commune of allCommunes(today)) assert.ok(predecessorsOf(commune.code, today).length > 0, commune.code)
  })

  it('agrees with itself in both directions', () => {
    for (const commune of allCommunes(after)) {
      for (const { area, share } of predecessorsOf(commune.code, after)) {
        if (share === 'unincorporated') continue
        const found = successorsOf(area.code, before, after)!
        assert.ok([...found.areas, ...found.landOnly].some((one) => one.code === commune.code), `${area.code} → ${commune.code}`)
      }
    }
  })

  it('keeps the province of a commune in step with the map of provinces', () => {
    for (const commune of allCommunes(before)) {
      const province = successorsOf(provinceOf(commune.code, before)!.code, before, after)!.areas[0]!
      for (const area of successorsOf(commune.code, before, after)!.areas) assert.equal(provinceOf(area.code, after)!.code, province.code, commune.code)
    }
  })

  it('remembers the old names of a commune', () => {
    const names = oldNamesOf('29110', today).map((one) => one.fullName)
    assert.ok(names.includes('Thị trấn Ba Tri, huyện Ba Tri, tỉnh Bến Tre'))
    assert.ok(names.includes('Xã An Bình Tây, huyện Ba Tri, tỉnh Bến Tre'))
    assert.ok(oldNamesOf('26368', today).some((one) => one.name === 'Xã Long Thành' && one.until === '2026-04-29'))
  })
})
