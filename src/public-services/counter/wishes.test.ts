import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, work } from '../../app/testing/journey.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql } from '../../platform/index.ts'
import { answerForPerson, answerSupplement, consentsForMe, readOwnDossier, withdrawForPerson } from '../dossier/index.ts'
import { hasFieldLabel } from '../../foundations/trail/index.ts'
import { askWish, beginAnswer, carryOutWish, closeCase, helpsOf, openAnswer, saveAnswer, sendWishCode, wishByCode, wishOnPaper, type Wish, type WishKind } from './index.ts'
import { atDesk, looksAt, scan } from './testing.ts'

const desk = 'receptionOfficer'

describe('wishes of a person at a desk', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  const at = <T>(use: (ctx: Parameters<Parameters<ReturnType<CastHouse['asCast']>>[0]>[0]) => Promise<T>, who: 'receptionOfficer' | 'secondReception' = desk) => house.asCast(who)(use)
  async function asked(defect = 'name-unclear'): Promise<{ family: Family; dossierId: string }> {
    const family = await house.family('same')
    const { dossierId } = await fileAs(house, family.mother, { answers: { 'child.fullName': 'Lê Gia An' } })
    await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: [defect] })
    return { family, dossierId }
  }
  async function typed(body: Record<string, string>, defect?: string): Promise<{ family: Family; dossierId: string; wish: Wish; caseId: string }> {
    const { family, dossierId } = await asked(defect)
    const { caseId } = await atDesk(house, desk, family.mother, { reason: 'ask' })
    const id = await at((ctx) => beginAnswer(ctx, { caseId, dossierId, lane: 'birth' }))
    await at((ctx) => saveAnswer(ctx, { caseId, answerId: id, body }))
    return { family, dossierId, caseId, wish: { caseId, kind: 'answer', id } }
  }
  const sign = async (wish: Wish, more: object = {}) => {
    const file = await scan()
    return at(async (ctx) => wishOnPaper(ctx, wish, { method: 'signature', slip: (await askWish(ctx, wish)).slipCode, file, ...more }))
  }
  const carry = (wish: Wish, who: 'receptionOfficer' | 'secondReception' = desk, commandId = newId()) => at((ctx) => carryOutWish(ctx, { ...wish, commandId }), who)
  const state = async (dossierId: string) => (await lanesNow(house, dossierId))['birth']!.state
  const name = { 'child.fullName': 'Lê Gia Ân' }

  it('form 02 is answered on a signed slip: the same answer as from an own phone, the clock goes on, both are named', async () => {
    const { family, dossierId, wish, caseId } = await typed(name)
    const before = await house.t.owner.query(sql`select filing_mode, helper_id, channel, submitter_id from dossier where dossier_id = ${dossierId}`)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' })
    assert.equal(await state(dossierId), 'returned', 'without consent nothing is sent')
    const { script, lines, ownAccount } = await at((ctx) => askWish(ctx, wish))
    assert.match(script, /^Tôi, .* đồng ý để .*Lê Thị Mỹ Tiên, .*gửi giúp phần bổ sung của hồ sơ H86/)
    assert.deepEqual(lines.map((line) => line.value), ['Lê Gia Ân'])
    assert.equal(ownAccount, true)
    await sign(wish)
    const command = newId()
    for (let i = 0; i < 3; i++) assert.equal((await carry(wish, desk, command)).dossierId, dossierId, 'pressed again: the same')
    assert.equal((await carry(wish)).dossierId, dossierId, 'and by another press')
    assert.equal(await state(dossierId), 'checking')
    const view = await house.asPerson(family.mother)((ctx) => readOwnDossier(ctx, dossierId))
    assert.equal(view.dossier.answers['child.fullName'], 'Lê Gia Ân')
    assert.equal(view.lanes[0]!.clock!.status.kind, 'left')
    assert.equal(view.timeline.filter((event) => event.kind === 'answered').length, 1)
    const told = view.timeline.find((event) => event.kind === 'answered-at-desk')!
    assert.match(told.says!, /gửi giúp phần bổ sung.*ký đồng ý trên giấy/)
    assert.deepEqual(await house.t.owner.query(sql`select filing_mode, helper_id, channel, submitter_id from dossier where dossier_id = ${dossierId}`), before, 'who filed it stays who filed it')
    const [row] = await house.t.owner.query<{ actor: string }>(sql`select actor_id as actor from dossier_event where dossier_id = ${dossierId} and kind = 'answered'`)
    assert.equal(row!.actor, house.who(desk).personId)
    const [help] = await house.asPerson(family.mother)((ctx) => helpsOf(ctx, dossierId))
    assert.deepEqual([help!.what, help!.helper, help!.method], ['answer', 'Lê Thị Mỹ Tiên', 'signature'])
    await assert.rejects(house.asPerson(family.father)((ctx) => helpsOf(ctx, dossierId)), { code: 'authorise.not-allowed' })
    const looks = (await looksAt(house, family.mother.personId)).filter((look) => look.role === 'reception-officer')
    assert.ok(looks.some((look) => look.dossierId === caseId && look.kind === 'open'))
    assert.deepEqual(looks.flatMap((look) => look.fields).filter((field) => !hasFieldLabel(field)), [])
    const [left] = await house.t.owner.query<{ typed: object; papers: unknown[] }>(sql`select typed, papers from counter_answer where answer_id = ${wish.id}`)
    assert.deepEqual([left!.typed, left!.papers], [{}, []], 'what was sent lies with the dossier alone')
  })

  it('a paper lies at the desk until it is sent, and another paper needs another consent', async () => {
    const { family, dossierId, wish, caseId } = await typed({})
    const file = { ...(await scan()), field: 'file-child.fullName' }
    await assert.rejects(at((ctx) => saveAnswer(ctx, { caseId, answerId: wish.id, body: {}, files: [{ ...file, field: 'file-copies' }] })), { code: 'counter.paper-not-asked' })
    await assert.rejects(at((ctx) => saveAnswer(ctx, { caseId, answerId: wish.id, body: {}, files: [{ ...file, bytes: new Uint8Array([1, 2]) }] })), { code: 'dossier.paper-unreadable' })
    await at((ctx) => saveAnswer(ctx, { caseId, answerId: wish.id, body: {}, files: [file] }))
    const papers = () => house.asPerson(family.mother)(async (ctx) => (await readOwnDossier(ctx, dossierId)).papers.length)
    assert.equal(await papers(), 0)
    await sign(wish)
    await at((ctx) => saveAnswer(ctx, { caseId, answerId: wish.id, body: { note: 'Thêm một lời.' } }))
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' }, 'a word more after the consent')
    await at((ctx) => saveAnswer(ctx, { caseId, answerId: wish.id, body: {}, files: [file] }))
    const { row } = await at((ctx) => openAnswer(ctx, { caseId, answerId: wish.id }))
    assert.equal(row.papers.length, 2)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' }, 'a paper more')
    await at((ctx) => saveAnswer(ctx, { caseId, answerId: wish.id, body: {}, remove: row.papers[1]!.paperId }))
    await carry(wish)
    assert.equal(await papers(), 1)
    assert.equal(await state(dossierId), 'checking')
  })

  it('an incomplete answer is not asked about; what was typed wrong is kept', async () => {
    const { wish, caseId } = await typed({ 'child.fullName': 'X1', copies: '5' })
    const open = await at((ctx) => openAnswer(ctx, { caseId, answerId: wish.id }))
    assert.deepEqual(open.row.typed, { 'child.fullName': 'X1' }, 'only what was asked is kept')
    assert.equal(open.supplement.checked.ok, false)
    const input = open.supplement.items.find((item) => item.kind === 'input')
    assert.ok(input?.kind === 'input' && input.value['child.fullName'] === 'X1' && input.error)
    await assert.rejects(at((ctx) => askWish(ctx, wish)), { code: 'counter.answers-open' })
    const note = await typed({}, 'birth-facts-differ')
    await assert.rejects(at((ctx) => askWish(ctx, note.wish)), { code: 'counter.answers-open' }, 'a sentence is needed')
  })

  it('a consent forged, replayed, of another desk or after the person left sends nothing', async () => {
    const { family, dossierId, wish, caseId } = await typed(name)
    const other = await typed(name)
    const { slipCode } = await at((ctx) => askWish(ctx, other.wish))
    await assert.rejects(sign(wish, { slip: slipCode }), { code: 'counter.slip-wrong' })
    await sign(other.wish)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' }, 'the consent of somebody else')
    await sign(wish)
    await house.t.owner.query(sql`update counter_consent set script = 'khác' where draft_id = ${wish.id}`)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' }, 'written by hand into the database')
    await house.t.owner.query(sql`delete from counter_consent where draft_id = ${wish.id}`)
    await sign(wish)
    await house.t.owner.query(sql`update counter_consent set what = 'withdraw' where draft_id = ${wish.id}`)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' }, 'a consent is for one thing')
    await house.t.owner.query(sql`delete from counter_consent where draft_id = ${wish.id}`)
    await sign(wish)
    for (const use of [() => carry(wish, 'secondReception'), () => at((ctx) => askWish(ctx, wish), 'secondReception'), () => at((ctx) => openAnswer(ctx, { caseId, answerId: wish.id }), 'secondReception'), () => at((ctx) => sendWishCode(ctx, wish), 'secondReception')]) await assert.rejects(use(), { code: 'counter.case-unknown' })
    const second = await atDesk(house, 'secondReception', family.mother, { reason: 'ask' })
    await assert.rejects(carry({ ...wish, caseId: second.caseId }, 'secondReception'), { code: 'counter.case-unknown' }, 'the same person at another desk: asked anew')
    await assert.rejects(house.asCast(desk, { now: plusSeconds(morning, 3 * 3_600) })((ctx) => carryOutWish(ctx, { ...wish, commandId: newId() })), { code: 'counter.case-over' })
    const direct = { personId: family.mother.personId, commandId: newId(), answerId: wish.id, dossierId, lane: 'birth', body: { 'child.fullName': 'Lê Kẻ Gian' }, papers: [] }
    await assert.rejects(at((ctx) => answerForPerson(ctx, direct)), { code: 'dossier.consent-missing' }, 'other words than were agreed to')
    await assert.rejects(at((ctx) => answerForPerson(ctx, { ...direct, personId: house.who('ut').personId })), { code: 'dossier.unknown' })
    await assert.rejects(house.asPerson(family.mother)((ctx) => answerForPerson(ctx, direct)), { code: 'authorise.not-allowed' })
    await at((ctx) => closeCase(ctx, caseId))
    await assert.rejects(carry(wish), { code: 'counter.case-over' })
    await assert.rejects(at((ctx) => answerForPerson(ctx, { ...direct, body: name })), { code: 'counter.case-over' }, 'not by the back door either')
    const [left] = await house.t.owner.query<{ typed: object }>(sql`select typed from counter_answer where answer_id = ${wish.id}`)
    assert.deepEqual(left!.typed, {}, 'nothing typed stays at the desk')
    assert.equal(await state(dossierId), 'returned')
  })

  it('the code on the own phone, and a thumb print with a witness, are as good', async () => {
    const first = await typed(name)
    const { codeId } = await at((ctx) => sendWishCode(ctx, first.wish))
    const code = house.codeFor(first.family.mother.personId)
    assert.deepEqual(await at((ctx) => wishByCode(ctx, first.wish, { codeId, code: code === '000000' ? '111111' : '000000' })), { ok: false, reason: 'wrong' })
    assert.ok((await at((ctx) => wishByCode(ctx, first.wish, { codeId, code }))).ok)
    assert.deepEqual(await at((ctx) => wishByCode(ctx, first.wish, { codeId, code })), { ok: false, reason: 'ended' })
    await carry(first.wish)
    const second = await typed(name)
    await assert.rejects(sign(second.wish, { method: 'thumbprint' }), { code: 'counter.witness-needed' })
    await sign(second.wish, { method: 'thumbprint', witnessPin: second.family.father.pin })
    await carry(second.wish)
    const [help] = await house.asPerson(second.family.mother)((ctx) => helpsOf(ctx, second.dossierId))
    assert.equal(help!.witness, second.family.father.fullName)
  })

  it('answered at home meanwhile: the desk sends nothing over it', async () => {
    const { family, dossierId, wish } = await typed(name)
    await sign(wish)
    await house.asPerson(family.mother)((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: { 'child.fullName': 'Lê Gia Hân' }, commandId: newId() }))
    await assert.rejects(carry(wish), { code: 'dossier.not-waiting-for-you' })
    assert.equal((await house.asPerson(family.mother)((ctx) => readOwnDossier(ctx, dossierId))).dossier.answers['child.fullName'], 'Lê Gia Hân')
  })

  it('a desk of another province does none of it', async () => {
    const { wish, dossierId, caseId } = await typed(name)
    await sign(wish)
    await house.t.owner.query(sql`update dossier set area = '00004' where dossier_id = ${dossierId}`)
    await assert.rejects(carry(wish), { code: 'dossier.other-province' })
    await assert.rejects(at((ctx) => beginAnswer(ctx, { caseId, dossierId, lane: 'birth' })), { code: 'counter.other-province' })
    await assert.rejects(at((ctx) => askWish(ctx, { caseId, kind: 'withdraw', id: dossierId })), { code: 'counter.other-province' })
    await assert.rejects(at((ctx) => withdrawForPerson(ctx, { dossierId, personId: house.who('ut').personId, commandId: newId() })), { code: 'dossier.unknown' })
  })

  it('a dossier is taken back on consent to stop exactly these parts', async () => {
    const { family, dossierId } = await asked()
    const { caseId } = await atDesk(house, desk, family.mother, { reason: 'ask' })
    const wish: Wish = { caseId, kind: 'withdraw', id: dossierId }
    assert.match((await at((ctx) => askWish(ctx, wish))).script, /muốn rút hồ sơ H86/)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' })
    await sign(wish)
    const command = newId()
    for (let i = 0; i < 2; i++) await carry(wish, desk, command)
    const view = await house.asPerson(family.mother)((ctx) => readOwnDossier(ctx, dossierId))
    assert.equal(view.status, 'withdrawn')
    assert.match(view.timeline.find((event) => event.kind === 'withdrawn-at-desk')!.says!, /rút giúp/)
    await assert.rejects(carry(wish), { code: 'dossier.too-late-to-withdraw' })
    await assert.rejects(at((ctx) => askWish(ctx, { ...wish, id: newId() })), { code: 'dossier.unknown' })
  })

  it('parts that ended meanwhile make the consent to a withdrawal void', async () => {
    const { family, dossierId } = await asked()
    const { caseId } = await atDesk(house, desk, family.mother, { reason: 'ask' })
    const wish: Wish = { caseId, kind: 'withdraw', id: dossierId }
    await sign(wish)
    await house.t.owner.query(sql`update dossier_lane set outcome = 'stopped', ended_at = ${morning} where dossier_id = ${dossierId} and lane = 'health-card'`)
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' })
  })

  it('whoever a filing asks for agreement gives it at the desk: their own, once, and the lane sees it', async () => {
    const { family, dossierId } = await asked()
    const head = family.father
    const { consentId, item } = (await house.asPerson(head)((ctx) => consentsForMe(ctx))).find((each) => each.dossierId === dossierId)!
    const mothers = await atDesk(house, desk, family.mother, { reason: 'ask' })
    await assert.rejects(at((ctx) => askWish(ctx, { caseId: mothers.caseId, kind: 'agree', id: consentId })), { code: 'counter.case-unknown' }, 'the applicant does not agree for the head')
    await assert.rejects(carry({ caseId: mothers.caseId, kind: 'agree', id: consentId }), { code: 'dossier.consent-unknown' })
    const { caseId } = await atDesk(house, desk, head, { reason: 'ask' })
    const wish: Wish = { caseId, kind: 'agree', id: consentId }
    await assert.rejects(carry(wish), { code: 'dossier.consent-missing' })
    await sign(wish)
    await carry(wish)
    const view = await house.asPerson(family.mother)((ctx) => readOwnDossier(ctx, dossierId))
    assert.equal(view.consents.find((each) => each.consentId === consentId)!.state, 'agreed')
    assert.equal(view.filing.consents?.[item], 'agreed', 'as the lane reads it')
    assert.match(view.timeline.find((event) => event.kind === 'consent')!.says!, /đồng ý tại quầy, có chữ ký/)
    await assert.rejects(carry(wish), { code: 'dossier.consent-unknown' })
    assert.deepEqual(await house.asPerson(head)((ctx) => consentsForMe(ctx)), [])
  })

  it('nobody but a desk, and no officer for themselves', async () => {
    const { wish } = await typed(name)
    for (const kind of ['answer', 'agree', 'withdraw'] satisfies WishKind[]) await assert.rejects(house.asCast('lanJustice')((ctx) => askWish(ctx, { ...wish, kind })), { code: 'authorise.not-allowed' })
    await assert.rejects(house.asCast('lanJustice')((ctx) => carryOutWish(ctx, { ...wish, commandId: newId() })), { code: 'authorise.not-allowed' })
  })
})
