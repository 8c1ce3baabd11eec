import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { morning } from '../../app/testing/cast-house.ts'
import { findOddReadings } from '../../foundations/oversight/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql, type OfficerActor } from '../../platform/index.ts'
import { Desk } from './testing.ts'

const later = '2026-11-18T03:00:00.000Z'
const day = '2026-11-18'

describe('watching over access, on the screens', async () => {
  const desk = new Desk(later)

  const post = async (key: 'haiPolice' | 'securityPerson' | 'auditorPerson' | 'policeCommander', page: string, action: string, fields: Record<string, string>) => {
    const browser = desk.space.as(key)
    await browser.get(page)
    return browser.post(action, [['_csrf', browser.token], ['_command', newId()], ...Object.entries(fields)])
  }

  it('an officer sees the own readings and adds a reason to one, once', async () => {
    await desk.house.asCast('haiPolice', { now: morning })((ctx) => readPerson(ctx, desk.house.who('mai').personId, ['fullName']))
    const mine = await desk.space.as('haiPolice').get('/lam-viec/luot-xem-cua-toi')
    assert.equal(mine.statusCode, 200)
    const path = /href="(\/lam-viec\/luot-xem-cua-toi\/[0-9a-f-]{36})"/.exec(mine.payload)![1]!
    assert.doesNotMatch(mine.payload, new RegExp(desk.house.who('mai').fullName))
    assert.equal((await desk.space.as('lanJustice').get(path)).statusCode, 404)
    const short = await post('haiPolice', path, path, { text: '  ' })
    assert.equal(short.statusCode, 422)
    assert.equal((await post('haiPolice', path, path, { text: 'Chị Mai hỏi tại trụ sở' })).statusCode, 303)
    assert.match((await desk.space.as('haiPolice').get('/lam-viec/luot-xem-cua-toi')).payload, /Chị Mai hỏi tại trụ sở/)
  })

  it('a finding goes from the rule to the officer and back, and is closed', async () => {
    const hai = desk.house.actorOf('haiPolice') as OfficerActor
    for (let i = 0; i < 10; i++) await desk.house.asCast('haiPolice', { now: morning })((ctx) => readPerson(ctx, desk.house.who('mai').personId, ['fullName', 'religion', 'birthDate']).then(() => readPerson(ctx, newId(), ['fullName']))).catch(() => undefined)
    await desk.house.asSystem(later)((ctx) => findOddReadings(ctx, day))
    const list = await desk.space.as('securityPerson').get('/lam-viec/luot-xem-la')
    assert.equal(list.statusCode, 200)
    const path = /href="(\/lam-viec\/luot-xem-la\/[0-9a-f-]{36})">Bị từ chối nhiều lần/.exec(list.payload)![1]!
    const one = await desk.space.as('securityPerson').get(path)
    assert.match(one.payload, new RegExp(desk.house.who('haiPolice').fullName))
    assert.doesNotMatch(one.payload, new RegExp(desk.house.who('mai').fullName))
    assert.equal((await desk.space.as('haiPolice').get(path)).statusCode, 403)
    assert.equal((await post('securityPerson', path, `${path}/hoi`, { question: 'Vì sao?' })).statusCode, 303)
    const mine = await desk.space.as('haiPolice').get('/lam-viec/luot-xem-cua-toi')
    const question = /href="(\/lam-viec\/luot-xem-cua-toi\/hoi\/[0-9a-f-]{36})"/.exec(mine.payload)![1]!
    assert.equal((await post('haiPolice', question, question, { text: 'Gõ nhầm số nhiều lần' })).statusCode, 303)
    assert.match((await desk.space.as('securityPerson').get(path)).payload, /Gõ nhầm số nhiều lần/)
    assert.equal((await post('securityPerson', path, `${path}/ket-luan`, { text: 'x' })).statusCode, 422)
    assert.equal((await post('securityPerson', path, `${path}/ket-luan`, { finding: 'mistake', text: 'Gõ nhầm, đã nhắc' })).statusCode, 303)
    assert.match((await desk.space.as('securityPerson').get('/lam-viec/luot-xem-la')).payload, /đã kết luận/)
    assert.ok(hai.personId)
  })

  it('an emergency reading: what was typed is kept, the data open, the citizen is told, somebody else reviews', async () => {
    const mai = desk.house.who('binh')
    const kept = await post('haiPolice', '/lam-viec/xem-khan', '/lam-viec/xem-khan', { number: mai.pin, ground: 'danger-to-life', reason: 'gấp' })
    assert.equal(kept.statusCode, 422)
    assert.match(kept.payload, new RegExp(`value="${mai.pin}"`))
    const opened = await post('haiPolice', '/lam-viec/xem-khan', '/lam-viec/xem-khan', { number: mai.pin, ground: 'danger-to-life', reason: 'Người này ngất ở chợ, cần gọi người nhà' })
    assert.equal(opened.statusCode, 303)
    const where = String(opened.headers.location)
    assert.match(where, /^\/lam-viec\/xem-khan\/[0-9a-f-]{36}$/)
    assert.match((await desk.space.as('haiPolice').get(where)).payload, new RegExp(mai.fullName))
    assert.equal((await desk.space.as('policeCommander').get(where)).statusCode, 404)
    await desk.house.t.drain(later)
    assert.equal((await desk.house.t.db.query(sql`select 1 from message where person_id = ${mai.personId} and template = 'population.emergency-read' limit 1`)).length, 1)
    const list = await desk.space.as('securityPerson').get('/lam-viec/xem-khan-da-mo')
    const path = /href="(\/lam-viec\/xem-khan-da-mo\/[0-9a-f-]{36})"/.exec(list.payload)![1]!
    assert.doesNotMatch((await desk.space.as('securityPerson').get(path)).payload, new RegExp(mai.fullName))
    assert.equal((await post('securityPerson', path, path, { finding: 'justified', text: 'Đã xác minh' })).statusCode, 303)
    assert.match((await desk.space.as('securityPerson').get('/lam-viec/xem-khan-da-mo')).payload, /có lý do chính đáng/)
  })

  it('an auditor orders a redaction; what was typed is kept, and a reading without a seal is refused', async () => {
    const [row] = await desk.house.t.db.query<{ id: string }>(sql`select log_id as id from access_log limit 1`)
    const page = '/lam-viec/xoa-luot-xem'
    const wrong = await post('auditorPerson', page, page, { log: '123', basis: 'Bản án 5', reason: 'x' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, /value="Bản án 5"/)
    assert.equal((await post('auditorPerson', page, page, { log: row!.id, basis: '', reason: 'x' })).statusCode, 422)
    assert.equal((await post('auditorPerson', page, page, { log: row!.id, basis: 'Bản án 5', reason: 'x' })).statusCode, 409)
    assert.equal((await desk.space.as('securityPerson').get(page)).statusCode, 403)
  })

  it('a commander with the right protects somebody, whom an ordinary officer then does not see; a decision ends it', async () => {
    const page = '/lam-viec/han-che'
    const mai = desk.house.who('mai')
    assert.equal((await desk.space.as('haiPolice').get(page)).statusCode, 403)
    assert.equal((await post('policeCommander', page, page, { viec: 'them', number: desk.house.who('binh').pin, kind: 'protected', decision: '1/QĐ' })).statusCode, 403, 'another area')
    const wrong = await post('policeCommander', page, page, { viec: 'them', number: mai.pin, kind: 'protected', decision: ' ' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, new RegExp(`value="${mai.pin}"`))
    assert.equal((await post('policeCommander', page, page, { viec: 'them', number: desk.house.who('mai').pin, kind: 'protected', decision: '12/QĐ' })).statusCode, 303)
    assert.match((await desk.space.as('policeCommander').get(page)).payload, new RegExp(desk.house.who('mai').fullName))
    await assert.rejects(desk.house.asCast('haiPolice', { now: later })((ctx) => readPerson(ctx, desk.house.who('mai').personId, ['fullName'])), /population.restricted/)
    const id = desk.house.who('mai').personId
    assert.equal((await post('policeCommander', page, page, { viec: 'bo', person: id, kind: 'protected', [`decision-${id}`]: '13/QĐ' })).statusCode, 303)
    assert.equal((await desk.house.asCast('haiPolice', { now: later })((ctx) => readPerson(ctx, id, ['fullName']))).fullName, desk.house.who('mai').fullName)
  })
})
