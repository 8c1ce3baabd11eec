import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { declareAbsence } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('forms printed by the commune police', () => {
  const desk = new Desk(now)
  const get = (path: string, key: 'haiPolice' | 'secondPolice' = 'haiPolice') => desk.space.as(key).get(path)

  it('come as archive PDF with what is known, and the citizen sees why her data were read', async () => {
    const cuc = desk.house.who('cuc')
    for (const form of ['ct01', 'dc02', 'ct02', 'ct04', 'ct05', 'ct06', 'ct09', 'ct10']) {
      const answer = await get(`/dc/nguoi/${cuc.personId}/in/${form}`)
      assert.equal(answer.statusCode, 200, form)
      assert.equal(answer.headers['content-type'], 'application/pdf')
      assert.match(answer.rawPayload.toString('latin1'), /^%PDF-[\s\S]*pdfaid/)
      assert.equal(answer.headers['cache-control'], 'no-store')
    }
    const seen = await desk.house.asPerson(cuc, { now: '2026-11-19T03:00:00.000Z' })((ctx) => accessesOf(ctx, { month: '2026-11' }))
    assert.ok(seen.groups.some((group) => group.lines.some((line) => line.reason === 'In mẫu có sẵn thông tin để người dân ký')))
  })

  it('a slip of absence exists only where one was declared', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    assert.equal((await get(`/dc/nguoi/${mother.personId}/in/ct03`)).statusCode, 409)
    await desk.house.asCast('haiPolice', { now })((ctx) => declareAbsence(ctx, { personId: mother.personId, ground: 'other', from: '2026-11-20', destination: { area: null, text: 'Đồng Nai' }, reason: 'Đi làm', commandId: newId() }))
    assert.equal((await get(`/dc/nguoi/${mother.personId}/in/ct03`)).headers['content-type'], 'application/pdf')
  })

  it('the empty DC01 names nobody; unknown forms and people of other communes are refused', async () => {
    for (const empty of ['dc01', 'ct02']) assert.equal((await get(`/dc/in/${empty}`)).headers['content-type'], 'application/pdf')
    assert.equal((await get(`/dc/nguoi/${desk.house.who('cuc').personId}/in/ct99`)).statusCode, 404)
    for (const form of ['ct01', 'ct09', 'ct10']) assert.equal((await get(`/dc/nguoi/${desk.house.who('cuc').personId}/in/${form}`, 'secondPolice')).statusCode, 403)
    assert.equal((await get(`/dc/giay/${newId()}`)).statusCode, 404)
  })
})
