import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CastKey } from '../../../synthetic/index.ts'
import { recordDeclaredDead } from '../../foundations/population/index.ts'
import { convertAddresses, importPerson, registerTemporary } from '../../foundations/residence/index.ts'
import { somePerson, testPin } from '../../foundations/residence/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays } from '../../kernel/plain-date.ts'
import { sql } from '../../platform/index.ts'
import { systemActor } from '../../platform/testing.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('worklists of residence', () => {
  const desk = new Desk(now)
  const open = async (path: string, key: CastKey = 'haiPolice') => desk.space.as(key).get(path)
  async function press(key: CastKey, path: string, step: 'xem' | 'ghi', fields: Record<string, string>, command: string = newId()) {
    const browser = desk.space.as(key)
    await browser.get(path)
    return browser.post(path, { _csrf: browser.token, _command: command, ...fields, _buoc: step })
  }
  const area = () => (desk.house.actorOf('haiPolice') as { areas: readonly string[] }).areas[0]!
  /** The number that the first page of the area shows beside a list. */
  const counted = async (slug: string): Promise<number> => Number(new RegExp(`href="/dc/${slug}"[\\s\\S]*?</span>(?=</li>)`).exec((await open('/dc')).payload)![0].replace(/<[^>]*>/g, ' ').match(/(\d+)\s*$/)![1])

  it('a household whose head died waits with a proposal, and the form opens with it chosen', async () => {
    assert.match((await open('/dc/cho-chu-ho')).payload, /Hộ nào cũng có chủ hộ/)
    assert.equal(await counted('cho-chu-ho'), 0)
    const family = await desk.house.family('same', { notice: false })
    await desk.house.asSystem(now)((ctx) => recordDeclaredDead(ctx, { personId: family.father.personId, deathDate: '2026-11-16', on: '2026-11-16', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await desk.house.t.drain(now)
    assert.equal(await counted('cho-chu-ho'), 1)
    const list = (await open('/dc/cho-chu-ho')).payload
    assert.match(list, new RegExp(`${family.father.fullName}, đã mất`))
    const form = /href="(\/dc\/ho\/[0-9a-f-]{36}\/doi-chu-ho\?chu-ho=[0-9a-f-]{36})"/.exec(list)![1]!
    assert.equal(form, `/dc/ho/${family.homes.father}/doi-chu-ho?chu-ho=${family.mother.personId}`)
    const fields = new RegExp(`name="relations.${family.mother.personId}"[\\s\\S]*?</select>`).exec((await open(form)).payload)![0]
    assert.match(fields, /value="01" selected/)
    assert.match((await open('/dc/cho-chu-ho?ap=Ấp+không+có')).payload, /Hộ nào cũng có chủ hộ/)
    assert.equal((await open('/dc/cho-chu-ho', 'lanJustice')).statusCode, 403)
  })

  it('terms that end come page by page, the earliest first, with what can still be done', async () => {
    const day = '2026-11-18'
    const soon = await somePerson(desk.house.t, { name: 'Lê Thị Hẹn', area: area() })
    const others = await Promise.all(Array.from({ length: 26 }, (_each, i) => somePerson(desk.house.t, { name: `Lê Văn Trọ ${i}`, area: '00004' })))
    const place = (n: number) => ({ area: area(), detail: `Số ${n}, Ấp Trọ` })
    for (const [i, { personId }] of others.entries()) await desk.house.asCast('haiPolice', { now: '2026-10-01T03:00:00.000Z' })((ctx) => registerTemporary(ctx, { personId, place: place(i), until: i === 0 ? '2026-11-10' : addDays(day, 10), commandId: newId() }))
    assert.equal(await counted('het-han'), 26)
    const first = (await open('/dc/het-han')).payload
    assert.match(first, /Lê Văn Trọ 0[\s\S]*đã hết hạn/)
    const row = (page: string, personId: string): string => new RegExp(`<tr[^>]*>(?:(?!</tr>)[\\s\\S])*${personId}[\\s\\S]*?</tr>`).exec(page)![0]
    assert.doesNotMatch(row(first, others[0]!.personId), /gia-han/, 'a term that is over is not renewed')
    assert.match(row(first, others[0]!.personId), /xoa-tam-tru/)
    assert.equal(first.match(/\/gia-han"/g)!.length, 24)
    assert.match(first, /rel="next"/)
    const second = (await open('/dc/het-han?trang=2')).payload
    assert.equal(second.match(/\/gia-han"/g)!.length, 1)
    assert.doesNotMatch(first + second, new RegExp(soon.personId))
    assert.equal((await open('/dc/het-han?trang=99')).payload.match(/\/gia-han"/g)!.length, 1, 'beyond the end the last page is shown')
    assert.doesNotMatch((await open('/dc/het-han', 'secondPolice')).payload, /Lê Văn Trọ/)
    const read = await desk.house.t.owner.query<{ n: number }>(sql`select max(cardinality(subjects))::int as n from access_log where fields @> array['temporaryResidence']`)
    assert.ok(read[0]!.n <= 25, 'only the people of the page were read')
  })

  it('an address of a divided commune is decided once, by the police of the part chosen', async () => {
    const person = { personId: newId(), source: 'population-register', statedOn: '2024-01-01', facts: { fullName: 'Lê Văn Cũ', birthDate: '1980-01-01', gender: 'male' as const }, numbers: [{ kind: 'pin' as const, value: testPin('male', 1980), status: 'active' as const }], relatives: [] }
    const householdId = newId()
    await desk.house.t.as(systemActor, undefined, { now: '2024-01-05T00:00:00.000Z' })((ctx) => importPerson(ctx, { person, residence: { kind: 'permanent', area: '29764', province: '86', detail: 'Số 9, Ấp Cũ', oldText: null, since: '2010-01-01', household: { householdId, relationToHead: '01', opens: { fileNumber: '86.9' } } } }, { commandId: newId() }))
    await convertAddresses({ database: desk.house.t.db, asOf: '2026-11-18', now })
    // No commune of the cast came from a divided one: the line is given to it.
    await desk.house.t.owner.query(sql`update address_decision set candidates = ${[area(), '29770']} where household_id = ${householdId}`)
    const list = await open('/dc/dia-chi')
    const path = /href="(\/dc\/dia-chi\/[0-9a-f-]{36})"/.exec(list.payload)![1]!
    assert.equal(await counted('dia-chi'), 1)
    assert.match((await press('haiPolice', path, 'xem', {})).payload, /id="f-area-error"/)
    assert.equal((await press('haiPolice', path, 'xem', { area: '00004' })).statusCode, 422)
    const look = await press('haiPolice', path, 'xem', { area: area() })
    assert.match(look.payload, /Cả hộ đổi theo/)
    const command = newId()
    assert.equal((await press('haiPolice', path, 'ghi', { area: area() }, command)).headers.location, '/dc/dia-chi?xong=address-converted')
    assert.equal((await press('haiPolice', path, 'ghi', { area: area() }, command)).statusCode, 303, 'a second press is the first')
    const late = await press('policeCommander', path, 'ghi', { area: area() })
    assert.equal(late.statusCode, 409)
    assert.match(late.payload, /đã có người chọn xã ngày 18\/11\/2026/)
    assert.match((await open('/dc/dia-chi?xong=address-converted')).payload, /Chuyển địa chỉ[\s\S]*Không có địa chỉ nào chờ/)
    assert.equal((await open(path, 'secondPolice')).statusCode, 403)
    assert.equal((await open(`/dc/dia-chi/${newId()}`)).statusCode, 404)
  })
})
