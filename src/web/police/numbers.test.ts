import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPerson } from '../../foundations/population/index.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('numbers of a person at the police', () => {
  const desk = new Desk(now)
  const numbersOf = async (personId: string) => (await desk.house.asCast('haiPolice', { now })((ctx) => readPerson(ctx, personId, ['identityNumbers']))).identityNumbers

  it('an old number is claimed by one officer on a paper and answered by another', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const base = `/dc/nguoi/${mother.personId}`
    assert.doesNotMatch((await desk.open(base)).payload, /doi-chieu-so/)
    assert.match((await desk.open(`${base}/doi-chieu-so`)).payload, /Không có số nào chờ đối chiếu/)
    const wrong = await desk.press('haiPolice', `${base}/so-cu`, { _buoc: 'xem' })
    assert.match(wrong.payload, /Chọn loại giấy tờ[\s\S]*Nhập số trên giấy[\s\S]*Ghi tên giấy tờ/)
    const short = await desk.press('haiPolice', `${base}/so-cu`, { _buoc: 'ghi', kind: 'cmnd9', value: '12', paper: 'CMND' })
    assert.equal(short.statusCode, 422)
    assert.match(short.payload, /id="f-value"[^>]*value="12"|value="12"[^>]*id="f-value"/, 'nothing typed is lost')
    const fields = { kind: 'cmnd9', value: '331234567', paper: 'Giấy CMND', 'paper-number': '331234567' }
    assert.match((await desk.press('haiPolice', `${base}/so-cu`, { ...fields, _buoc: 'xem' })).payload, /331234567 \(tự khai, chờ đối chiếu\)/)
    assert.equal((await desk.press('haiPolice', `${base}/so-cu`, { ...fields, _buoc: 'ghi' })).statusCode, 303)
    assert.match((await desk.open(`${base}?xong=old-number-claimed`)).payload, /Khai số giấy tờ cũ[\s\S]*doi-chieu-so/)
    const answer = { which: 'cmnd9 331234567', paper: 'Giấy CMND' }
    assert.match((await desk.press('policeCommander', `${base}/doi-chieu-so`, { ...answer, answer: 'reject', _buoc: 'xem' })).payload, /Ghi vì sao không đúng/)
    assert.equal((await desk.press('haiPolice', `${base}/doi-chieu-so`, { ...answer, answer: 'confirm', _buoc: 'ghi' })).statusCode, 403, 'nobody answers his own')
    assert.equal((await desk.press('policeCommander', `${base}/doi-chieu-so`, { ...answer, answer: 'confirm', _buoc: 'ghi' })).statusCode, 303)
    const number = (await numbersOf(mother.personId)).find((each) => each.kind === 'cmnd9')
    assert.deepEqual([number?.value, number?.standing], ['331234567', 'confirmed'])
    assert.equal((await desk.open(`${base}/so-cu`, 'secondPolice')).statusCode, 403)
  })

  it('a number that somebody else has too is taken, and both officers are told so', async () => {
    const [one, two] = [(await desk.house.family('same', { notice: false })).mother, (await desk.house.family('same', { notice: false })).mother]
    const fields = { kind: 'cmnd9', value: '331777888', paper: 'Giấy CMND' }
    const first = await desk.press('haiPolice', `/dc/nguoi/${one.personId}/so-cu`, { ...fields, _buoc: 'ghi' })
    assert.doesNotMatch(first.headers.location as string, /cung=/)
    const second = await desk.press('haiPolice', `/dc/nguoi/${two.personId}/so-cu`, { ...fields, _buoc: 'ghi' })
    assert.match((await desk.open(second.headers.location as string)).payload, /Còn 1 người khác cũng ghi số này/)
    const answer = { which: 'cmnd9 331777888', paper: 'Giấy CMND', answer: 'confirm' }
    assert.match((await desk.press('policeCommander', `/dc/nguoi/${two.personId}/doi-chieu-so`, { ...answer, _buoc: 'xem' })).payload, /Còn 1 người khác cũng ghi số này/)
  })

  it('another personal number waits for the commander; the old one is cancelled for ever', async () => {
    const { father } = await desk.house.family('same', { notice: false })
    const form = `/dc/nguoi/${father.personId}/cap-lai-so`
    assert.doesNotMatch((await desk.open(form)).payload, /Chưa từng có số/, 'a reason that cannot be is not offered')
    assert.match((await desk.press('haiPolice', form, { _buoc: 'xem' })).payload, /Chọn lý do xác lập lại[\s\S]*Ghi tên giấy tờ/)
    const fields = { reason: 'forged-papers', paper: 'Kết luận xác minh', 'paper-number': '7/KL' }
    assert.match((await desk.press('haiPolice', form, { ...fields, _buoc: 'xem' })).payload, /số mới, có khi được duyệt/)
    const sent = await desk.press('haiPolice', form, { ...fields, _buoc: 'ghi' })
    assert.equal(sent.statusCode, 303)
    assert.deepEqual((await numbersOf(father.personId)).map((each) => each.status), ['active'])
    assert.equal((await desk.press('policeCommander', sent.headers.location as string, { decision: 'approve' })).statusCode, 303)
    const pins = (await numbersOf(father.personId)).filter((each) => each.kind === 'pin')
    assert.deepEqual(pins.map((each) => [each.status, each.value === father.pin]).sort(), [['active', false], ['cancelled', true]])
  })
})
