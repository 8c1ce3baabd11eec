import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { findOddReadings } from '../../foundations/oversight/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql, type OfficerActor } from '../../platform/index.ts'
import { workspace, type Workspace } from './testing.ts'

const later = '2026-11-18T03:00:00.000Z'
const day = '2026-11-18'

describe('watching over access, on the screens', async () => {
  let house: CastHouse
  let space: Workspace
  before(async () => {
    house = await castHouse()
    space = await workspace(house, later)
  })
  after(async () => {
    await space.close()
    await house.close()
  })

  const post = async (key: 'haiPolice' | 'securityPerson' | 'auditorPerson' | 'policeCommander', page: string, action: string, fields: Record<string, string>) => {
    const browser = space.as(key)
    await browser.get(page)
    return browser.post(action, [['_csrf', browser.token], ['_command', newId()], ...Object.entries(fields)])
  }

  it('an officer sees the own readings and adds a reason to one, once', async () => {
    await house.asCast('haiPolice', { now: morning })((ctx) => readPerson(ctx, house.who('mai').personId, ['fullName']))
    const mine = await space.as('haiPolice').get('/lam-viec/luot-xem-cua-toi')
    assert.equal(mine.statusCode, 200)
    const path = /href="(\/lam-viec\/luot-xem-cua-toi\/[0-9a-f-]{36})"/.exec(mine.payload)![1]!
    assert.doesNotMatch(mine.payload, new RegExp(house.who('mai').fullName))
    assert.equal((await space.as('lanJustice').get(path)).statusCode, 404)
    const short = await post('haiPolice', path, path, { text: '  ' })
    assert.equal(short.statusCode, 422)
    assert.equal((await post('haiPolice', path, path, { text: 'Chị Mai hỏi tại trụ sở' })).statusCode, 303)
    assert.match((await space.as('haiPolice').get('/lam-viec/luot-xem-cua-toi')).payload, /Chị Mai hỏi tại trụ sở/)
  })

  it('a finding goes from the rule to the officer and back, and is closed', async () => {
    const hai = house.actorOf('haiPolice') as OfficerActor
    for (let i = 0; i < 10; i++) await house.asCast('haiPolice', { now: morning })((ctx) => readPerson(ctx, house.who('mai').personId, ['fullName', 'religion', 'birthDate']).then(() => readPerson(ctx, newId(), ['fullName']))).catch(() => undefined)
    await house.asSystem(later)((ctx) => findOddReadings(ctx, day))
    const list = await space.as('securityPerson').get('/lam-viec/luot-xem-la')
    assert.equal(list.statusCode, 200)
    const path = /href="(\/lam-viec\/luot-xem-la\/[0-9a-f-]{36})">Bị từ chối nhiều lần/.exec(list.payload)![1]!
    const one = await space.as('securityPerson').get(path)
    assert.match(one.payload, new RegExp(house.who('haiPolice').fullName))
    assert.doesNotMatch(one.payload, new RegExp(house.who('mai').fullName))
    assert.equal((await space.as('haiPolice').get(path)).statusCode, 403)
    assert.equal((await post('securityPerson', path, `${path}/hoi`, { question: 'Vì sao?' })).statusCode, 303)
    const mine = await space.as('haiPolice').get('/lam-viec/luot-xem-cua-toi')
    const question = /href="(\/lam-viec\/luot-xem-cua-toi\/hoi\/[0-9a-f-]{36})"/.exec(mine.payload)![1]!
    assert.equal((await post('haiPolice', question, question, { text: 'Gõ nhầm số nhiều lần' })).statusCode, 303)
    assert.match((await space.as('securityPerson').get(path)).payload, /Gõ nhầm số nhiều lần/)
    assert.equal((await post('securityPerson', path, `${path}/ket-luan`, { text: 'x' })).statusCode, 422)
    assert.equal((await post('securityPerson', path, `${path}/ket-luan`, { finding: 'mistake', text: 'Gõ nhầm, đã nhắc' })).statusCode, 303)
    assert.match((await space.as('securityPerson').get('/lam-viec/luot-xem-la')).payload, /đã kết luận/)
    assert.ok(hai.personId)
  })

  it('an emergency reading: what was typed is kept, the data open, the citizen is told, somebody else reviews', async () => {
    const mai = house.who('binh')
    const kept = await post('haiPolice', '/lam-viec/xem-khan', '/lam-viec/xem-khan', { number: mai.pin, ground: 'danger-to-life', reason: 'gấp' })
    assert.equal(kept.statusCode, 422)
    assert.match(kept.payload, new RegExp(`value="${mai.pin}"`))
    const opened = await post('haiPolice', '/lam-viec/xem-khan', '/lam-viec/xem-khan', { number: mai.pin, ground: 'danger-to-life', reason: 'Người này ngất ở chợ, cần gọi người nhà' })
    assert.equal(opened.statusCode, 303)
    const where = String(opened.headers.location)
    assert.match(where, /^\/lam-viec\/xem-khan\/[0-9a-f-]{36}$/)
    assert.match((await space.as('haiPolice').get(where)).payload, new RegExp(mai.fullName))
    assert.equal((await space.as('policeCommander').get(where)).statusCode, 404)
    await house.t.drain(later)
    assert.equal((await house.t.db.query(sql`select 1 from message where person_id = ${mai.personId} and template = 'population.emergency-read' limit 1`)).length, 1)
    const list = await space.as('securityPerson').get('/lam-viec/xem-khan-da-mo')
    const path = /href="(\/lam-viec\/xem-khan-da-mo\/[0-9a-f-]{36})"/.exec(list.payload)![1]!
    assert.doesNotMatch((await space.as('securityPerson').get(path)).payload, new RegExp(mai.fullName))
    assert.equal((await post('securityPerson', path, path, { finding: 'justified', text: 'Đã xác minh' })).statusCode, 303)
    assert.match((await space.as('securityPerson').get('/lam-viec/xem-khan-da-mo')).payload, /có lý do chính đáng/)
  })

  it('an auditor orders a redaction; what was typed is kept, and a reading without a seal is refused', async () => {
    const [row] = await house.t.db.query<{ id: string }>(sql`select log_id as id from access_log limit 1`)
    const page = '/lam-viec/xoa-luot-xem'
    const wrong = await post('auditorPerson', page, page, { log: '123', basis: 'Bản án 5', reason: 'x' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, /value="Bản án 5"/)
    assert.equal((await post('auditorPerson', page, page, { log: row!.id, basis: '', reason: 'x' })).statusCode, 422)
    assert.equal((await post('auditorPerson', page, page, { log: row!.id, basis: 'Bản án 5', reason: 'x' })).statusCode, 409)
    assert.equal((await space.as('securityPerson').get(page)).statusCode, 403)
  })

  it('a commander with the right protects somebody, whom an ordinary officer then does not see; a decision ends it', async () => {
    const page = '/lam-viec/han-che'
    const mai = house.who('mai')
    assert.equal((await space.as('haiPolice').get(page)).statusCode, 403)
    assert.equal((await post('policeCommander', page, page, { viec: 'them', number: house.who('binh').pin, kind: 'protected', decision: '1/QĐ' })).statusCode, 403, 'another area')
    const wrong = await post('policeCommander', page, page, { viec: 'them', number: mai.pin, kind: 'protected', decision: ' ' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, new RegExp(`value="${mai.pin}"`))
    assert.equal((await post('policeCommander', page, page, { viec: 'them', number: house.who('mai').pin, kind: 'protected', decision: '12/QĐ' })).statusCode, 303)
    assert.match((await space.as('policeCommander').get(page)).payload, new RegExp(house.who('mai').fullName))
    await assert.rejects(house.asCast('haiPolice', { now: later })((ctx) => readPerson(ctx, house.who('mai').personId, ['fullName'])), /population.restricted/)
    const id = house.who('mai').personId
    assert.equal((await post('policeCommander', page, page, { viec: 'bo', person: id, kind: 'protected', [`decision-${id}`]: '13/QĐ' })).statusCode, 303)
    assert.equal((await house.asCast('haiPolice', { now: later })((ctx) => readPerson(ctx, id, ['fullName']))).fullName, house.who('mai').fullName)
  })
})
