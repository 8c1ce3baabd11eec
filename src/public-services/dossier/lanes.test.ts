import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, registerBirthOf, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { householdOf } from '../../foundations/residence/index.ts'
import { ownPerson } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql } from '../../platform/index.ts'
import { cardOf } from '../../socio-economic/health/index.ts'
import { allowAskingAgain, answerSupplement, checkItem, expireRequests, openCase, queue, readOwnDossier, supplementOf, takeExit, withdraw } from './index.ts'

const day = 86_400
const jpeg = async (): Promise<Uint8Array> => (await import('sharp')).default({ create: { width: 1700, height: 1200, channels: 3, background: { r: 200, g: 220, b: 210 } } }).jpeg().toBuffer()

describe('the lanes of a linked birth', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  async function filed(homes: 'same' | 'two' = 'same'): Promise<{ family: Family; dossierId: string }> {
    const family = await house.family(homes)
    return { family, dossierId: (await fileAs(house, family.mother, { answers: { 'child.fullName': 'Lê Gia An' } })).dossierId }
  }
  const view = (family: Family, dossierId: string, now = morning) => house.asPerson(family.mother, { now })((ctx) => readOwnDossier(ctx, dossierId))
  const lane = async (family: Family, dossierId: string, id: string, now = morning) => (await view(family, dossierId, now)).lanes.find((each) => each.lane === id)!
  const letters = async (family: Family, dossierId: string): Promise<string[]> => {
    const as = house.asPerson(family.mother)
    return Promise.all((await as((ctx) => documentsIn(ctx, dossierId))).map(async ({ documentId, kind }) => `${kind}: ${JSON.stringify((await as((ctx) => readDocument(ctx, documentId))).form.blocks)}`))
  }

  it('birth asked about the name: clock stands, letter, answer, and the corrected name is registered', async () => {
    const { family, dossierId } = await filed()
    await work(house, 'lanJustice', dossierId, 'birth', ['accept'])
    await work(house, 'lanJustice', dossierId, 'birth', ['defects'], { defects: ['name-unclear'], words: 'Chữ đệm viết chưa rõ dấu.' })
    const asked = await view(family, dossierId)
    assert.equal(asked.status, 'supplement-requested')
    assert.equal(asked.waitsForMe, true)
    assert.match((await letters(family, dossierId)).find((text) => text.startsWith('supplement-letter'))!, /Viết lại tên của bé/)
    const open = supplementOf(asked, 'birth')!
    assert.deepEqual(open.inputs, ['child.fullName'])
    assert.equal(open.noteNeeded, false)

    const later = plusSeconds(morning, 2 * day)
    const as = house.asPerson(family.mother, { now: later })
    const wrong = await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: { 'child.fullName': 'X1' }, commandId: newId() }))
    assert.equal(wrong.ok, false)
    assert.equal((await lanesNow(house, dossierId))['birth']!.state, 'returned', 'a wrong answer changes nothing')
    const command = newId()
    const body = { 'child.fullName': 'Lê Nguyên Gia Ân', 'home.of': 'father', copies: '5' }
    for (let i = 0; i < 3; i++) assert.deepEqual(await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body, commandId: command })), { ok: true }, 'sending it again answers the same')
    const answered = await view(family, dossierId, later)
    assert.equal(answered.dossier.answers['child.fullName'], 'Lê Nguyên Gia Ân')
    assert.equal(answered.dossier.answers['copies'], '0', 'only what was asked about may change')
    assert.equal(answered.timeline.filter((event) => event.kind === 'answered').length, 1)
    assert.equal((await lanesNow(house, dossierId))['birth']!.state, 'checking')
    const clock = answered.lanes[0]!.clock!
    assert.equal(clock.status.kind, 'left', 'two days of waiting for the mother are not the officer\'s')

    await work(house, 'lanJustice', dossierId, 'birth', ['ok'], { now: later })
    await work(house, 'dungChair', dossierId, 'birth', ['approve'], { now: later })
    const me = await house.asPerson(family.mother, { now: later })(ownPerson)
    assert.equal(me.relatives.find((each) => each.kind === 'child')!.fullName, 'Lê Nguyên Gia Ân')
  })

  it('a second request to the citizen is refused: one, and complete', async () => {
    const { family, dossierId } = await filed()
    await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: ['name-unclear'] })
    await house.asPerson(family.mother)((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: { 'child.fullName': 'Lê Gia Hân' }, commandId: newId() }))
    await assert.rejects(work(house, 'lanJustice', dossierId, 'birth', ['defects'], { defects: ['birth-facts-differ'] }), { code: 'dossier.asked-already' })
    await assert.rejects(work(house, 'lanJustice', dossierId, 'birth', ['defects'], { defects: [] }), { code: 'dossier.defects-needed' })
    assert.equal((await lanesNow(house, dossierId))['birth']!.state, 'checking')
  })

  it('a second request needs a reason of whoever is in charge, and each reason is good for one', async () => {
    const { family, dossierId } = await filed()
    const { laneId } = (await lanesNow(house, dossierId))['birth']!
    const allowed = (key: 'dungChair' | 'lanJustice' | 'secondChair', reason = 'Phiếu đầu hỏi thiếu dấu của tên đệm.') => house.asCast(key)((ctx) => allowAskingAgain(ctx, { laneId, reason }))
    const ask = () => work(house, 'lanJustice', dossierId, 'birth', ['defects'], { defects: ['name-unclear'] })
    const answer = () => house.asPerson(family.mother)((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: { 'child.fullName': 'Lê Gia Hân' }, commandId: newId() }))
    await work(house, 'lanJustice', dossierId, 'birth', ['accept'])
    await assert.rejects(allowed('dungChair'), { code: 'dossier.again-not-needed' }, 'not before the first')
    await ask()
    await answer()
    await assert.rejects(allowed('lanJustice'), { code: 'authorise.not-allowed' }, 'not to oneself')
    await assert.rejects(allowed('secondChair'), { code: 'authorise.not-allowed' }, 'not of another commune')
    await assert.rejects(allowed('dungChair', 'ừ'), { code: 'dossier.again-reason-needed' })
    assert.equal((await house.asCast('dungChair')((ctx) => openCase(ctx, laneId))).mayAllowAgain, true)
    await allowed('dungChair')
    await assert.rejects(allowed('dungChair'), { code: 'dossier.again-not-needed' }, 'not in store')
    await ask()
    await answer()
    await assert.rejects(ask(), { code: 'dossier.asked-already' })
    const seen = await view(family, dossierId)
    assert.ok(seen.timeline.some((event) => /cho phép hỏi thêm/.test(event.says ?? '') && event.note === null), 'told that it was allowed; the reason stays inside')
  })

  it('where nothing can be corrected, a sentence is needed and reaches the officer', async () => {
    const { family, dossierId } = await filed()
    await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: ['birth-facts-differ'] })
    assert.equal(supplementOf(await view(family, dossierId), 'birth')!.noteNeeded, true)
    const as = house.asPerson(family.mother)
    const empty = await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: {}, commandId: newId() }))
    assert.ok(!empty.ok && empty.noteMissing)
    assert.deepEqual(await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: { note: 'Bé sinh lúc 06:20, đúng như giấy chứng sinh.' }, commandId: newId() })), { ok: true })
    const { laneId } = (await lanesNow(house, dossierId))['birth']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.ok(seen.timeline.some((event) => event.note?.includes('06:20')))
  })

  it('a full clinic gives way to another one', async () => {
    const { family, dossierId } = await filed()
    await registerBirthOf(house, dossierId)
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['defects'], { defects: ['clinic-full'] })
    const asked = supplementOf(await view(family, dossierId), 'health-card')!
    const [model] = asked.models
    assert.ok(model?.kind === 'input' && model.options.length > 3, 'the list of today is offered, not the one choice of then')
    const other = model.options.find((option) => !option.selected)!
    const as = house.asPerson(family.mother)
    assert.deepEqual(await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'health-card', body: { clinic: other.value }, commandId: newId() })), { ok: true })
    await work(house, 'haiPolice', dossierId, 'residence', ['approve'])
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['approve'])
    const child = (await as(ownPerson)).relatives.find((each) => each.kind === 'child')!.personId!
    assert.equal((await as((ctx) => cardOf(ctx, child)))!.clinic.code, other.value)
    assert.equal((await view(family, dossierId)).status, 'done')
  })

  it('residence asked, and answered with a sentence, while the card is issued', async () => {
    const { family, dossierId } = await filed()
    await registerBirthOf(house, dossierId)
    await work(house, 'haiPolice', dossierId, 'residence', ['defects'], { defects: ['household-unclear'] })
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['approve'])
    assert.equal((await lane(family, dossierId, 'health-card')).outcome, 'done')
    assert.deepEqual(await house.asPerson(family.mother)((ctx) => answerSupplement(ctx, { dossierId, lane: 'residence', body: { note: 'Bé về ở với cha mẹ.' }, commandId: newId() })), { ok: true })
    await work(house, 'haiPolice', dossierId, 'residence', ['approve'])
    assert.equal((await view(family, dossierId)).status, 'done')
  })

  it('residence refused: the others stand, and she reads why', async () => {
    const { family, dossierId } = await filed()
    await registerBirthOf(house, dossierId)
    await assert.rejects(work(house, 'haiPolice', dossierId, 'residence', ['refuse']), { code: 'dossier.ground-needed' })
    await work(house, 'haiPolice', dossierId, 'residence', ['refuse'], { ground: 'head-refuses', words: 'Ông/bà hỏi lại chủ hộ.' })
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['approve'])
    const end = await view(family, dossierId)
    assert.deepEqual(end.lanes.map((each) => [each.lane, each.outcome]), [['birth', 'done'], ['residence', 'refused'], ['health-card', 'done']])
    assert.ok(end.endedAt)
    assert.match(end.timeline.find((event) => event.lane === 'residence' && event.kind === 'refuse')!.says!, /không đồng ý/)
    assert.match((await letters(family, dossierId)).find((text) => text.startsWith('refusal-letter'))!, /Chủ hộ hoặc chủ nhà không đồng ý/)
    const child = (await house.asPerson(family.mother)(ownPerson)).relatives.find((each) => each.kind === 'child')!.personId!
    assert.equal(await house.asPerson(family.mother)((ctx) => householdOf(ctx, child)), undefined, 'no household was changed')
  })

  it('card refused: birth and residence stand', async () => {
    const { family, dossierId } = await filed()
    await registerBirthOf(house, dossierId)
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['refuse'], { ground: 'has-card' })
    await work(house, 'haiPolice', dossierId, 'residence', ['approve'])
    assert.deepEqual((await view(family, dossierId)).lanes.map((each) => each.outcome), ['done', 'done', 'refused'])
  })

  it('birth refused: the parts that waited stop at once, and say that it was the birth', async () => {
    const { family, dossierId } = await filed()
    await work(house, 'lanJustice', dossierId, 'birth', ['refuse'], { ground: 'not-competent' })
    const end = await view(family, dossierId)
    assert.deepEqual(end.lanes.map((each) => each.outcome), ['refused', 'stopped', 'stopped'])
    for (const each of end.lanes.slice(1)) assert.match(each.says!, /Phần «Khai sinh» không thành/)
    const stops = (await letters(family, dossierId)).filter((text) => text.startsWith('stop-letter'))
    assert.equal(stops.length, 2)
    assert.ok(stops.every((text) => text.includes('Phần «Khai sinh» không thành') && !text.includes('Hết thời gian')))
    assert.ok(end.endedAt)
    const again = await fileAs(house, family.mother)
    assert.notEqual(again.dossierId, dossierId, 'the birth may be filed again')
  })

  it('not answered in time: stopped with its letter, by a job of its own; answered in time: left alone', async () => {
    const { family, dossierId } = await filed()
    const other = await filed()
    for (const each of [dossierId, other.dossierId]) await work(house, 'lanJustice', each, 'birth', ['accept', 'defects'], { defects: ['name-unclear'] })
    const late = plusSeconds(morning, 31 * day)
    const expire = (now: string) => house.t.as({ kind: 'system', name: 'dossier.expire' }, undefined, { now })(expireRequests)
    assert.equal(await expire(plusSeconds(morning, 29 * day)), 0)
    assert.ok(await expire(late) >= 2)
    await house.asPerson(other.family.mother, { now: plusSeconds(late, -60) })((ctx) => answerSupplement(ctx, { dossierId: other.dossierId, lane: 'birth', body: { 'child.fullName': 'Lê Gia Minh' }, commandId: newId() }))
    await house.t.drain(late)
    const end = await view(family, dossierId, late)
    assert.deepEqual(end.lanes.map((each) => each.outcome), ['stopped', 'stopped', 'stopped'])
    const stops = (await letters(family, dossierId)).filter((text) => text.startsWith('stop-letter'))
    assert.equal(stops.filter((text) => text.includes('Hết thời gian chờ')).length, 1, 'the part that was asked')
    assert.equal(stops.filter((text) => text.includes('Phần «Khai sinh» không thành')).length, 2, 'the parts that waited for it')
    assert.equal((await lanesNow(house, other.dossierId))['birth']!.state, 'checking')
    assert.equal(await expire(late), 0, 'nothing is found twice')
    await assert.rejects(house.asPerson(family.mother, { now: late })((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: { 'child.fullName': 'Lê Gia An' }, commandId: newId() })), { code: 'dossier.not-waiting-for-you' })
  })

  it('withdrawn before the birth: every part is taken back, none is called stopped', async () => {
    const { family, dossierId } = await filed()
    const commandId = newId()
    const as = house.asPerson(family.mother)
    assert.deepEqual(await as((ctx) => withdraw(ctx, { dossierId, commandId })), { withdrawn: 3 })
    await as((ctx) => withdraw(ctx, { dossierId, commandId }))
    assert.deepEqual((await view(family, dossierId)).lanes.map((each) => each.outcome), ['withdrawn', 'withdrawn', 'withdrawn'])
    assert.ok((await letters(family, dossierId)).filter((text) => text.startsWith('stop-letter')).every((text) => text.includes('Người nộp rút hồ sơ')))
    await assert.rejects(as((ctx) => withdraw(ctx, { dossierId, commandId: newId() })), { code: 'dossier.too-late-to-withdraw' })
    await assert.rejects(work(house, 'lanJustice', dossierId, 'birth', ['accept']), { code: 'dossier.exit-not-possible' })
  })

  it('withdrawn after the birth: a registered birth is never undone', async () => {
    const { family, dossierId } = await filed()
    await registerBirthOf(house, dossierId)
    const as = house.asPerson(family.mother)
    assert.deepEqual(await as((ctx) => withdraw(ctx, { dossierId, commandId: newId() })), { withdrawn: 2 })
    assert.deepEqual((await view(family, dossierId)).lanes.map((each) => each.outcome), ['done', 'withdrawn', 'withdrawn'])
    assert.equal((await as(ownPerson)).relatives.filter((each) => each.kind === 'child').length, 1)
    for (const exit of ['refuse', 'sendBack', 'withdrawn'] as const) await assert.rejects(work(house, 'dungChair', dossierId, 'birth', [exit], { ground: 'not-true' }), { code: 'dossier.exit-not-possible' })
  })

  it('the chair sends back; nobody signs what was not looked at, or what is marked as wanting', async () => {
    const { dossierId } = await filed()
    await work(house, 'lanJustice', dossierId, 'birth', ['accept'])
    const { laneId, version } = (await lanesNow(house, dossierId))['birth']!
    const as = house.asCast('lanJustice')
    const unverified = (await as((ctx) => openCase(ctx, laneId))).checks
    if (unverified.length > 0) await assert.rejects(as((ctx) => takeExit(ctx, { laneId, version, exit: 'ok', commandId: newId() })), { code: 'dossier.unchecked-items' })
    await assert.rejects(as((ctx) => checkItem(ctx, { laneId, item: 'declared:nothing', mark: 'ok' })), { code: 'dossier.item-unknown' })
    await work(house, 'lanJustice', dossierId, 'birth', ['ok'])
    await work(house, 'dungChair', dossierId, 'birth', ['sendBack'])
    assert.equal((await lanesNow(house, dossierId))['birth']!.state, 'checking')
  })

  it('a name that is neither father\'s nor mother\'s must be looked at, and a mark of wanting holds it', async () => {
    const family = await house.family('same')
    const { dossierId } = await fileAs(house, family.mother, { answers: { 'child.fullName': 'Phan Gia An' } })
    await work(house, 'lanJustice', dossierId, 'birth', ['accept'])
    const { laneId } = (await lanesNow(house, dossierId))['birth']!
    const as = house.asCast('lanJustice')
    const seen = await as((ctx) => openCase(ctx, laneId))
    const rule = seen.checks.find((check) => check.key === 'rule:name-follows-parent')
    assert.ok(rule, 'the rule is before the officer\'s eyes')
    const exit = () => as((ctx) => takeExit(ctx, { laneId, version: seen.lane.version, exit: 'ok', commandId: newId() }))
    await assert.rejects(exit(), { code: 'dossier.unchecked-items' })
    for (const check of seen.checks) await as((ctx) => checkItem(ctx, { laneId, item: check.key, mark: check.key === rule.key ? 'family-name-agreement' : 'ok' }))
    await assert.rejects(exit(), { code: 'dossier.marked-items' })
    await as((ctx) => takeExit(ctx, { laneId, version: seen.lane.version, exit: 'defects', defects: ['family-name-agreement'], commandId: newId() }))
    const { addPaper } = await import('./index.ts')
    const mother = house.asPerson(family.mother)
    await mother(async (ctx) => addPaper(ctx, { dossierId, item: 'child.fullName', file: { field: 'f', name: 'thoa-thuan.jpg', type: 'image/jpeg', bytes: await jpeg() } }))
    assert.deepEqual(await mother((ctx) => answerSupplement(ctx, { dossierId, lane: 'birth', body: {}, commandId: newId() })), { ok: true }, 'the agreement of the parents stands for a correction')
    assert.equal((await view(family, dossierId)).dossier.answers['child.fullName'], 'Phan Gia An')
  })

  it('two officers at once: one wins, the other is told and nothing is overwritten; the same command twice is one move', async () => {
    const { dossierId } = await filed()
    const { laneId, version } = (await lanesNow(house, dossierId))['birth']!
    const command = newId()
    const take = (key: 'lanJustice', commandId: string) => house.asCast(key)((ctx) => takeExit(ctx, { laneId, version, exit: 'accept', commandId })).then((done) => done.state, (error: { code: string }) => error.code)
    const results = await Promise.all([take('lanJustice', command), take('lanJustice', newId()), take('lanJustice', newId())])
    assert.deepEqual(results.toSorted(), ['checking', 'dossier.changed-meanwhile', 'dossier.changed-meanwhile'])
    const { version: after } = (await lanesNow(house, dossierId))['birth']!
    assert.equal(after, version + 1)
    const winner = results.indexOf('checking')
    if (winner === 0) assert.equal(await take('lanJustice', command), 'checking', 'the button pressed twice')
  })

  it('work of one post never pushes that of another out of sight', async () => {
    const { dossierId } = await filed()
    await registerBirthOf(house, dossierId)
    // Far more overdue work of the justice officer than a page of the queue holds.
    await house.t.owner.query(sql`
      with copies as (
        insert into dossier (dossier_id, code, service_code, procedure_hash, channel, filing_mode, applicant_id, requester_id, submitter_id, subjects, receiving_unit, area, submitted_at, status, answers, snapshot, command_id)
        select gen_random_uuid(), d.code || '-' || n, service_code, procedure_hash, channel, filing_mode, applicant_id, requester_id, submitter_id, subjects, receiving_unit, area, submitted_at, status, answers, snapshot, 'copy-' || n
        from dossier d, generate_series(1, 250) n where d.dossier_id = ${dossierId} returning dossier_id)
      insert into dossier_lane (lane_id, dossier_id, lane, procedure_code, mandatory, organisation_id, area, state, national_status, state_since, state_due)
      select gen_random_uuid(), c.dossier_id, 'birth', '1.001193', true, l.organisation_id, l.area, 'received', 1, l.state_since, '2026-01-01'
      from copies c, dossier_lane l where l.dossier_id = ${dossierId} and l.lane = 'birth'`)
    const waiting = await filed()
    await work(house, 'lanJustice', waiting.dossierId, 'birth', ['accept', 'ok'])
    const mine = await house.asCast('dungChair')((ctx) => queue(ctx))
    assert.ok(mine.every((item) => item.mine))
    assert.ok(mine.some((item) => item.dossierId === waiting.dossierId), 'what waits for the chair\'s signature is before the chair\'s eyes')
    const all = await house.asCast('dungChair')((ctx) => queue(ctx, { all: true }))
    assert.ok(all.length > mine.length)
    assert.ok(all.findIndex((item) => !item.mine) >= mine.length, 'one\'s own first')
  })
})
