import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, work } from '../../app/testing/journey.ts'
import { rebuild } from '../../foundations/acts/index.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { claimOldNumber, readPerson } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { answerPage, openDraft, startDraft } from './index.ts'

const dated = { 'old.issuedOn.day': '5', 'old.issuedOn.month': '9', 'old.issuedOn.year': '2015', 'old.issuedBy': 'Công an tỉnh Vĩnh Long' }

describe('confirmation of an old number by itself (1.012566)', () => {
  let house: CastHouse
  let serial = 331_000_100
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const mother = async (): Promise<Somebody> => (await house.family('same', { notice: false })).mother
  const oldOf = async (person: Somebody) => (await house.asPerson(person)((ctx) => readPerson(ctx, person.personId, ['identityNumbers']))).identityNumbers.filter((each) => each.kind === 'cmnd9')
  const paperOf = async (person: Somebody, dossierId: string): Promise<string> => {
    const as = house.asPerson(person)
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'old-number-confirmation')
    return paper ? JSON.stringify((await as((ctx) => readDocument(ctx, paper.documentId))).form) : ''
  }
  const confirm = async (dossierId: string): Promise<void> => {
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
  }

  it('a number nobody held: declared, compared by one officer, confirmed by another, on paper with the day and place of issue', async () => {
    const me = await mother()
    const number = String(++serial)
    const { dossierId } = await fileAs(house, me, { slug: 'xac-nhan-so-chung-minh', answers: { 'old.typed': number.replace(/(\d{3})(?=\d)/g, '$1.'), ...dated }, papers: ['old-card'] })
    assert.deepEqual(await oldOf(me), [], 'nothing is held before it is confirmed')
    await confirm(dossierId)
    assert.deepEqual((await oldOf(me)).map(({ value, standing, issuedOn, issuedBy }) => [value, standing, issuedOn, issuedBy]), [[number, 'confirmed', '2015-09-05', 'Công an tỉnh Vĩnh Long']])
    const form = await paperOf(me, dossierId)
    for (const said of ['CC04', me.fullName, number.replace(/(\d{3})(?=\d)/g, '$1 '), '05/09/2015', 'Công an tỉnh Vĩnh Long']) assert.ok(form.includes(said), `${said}: ${form}`)
    // Asked again: the number is offered, nothing is typed, and no second act is made.
    const again = await fileAs(house, me, { slug: 'xac-nhan-so-chung-minh', answers: { 'old.which': number } })
    await confirm(again.dossierId)
    assert.equal((await oldOf(me)).length, 1)
    assert.ok((await paperOf(me, again.dossierId)).includes(number.slice(0, 3)))
  })

  it('a number that was claimed waits for somebody else than who entered it', async () => {
    const me = await mother()
    const number = String(++serial)
    const claim = (key: 'policeCommander' | 'haiPolice', value: string) => house.asCast(key)((ctx) => claimOldNumber(ctx, { personId: me.personId, kind: 'cmnd9', value, basis: { article: 'kiểm thử' }, commandId: newId() }))
    await claim('policeCommander', number)
    const { dossierId } = await fileAs(house, me, { slug: 'xac-nhan-so-chung-minh', answers: { 'old.which': number } })
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'])
    await assert.rejects(work(house, 'policeCommander', dossierId, 'main', ['approve']), { code: 'population.proposal-own' })
    assert.equal((await oldOf(me))[0]?.standing, 'claimed')
    const other = String(++serial)
    await claim('haiPolice', other)
    await work(house, 'haiPolice', (await fileAs(house, await mother(), { slug: 'xac-nhan-so-chung-minh', answers: { 'old.typed': other }, papers: ['old-card'] })).dossierId, 'main', ['accept'])
    const offered = await house.asPerson(me)(async (ctx) => openDraft(ctx, (await startDraft(ctx, 'xac-nhan-so-chung-minh')).draftId))
    assert.deepEqual(offered.filing.lists?.['oldNumbers']?.map((each) => each.value).sort(), [number, other, 'other'].sort())
  })

  it('says at the field what is no nine-digit number, keeps what was typed, and records nothing when refused', async () => {
    const me = await mother()
    const as = house.asPerson(me)
    const { draftId } = await as((ctx) => startDraft(ctx, 'xac-nhan-so-chung-minh'))
    for (const [typed, says] of [['33123', /đã nhập 5 chữ số/], ['33123456A', /chỉ có chữ số/], ['111111111', /giống nhau/], ['', /Nhập chín chữ số/]] as const) {
      const outcome = await as((ctx) => answerPage(ctx, { draftId, page: 'number', body: { 'old.typed': typed } }))
      assert.ok(!outcome.ok && outcome.shown.errors.some((each) => each.field === 'old.typed' && says.test(each.vi)), `${typed}: ${JSON.stringify(outcome)}`)
      assert.equal(outcome.shown.typed['old.typed'] ?? '', typed)
    }
    const { dossierId } = await fileAs(house, me, { slug: 'xac-nhan-so-chung-minh', answers: { 'old.typed': String(++serial) }, papers: ['old-card'] })
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    await work(house, 'haiPolice', dossierId, 'main', ['refuse'], { ground: 'number-wrong' })
    assert.deepEqual(await oldOf(me), [])
    assert.equal(await paperOf(me, dossierId), '')
  })

  it('rebuilds the same rows from the acts', async () => {
    const report = await rebuild({ database: house.t.owner })
    assert.deepEqual(report.differences, [])
  })
})
