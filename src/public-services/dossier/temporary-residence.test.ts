import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { householdOf, registerTemporary, residencesOf } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays, addMilliseconds, addMonths, todayAt } from '../../kernel/plain-date.ts'
import { sql } from '../../platform/index.ts'
import { answerConsent, answerPage, answerSupplement, consentsForMe, openCase, openDraft, readOwnDossier, startDraft } from './index.ts'

const longHo = '29602'
const today = todayAt(morning)
const rented = { 'residence.case': 'rent', 'place.commune': longHo, 'place.detail': 'Phòng 5, nhà trọ số 9, Ấp Thử', 'residence.months': '12' }
const dateOf = (name: string, iso: string): Record<string, string> => Object.fromEntries(iso.split('-').map((part, i) => [`${name}.${['year', 'month', 'day'][i]}`, part]))

describe('temporary residence by itself (1.004194)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const temporaryOf = async (person: Somebody) => (await house.asPerson(person)((ctx) => residencesOf(ctx, person.personId))).find((each) => each.kind === 'temporary')
  /** Somebody who lives in another commune. */
  const tenant = async (): Promise<Somebody> => (await house.family('two', { notice: false })).father
  const formOf = async (person: Somebody, dossierId: string): Promise<string> => {
    const as = house.asPerson(person)
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'residence-notice')
    return paper ? JSON.stringify((await as((ctx) => readDocument(ctx, paper.documentId))).form) : ''
  }

  it('in a rented room: registered from the day of filing, with a CT08, though the officers come to it later', async () => {
    const father = await tenant()
    const { dossierId, code } = await fileAs(house, father, { slug: 'tam-tru', answers: rented, papers: ['lease'] })
    assert.match(code, /^H86\.41\./, 'the commune of the room receives it')
    const now = addMilliseconds(morning, 2 * 86_400_000)
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'], { now })
    await work(house, 'policeCommander', dossierId, 'main', ['approve'], { now })
    const home = await temporaryOf(father)
    assert.deepEqual([home?.address.detail, home?.since, home?.until], ['Phòng 5, nhà trọ số 9, Ấp Thử', today, addMonths(today, 12)])
    assert.equal((await house.asPerson(father)((ctx) => householdOf(ctx, father.personId)))?.address.area, '29308', 'the permanent residence stays')
    const form = await formOf(father, dossierId)
    for (const said of ['Thông báo kết quả đăng ký tạm trú', 'Mẫu CT08', father.fullName, 'Phòng 5', 'Đến hết ngày', '18/11/2027']) assert.ok(form.includes(said), `${said}: ${form}`)
    await house.t.drain(now)
    const [kept] = await house.t.owner.query<{ expires: string }>(sql`select expires_on as expires from wallet_item where source = 'documents' and kind = 'residence-notice' and owner_id = ${father.personId}`)
    assert.equal(kept?.expires, '2027-11-19', 'the notice holds as long as the term')
  })

  it('keeps what was typed beside what is wrong with it: a number nobody has, a day too near or too far, the own commune', async () => {
    const father = await tenant()
    const as = house.asPerson(father)
    const { draftId } = await as((ctx) => startDraft(ctx, 'tam-tru'))
    const wrong = async (page: string, body: Record<string, string>, field: string, says: RegExp) => {
      const outcome = await as((ctx) => answerPage(ctx, { draftId, page, body }))
      assert.ok(!outcome.ok && outcome.shown.errors.some((each) => each.field === field && says.test(each.vi)), `${page}: ${JSON.stringify(outcome)}`)
      for (const [name, value] of Object.entries(body)) assert.equal(outcome.shown.typed[name] ?? '', value)
    }
    await wrong('where', { 'place.commune': longHo, 'place.detail': '' }, 'place.detail', /Ghi số nhà/)
    await wrong('where', { 'place.commune': '29308', 'place.detail': 'Số 1' }, 'place', /cùng xã với nơi thường trú/)
    await as((ctx) => answerPage(ctx, { draftId, page: 'case', body: { 'residence.case': 'join' } }))
    await wrong('host', { 'host.pin': '099099999999', 'host.relation': '20' }, 'host.pin', /Chưa thấy ai mang số này/)
    for (const [days, says] of [[29, /lưu trú/], [800, /dài nhất/]] as const) await wrong('term', { 'residence.months': 'date', ...dateOf('residence.until', addDays(today, days)) }, 'residence.until', says)
    assert.ok((await as((ctx) => openDraft(ctx, draftId))).missing.some((each) => each.kind === 'need'))
  })

  it('asked once for the address, takes its correction; the commune stays, by which the filing lies there', async () => {
    const father = await tenant()
    const { dossierId } = await fileAs(house, father, { slug: 'tam-tru', answers: rented, papers: ['lease'] })
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    await work(house, 'haiPolice', dossierId, 'main', ['defects'], { defects: ['place-unclear'] })
    const as = house.asPerson(father)
    const empty = await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'main', body: { 'place.detail': '' }, commandId: newId() }))
    assert.ok(!empty.ok && empty.shown.errors.some((each) => each.field === 'place.detail'))
    assert.ok((await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'main', body: { 'place.commune': '29308', 'place.detail': 'Phòng 6, nhà trọ số 9' }, commandId: newId() }))).ok)
    await work(house, 'haiPolice', dossierId, 'main', ['ok'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    const home = await temporaryOf(father)
    assert.deepEqual([home?.address.detail, home?.address.area], ['Phòng 6, nhà trọ số 9', longHo])
  })

  it('joins the household of a head who is asked, reads who asks for what, and agrees; the tenant learns nothing of the head', async () => {
    const father = await tenant()
    const host = (await house.family('same', { notice: false })).father
    const { dossierId } = await fileAs(house, father, { slug: 'tam-tru', answers: { ...rented, 'residence.case': 'join', 'host.pin': host.pin, 'host.relation': '26', 'residence.months': 'date', ...dateOf('residence.until', addDays(today, 90)) } })
    const asHost = house.asPerson(host)
    const [asked] = await asHost(consentsForMe)
    assert.equal(asked?.says, `Tôi đồng ý cho ${father.fullName} đăng ký tạm trú vào hộ của tôi, tại Phòng 5, nhà trọ số 9, Ấp Thử, Xã Long Hồ, tỉnh Vĩnh Long.`)
    assert.ok(!JSON.stringify(await house.asPerson(father)((ctx) => readOwnDossier(ctx, dossierId))).includes(host.fullName))
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('haiPolice')((ctx) => openCase(ctx, laneId))
    assert.ok(seen.view.unverified.some((each) => each.rule === 'host-agrees'), 'the officer sees that the head has not answered')
    assert.ok(seen.view.verified.some((each) => each.id === 'host.fullName' && each.text === host.fullName))
    assert.ok((await house.t.owner.query(sql`select 1 from access_log where dossier_id = ${dossierId} and subjects @> array[${host.personId}]::uuid[]`)).length > 0, 'the head finds the reading in his log')
    await asHost((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree: true }))
    assert.ok(!(await house.asCast('haiPolice')((ctx) => openCase(ctx, laneId))).view.unverified.some((each) => each.rule === 'host-agrees'))
    await work(house, 'haiPolice', dossierId, 'main', ['ok'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    const home = await temporaryOf(father)
    assert.deepEqual([home?.householdId, home?.until], [(await asHost((ctx) => householdOf(ctx, host.personId)))?.householdId, addDays(today, 90)])
    assert.match(await formOf(father, dossierId), /Quan hệ với chủ hộ/)
  })

  it('is refused when the head does not agree, and when the one named heads no household here; nothing is registered', async () => {
    const father = await tenant()
    const { mother, father: host } = await house.family('same', { notice: false })
    const join = { ...rented, 'residence.case': 'join', 'host.relation': '26' }
    const first = await fileAs(house, father, { slug: 'tam-tru', answers: { ...join, 'host.pin': host.pin } })
    const [asked] = await house.asPerson(host)(consentsForMe)
    await house.asPerson(host)((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree: false }))
    await work(house, 'haiPolice', first.dossierId, 'main', ['accept'])
    await work(house, 'haiPolice', first.dossierId, 'main', ['refuse'], { ground: 'host-refuses' })
    assert.equal((await house.asPerson(father)((ctx) => readOwnDossier(ctx, first.dossierId))).status, 'refused-at-reception')
    const second = await fileAs(house, father, { slug: 'tam-tru', answers: { ...join, 'host.pin': mother.pin } })
    await work(house, 'haiPolice', second.dossierId, 'main', ['accept', 'ok'])
    await assert.rejects(work(house, 'policeCommander', second.dossierId, 'main', ['approve']), { code: 'effects.host-heads-none' })
    assert.equal(await temporaryOf(father), undefined)
    assert.equal(await formOf(father, first.dossierId), '')
  })
})

