import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CastKey } from '../../../synthetic/index.ts'
import type { Family } from '../../app/testing/cast-house.ts'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { householdOf, readHousehold, registerPermanent, residencesOf } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('acts of the commune police', () => {
  const desk = new Desk(now)

  const police = () => desk.house.asCast('haiPolice', { now })
  const homeOf = async (family: Family) => police()((ctx) => readHousehold(ctx, family.homes.mother))
  /** Sends a form as the browser does: what the page had hidden, and what was typed. */
  async function press(key: CastKey, path: string, step: 'xem' | 'ghi' | 'chon' | 'sua', fields: Record<string, string>, hidden: Record<string, string> = {}) {
    const browser = desk.space.as(key)
    const page = await browser.get(path)
    const seen = hidden['seen'] ?? /name="seen" value="([^"]*)"/.exec(page.payload)?.[1] ?? ''
    return browser.post(path, { _csrf: browser.token, _command: hidden['_command'] ?? newId(), seen, ...fields, _buoc: step })
  }
  const relations = (family: Family, mother: string, father: string): Record<string, string> => ({ [`relations.${family.mother.personId}`]: mother, [`relations.${family.father.personId}`]: father })

  it('shows what changes before anything is recorded, and records it once however often it is pressed', async () => {
    const family = await desk.house.family('same', { notice: false })
    const path = `/dc/ho/${family.homes.mother}/doi-chu-ho`
    const fields = relations(family, '01', '03')
    const look = await press('haiPolice', path, 'xem', fields)
    assert.equal(look.statusCode, 200)
    assert.match(look.payload, /Sẽ thay đổi/)
    assert.match(look.payload, /<del>Vợ<\/del>[\s\S]*<ins>Chủ hộ<\/ins>/)
    assert.match(look.payload, new RegExp(`name="relations.${family.mother.personId}" value="01"`), 'what was chosen goes along')
    assert.equal((await homeOf(family)).members[0]!.personId, family.father.personId, 'looking records nothing')
    const command = newId()
    const seen = /name="seen" value="([^"]*)"/.exec(look.payload)![1]!
    const [first, second] = [await press('haiPolice', path, 'ghi', fields, { _command: command, seen }), await press('haiPolice', path, 'ghi', fields, { _command: command, seen })]
    assert.deepEqual([first.statusCode, second.statusCode], [303, 303])
    assert.equal(second.headers.location, first.headers.location)
    const home = await homeOf(family)
    assert.equal(home.members[0]!.personId, family.mother.personId)
    assert.equal((await desk.house.t.owner.query(sql`select 1 from legal_act where command_id = ${command}`)).length, 1)
    const browser = desk.space.as('haiPolice')
    await browser.post('/dc/ly-do', { _csrf: browser.token || (await browser.get('/dc/ly-do'), browser.token), 'ly-do': 'residence-check' })
    assert.match((await browser.get(first.headers.location as string)).payload, /Đổi chủ hộ/)
  })

  it('of two officers one wins; the other is told what changed and loses nothing', async () => {
    const family = await desk.house.family('same', { notice: false })
    const path = `/dc/ho/${family.homes.mother}/doi-chu-ho`
    const { version } = await homeOf(family)
    assert.equal((await press('haiPolice', path, 'ghi', relations(family, '01', '03'), { seen: version })).statusCode, 303)
    const late = await press('policeCommander', path, 'ghi', relations(family, '20', '01'), { seen: version })
    assert.equal(late.statusCode, 409)
    assert.match(late.payload, /Hộ này vừa có thay đổi: đổi chủ hộ lúc/)
    assert.match(late.payload, /value="20" selected/, 'what was chosen is still there')
    assert.equal((await homeOf(family)).members[0]!.personId, family.mother.personId)
  })

  it('of two officers who split one household, the second reads what happened and what was chosen, at the look as at the record; pressed twice it is one act', async () => {
    const family = await desk.house.family('same', { notice: false })
    const { mother, father, homes } = family
    const path = `/dc/ho/${homes.mother}/tach-ho`
    const { version } = await homeOf(family)
    const command = newId()
    const fields = { [`members.${mother.personId}`]: '01', headConsent: 'given' }
    const first = await press('haiPolice', path, 'ghi', fields, { seen: version, _command: command })
    assert.equal(first.statusCode, 303)
    assert.match(first.headers.location as string, /giay=[0-9a-f-]{36}/, 'with its CT08')
    for (const step of ['xem', 'ghi'] as const) {
      const late = await press('policeCommander', path, step, { ...fields, 'from.day': '17', 'from.month': '11', 'from.year': '2026' }, { seen: version })
      assert.equal(late.statusCode, 409, step)
      for (const said of [/Hộ này vừa có thay đổi: tách hộ lúc/, new RegExp(`Đã chọn cho người nay không còn ở hộ này[\\s\\S]*${mother.fullName}[\\s\\S]*Chủ hộ`), /name="headConsent"[^>]*value="given"[^>]*checked|value="given" checked/, /name="from.day"[^>]*value="17"/]) assert.match(late.payload, said, step)
      assert.doesNotMatch(late.payload, /Chọn ít nhất một người/, 'it is not the officer who was wrong')
      assert.notEqual(/name="seen" value="([^"]*)"/.exec(late.payload)![1], version, 'the form goes on from how it is now')
    }
    const again = await press('haiPolice', path, 'ghi', fields, { seen: version, _command: command })
    assert.equal(again.statusCode, 303, 'the same press again')
    assert.match(again.headers.location as string, /xong=household-split/)
    assert.equal((await desk.house.t.owner.query(sql`select 1 from legal_act where type = 'household-split' and payload ->> 'householdId' = ${homes.mother}`)).length, 1)
    assert.deepEqual((await homeOf(family)).members.map((each) => each.personId), [father.personId])
  })

  it('of two officers at once one wins: a household that a merge has ended says so to the other, with what was chosen', async () => {
    const family = await desk.house.family('same', { notice: false })
    const { mother, father, homes } = family
    const split = await press('haiPolice', `/dc/ho/${homes.mother}/tach-ho`, 'ghi', { [`members.${mother.personId}`]: '01', headConsent: 'given', 'from.day': '10', 'from.month': '11', 'from.year': '2026' })
    const other = /\/dc\/ho\/([0-9a-f-]{36})/.exec(split.headers.location as string)![1]!
    const { version } = await police()((ctx) => readHousehold(ctx, other))
    const back = await press('haiPolice', `/dc/ho/${homes.mother}/nhap-ho`, 'ghi', { mergedId: other, [`relations.${mother.personId}`]: '02' })
    assert.equal(back.statusCode, 303)
    const late = await press('policeCommander', `/dc/ho/${other}/doi-chu-ho`, 'ghi', { [`relations.${mother.personId}`]: '01' }, { seen: version })
    assert.equal(late.statusCode, 409)
    for (const said of [/Hộ này vừa có thay đổi: [^<]*nhập hộ lúc/, /Hộ này đã kết thúc ngày/, new RegExp(`${mother.fullName}[\\s\\S]*Chủ hộ`)]) assert.match(late.payload, said)
    assert.deepEqual((await homeOf(family)).members.map((each) => each.personId), [father.personId, mother.personId])
  })

  it('faults stand at their fields', async () => {
    const family = await desk.house.family('same', { notice: false })
    const base = `/dc/ho/${family.homes.mother}`
    const cases: [string, Record<string, string>, RegExp][] = [
      ['doi-chu-ho', relations(family, '01', ''), /Chọn quan hệ với chủ hộ/],
      ['doi-chu-ho', relations(family, '01', '01'), /cho đúng một người/],
      ['doi-chu-ho', { ...relations(family, '01', '03'), 'from.day': '31', 'from.month': '2', 'from.year': '2026' }, /ngày, tháng, năm có thật/],
      ['them-nguoi', { pin: '0993' }, /12 chữ số/],
      ['them-nguoi', { pin: '099300000000' }, /Không có người nào mang số này/],
      ['tach-ho', {}, /Chọn ít nhất một người/],
      ['quan-he', {}, /Chọn một thành viên/],
      ['tam-tru', { pin: '1' }, /Nhập ngày, tháng, năm/],
    ]
    for (const [slug, fields, words] of cases) {
      const answer = await press('haiPolice', `${base}/${slug}`, 'xem', fields)
      assert.equal(answer.statusCode, 422, slug)
      assert.match(answer.payload, words)
      assert.match(answer.payload, /aria-invalid="true"/, `${slug}: the fault is at a field`)
    }
    const future = await press('haiPolice', `${base}/doi-chu-ho`, 'ghi', { ...relations(family, '01', '03'), 'from.day': '1', 'from.month': '1', 'from.year': '2030' })
    assert.equal(future.statusCode, 422)
    assert.match(future.payload, /Ngày bắt đầu không thể sau hôm nay/)
    assert.match(future.payload, /name="from.year"[^>]*value="2030"/)
  })

  it('adds somebody by the number of the card, with the ground of the law', async () => {
    const [family, mover] = [await desk.house.family('same', { notice: false }), (await desk.house.family('two', { notice: false })).father]
    const path = `/dc/ho/${family.homes.mother}/them-nguoi`
    const fields = { pin: mover.pin.replace(/(\d{3})(?=\d)/g, '$1 '), relationToHead: '18', case: 'rented' }
    const without = await press('haiPolice', path, 'ghi', fields)
    assert.equal(without.statusCode, 422)
    assert.match(without.payload, /Trường hợp này cần ý kiến đồng ý của chủ sở hữu/)
    const whole = { ...fields, ownerConsent: 'ký trên CT01', dwellingProof: 'cơ sở dữ liệu', floorArea: '8,5' }
    const look = await press('haiPolice', path, 'xem', whole)
    assert.match(look.payload, new RegExp(mover.fullName), 'the name is there to compare')
    const added = await press('haiPolice', path, 'ghi', whole)
    assert.equal(added.statusCode, 303)
    const paper = /giay=([0-9a-f-]{36})/.exec(added.headers.location as string)![1]!
    assert.equal((await desk.space.as('haiPolice').get(`/dc/giay/${paper}`)).statusCode, 503, 'the worker has not printed it yet')
    await desk.house.t.drain(now)
    assert.equal((await desk.space.as('haiPolice').get(`/dc/giay/${paper}`)).headers['content-type'], 'application/pdf')
    assert.equal((await desk.space.as('secondPolice').get(`/dc/giay/${paper}`)).statusCode, 403)
    assert.ok((await homeOf(family)).members.some((each) => each.personId === mover.personId && each.relationToHead === '18'))
    const seen = await desk.house.asPerson(mover, { now: '2026-11-19T03:00:00.000Z' })((ctx) => accessesOf(ctx, { month: '2026-11' }))
    assert.ok(seen.groups.some((group) => group.lines.some((line) => line.reason === 'Đăng ký thường trú vào hộ' && line.basis === 'Luật Cư trú 2020, đ.20–22')))
  })

  it('splits, corrects a relation, merges again, and takes a tenant for a time', async () => {
    const family = await desk.house.family('same', { notice: false })
    const { mother, father, homes } = family
    const split = await press('haiPolice', `/dc/ho/${homes.mother}/tach-ho`, 'ghi', { [`members.${mother.personId}`]: '01', headConsent: 'given' })
    assert.equal(split.statusCode, 303)
    const newHome = /\/dc\/ho\/([0-9a-f-]{36})/.exec(split.headers.location as string)![1]!
    assert.deepEqual((await police()((ctx) => readHousehold(ctx, newHome))).members.map((each) => [each.personId, each.relationToHead]), [[mother.personId, '01']])
    const merge = `/dc/ho/${homes.mother}/nhap-ho`
    const chosen = await press('haiPolice', merge, 'chon', { mergedId: newHome })
    assert.match(chosen.payload, new RegExp(`relations.${mother.personId}`))
    assert.equal((await press('haiPolice', merge, 'ghi', { mergedId: newHome, [`relations.${mother.personId}`]: '26' })).statusCode, 303)
    const wrong = `/dc/ho/${homes.mother}/quan-he`
    assert.equal((await press('haiPolice', wrong, 'ghi', { personId: mother.personId, relationToHead: '02', when: 'wrong' })).statusCode, 303)
    assert.deepEqual((await homeOf(family)).members.map((each) => [each.personId, each.relationToHead]), [[father.personId, '01'], [mother.personId, '02']])
    const tenant = (await desk.house.family('two', { notice: false })).father
    const term = { 'until.day': '30', 'until.month': '6', 'until.year': '2027' }
    assert.equal((await press('haiPolice', `/dc/ho/${homes.mother}/tam-tru`, 'ghi', { pin: tenant.pin, relationToHead: '25', ...term })).statusCode, 303)
    assert.equal((await police()((ctx) => residencesOf(ctx, tenant.personId))).find((each) => each.kind === 'temporary')?.until, '2027-06-30')
    const early = await press('haiPolice', `/dc/nguoi/${tenant.personId}/gia-han`, 'ghi', { 'until.day': '1', 'until.month': '6', 'until.year': '2028' })
    assert.match(early.payload, /Được gia hạn từ ngày 15\/06\/2027/)
    assert.equal((await press('haiPolice', `/dc/nguoi/${tenant.personId}/xoa-tam-tru`, 'ghi', { ground: 'lease-ended' })).statusCode, 303)
    assert.equal((await desk.house.asPerson(tenant)((ctx) => residencesOf(ctx, tenant.personId))).some((each) => each.kind === 'temporary'), false)
  })

  it('opens a household, records an absence and its end, and ends a registration', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const person = `/dc/nguoi/${mother.personId}`
    const opened = await press('haiPolice', `${person}/lap-ho`, 'ghi', { detail: ' Số 99,  Ấp Mới ', case: 'own-dwelling', dwellingProof: 'cơ sở dữ liệu' })
    assert.equal(opened.statusCode, 303)
    assert.equal((await police()((ctx) => householdOf(ctx, mother.personId)))?.address.detail, 'Số 99, Ấp Mới')
    const away = { ground: 'other', 'from.day': '20', 'from.month': '11', 'from.year': '2026', destination: 'Đồng Nai', reason: 'Đi làm' }
    assert.match((await press('haiPolice', `${person}/tam-vang`, 'xem', away)).payload, /từ 20\/11\/2026, đến chưa rõ ngày về/)
    assert.equal((await press('haiPolice', `${person}/tam-vang`, 'ghi', away)).statusCode, 303)
    const needs = await press('haiPolice', `${person}/xoa-thuong-tru`, 'ghi', { ground: 'cancelled' })
    assert.match(needs.payload, /cần số, ngày và nơi ban hành quyết định/)
    const half = await press('haiPolice', `${person}/xoa-thuong-tru`, 'xem', { ground: 'cancelled', decision: '12/QĐ' })
    assert.match(half.payload, /Nhập đủ số, ngày và nơi ra quyết định/)
    assert.equal((await press('haiPolice', `${person}/xoa-thuong-tru`, 'ghi', { ground: 'settled-abroad' })).statusCode, 303)
    assert.equal(await desk.house.asPerson(mother)((ctx) => householdOf(ctx, mother.personId)), undefined)
  })

  it('issues the confirmation CT07 once, however often it is pressed', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const path = `/dc/nguoi/${mother.personId}/xac-nhan`
    assert.match((await press('haiPolice', path, 'xem', { content: 'Nơi thường trú' })).payload, /hết giá trị ngay khi thông tin thay đổi/)
    const command = newId()
    const [first, second] = [await press('haiPolice', path, 'ghi', {}, { _command: command }), await press('haiPolice', path, 'ghi', {}, { _command: command })]
    assert.match(first.headers.location as string, /giay=/)
    assert.equal(second.headers.location, first.headers.location)
  })

  it('is shut to the police of another commune and to every other post', async () => {
    const family = await desk.house.family('same', { notice: false })
    for (const key of ['secondPolice', 'lanJustice', 'thuLeader'] as const) {
      for (const slug of ['doi-chu-ho', 'them-nguoi', 'tach-ho']) assert.equal((await press(key, `/dc/ho/${family.homes.mother}/${slug}`, 'ghi', relations(family, '01', '03'))).statusCode, 403)
      assert.equal((await press(key, `/dc/nguoi/${family.mother.personId}/xoa-thuong-tru`, 'ghi', { ground: 'settled-abroad' })).statusCode, 403)
    }
    await assert.rejects(desk.house.asCast('secondPolice')((ctx) => registerPermanent(ctx, { personId: family.mother.personId, householdId: family.homes.mother, relationToHead: '04', commandId: newId() })))
  })
})
