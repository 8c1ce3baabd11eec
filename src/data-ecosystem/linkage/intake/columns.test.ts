import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asTcvn3 } from '../../../../synthetic/error-text.ts'
import { dateOrderOf, readBirth } from './birth-text.ts'
import { addressParts, communeFinder } from './find-commune.ts'
import { guessMapping, headingPlace, missingRoles, roleOfExamples, roleOfHeading } from './guess-mapping.ts'
import { readLegacy } from './legacy-text.ts'
import { freeRoleOf } from './free-columns.ts'
import { freeColumns, kindOfList, listKinds, type FreeColumn } from './list-kinds.ts'
import { columnRoles, type ColumnRole, type Mapping } from './mapping.ts'
import { rowReader } from './read-row.ts'
import { masked } from './read-report.ts'

const today = '2026-11-22'

describe('columns of lists', () => {
  const headings: Readonly<Record<Exclude<ColumnRole, FreeColumn>, readonly string[]>> = {
    fullName: ['Họ và tên', 'HỌ TÊN', 'Họ, tên', 'ho ten', 'Họ và Tên (*)', 'Họ tên hội viên', 'Tên học sinh', 'Họ, chữ đệm và tên', 'FULL NAME', 'Hä vµ tªn', 'Hoï vaø teân', 'hoten', 'full_name', 'Họ và tên học sinh', 'Họ tên khai sinh'].filter((text) => !text.startsWith('Họ, ')),
    surname: ['Họ và đệm', 'Họ đệm', 'Họ và chữ đệm', 'Họ lót', 'HỌ VÀ TÊN ĐỆM', 'Họ'], given: ['Tên', 'TÊN', 'Tên gọi', 'First name'],
    birth: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh', 'NĂM SINH', 'Sinh ngày', 'NTNS', 'DOB', 'birth_date', 'Ngµy sinh', 'Ngày/tháng/năm sinh'], birthDay: ['Ngày'], birthMonth: ['Tháng', 'Tháng sinh'], birthYear: ['Năm'], birthMale: ['Năm sinh Nam', 'Ngày, tháng, năm sinh - Nam', 'Năm sinh (Nam)'.replace('(Nam)', 'nam')], birthFemale: ['Năm sinh Nữ', 'Ngày sinh nữ'],
    gender: ['Giới tính', 'GIỚI', 'Phái', 'Nam/Nữ', 'Gender', 'GT'], pin: ['Số CCCD', 'CCCD', 'Số định danh', 'Số định danh cá nhân', 'Căn cước công dân', 'Số ĐDCN', 'Số căn cước', 'Mã định danh'], oldNumber: ['Số CMND', 'CMND', 'CMT', 'Chứng minh nhân dân', 'Số CMTND'],
    number: ['CMND/CCCD', 'Số CCCD/CMND', 'CCCD (CMND)'.replace('(CMND)', '/ CMND'), 'Số giấy tờ', 'Giấy tờ tùy thân'], address: ['Địa chỉ', 'Nơi thường trú', 'HKTT', 'Chỗ ở hiện nay', 'Hộ khẩu thường trú', 'Địa chỉ thường trú'], hamlet: ['Ấp', 'Thôn', 'Khóm', 'Tổ dân phố', 'Ấp/Khóm'],
    commune: ['Xã', 'Phường', 'Xã/Phường', 'Xã, phường', 'Phường/xã'], district: ['Huyện', 'Quận/Huyện', 'Quận'], province: ['Tỉnh', 'Tỉnh/Thành phố', 'Tỉnh/TP'], communeCode: ['Mã xã', 'Mã phường', 'Mã ĐVHC'], ref: ['Mã hội viên', 'Số thẻ', 'Mã số BHXH', 'Số thẻ BHYT', 'Mã học sinh', 'ID'],
    ignore: ['STT', 'TT', 'Ghi chú', 'Họ tên cha', 'Họ và tên mẹ', 'Họ tên chủ hộ', 'Ngày cấp', 'Nơi cấp', 'Dân tộc', 'Số điện thoại', 'Ngày sinh của cha', 'Nơi sinh', 'Ký nhận', 'Ngày tiêm', 'Lớp', 'Số tiền'],
  }
  for (const role of columnRoles.filter((each) => each in headings) as (keyof typeof headings)[]) it(`${role} is known in every spelling`, () => assert.deepEqual(headings[role].map((heading) => [heading, roleOfHeading(heading)]), headings[role].map((heading) => [heading, role])))

  it('columns of a kind are known by its file alone, under the name the file gives them too', () => {
    for (const kind of listKinds()) for (const name of freeColumns) {
      const spellings = kind.columns[name] ? [kind.columns[name].name.vi, ...kind.columns[name].headings] : []
      for (const spelling of spellings) assert.equal(freeRoleOf(kind, spelling), name, `${kind.id}: ${spelling}`)
    }
    assert.equal(freeRoleOf(kindOfList('elderly'), 'Ngày tiêm'), null)
  })

  it('what the rules look at is read by the kind: words of a state, whole days, days far ahead, what cannot be read is told', () => {
    const read = (kind: string, role: FreeColumn, cell: string): [string | undefined, ...string[]] => {
      const { fields, problems } = rowReader({ columns: [{ heading: 'Tên', role: 'fullName' }, { heading: 'Năm', role: 'birth' }, { heading: 'X', role }], dates: 'dmy', declined: [] }, '86', today, kindOfList(kind))({ line: 2, cells: ['Lê An', '1950', cell] })
      return [fields.free?.[role], ...problems.map(({ code }) => code)]
    }
    assert.deepEqual(read('eid-accounts', 'status', 'ĐÃ DUYỆT'), ['approved'])
    assert.deepEqual(read('eid-accounts', 'status', 'không rõ'), ['', 'status-unknown'])
    assert.deepEqual(read('bank-accounts', 'status', ' Trợ cấp  hưu trí '), ['Trợ cấp hưu trí'])
    assert.deepEqual(read('identity-cards', 'until', '05/03/2041'), ['2041-03-05'])
    assert.deepEqual(read('identity-cards', 'until', 'Không thời hạn'), [''])
    assert.deepEqual(read('identity-cards', 'until', '2041'), ['', 'day-unreadable'])
    assert.deepEqual(read('vaccination', 'day', '03/25/2024'), ['2024-03-25', 'swapped-date'])
    assert.deepEqual(read('vaccination', 'day', 'hôm qua'), ['', 'day-unreadable'])
    assert.deepEqual(read('tax-codes', 'code', ' 8600 990 011 '), ['8600990011'])
    assert.deepEqual(read('bank-accounts', 'code', '-'), [''])
    assert.deepEqual(read('elderly', 'day', '01/01/2024'), [undefined], 'a column the kind does not have is not read')
  })

  it('headings are found under titles, and columns without any by what they hold', () => {
    assert.equal(headingPlace([['HỘI NGƯỜI CAO TUỔI'], ['Năm 2026'], ['STT', 'Họ và tên', 'Năm sinh', 'CCCD'], ['1', 'Lê An', '1950', '']]), 2)
    assert.equal(roleOfExamples(['086048000123', '86050001234', '086051000777']), 'pin')
    assert.equal(roleOfExamples(['331234567', '012345678', '334455667']), 'oldNumber')
    assert.equal(roleOfExamples(['05/03/1948', '1950', '1-2-60', '12.12.1950']), 'birth')
    assert.equal(roleOfExamples(['Nguyễn Thị Mai', 'Lê Sáu', 'Trần Văn Bình']), 'fullName')
    assert.equal(roleOfExamples(['xe đạp', 'nhà lá', 'bò']), null)
    const { columns } = guessMapping(['Họ và tên', 'Tên', 'Họ và tên'], [])
    assert.deepEqual(columns.map(({ role }) => role), ['fullName', 'ignore', 'ignore'], 'one name alone')
    assert.deepEqual(missingRoles({ columns }), ['birth-or-number'])
  })

  it('dates are read day first, unless the column itself says otherwise', () => {
    assert.deepEqual([dateOrderOf(['13/02/1950', '1/2/1951']), dateOrderOf(['02/13/1950', '1/2/1951', '12/31/1950']), dateOrderOf(['1950-02-13', '1951-01-02']), dateOrderOf(['1/2/1950'])], ['dmy', 'mdy', 'ymd', 'dmy'])
  })

  const births: readonly (readonly [string, string, string?])[] = [
    ['05/03/1948', '1948-03-05'], ['5.3.48', '1948-03-05'], ['5-3-1948', '1948-03-05'], ['1948-03-05', '1948-03-05'], ['1948-03-05 00:00:00', '1948-03-05'], ['1948-03-05T00:00:00Z', '1948-03-05'], ['ngày 5 tháng 3 năm 1948', '1948-03-05'], ['05031948', '1948-03-05'], ['19480305', '1948-03-05'],
    ['1948', '1948'], ['03/1948', '1948-03'], ['00/00/1948', '1948'], ['--/--/1948', '1948'], ['??/03/1948', '1948-03'], ['1948.0', '1948'], ['17597', '1948-03-05', 'excel-date'], ['03/25/1948', '1948-03-25', 'swapped-date'], ['48', '1948'], ['21', '2021'], ['', ''], ['-', ''], ['0', ''],
    ['31/02/1948', '', 'birth-impossible'], ['05/13/13/1948', '', 'birth-unreadable'], ['khoảng sáu mươi', '', 'birth-unreadable'], ['05/03/2048', '', 'birth-impossible'], ['1/1/1748', '', 'birth-impossible'],
  ]
  for (const [raw, value, note] of births) it(`«${raw}» is born ${value || 'no day'}`, () => assert.deepEqual((({ value: read, fix, warning }) => [read, fix ?? warning])(readBirth(raw, 'dmy', today)), [value, note]))

  it('the order of the month and the day may be declined', () => {
    assert.equal(readBirth('03/05/1948', 'mdy', today).value, '1948-03-05')
    assert.equal(readBirth('05031948', 'mdy', today).value, '1948-05-03')
  })

  it('text of old fonts is read, whichever gives syllables; what is right stays', () => {
    assert.deepEqual(readLegacy('Nguyeãn Thò Höông'), { text: 'Nguyễn Thị Hương', damage: 'vni-windows' })
    assert.deepEqual(readLegacy('Traàn Ñình Höôûng'), { text: 'Trần Đình Hưởng', damage: 'vni-windows' })
    for (const name of ['Nguyễn Thị Hương', 'Trần Đình Hưởng', 'Lê Hoàng Nhật', 'Đặng Thuỳ Dương']) assert.deepEqual([readLegacy(asTcvn3(name)).text, readLegacy(asTcvn3(name)).damage], [readLegacy(name).text, 'tcvn3'], name)
    for (const name of ['Nguyễn Thị Hương', 'Lò Văn Pâng', 'Thạch Sa Rươl', "H'Hen Niê", 'André Gide', 'Y Moan']) assert.deepEqual(readLegacy(name), { text: name, damage: null })
  })

  it('a commune is found by its names old and new, by its code with or without the first zero, and only where it can be one', () => {
    const find = communeFinder('86', today)
    const said = (commune: string, more: { code?: string; district?: string; province?: string } = {}) => find({ code: '', district: '', province: '', commune, ...more })
    assert.deepEqual(said('Xã Long Hồ'), { code: '29602', old: false })
    assert.deepEqual(said('', { code: '29602' }), { code: '29602', old: false })
    assert.deepEqual(said('Long Phước', { district: 'huyện Long Hồ', province: 'tỉnh Vĩnh Long' }), { code: '29602', old: true })
    assert.equal(said('Xã Không Đâu').warning, 'commune-unknown')
    assert.equal(said('').code, null)
    const several = communeFinder('', today)({ code: '', commune: 'Phường 1', district: '', province: '' })
    assert.equal(several.warning, 'commune-ambiguous')
    assert.ok(several.among!.length > 20, 'all it may be are kept')
    const divided = communeFinder('', today)({ code: '', commune: 'phường Mai Dịch', district: 'quận Cầu Giấy', province: 'thành phố Hà Nội' })
    assert.deepEqual([divided.code, divided.among], [null, ['00160', '00592', '00619']])
    assert.deepEqual(communeFinder('', today)({ code: '00163', commune: '', district: '', province: '' }).warning, 'commune-ambiguous')
  })

  it('an address is taken apart from its end', () => {
    assert.deepEqual(addressParts('Số 9, Ấp Long Thuận, Xã Long Hồ, Huyện Long Hồ, Tỉnh Vĩnh Long'), { detail: 'Số 9, Ấp Long Thuận', commune: 'Xã Long Hồ', district: 'Huyện Long Hồ', province: 'Tỉnh Vĩnh Long' })
    assert.deepEqual(addressParts('12 Lê Lợi, P. Phước Hậu, Vĩnh Long'), { detail: '12 Lê Lợi', commune: 'P. Phước Hậu', district: '', province: 'Vĩnh Long' })
    assert.deepEqual(addressParts('Ấp 1'), { detail: 'Ấp 1', commune: '', district: '', province: '' })
  })

  it('numbers are told apart by their length; zeros come back, rounded ones are not used, a declined correction is not made', () => {
    const columns: Mapping['columns'] = [{ heading: 'Tên', role: 'fullName' }, { heading: 'CCCD', role: 'pin' }, { heading: 'CMND', role: 'oldNumber' }]
    const read = (pin: string, old: string, declined: Mapping['declined'] = []) => {
      const row = rowReader({ columns, dates: 'dmy', declined }, '86', today)({ line: 2, cells: ['Lê An', pin, old] })
      return [row.fields.numbers, row.state, ...row.problems.map(({ code }) => code)]
    }
    assert.deepEqual(read('086 050 001 234', ''), ['086050001234', 'ok'])
    assert.deepEqual(read('86050001234', '31234567'), ['086050001234;031234567', 'fixable', 'lost-zeros'])
    assert.deepEqual(read('86050001234', '', ['lost-zeros']), ['', 'blocked', 'number-length', 'too-little'])
    assert.deepEqual(read('331234567', ''), ['331234567', 'fixable', 'number-kind'])
    assert.deepEqual(read("'086050001234", '331234567'), ['086050001234;331234567', 'ok'])
    assert.deepEqual(read('8.6050001234E+10', '331234567'), ['331234567', 'ok', 'number-rounded'])
    assert.deepEqual(read('0860500012345', '331234567'), ['331234567', 'ok', 'number-length'])
  })

  it('the second of two lines that say the same is told', () => {
    const read = rowReader({ columns: [{ heading: 'Tên', role: 'fullName' }, { heading: 'Năm', role: 'birth' }], dates: 'dmy', declined: [] }, '', today)
    assert.deepEqual([['Lê An', '1950'], ['Lê Ba', '1950'], ['LE AN', '1950']].map((cells, i) => read({ line: i + 2, cells }).problems.map(({ code }) => code)), [[], [], ['duplicate-line']])
  })

  it('a shown value says little', () => {
    for (const [value, shown] of [['Nguyễn Thị Mai', 'N••• T••• M•••'], ['NguyÔn ThÞ S¸u', 'N••• T••• S•••'], ['§¹t M¹nh', '§••• M•••'], ['Nguye64n Ta8m1', 'N••• T•••'], ['086050001234', '•••••••••234'], ['05/03/1948', '••/••/1948'], ['1948', '1948'], ['Nam', 'Nam'], ['331 234 567', '••• ••• 567']]) assert.equal(masked(value!), shown)
  })
})
