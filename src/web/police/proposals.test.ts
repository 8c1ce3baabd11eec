import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placeMark, readFacts } from '../../foundations/population/index.ts'
import { removePermanent } from '../../foundations/residence/index.ts'
import { somePerson } from '../../foundations/residence/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('what one officer proposes and another decides', () => {
  const desk = new Desk(now)
  const nameOf = async (personId: string): Promise<unknown> => (await desk.house.asCast('haiPolice')((ctx) => readFacts(ctx, personId, ['fullName'])))[0]!.value

  it('a correction waits for the commander, who sees the paper and what stood before', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const form = `/dc/nguoi/${mother.personId}/sua`
    const fields = { field: 'fullName', value: 'Trần Thị Thử Mới', paper: 'Giấy khai sinh', 'paper-number': '12/1999', note: 'Sai tên đệm' }
    assert.match((await desk.press('haiPolice', form, { _buoc: 'xem', field: 'birthDate', value: 'hôm nọ' })).payload, /Nhập giá trị đọc được[\s\S]*Ghi tên giấy tờ/)
    const look = await desk.press('haiPolice', form, { ...fields, _buoc: 'xem' })
    assert.match(look.payload, /Gửi người duyệt/)
    const sent = await desk.press('haiPolice', form, { ...fields, _buoc: 'ghi' })
    assert.equal(sent.statusCode, 303)
    const path = sent.headers.location as string
    assert.notEqual(await nameOf(mother.personId), 'Trần Thị Thử Mới', 'nothing changes before it is approved')
    assert.match((await desk.open(path, 'haiPolice')).payload, /Rút đề nghị/)
    assert.equal((await desk.press('haiPolice', path, { decision: 'approve' })).statusCode, 403, 'nobody approves his own')
    assert.match((await desk.open(`/dc/nguoi/${mother.personId}`, 'haiPolice')).payload, new RegExp(path))
    const waiting = await desk.open('/dc/duyet', 'policeCommander')
    assert.match(waiting.payload, new RegExp(path))
    const page = await desk.open(path, 'policeCommander')
    assert.match(page.payload, /Giấy khai sinh số 12\/1999/)
    assert.match(page.payload, new RegExp(`<del>${mother.fullName}</del>[\\s\\S]*<ins>Trần Thị Thử Mới</ins>`))
    assert.match((await desk.press('policeCommander', path, {})).payload, /Chọn duyệt hoặc từ chối/)
    assert.match((await desk.press('policeCommander', path, { decision: 'refuse', reason: ' ' })).payload, /Ghi lý do từ chối/)
    assert.equal((await desk.press('policeCommander', path, { decision: 'approve' })).headers.location, '/dc/duyet?xong=approve')
    assert.equal(await nameOf(mother.personId), 'Trần Thị Thử Mới')
    assert.equal((await desk.press('policeCommander', path, { decision: 'approve', version: '1' })).statusCode, 409, 'a second press is told what became of it')
    const story = await desk.open(`/dc/nguoi/${mother.personId}`, 'haiPolice')
    assert.match(story.payload, /Sửa sai sót[\s\S]*<del>Trần Thị/)
  })

  it('two entries are merged by two officers and can be parted again', async () => {
    const same = { name: 'Phạm Văn Trùng', gender: 'male' as const, birthDate: '1980-02-03', area: '29602' }
    const [one, other] = [await somePerson(desk.house.t, same), await somePerson(desk.house.t, same)]
    const compared = await desk.open(`/dc/so-sanh?nguoi=${one.personId}&nguoi=${other.personId}`, 'haiPolice')
    assert.match(compared.payload, /Đề nghị gộp hai người này/)
    const form = `/dc/nguoi/${one.personId}/gop/${other.personId}`
    assert.match((await desk.press('haiPolice', form, { _buoc: 'xem' })).payload, /Chọn bản ghi được giữ lại/)
    const early = await desk.press('haiPolice', form, { _buoc: 'ghi', stays: one.personId, paper: 'Biên bản xác minh' })
    assert.equal(early.statusCode, 409)
    assert.match(early.payload, /Xóa đăng ký cư trú của bản ghi đó trước/)
    await desk.house.asCast('haiPolice', { now })((ctx) => removePermanent(ctx, { personId: other.personId, ground: 'consent-withdrawn', commandId: newId() }))
    const sent = await desk.press('haiPolice', form, { _buoc: 'ghi', stays: one.personId, paper: 'Biên bản xác minh' })
    const asked = (await desk.open(sent.headers.location as string, 'policeCommander')).payload
    assert.match(asked, /Phạm Văn Trùng, số [\d ]+<\/del>[\s\S]*Phạm Văn Trùng, số [\d ]+/, 'two of one name are told apart by their numbers')
    assert.equal((await desk.press('policeCommander', sent.headers.location as string, { decision: 'approve' })).statusCode, 303)
    const merged = await desk.open(`/dc/nguoi/${other.personId}`, 'haiPolice')
    assert.match(merged.payload, /đã được gộp vào người này/)
    assert.match(merged.payload, new RegExp(`/dc/nguoi/${one.personId}/tach/${other.personId}`))
    const parting = await desk.press('haiPolice', `/dc/nguoi/${one.personId}/tach/${other.personId}`, { _buoc: 'ghi', paper: 'Biên bản xác minh lại' })
    assert.equal((await desk.press('policeCommander', parting.headers.location as string, { decision: 'approve' })).statusCode, 303)
    assert.doesNotMatch((await desk.open(`/dc/nguoi/${one.personId}`, 'haiPolice')).payload, /\/tach\//)
  })

  it('takes a proposal back, and shows nobody whom a decision protects', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const sent = await desk.press('haiPolice', `/dc/nguoi/${mother.personId}/sua`, { _buoc: 'ghi', field: 'gender', value: 'Nam', paper: 'Giấy khai sinh' })
    assert.equal((await desk.press('haiPolice', sent.headers.location as string, { decision: 'withdraw' })).headers.location, '/dc/duyet?xong=withdraw')
    await desk.house.asSystem(now)((ctx) => placeMark(ctx, { personId: mother.personId, kind: 'protected', decision: '1/QĐ-CAT ngày 01/11/2026', commandId: newId() }))
    const shut = await desk.open(`/dc/nguoi/${mother.personId}`, 'haiPolice')
    assert.equal(shut.statusCode, 403)
    assert.match(shut.payload, /Có thông tin hạn chế[\s\S]*\/lam-viec\/xem-khan/)
    assert.doesNotMatch(shut.payload, new RegExp(mother.fullName))
    const elsewhere = await desk.open(`/dc/nguoi/${desk.house.who('cuc').personId}`, 'secondPolice')
    assert.match(elsewhere.payload, /ngoài địa bàn/)
  })
})
