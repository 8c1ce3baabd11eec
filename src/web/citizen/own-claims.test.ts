import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { matchedList, certain } from '../../../tests/matched-list.ts'
import { carryOutResults, claimedValuesOf, publishResults, readDiscrepancies, readReviewHome } from '../../data-ecosystem/linkage/index.ts'
import { correctionsFor, decideCorrection, openCorrectionCase, placeMark } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'

const now = '2026-11-18T02:00:00.000Z'

describe('What a sector’s list says of somebody stands on their own page', () => {
  let site: CitizenSite
  let listId = ''
  before(async () => {
    site = await citizenSite(now)
    const { house } = site
    const handed = await matchedList(house, [{ name: 'Nguyễn Thị Mai', commune: '29602', address: 'Số 1, Ấp Cũ', phone: '0300000777', zone: 'automatic', people: [{ key: 'mai', weight: 30, levels: certain }] }])
    listId = handed.listId
    await house.asCast('hanhSteward', { now })((ctx) => readReviewHome(ctx, handed.runId))
    await house.t.owner.query(sql`delete from matching_review where run_id = ${handed.runId}`)
    await house.asCast('hanhSteward', { now })((ctx) => publishResults(ctx, handed.runId))
    await house.t.drain(now)
  })
  after(() => site.close())

  it('with the list, its owner and its day, and is gone once the police agree that it is wrong; the owner is asked to mend it', async () => {
    const { house } = site
    const mai = house.who('mai')
    const browser = await (await site.as(mai)).open('/du-lieu')
    assert.equal(browser.screen(), 'C-26')
    assert.match(browser.text(), /Danh sách của ngành ghi.*Danh sách «Hội người cao tuổi 2026».*Số 1, Ấp Cũ/)
    assert.match(browser.text(), /Sở Y tế/)
    const path = `/bao-sai/danh-sach-${listId}`
    await browser.open(path)
    assert.equal(browser.screen(), 'C-27')
    await browser.send(path, { which: `list.address.${listId}`, why: 'entered-wrong', claimed: 'Số 45, Ấp Phước Lợi' })
    assert.equal(browser.screen(), 'C-27-done')
    const [asked] = (await house.asCast('haiPolice', { now })((ctx) => correctionsFor(ctx))).filter((each) => each.personId === mai.personId)
    assert.match(asked!.shown!, /^Số 1, Ấp Cũ \(Danh sách «Hội người cao tuổi 2026», /)
    const acts = () => house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from legal_act`)
    const before_ = await acts()
    await house.asCast('policeCommander', { now })((ctx) => decideCorrection(ctx, { caseId: asked!.caseId, version: asked!.version, decision: 'accept' }))
    await house.t.drain(now)
    assert.deepEqual(await acts(), before_, 'nothing is recorded in the register')
    await browser.open('/du-lieu')
    assert.doesNotMatch(browser.text(), /Số 1, Ấp Cũ/)
    assert.match(browser.text(), /0300000777/)
    const { items } = await house.asCast('hanhSteward', { now })((ctx) => readDiscrepancies(ctx, listId, { states: ['open'] }))
    assert.match(items.find((each) => each.kind === 'question')?.question ?? '', /báo sai: địa chỉ «Số 1, Ấp Cũ», đúng ra là «Số 45, Ấp Phước Lợi»/)
  })

  it('what was found wrong does not come back: not from another run of the list, nor from a later list of that owner; a new word does', async () => {
    const { house } = site
    const mai = house.who('mai')
    const handOver = async (address: string, more: { kind?: string } = {}): Promise<void> => {
      const { runId } = await matchedList(house, [{ name: 'Nguyễn Thị Mai', commune: '29602', address, phone: '0300 000 777', zone: 'automatic', people: [{ key: 'mai', weight: 30, levels: certain }] }], more)
      await house.asCast('hanhSteward', { now })((ctx) => readReviewHome(ctx, runId))
      await house.t.owner.query(sql`delete from matching_review where run_id = ${runId}`)
      await house.asCast('hanhSteward', { now })((ctx) => publishResults(ctx, runId))
      await house.t.drain(now)
    }
    const addresses = async (): Promise<string[]> => (await house.asCast('mai', { now })((ctx) => claimedValuesOf(ctx, mai.personId))).filter(({ field }) => field === 'address').map(({ value }) => value)
    const phones = async (): Promise<number> => (await house.asCast('mai', { now })((ctx) => claimedValuesOf(ctx, mai.personId))).filter(({ field }) => field === 'phone').length
    const [{ runId }] = await house.t.owner.query<{ runId: string }>(sql`select run_id as "runId" from matching_run where list_id = ${listId}`) as [{ runId: string }]
    await house.asSystem(now)((ctx) => carryOutResults(ctx, runId))
    assert.deepEqual(await addresses(), [], 'the same results once more')
    await handOver('SỐ 1 - ẤP CŨ')
    assert.deepEqual(await addresses(), [], 'another list of that owner, written otherwise')
    assert.equal(await phones(), 2, 'what nobody called wrong is kept')
    await handOver('Số 1, Ấp Cũ', { kind: 'vaccination' })
    assert.deepEqual(await addresses(), ['Số 1, Ấp Cũ'], 'another kind of list is another word')
    await handOver('Số 45, Ấp Phước Lợi')
    assert.deepEqual((await addresses()).toSorted(), ['Số 1, Ấp Cũ', 'Số 45, Ấp Phước Lợi'])
    const [kept] = await house.t.owner.query<{ text: string }>(sql`select string_agg(r::text, '') as text from matching_claim_refuted r`)
    assert.doesNotMatch(kept!.text, /Ấp Cũ/, 'the word itself is not kept')
  })

  it('a line that is about somebody else says nothing of one any more', async () => {
    const { house } = site
    const hoa = house.who('hoa')
    const { listId: other, runId } = await matchedList(house, [{ name: 'Người Khác', commune: '29602', address: 'Số 9, Ấp Khác', phone: '0300000778', zone: 'automatic', people: [{ key: 'hoa', weight: 30, levels: certain }] }])
    await house.asCast('hanhSteward', { now })((ctx) => readReviewHome(ctx, runId))
    await house.t.owner.query(sql`delete from matching_review where run_id = ${runId}`)
    await house.asCast('hanhSteward', { now })((ctx) => publishResults(ctx, runId))
    await house.t.drain(now)
    const { caseId, version } = await house.asCast('hoa', { now })((ctx) => openCorrectionCase(ctx, { personId: hoa.personId, field: `list.phone.${other}`, shown: '0300000778 (x)', claimed: null, reason: 'not-me', commandId: newId() }))
    await house.asCast('policeCommander', { now })((ctx) => decideCorrection(ctx, { caseId, version, decision: 'accept' }))
    await house.t.drain(now)
    assert.deepEqual(await house.asCast('hoa', { now })((ctx) => claimedValuesOf(ctx, hoa.personId)), [])
    const { items } = await house.asCast('hanhSteward', { now })((ctx) => readDiscrepancies(ctx, other, { states: ['open'] }))
    assert.match(items.find((each) => each.kind === 'question')?.question ?? '', /không phải mình/)
  })

  it('nobody says of another’s list that it is wrong, and a list one is not on is none', async () => {
    const browser = await site.as(site.house.who('hoa'))
    assert.doesNotMatch((await browser.open('/du-lieu')).text(), /Danh sách của ngành ghi/)
    assert.equal((await browser.open(`/bao-sai/danh-sach-${listId}`)).status, 404)
  })

  it('of a protected person lists are read only by who may read the person', async () => {
    const { house } = site
    const { personId } = house.who('mai')
    const read = (key: 'haiPolice' | 'policeCommander') => house.asCast(key, { now })((ctx) => claimedValuesOf(ctx, personId))
    assert.ok((await read('haiPolice')).length > 0)
    await house.asSystem(now)((ctx) => placeMark(ctx, { personId, kind: 'protected', decision: '12/QĐ-CAT', commandId: newId() }))
    await assert.rejects(read('haiPolice'), { code: 'population.restricted' })
    assert.ok((await read('policeCommander')).length > 0)
  })
})
