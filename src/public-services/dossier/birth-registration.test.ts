import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse } from '../../app/testing/cast-house.ts'
import { fileAs, fillIn, lanesNow, signDraft, work } from '../../app/testing/journey.ts'
import { renderPdf, readDocument, documentsIn } from '../../foundations/documents/index.ts'
import { ownPerson } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { addPaper, answerPage, openCase, openDraft, readOwnDossier, startDraft, submitDossier } from './index.ts'

const paper = { field: 'f', name: 'giay.pdf', type: 'application/pdf', bytes: renderPdf({ agency: ['A'], number: null, placeAndDate: 'B', title: 'C', blocks: [], signer: null }) }
const atHome = { 'child.declaredBirthDate.day': '10', 'child.declaredBirthDate.month': '11', 'child.declaredBirthDate.year': '2026', 'child.declaredGender': 'male', 'child.declaredBirthPlace': 'Nhà số 3, Ấp Thử, xã Long Hồ' }

describe('birth registration by itself (1.001193)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const childrenOf = async (person: { personId: string; accountId: string; pin: string; fullName: string }) => (await house.asPerson(person)(ownPerson)).relatives.filter((each) => each.kind === 'child')

  it('with the hospital\'s notice, to its end', async () => {
    const { mother, father } = await house.family('same')
    const { dossierId, code } = await fileAs(house, mother, { slug: 'khai-sinh' })
    assert.match(code, /^H86\.41\.01-/)
    await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).status, 'done')
    assert.deepEqual((await childrenOf(father)).map((each) => each.fullName), ['Lê Gia An'])
  })

  it('born at home, parents not married: the father is not entered, the child follows the mother', async () => {
    const { mother } = await house.family('same', { notice: false, married: false })
    const as = house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'khai-sinh'))
    await as((ctx) => addPaper(ctx, { draftId, item: 'birth-notice-paper', file: paper }))
    await fillIn(house, mother, { slug: 'khai-sinh', answers: { ...atHome, 'father.case': 'not-declared', 'child.fullName': 'Trần Gia An' } })
    const evidence = await signDraft(house, mother, draftId)
    const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
    await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    const [child] = await childrenOf(mother)
    assert.equal(child!.fullName, 'Trần Gia An')
    const [certificate] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'birth-certificate')
    assert.ok(!JSON.stringify((await as((ctx) => readDocument(ctx, certificate!.documentId))).form).includes('Người cha'))
  })

  it('married elsewhere: the father is named by his number, read by the officer alone, and entered', async () => {
    const { mother, father } = await house.family('same', { notice: false, married: false })
    const as = house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'khai-sinh'))
    for (const item of ['birth-notice-paper', 'marriage-certificate']) await as((ctx) => addPaper(ctx, { draftId, item, file: paper }))
    for (const pin of ['099099999999', mother.pin]) {
      const outcome = await as((ctx) => answerPage(ctx, { draftId, page: 'father', body: { 'father.case': 'married', 'father.declaredPin': pin } }))
      assert.ok(!outcome.ok && outcome.shown.errors.some((each) => each.field === 'father.declaredPin'), `${pin} is no father's number`)
      assert.equal(outcome.shown.typed['father.declaredPin'], pin)
    }
    await fillIn(house, mother, { slug: 'khai-sinh', answers: { ...atHome, 'father.case': 'married', 'father.declaredPin': father.pin } })
    const open = await as((ctx) => openDraft(ctx, draftId))
    assert.ok(!JSON.stringify([open.filing.facts, open.pages]).includes(father.fullName), 'the mother is shown nothing of the person whose number she typed')
    const evidence = await signDraft(house, mother, draftId)
    const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
    assert.ok(!JSON.stringify(await as((ctx) => readOwnDossier(ctx, dossierId))).includes(father.fullName))
    await work(house, 'lanJustice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.ok(seen.view.verified.some((each) => each.id === 'father.fullName' && each.text === father.fullName && each.by.includes('theo số người nộp khai')))
    const read = await house.t.owner.query(sql`select 1 from access_log where actor_person = ${house.who('lanJustice').personId} and dossier_id = ${dossierId} and subjects @> array[${father.personId}]::uuid[]`)
    assert.ok(read.length > 0, 'and the father finds it in his log')
    await work(house, 'lanJustice', dossierId, 'main', ['ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    assert.deepEqual((await childrenOf(father)).map((each) => each.fullName), ['Lê Gia An'])
  })

  it('a child that is registered already is not registered again', async () => {
    const { mother } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    for (const [i, expected] of (['done', 'civil-status.already-registered'] as const).entries()) {
      const { draftId } = await as((ctx) => startDraft(ctx, 'khai-sinh'))
      await as((ctx) => addPaper(ctx, { draftId, item: 'birth-notice-paper', file: paper }))
      await fillIn(house, mother, { slug: 'khai-sinh', answers: { ...atHome, 'child.fullName': i === 0 ? 'Lê Gia An' : 'Lê Gia Bình' } })
      const evidence = await signDraft(house, mother, draftId)
      const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
      await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
      const signed = work(house, 'dungChair', dossierId, 'main', ['approve'])
      if (expected === 'done') await signed
      else {
        await assert.rejects(signed, { code: expected })
        assert.equal((await lanesNow(house, dossierId))['main']!.state, 'signing', 'the chair reads why and refuses or sends back')
        await work(house, 'dungChair', dossierId, 'main', ['refuse'], { ground: 'already-registered' })
      }
    }
    assert.equal((await childrenOf(mother)).length, 1)
  })
})
