import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { residencesOf } from '../../foundations/residence/index.ts'
import { Desk, textOf, dateFields } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('relatives, cards, life status and facts at the police', () => {
  const desk = new Desk(now)
  const look = (personId: string) => desk.house.asSystem(now)((ctx) => readPerson(ctx, personId, ['relatives', 'identityCards', 'lifeStatus', 'phone']))
  const kinOf = async (personId: string) => (await look(personId)).relatives.map((each) => [each.kind, each.personId ?? each.fullName])

  it('a relative is recorded for both, ended on a day, and only asked for what the act needs', async () => {
    const [one, other] = [(await desk.house.family('same', { notice: false })).mother, (await desk.house.family('same', { notice: false })).father]
    const base = `/dc/nguoi/${one.personId}`
    const empty = await desk.press('haiPolice', `${base}/nguoi-than`, { _buoc: 'xem', name: '' })
    assert.equal(empty.statusCode, 422)
    assert.match(textOf(empty.payload), /Chọn quan hệ[\s\S]*Nhập số định danh, hoặc họ tên[\s\S]*Ghi tên giấy tờ/)
    const fields = { kind: 'representative', pin: other.pin, paper: 'Giấy ủy quyền' }
    const undated = await desk.press('haiPolice', `${base}/nguoi-than`, { ...fields, _buoc: 'xem' })
    assert.equal(undated.statusCode, 422)
    assert.match(undated.payload, /Nhập ngày ghi trên giấy/)
    assert.ok(undated.payload.includes(`value="${other.pin}"`), 'nothing typed is lost')
    const whole = { ...fields, ...dateFields('from', '2026-01-05') }
    assert.match(textOf((await desk.press('haiPolice', `${base}/nguoi-than`, { ...whole, _buoc: 'xem' })).payload), new RegExp(`Ghi ở cả trang của ${other.fullName}`))
    assert.equal((await desk.press('haiPolice', `${base}/nguoi-than`, { ...whole, _buoc: 'ghi' })).statusCode, 303)
    assert.ok((await kinOf(one.personId)).some(([kind, id]) => kind === 'representative' && id === other.personId))
    assert.ok((await kinOf(other.personId)).some(([kind, id]) => kind === 'represented' && id === one.personId))
    const end = { which: `representative ${other.personId}`, reason: 'ended', ...dateFields('on', '2026-11-10'), paper: 'Giấy chấm dứt' }
    assert.match((await desk.press('haiPolice', `${base}/het-quan-he`, { ...end, which: '', _buoc: 'xem' })).payload, /Chọn một dòng/)
    assert.equal((await desk.press('haiPolice', `${base}/het-quan-he`, { ...end, _buoc: 'ghi' })).statusCode, 303)
    assert.ok(!(await kinOf(one.personId)).some(([kind]) => kind === 'representative'))
    assert.equal((await desk.open(`${base}/nguoi-than`, 'secondPolice')).statusCode, 403)
  })

  it('a wrong relative waits for a second officer', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const base = `/dc/nguoi/${mother.personId}`
    assert.equal((await desk.press('haiPolice', `${base}/nguoi-than`, { kind: 'father', name: 'Ngô Văn Nhầm', paper: 'Tờ khai', _buoc: 'ghi' })).statusCode, 303)
    const fields = { which: 'father Ngô Văn Nhầm', how: 'other', name: 'Ngô Văn Đúng', paper: 'Giấy khai sinh' }
    assert.match((await desk.press('haiPolice', `${base}/sua-nguoi-than`, { ...fields, how: '', _buoc: 'xem' })).payload, /Chọn một câu/)
    assert.match(textOf((await desk.press('haiPolice', `${base}/sua-nguoi-than`, { ...fields, _buoc: 'xem' })).payload), /Ngô Văn Nhầm[\s\S]*Ngô Văn Đúng/)
    const sent = await desk.press('haiPolice', `${base}/sua-nguoi-than`, { ...fields, _buoc: 'ghi' })
    assert.equal(sent.statusCode, 303)
    const waiting = sent.headers.location as string
    assert.match(textOf((await desk.open(waiting, 'policeCommander')).payload), /Sửa người thân ghi sai[\s\S]*Ngô Văn Nhầm[\s\S]*Ngô Văn Đúng/)
    assert.deepEqual((await kinOf(mother.personId)).filter(([kind]) => kind === 'father'), [['father', 'Ngô Văn Nhầm']])
    assert.equal((await desk.press('policeCommander', waiting, { decision: 'approve' })).statusCode, 303)
    assert.deepEqual((await kinOf(mother.personId)).filter(([kind]) => kind === 'father'), [['father', 'Ngô Văn Đúng']])
  })

  it('a card is the paper itself; the one before counts as replaced, and a lost one ends', async () => {
    const { father } = await desk.house.family('same', { notice: false })
    const base = `/dc/nguoi/${father.personId}`
    const before = (await look(father.personId)).identityCards.filter((each) => each.status === 'valid').length
    const other = await desk.press('haiPolice', `${base}/the`, { kind: 'can-cuoc', number: '099180000001', ...dateFields('issuedOn', '2026-03-02'), _buoc: 'xem' })
    assert.match(other.payload, /phải là một số định danh đã ghi cho người này/)
    const fields = { kind: 'can-cuoc', ...dateFields('issuedOn', '2026-03-02'), ...dateFields('expiresOn', '2036-03-02') }
    const seen = textOf((await desk.press('haiPolice', `${base}/the`, { ...fields, _buoc: 'xem' })).payload)
    assert.equal(/đã đổi/.test(seen), before > 0)
    assert.equal((await desk.press('haiPolice', `${base}/the`, { ...fields, _buoc: 'ghi' })).statusCode, 303)
    const [card] = (await look(father.personId)).identityCards.filter((each) => each.status === 'valid')
    assert.deepEqual([card!.kind, card!.number, card!.issuedOn, card!.expiresOn], ['can-cuoc', father.pin, '2026-03-02', '2036-03-02'])
    const late = await desk.press('haiPolice', `${base}/the`, { ...fields, ...dateFields('expiresOn', '2020-01-01'), ...dateFields('issuedOn', '2026-04-02'), _buoc: 'ghi' })
    assert.match(late.payload, /Thời hạn của thẻ chưa hợp lý/)
    assert.equal((await desk.press('haiPolice', `${base}/het-the`, { which: `can-cuoc ${father.pin} 2026-03-02`, status: 'lost', paper: 'Đơn báo mất', _buoc: 'ghi' })).statusCode, 303)
    assert.ok((await look(father.personId)).identityCards.some((each) => each.status === 'lost'))
    assert.match((await desk.open(`${base}/het-the`)).payload, /Không có thẻ nào đang còn giá trị/)
  })

  it('a life status is the commander’s, says what ends before it is recorded, and a mistake is taken back', async () => {
    const { father } = await desk.house.family('same', { notice: false })
    const base = `/dc/nguoi/${father.personId}/tinh-trang`
    assert.match((await desk.open(base)).payload, /Trưởng Công an xã ghi việc này/)
    assert.doesNotMatch((await desk.open(`/dc/nguoi/${father.personId}`)).payload, /open-tinh-trang/)
    assert.match((await desk.open(`/dc/nguoi/${father.personId}`, 'policeCommander')).payload, /open-tinh-trang/)
    const paper = { paper: 'Quyết định', 'paper-number': '7/QĐ' }
    const empty = await desk.press('policeCommander', base, { _buoc: 'xem' })
    assert.match(textOf(empty.payload), /Chọn tình trạng[\s\S]*Ghi tên giấy tờ/)
    const nowhere = await desk.press('policeCommander', base, { what: 'renounced', nationalities: 'Xứ Lạ', ...dateFields('on', '2026-10-01'), ...paper, _buoc: 'xem' })
    assert.match(nowhere.payload, /Không có nước nào tên như vậy/)
    assert.match(nowhere.payload, /value="Xứ Lạ"/)
    const fields = { what: 'renounced', nationalities: 'Đức', ...dateFields('on', '2026-10-01'), ...paper }
    assert.match(textOf((await desk.press('policeCommander', base, { ...fields, _buoc: 'xem' })).payload), /Thôi quốc tịch[\s\S]*Đăng ký cư trú của người này kết thúc[\s\S]*Tài khoản định danh điện tử bị khóa/)
    assert.equal((await desk.press('haiPolice', base, { ...fields, _buoc: 'ghi' })).statusCode, 403)
    assert.equal((await desk.press('policeCommander', base, { ...fields, _buoc: 'ghi' })).statusCode, 303)
    assert.equal((await look(father.personId)).lifeStatus, 'renounced')
    await desk.house.t.drain(now)
    assert.deepEqual(await desk.house.asSystem(now)((ctx) => residencesOf(ctx, father.personId)), [])
    const undo = { what: 'undo', ...paper }
    assert.match(textOf((await desk.press('policeCommander', base, { ...undo, _buoc: 'xem' })).payload), /Như chưa từng ghi/)
    assert.equal((await desk.press('policeCommander', base, { ...undo, _buoc: 'ghi' })).statusCode, 303)
    assert.equal((await look(father.personId)).lifeStatus, 'living')
  })

  it('what changed in life is recorded; what cannot be a telephone is said at its field', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const path = `/dc/nguoi/${mother.personId}/cap-nhat`
    assert.match((await desk.press('haiPolice', path, { field: 'phone', value: 'không nhớ', paper: 'Phiếu DC01', _buoc: 'xem' })).payload, /không hợp với mục đã chọn/)
    assert.match(textOf((await desk.press('haiPolice', path, { field: 'phone', value: '0345 111 222', paper: 'Phiếu DC01', _buoc: 'xem' })).payload), /0345111222/)
    assert.equal((await desk.press('haiPolice', path, { field: 'phone', value: '0345 111 222', paper: 'Phiếu DC01', _buoc: 'ghi' })).statusCode, 303)
    assert.equal((await look(mother.personId)).phone, '0345111222')
  })

  it('the commander of the commune sees who looked, and is seen looking', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const base = `/dc/nguoi/${mother.personId}`
    await desk.open(base)
    assert.ok(!(await desk.open(base)).payload.includes('data-act="person-readers"'))
    assert.equal((await desk.open(`${base}/luot-xem`)).statusCode, 403)
    const page = await desk.open(`${base}/luot-xem`, 'policeCommander')
    assert.match(textOf(page.payload), /Kiểm tra, xác minh cư trú tại địa bàn/)
    assert.ok(!page.payload.includes(desk.house.who('haiPolice').fullName) || desk.house.who('haiPolice').personId === desk.house.who('policeCommander').personId, 'the unit, not the officer')
    const seen = await desk.house.asPerson(mother, { now: '2026-11-19T03:00:00.000Z' })((ctx) => accessesOf(ctx, { month: '2026-11' }))
    assert.ok(seen.groups.some((group) => group.lines.some((line) => line.reason === 'Kiểm tra ai đã xem dữ liệu của người dân trong xã' && line.fields.includes('lượt xem dữ liệu'))))
  })
})
