import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { CastKey } from '../../../synthetic/index.ts'
import { joinMatching, startMatching, type Matching } from '../../app/matching.ts'
import type { House } from '../../app/open.ts'
import type { Family } from '../../app/testing/cast-house.ts'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { readHousehold } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'
const quiet = { info: () => undefined, error: () => undefined } as never

describe('who somebody may be, at a move and at a desk', () => {
  const desk = new Desk(now)
  const dataFolder = mkdtempSync(join(tmpdir(), 'congdan-possible-'))
  let matching: Matching
  let family: Family
  let mover: Family['father']
  let facts: Record<string, string>

  before(async () => {
    family = await desk.house.family('same', { notice: false })
    mover = (await desk.house.family('two', { notice: false })).father
    const { birthDate } = await desk.house.asPerson(mover)((ctx) => readPerson(ctx, mover.personId, ['birthDate']))
    const [y, m, d] = birthDate!.split('-') as [string, string, string]
    // The name without marks, as an old paper has it, and another day of the month.
    facts = { name: mover.fullName.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'), 'birthDate.day': d === '28' ? '27' : '28', 'birthDate.month': m, 'birthDate.year': y }
    matching = await startMatching({ database: desk.house.t.db, dataFolder } as House, quiet)
    joinMatching({ dataFolder })
  })
  after(async () => {
    joinMatching({ dataFolder: join(dataFolder, 'nobody') })
    await matching.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  async function press(key: CastKey, path: string, fields: Record<string, string>) {
    const browser = desk.space.as(key)
    const page = await browser.get(path.replace(/\/tim$/, ''))
    const seen = /name="seen" value="([^"]*)"/.exec(page.payload)?.[1] ?? ''
    return browser.post(path, { _csrf: browser.token, _command: newId(), seen, ...fields })
  }
  const addTo = (): string => `/dc/ho/${family.homes.mother}/them-nguoi`
  const members = async (): Promise<string[]> => (await desk.house.asCast('haiPolice', { now })((ctx) => readHousehold(ctx, family.homes.mother))).members.map((each) => each.personId)

  it('shows the officer of a move who it may be, with the reasons, and keeps what was typed', async () => {
    const found = await press('haiPolice', addTo(), { ...facts, relationToHead: '18', _buoc: 'tim' })
    assert.equal(found.statusCode, 200)
    for (const said of [new RegExp(`name="person"[^>]*value="${mover.personId}"`), /khả năng/, /Họ tên giống nhau, một bên không ghi dấu/, /Ngày sinh chỉ lệch một phần/, /value="18" selected/, new RegExp(`name="name"[^>]*value="${facts['name']}"`)]) assert.match(found.payload, said)
    assert.ok(!found.payload.includes(mover.pin), 'the number is masked')
    assert.ok(!(await members()).includes(mover.personId), 'nothing is recorded by looking')
    const seen = await desk.house.asPerson(mover, { now: '2026-11-19T03:00:00.000Z' })((ctx) => accessesOf(ctx, { month: '2026-11', includeSearches: true }))
    assert.ok(seen.groups.some((group) => group.purpose === 'search' && JSON.stringify(group).includes('Đăng ký thường trú vào hộ')), 'the person sees that somebody looked, and why')
  })

  it('says what is missing at the field, and what to do where nobody is like that', async () => {
    const early = await press('haiPolice', addTo(), { name: facts['name']!, _buoc: 'tim' })
    assert.equal(early.statusCode, 422)
    assert.match(early.payload, /Nhập ngày sinh có thật, ít nhất là năm/)
    assert.match(early.payload, new RegExp(`name="name"[^>]*value="${facts['name']}"`))
    const nobody = await press('haiPolice', addTo(), { name: 'Quách Văn Chưa Ai Gặp', 'birthDate.year': '1951', _buoc: 'tim' })
    assert.match(nobody.payload, /Chưa thấy ai đủ giống[\s\S]*\/dc\/in\/dc01/)
  })

  it('records only whom the officer chose, and only among those the typed facts lead to', async () => {
    const ground = { relationToHead: '18', case: 'rented', ownerConsent: 'ký trên CT01', dwellingProof: 'cơ sở dữ liệu', floorArea: '8,5' }
    const stranger = await press('haiPolice', addTo(), { ...facts, ...ground, person: family.father.personId, _buoc: 'xem' })
    assert.equal(stranger.statusCode, 422)
    assert.match(stranger.payload, /Người đã chọn không còn khớp với điều đã gõ/)
    const two = await press('haiPolice', addTo(), { ...facts, ...ground, person: mover.personId, pin: family.father.pin, _buoc: 'xem' })
    assert.match(two.payload, /Số đã gõ là của người khác với người đã chọn/)
    const look = await press('haiPolice', addTo(), { ...facts, ...ground, person: mover.personId, _buoc: 'xem' })
    assert.equal(look.statusCode, 200)
    assert.match(look.payload, new RegExp(`${mover.fullName}[\\s\\S]*Chọn theo họ tên, ngày sinh: nhìn giấy tờ có ảnh trước khi ghi`))
    assert.equal((await press('haiPolice', addTo(), { ...facts, ...ground, person: mover.personId, _buoc: 'ghi' })).statusCode, 303)
    assert.ok((await members()).includes(mover.personId))
  })

  it('at a one-stop desk: without a card, by name and birth, chosen by hand; the case says how', async () => {
    const nobodyYet = await press('receptionOfficer', '/mc/tim', { ...facts, 'ly-do': 'file', _cach: 'mo', person: '' })
    assert.equal(nobodyYet.statusCode, 422)
    assert.match(nobodyYet.payload, /Chọn một người trong danh sách/)
    const found = await press('receptionOfficer', '/mc/tim', { ...facts, 'ly-do': 'file', _cach: 'tim' })
    assert.match(found.payload, new RegExp(`name="person"[^>]*value="${mover.personId}"`))
    const opened = await press('receptionOfficer', '/mc/tim', { ...facts, 'ly-do': 'file', _cach: 'mo', person: mover.personId })
    assert.equal(opened.statusCode, 303)
    const page = await desk.space.as('receptionOfficer').get(opened.headers.location as string)
    assert.match(page.payload, new RegExp(`<h1[^>]*>${mover.fullName}[\\s\\S]*Tìm theo họ tên và ngày sinh, không theo số`))
    assert.deepEqual((await desk.house.t.owner.query<{ by: string }>(sql`select found_by as by from counter_case where person_id = ${mover.personId}`)).map((row) => row.by), ['facts'])
    const other = await press('receptionOfficer', '/mc/tim', { ...facts, 'ly-do': 'file', _cach: 'mo', person: family.mother.personId })
    assert.equal(other.statusCode, 409)
    assert.match(other.payload, /Người đã chọn không còn khớp/)
  })

  it('says so where the matching rests, and finds whoever is written the very same', async () => {
    joinMatching({ dataFolder: join(dataFolder, 'nobody') })
    const { birthDate } = await desk.house.asPerson(mover)((ctx) => readPerson(ctx, mover.personId, ['birthDate']))
    const found = await press('haiPolice', addTo(), { ...facts, 'birthDate.day': birthDate!.slice(8), _buoc: 'tim' })
    assert.match(found.payload, new RegExp(`Máy đối khớp đang nghỉ[\\s\\S]*value="${mover.personId}"`))
    joinMatching({ dataFolder })
  })
})
