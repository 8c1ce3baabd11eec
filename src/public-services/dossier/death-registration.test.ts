import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, fillIn, lanesNow, signDraft, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { ownPerson, personStatus } from '../../foundations/population/index.ts'
import { headVacancies } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays, todayAt } from '../../kernel/plain-date.ts'
import { sql } from '../../platform/index.ts'
import { feeFor } from '../fees/index.ts'
import { resolve } from '../forms/index.ts'
import { answerPage, declareWithoutPaper, openCase, openDraft, readOwnDossier, startDraft, submitDossier } from './index.ts'

const today = todayAt(morning)
const dateOf = (name: string, iso: string): Record<string, string> => Object.fromEntries(iso.split('-').map((part, i) => [`${name}.${['year', 'month', 'day'][i]}`, part]))
const died = (daysAgo: number): Record<string, string> => ({
  ...dateOf('death.date', addDays(today, -daysAgo)), 'death.time': '10:30', 'death.place': 'Bệnh viện mẫu, xã Long Hồ', 'death.cause': 'Bệnh tim',
  'death.noticeKind': '1', 'notice.number': '15/GBT', ...dateOf('notice.date', addDays(today, -daysAgo)), 'notice.issuer': 'Bệnh viện mẫu',
})

describe('registration of a death by itself (1.000656)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const statusOf = async (person: Somebody) => (await house.asSystem()((ctx) => personStatus(ctx.tx, person.personId)))?.lifeStatus
  const paperOf = async (person: Somebody, dossierId: string) => {
    const as = house.asPerson(person)
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'civil-paper')
    return paper ? JSON.stringify((await as((ctx) => readDocument(ctx, paper.documentId))).form) : ''
  }
  const sign = async (dossierId: string) => {
    await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
  }

  it('of somebody of the household: chosen from those near, nothing known is asked, signed by the chair, and everything that follows', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    const { dossierId, code } = await fileAs(house, mother, { slug: 'khai-tu', answers: { 'deceased.of': father.personId, ...died(3) }, papers: ['death-notice'] })
    assert.match(code, /^H86\.41\./)
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    for (const id of ['deceased.fullName', 'deceased.birthDate', 'deceased.permanentResidence', 'not-recorded-dead']) assert.ok(seen.view.verified.some((each) => each.id === id), id)
    await sign(dossierId)
    assert.equal((await as((ctx) => readOwnDossier(ctx, dossierId))).status, 'done')
    const own = await as(ownPerson)
    assert.equal(own.maritalStatus, 'widowed')
    const form = await paperOf(mother, dossierId)
    for (const said of ['Trích lục khai tử', father.fullName.toLocaleUpperCase('vi'), 'Bệnh tim', '10:30', '15/GBT', 'Vợ']) assert.ok(form.includes(said), `${said}: ${form}`)
    assert.ok(!form.includes('Bản sao'))
    await house.t.drain(morning)
    assert.ok((await house.asCast('haiPolice')((ctx) => headVacancies(ctx, '29602'))).some((each) => JSON.stringify(each).includes(mother.personId)), 'the household waits for its new head')
    const { draftId } = await as((ctx) => startDraft(ctx, 'khai-tu'))
    assert.ok(!(await as((ctx) => openDraft(ctx, draftId))).filing.lists?.['relatives']?.some((each) => each.value === father.personId), 'who is dead is offered no more')
  })

  it('only one dossier runs for one death', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    await fileAs(house, mother, { slug: 'khai-tu', answers: { 'deceased.of': father.personId, ...died(1) }, papers: ['death-notice'] })
    await assert.rejects(fileAs(house, mother, { slug: 'khai-tu', answers: { 'deceased.of': father.personId, ...died(1) }, papers: ['death-notice'] }), { code: 'dossier.already-running' })
  })

  it('late is registered and marked late; the fee is for the province to set', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    const draftId = await fillIn(house, mother, { slug: 'khai-tu', answers: { 'deceased.of': father.personId, ...died(40), 'death.noticeKind': '0' } })
    const { service, filing } = await as((ctx) => openDraft(ctx, draftId))
    assert.match(feeFor(service, { channel: 'online', date: today, values: resolve(service, filing).values }).words, /tỉnh chưa có nghị quyết/)
    const missing = (await as((ctx) => openDraft(ctx, draftId))).missing
    assert.deepEqual(missing.map((each) => each.item), ['death-evidence'], 'evidence, or the word that there is none')
    await as((ctx) => declareWithoutPaper(ctx, { draftId, item: 'death-evidence' }))
    const evidence = await signDraft(house, mother, draftId)
    const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
    await work(house, 'lanJustice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    assert.ok((await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))).view.unverified.some((each) => each.rule === 'filed-in-15-days' && each.says.includes('quá hạn')))
    await work(house, 'lanJustice', dossierId, 'main', ['ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    const [entry] = await house.t.owner.query<{ kind: string }>(sql`select registration_kind as kind from civil_entry e join civil_entry_person p using (entry_id) where p.person_id = ${father.personId} and e.kind = 'death'`)
    assert.equal(entry?.kind, '4')
  })

  it('of a husband who lives elsewhere: where he lived is asked, shown to nobody but the officer, and held against the register', async () => {
    const { mother, father } = await house.family('two', { notice: false })
    const as = house.asPerson(mother)
    const { dossierId } = await fileAs(house, mother, { slug: 'khai-tu', answers: { 'deceased.of': father.personId, ...died(2), 'deceased.lastHome.commune': '29602', 'deceased.lastHome.detail': 'Số 1, Ấp Thử' }, papers: ['death-notice'] })
    assert.ok(!JSON.stringify(await as((ctx) => readOwnDossier(ctx, dossierId))).includes('Cầu Kè'))
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.ok(seen.view.unverified.some((each) => each.rule === 'last-home'), 'the register has him elsewhere')
    await work(house, 'lanJustice', dossierId, 'main', ['refuse'], { ground: 'not-competent' })
    assert.equal((await as((ctx) => readOwnDossier(ctx, dossierId))).status, 'refused-at-reception')
    assert.equal(await statusOf(father), 'living')
    assert.equal(await paperOf(mother, dossierId), '')
  })

  it('of somebody else, by number and name; what is wrong stands beside what was typed', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { father: dead } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'khai-tu'))
    await as((ctx) => answerPage(ctx, { draftId, page: 'who', body: { 'deceased.of': 'other' } }))
    const wrong = async (page: string, body: Record<string, string>, field: string, says: RegExp) => {
      const outcome = await as((ctx) => answerPage(ctx, { draftId, page, body }))
      assert.ok(!outcome.ok && outcome.shown.errors.some((each) => each.field === field && says.test(each.vi)), `${page}: ${JSON.stringify(outcome)}`)
      for (const [name, value] of Object.entries(body)) assert.equal(outcome.shown.typed[name], value)
    }
    await wrong('named', { 'deceased.pin': '099099999999', 'deceased.declaredName': 'Lê Văn Mất' }, 'deceased.pin', /Chưa thấy ai mang số này/)
    await wrong('death', { ...dateOf('death.date', addDays(today, 1)), 'death.time': '25:61' }, 'death.date', /không thể sau hôm nay/)
    await wrong('death', { ...dateOf('death.date', today), 'death.time': '25:61' }, 'death.time', /Ghi giờ và phút/)
    const named = { 'deceased.of': 'other', 'deceased.pin': dead.pin, 'deceased.declaredName': 'Lê Văn Khác', 'deceased.relationAsked': 'Người thân khác', 'deceased.lastHome.commune': '29602', 'deceased.lastHome.detail': 'Số 2' }
    const { dossierId } = await fileAs(house, mother, { slug: 'khai-tu', answers: { ...named, ...died(1) }, papers: ['death-notice'] })
    assert.ok(!JSON.stringify(await as((ctx) => readOwnDossier(ctx, dossierId))).includes(dead.fullName), 'whose number was typed is shown to the officer alone')
    await work(house, 'lanJustice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.ok(seen.view.unverified.some((each) => each.rule === 'name-of-deceased' && each.says.includes(dead.fullName)))
    await work(house, 'lanJustice', dossierId, 'main', ['ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    assert.equal(await statusOf(dead), 'deceased')
  })
})
