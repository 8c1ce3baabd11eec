import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { householdOf } from '../../foundations/residence/index.ts'
import { addMilliseconds, todayAt } from '../../kernel/plain-date.ts'
import { sql } from '../../platform/index.ts'
import { answerConsent, answerPage, consentsForMe, openCase, openDraft, startDraft } from './index.ts'

const longHo = '29602'
const at = { 'place.commune': longHo, 'place.detail': 'Số 9, Ấp Mới' }

describe('permanent residence by itself (1.004222)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  /** Somebody who lives in another commune, in the parents' household. */
  const mover = async (): Promise<Somebody> => (await house.family('two', { notice: false })).father
  const homeOf = (person: Somebody) => house.asPerson(person)((ctx) => householdOf(ctx, person.personId))
  const agree = async (person: Somebody, yes = true): Promise<string> => {
    const [asked] = await house.asPerson(person)(consentsForMe)
    await house.asPerson(person)((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree: yes }))
    return asked!.says
  }
  const decide = async (dossierId: string, now = addMilliseconds(morning, 2 * 86_400_000)): Promise<void> => {
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'], { now })
    await work(house, 'policeCommander', dossierId, 'main', ['approve'], { now })
  }
  const noticeOf = async (person: Somebody, dossierId: string): Promise<string> => {
    const as = house.asPerson(person)
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'residence-notice')
    return paper ? JSON.stringify((await as((ctx) => readDocument(ctx, paper.documentId))).form) : ''
  }
  const groundsOf = async (person: Somebody) => (await house.t.owner.query<{ grounds: { case: string; floorArea?: number; dwellingProof?: string } }>(sql`select payload -> 'grounds' as grounds from legal_act where subject_id = ${person.personId} and type in ('household-opened', 'permanent-residence-registered') order by recorded_at desc limit 1`))[0]?.grounds

  it('to a dwelling of the own: a household of one’s own, the old residence over, a CT08, the grounds kept with the act', async () => {
    const me = await mover()
    const before_ = (await homeOf(me))!
    const { dossierId, code } = await fileAs(house, me, { slug: 'thuong-tru', answers: { ...at, 'residence.case': 'own' }, papers: ['dwelling-proof'] })
    assert.match(code, /^H86\.41\./, 'the police of the new commune')
    await decide(dossierId)
    const home = (await homeOf(me))!
    assert.deepEqual([home.address.area, home.headPersonId, home.members.length], [longHo, me.personId, 1])
    assert.notEqual(home.householdId, before_.householdId)
    const form = await noticeOf(me, dossierId)
    for (const said of ['Thông báo kết quả đăng ký thường trú', 'CT08', 'Số 9, Ấp Mới', home.fileNumber]) assert.ok(form.includes(said), `${said}: ${form}`)
    assert.deepEqual([(await groundsOf(me))?.case, (await groundsOf(me))?.dwellingProof], ['own-dwelling', `Hồ sơ ${code}`])
  })

  it('in with a relative: the head is asked, and the owner where it is somebody else; nothing is told of either', async () => {
    const me = await mover()
    const { father: host, mother: owner } = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, me, { slug: 'thuong-tru', answers: { ...at, 'residence.case': 'join', 'host.pin': host.pin, 'host.relation': '04', 'dwelling.owner': 'other', 'owner.pin': owner.pin }, papers: ['relation-proof'] })
    assert.equal(await agree(host), `Tôi đồng ý cho ${me.fullName} đăng ký thường trú vào hộ của tôi, tại Số 9, Ấp Mới, Xã Long Hồ, tỉnh Vĩnh Long.`)
    assert.match(await agree(owner), /tại chỗ ở của tôi/)
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const { view } = await house.asCast('haiPolice')((ctx) => openCase(ctx, laneId))
    assert.deepEqual(view.unverified.filter((each) => each.kind === 'rule'), [])
    assert.ok(view.verified.some((each) => each.id === 'host.fullName' && each.text === host.fullName))
    await work(house, 'haiPolice', dossierId, 'main', ['ok'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    const home = (await homeOf(me))!
    assert.deepEqual([home.householdId, home.members.find((each) => each.personId === me.personId)?.relationToHead, home.members.find((each) => each.personId === me.personId)?.since], [(await homeOf(host))!.householdId, '04', todayAt(morning)])
    assert.equal((await groundsOf(me))?.case, 'join-family')
  })

  it('rented: the owner is asked; with too little room for each it is not registered', async () => {
    const me = await mover()
    const { father: owner } = await house.family('same', { notice: false })
    const rented = (floorArea: string) => ({ slug: 'thuong-tru', answers: { ...at, 'residence.case': 'rent', 'owner.pin': owner.pin, 'rent.floorArea': floorArea }, papers: ['lease', 'floor-area'] })
    const small = await fileAs(house, me, rented('7,9'))
    await agree(owner)
    await work(house, 'haiPolice', small.dossierId, 'main', ['accept', 'ok'])
    await assert.rejects(work(house, 'policeCommander', small.dossierId, 'main', ['approve']), { code: 'residence.floor-too-small' })
    await work(house, 'policeCommander', small.dossierId, 'main', ['refuse'], { ground: 'conditions-not-met' })
    assert.notEqual((await homeOf(me))!.address.area, longHo)
    const enough = await fileAs(house, me, rented('8,5'))
    await agree(owner)
    await decide(enough.dossierId)
    assert.equal((await homeOf(me))!.address.area, longHo)
    assert.equal((await groundsOf(me))?.floorArea, 8.5)
  })

  it('keeps what was typed beside what is wrong with it, and tells a head with others before the first question', async () => {
    const { father: head } = await house.family('same', { notice: false })
    const asHead = house.asPerson(head)
    const heads = await asHead((ctx) => startDraft(ctx, 'thuong-tru'))
    assert.match((await asHead((ctx) => openDraft(ctx, heads.draftId))).missing.find((each) => each.kind === 'need')!.says, /Chọn chủ hộ mới/)
    const me = await mover()
    const as = house.asPerson(me)
    const { draftId } = await as((ctx) => startDraft(ctx, 'thuong-tru'))
    await as((ctx) => answerPage(ctx, { draftId, page: 'case', body: { 'residence.case': 'rent' } }))
    const wrong = await as((ctx) => answerPage(ctx, { draftId, page: 'owner', body: { 'owner.pin': '0991', 'rent.floorArea': 'tám mét' } }))
    assert.ok(!wrong.ok)
    assert.deepEqual(wrong.shown.errors.map((each) => each.field).sort(), ['owner.pin', 'rent.floorArea'])
    assert.deepEqual([wrong.shown.typed['owner.pin'], wrong.shown.typed['rent.floorArea']], ['0991', 'tám mét'])
  })

  it('is refused when the head does not agree: nothing moves', async () => {
    const me = await mover()
    const { father: host } = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, me, { slug: 'thuong-tru', answers: { ...at, 'residence.case': 'join', 'host.pin': host.pin, 'host.relation': '04', 'dwelling.owner': 'head' }, papers: ['relation-proof'] })
    await agree(host, false)
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    await work(house, 'haiPolice', dossierId, 'main', ['refuse'], { ground: 'host-refuses' })
    assert.notEqual((await homeOf(me))!.address.area, longHo)
    assert.equal(await noticeOf(me, dossierId), '')
  })
})
