import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, registerBirthOf, work } from '../../app/testing/journey.ts'
import { checkDocument, documentsIn, readDocument, readDocumentFile } from '../../foundations/documents/index.ts'
import { ownPerson } from '../../foundations/population/index.ts'
import { householdOf } from '../../foundations/residence/index.ts'
import { rebuild } from '../../foundations/acts/index.ts'
import { ownPapers, representedBy } from '../../digital-citizen/wallet/index.ts'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { cardOf } from '../../socio-economic/health/index.ts'
import { ownDossiers, queue, readOwnDossier, trackByCode } from './index.ts'

describe('the linked birth, from the mother to the last result', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  async function childOf(parent: 'mai' | 'hoa'): Promise<string> {
    const me = await house.asCast(parent)(ownPerson)
    const [child] = me.relatives.filter((each) => each.kind === 'child')
    assert.ok(child?.personId, 'the child stands in the register as her child')
    return child.personId
  }

  it('a shared home: number, household, card, certificate and notice, and all of it in the log', async () => {
    const mai = house.who('mai')
    const asMai = house.asCast('mai')
    const { dossierId, code } = await fileAs(house, mai, { answers: { 'child.fullName': 'Lê Nguyễn Gia An' } })
    assert.match(code, /^H86\.41\.01-261118-\d{4}$/)
    assert.deepEqual(Object.values(await lanesNow(house, dossierId)).map((lane) => [lane.lane, lane.state]).sort(), [['birth', 'received'], ['health-card', 'waiting'], ['residence', 'waiting']])
    assert.deepEqual((await house.asCast('haiPolice')((ctx) => queue(ctx))).filter((each) => each.dossierId === dossierId), [], 'nothing for the police before the birth is registered')

    await registerBirthOf(house, dossierId)
    const after = await asMai((ctx) => readOwnDossier(ctx, dossierId))
    assert.deepEqual(after.lanes.map((lane) => [lane.lane, lane.state]), [['birth', 'done'], ['residence', 'checking'], ['health-card', 'issuing']])
    const child = await childOf('mai')
    const numbers = after.lanes[0]!.result!.facts
    assert.match(numbers['child.pin']!, /^099326\d{6}$/)

    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['approve'])
    await work(house, 'haiPolice', dossierId, 'residence', ['approve'])
    const done = await asMai((ctx) => readOwnDossier(ctx, dossierId))
    assert.equal(done.status, 'done')
    assert.ok(done.endedAt)
    const home = await asMai((ctx) => householdOf(ctx, child))
    assert.deepEqual(home!.members.filter((each) => each.personId === child).map((each) => [each.fullName, each.relationText]), [['Lê Nguyễn Gia An', 'Con đẻ']])
    const card = await asMai((ctx) => cardOf(ctx, child))
    assert.equal(card!.cardNumber, `TE186${numbers['child.pin']}`)
    assert.equal(card!.validFrom, '2026-11-09')

    await house.t.drain(morning)
    const papers = await asMai((ctx) => documentsIn(ctx, dossierId))
    assert.deepEqual(papers.map((paper) => paper.kind).sort(), ['birth-certificate', 'receipt', 'residence-notice'])
    const represents = await asMai((ctx) => representedBy(ctx.tx, mai.personId, ctx.today))
    for (const paper of papers) {
      const { bytes, document } = await asMai((ctx) => readDocumentFile(ctx, paper.documentId, represents))
      assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
      const verdict = await house.t.as({ kind: 'visitor' })((ctx) => checkDocument(ctx, document.verificationCode.toLowerCase().replaceAll('-', ' ')))
      assert.equal(verdict.verdict, 'valid')
      assert.ok(!JSON.stringify(verdict).includes('Gia An'), 'a check by code tells nothing about people')
    }
    const wallet = await asMai(ownPapers)
    assert.deepEqual(wallet.find((tab) => tab.personId === child)!.papers.map((paper) => paper.kind).sort(), ['birth-certificate', 'health-card', 'permanent-residence', 'residence-notice'])

    const log = await asMai((ctx) => accessesOf(ctx, { dossierId }))
    const readers = log.groups.filter((group) => group.purpose === 'dossier').flatMap((group) => group.lines).filter((line) => !line.automatic)
    assert.deepEqual(new Set(readers.map((line) => line.unit)), new Set(['Ủy ban nhân dân xã Long Hồ', 'Công an xã Long Hồ', 'Bảo hiểm xã hội tỉnh Vĩnh Long']), 'every unit that read her data stands in her log')
    assert.ok(readers.length >= 4, 'justice officer, chair, police and insurance each by their post')
    assert.ok(readers.every((line) => line.basis && line.reason), 'and says why')
    assert.ok(log.groups.every((group) => group.dossier?.code === code), 'all of it for her own dossier')
    const month = await asMai((ctx) => accessesOf(ctx, {}))
    assert.equal(month.groups.filter((group) => group.purpose === 'other').length, 0, 'nobody read her data for another reason')
    const replayed = await rebuild({ database: house.t.owner })
    assert.deepEqual(replayed.differences, [], 'replay of the acts gives the same registers')
  })

  it('two homes: the child goes where the parents choose, and that commune answers', async () => {
    const hoa = house.who('hoa')
    const { dossierId, code } = await fileAs(house, hoa, { answers: { 'child.fullName': 'Thạch Gia Bảo', 'home.of': 'father', 'child.ethnicityFrom': 'father', 'child.nativePlaceFrom': 'mother' } })
    assert.match(code, /^H86\.57\.01-261118-\d{4}$/, 'the commune of the chosen home receives it')
    await assert.rejects(work(house, 'lanJustice', dossierId, 'birth', ['accept']), { code: 'authorise.not-allowed' })
    await work(house, 'secondJustice', dossierId, 'birth', ['accept', 'ok'])
    await work(house, 'secondChair', dossierId, 'birth', ['approve'])
    await work(house, 'secondPolice', dossierId, 'residence', ['approve'])
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['approve'])
    const child = await childOf('hoa')
    const home = await house.asCast('hoa')((ctx) => householdOf(ctx, child))
    assert.equal(home!.headName, 'Thạch Sum')
    assert.deepEqual(home!.members.filter((each) => each.personId === child).map((each) => each.relationText), ['Cháu ruột'], 'the grandchild of the head')
    const [certificate] = (await house.asCast('hoa')((ctx) => documentsIn(ctx, dossierId))).filter((paper) => paper.kind === 'birth-certificate')
    const entry = await house.asCast('binh')((ctx) => readDocument(ctx, certificate!.documentId))
    const rows = entry.form.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : []))
    const said = (label: string) => rows.find((row) => row.label === label)?.value
    assert.equal(said('Họ, chữ đệm, tên'), 'THẠCH GIA BẢO')
    assert.equal(said('Dân tộc'), 'Khơ-me', 'as the parents agreed: of the father')
    assert.match(said('Quê quán')!, /Long Phước/, 'native place of the mother')
    assert.match(said('Nơi đăng ký khai sinh')!, /Cầu Kè/)
  })

  it('tells anybody with the code the stages, and nothing about people', async () => {
    const [mine] = await house.asCast('mai')(ownDossiers)
    const seen = await house.t.as({ kind: 'visitor' })((ctx) => trackByCode(ctx, mine!.code.toLowerCase().replace('-', '–')))
    assert.equal(seen!.lanes.length, 3)
    assert.doesNotMatch(JSON.stringify(seen), /Mai|Gia An|099|personId|facts/)
    assert.equal(await house.t.as({ kind: 'visitor' })((ctx) => trackByCode(ctx, 'H86.41.01-261118-9999')), undefined)
  })
})