describe('renewal of a temporary residence (1.002755)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  /** Somebody with a temporary residence in Long Hồ that ends on this day. */
  const until = async (day: string): Promise<Somebody> => {
    const { father } = await house.family('two', { notice: false })
    await house.asCast('haiPolice')((ctx) => registerTemporary(ctx, { personId: father.personId, place: { area: longHo, detail: 'Phòng 7' }, from: addMonths(day, -12), until: day, commandId: newId() }))
    return father
  }

  it('adds to the term in its last fifteen days, on the word of the owner who is asked', async () => {
    const end = addDays(today, 7)
    const father = await until(end)
    const owner = house.who('mai')
    const { dossierId } = await fileAs(house, father, { slug: 'gia-han-tam-tru', answers: { 'residence.months': '24', 'owner.agrees': 'phone', 'owner.pin': owner.pin } })
    const [asked] = await house.asCast('mai')(consentsForMe)
    assert.match(asked!.says, new RegExp(`^Tôi đồng ý cho ${father.fullName} tiếp tục tạm trú tại Phòng 7, Xã Long Hồ`))
    await house.asCast('mai')((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree: true }))
    const now = addMilliseconds(morning, 2 * 86_400_000)
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'], { now })
    await work(house, 'policeCommander', dossierId, 'main', ['approve'], { now })
    const as = house.asPerson(father)
    const [home] = (await as((ctx) => residencesOf(ctx, father.personId))).filter((each) => each.kind === 'temporary')
    assert.equal(home?.until, addMonths(end, 24))
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'residence-notice')
    const form = JSON.stringify((await as((ctx) => readDocument(ctx, paper!.documentId))).form)
    for (const said of ['gia hạn tạm trú', 'Phòng 7', 'Thời hạn cũ đến hết ngày', '25/11/2026', '25/11/2028']) assert.ok(form.includes(said), `${said}: ${form}`)
  })

  it('is told before the first question when it cannot be: too early, over, or no temporary residence', async () => {
    for (const [person, says] of [[await until(addDays(today, 60)), /15 ngày cuối.*được từ ngày 02\/01\/2027/], [await until(addDays(today, -3)), /đã hết ngày 15\/11\/2026/], [house.who('mai'), /Chưa thấy đăng ký tạm trú/]] as const) {
      const as = house.asPerson(person)
      const { draftId } = await as((ctx) => startDraft(ctx, 'gia-han-tam-tru'))
      const needs = (await as((ctx) => openDraft(ctx, draftId))).missing.filter((each) => each.kind === 'need')
      assert.equal(needs.length, 1)
      assert.match(needs[0]!.says, says)
    }
  })

  it('is refused with its ground, and the term stays', async () => {
    const end = addDays(today, 7)
    const father = await until(end)
    const { dossierId } = await fileAs(house, father, { slug: 'gia-han-tam-tru', answers: { 'residence.months': '6', 'owner.agrees': 'own' } })
    await work(house, 'haiPolice', dossierId, 'main', ['refuse'], { ground: 'not-living-there' })
    assert.equal((await house.asPerson(father)((ctx) => residencesOf(ctx, father.personId))).find((each) => each.kind === 'temporary')?.until, end)
  })
})
