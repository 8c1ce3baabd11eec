import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { sql } from '../../platform/index.ts'
import { answerConsent, answerPage, consentsForMe, openCase, openDraft, readOwnDossier, startDraft } from './index.ts'

describe('marriage registration by itself (1.000894)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const couple = (): Promise<{ mother: Somebody; father: Somebody }> => house.family('same', { notice: false, married: false })
  const statusOf = async (person: Somebody) => (await house.asSystem()((ctx) => readPerson(ctx, person.personId, ['maritalStatus', 'relatives'])))
  const say = async (person: Somebody, agree: boolean): Promise<string> => {
    const [asked] = await house.asPerson(person)(consentsForMe)
    await house.asPerson(person)((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree }))
    return asked!.says
  }

  it('filed by her, agreed to by him on his telephone, both come and sign, the chair signs: the certificate lies with both', async () => {
    const { mother: her, father: him } = await couple()
    const { dossierId } = await fileAs(house, her, { slug: 'ket-hon', answers: { 'partner.pin': him.pin } })
    assert.match(await say(him, true), new RegExp(`^Tôi tự nguyện kết hôn với ${her.fullName}`))
    assert.ok(!JSON.stringify(await house.asPerson(her)((ctx) => readOwnDossier(ctx, dossierId))).includes(him.fullName), 'a number typed tells nothing of its bearer')
    await work(house, 'lanJustice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const { view } = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.ok(view.verified.some((each) => each.id === 'partner.fullName' && each.text === him.fullName))
    assert.deepEqual(view.unverified.filter((each) => each.kind === 'rule'), [], 'ages, status and agreement are in order')
    assert.ok((await house.t.owner.query(sql`select 1 from access_log where dossier_id = ${dossierId} and subjects @> array[${him.personId}]::uuid[]`)).length > 0, 'he finds the reading in his log')
    await work(house, 'lanJustice', dossierId, 'main', ['ok'])
    assert.match(JSON.stringify(await house.asPerson(her)((ctx) => readOwnDossier(ctx, dossierId))), /Mời hai người cùng tới/)
    assert.equal((await statusOf(her)).maritalStatus, 'single', 'nothing is registered before both have signed')
    await work(house, 'lanJustice', dossierId, 'main', ['ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    for (const [one, other] of [[her, him], [him, her]] as const) {
      const status = await statusOf(one)
      assert.equal(status.maritalStatus, 'married')
      assert.ok(status.relatives.some((each) => each.kind === 'spouse' && each.personId === other.personId))
      const papers = (await house.asPerson(her)((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'civil-paper')
      const form = JSON.stringify((await house.asPerson(one)((ctx) => readDocument(ctx, papers[0]!.documentId))).form)
      for (const said of ['Giấy chứng nhận kết hôn', her.fullName.toLocaleUpperCase('vi'), him.fullName.toLocaleUpperCase('vi')]) assert.ok(form.includes(said), said)
    }
  })

  it('tells the officer what stands against it, and registers nothing that the law forbids', async () => {
    const { father: him } = await couple()
    const married = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, him, { slug: 'ket-hon', answers: { 'partner.pin': married.mother.pin } })
    await work(house, 'lanJustice', dossierId, 'main', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const rules = (await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))).view.unverified.flatMap((each) => (each.rule ? [each.rule] : []))
    assert.deepEqual(rules.filter((rule) => ['partner-free', 'partner-agrees'].includes(rule)).sort(), ['partner-agrees', 'partner-free'])
    await work(house, 'lanJustice', dossierId, 'main', ['ok', 'ok'])
    await assert.rejects(work(house, 'dungChair', dossierId, 'main', ['approve']), { code: 'civil-status.is-married' })
    await work(house, 'dungChair', dossierId, 'main', ['refuse'], { ground: 'conditions-not-met' })
    assert.equal((await statusOf(him)).maritalStatus, 'single')
    assert.ok((await house.asPerson(him)((ctx) => documentsIn(ctx, dossierId))).every((each) => each.kind !== 'civil-paper'))
  })

  it('is told before the first question to whoever is married, and at the field to whoever gives the own number or one nobody has', async () => {
    const married = (await house.family('same', { notice: false })).mother
    const asMarried = house.asPerson(married)
    const theirs = await asMarried((ctx) => startDraft(ctx, 'ket-hon'))
    assert.match((await asMarried((ctx) => openDraft(ctx, theirs.draftId))).missing.find((each) => each.kind === 'need')!.says, /đang có vợ hoặc chồng/)
    const { mother: her } = await couple()
    const as = house.asPerson(her)
    const { draftId } = await as((ctx) => startDraft(ctx, 'ket-hon'))
    for (const [typed, says] of [[her.pin, /số của chính ông\/bà/], ['099099999999', /Chưa thấy ai mang số này/], ['0990', /chữ số/]] as const) {
      const outcome = await as((ctx) => answerPage(ctx, { draftId, page: 'partner', body: { 'partner.pin': typed } }))
      assert.ok(!outcome.ok && outcome.shown.errors.some((each) => each.field === 'partner.pin' && says.test(each.vi)), `${typed}: ${JSON.stringify(outcome)}`)
      assert.equal(outcome.shown.typed['partner.pin'], typed)
    }
  })
})
