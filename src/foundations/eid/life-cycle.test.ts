import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { setSmsGateway } from '../../digital-citizen/notify/index.ts'
import { recordNumberAnew } from '../population/reestablish-number.ts'
import { endRelation, linkRelatives, recordDeclaredDead, recordMissing, recordReturn } from '../population/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { actFor, actingNow, activationFunnel, approveCase, approveFullMatches, beginLevelOneRequest, beginSignInWithCode, cancelOrganisation, captureAtDesk, checkEnrolmentCode, deliverCode, enrolWithPassword, findAccountAtDesk, finishLevelOneRequest, finishSignInWithCode, followLifeStatus, followNumber, handOverCode, lockAccount, lockOrganisation, openForReview, organisationAccounts, organisationCounts, peopleAtStage, readCases, readOrganisationFile, rejectCase, signInAsPersona, takeIn, takeInOrganisation, unlockInPerson, unlockOrganisation, type TakeIn } from './index.ts'

const phone = '0309123456'

const simulate = (): void => captureAtDesk.fill(async () => ({ device: 'Thiết bị mô phỏng', simulated: true, cardRead: true, faceScore: 96 }))

describe('the life of an e-ID account', () => {
  let house: CastHouse
  const codes: { phone: string | null; code: string; text: string }[] = []
  before(async () => {
    house = await castHouse()
    await house.t.owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
    simulate()
    deliverCode.fill(async (_ctx, message) => void codes.push(message))
  })
  after(() => house.close())

  const visitor = (now: Instant = morning) => house.t.as({ kind: 'visitor' }, testPurpose, { now })
  const someone = (given: Parameters<typeof somePerson>[1] = {}) => somePerson(house.t, { area: communes.home, name: 'Trần Văn Mới', birthDate: '1991-02-03', gender: 'male', ...given })
  const intake = (pin: string, more: Partial<TakeIn> = {}): TakeIn => ({ caseId: newId(), pin, level: 2, withCard: false, phone, email: null, representativePin: null, ...more })
  const take = (input: TakeIn, by: 'haiPolice' | 'secondPolice' = 'haiPolice') => house.asCast(by)((ctx) => takeIn(ctx, input))
  const approve = async (caseId: string) => house.asCast('policeCommander')(async (ctx) => approveCase(ctx, { caseId, version: (await openForReview(ctx, caseId)).version }))
  const states = async (personId: string) => (await house.t.owner.query<{ to_state: string }>(sql`select e.to_state from eid_account_event e join eid_account a using (account_id) where a.person_id = ${personId} order by e.at, e.event_id`)).map((row) => row.to_state)
  const enrol = (code: string, now = morning) => visitor(now)((ctx) => enrolWithPassword(ctx, { code, password: 'một câu dễ nhớ', device: 'Điện thoại', tokenHash: newId() }))

  it('intake → review → approved → activation → active; every step written down, the units of intake and of residence kept apart', async () => {
    const { personId, pin } = await someone()
    const made = await take(intake(pin), 'secondPolice')
    assert.deepEqual([made.kind, made.level, made.intakeArea, made.residenceArea, made.channel], ['citizen', 2, communes.second, communes.home, 'desk'])
    assert.equal(made.dueOn, '2026-11-23', 'three working days after Wednesday 18 November')
    assert.ok(made.evidence.capture?.simulated, 'a simulated device says so')
    await assert.rejects(take(intake(pin)), { code: 'eid.case-open' })
    await assert.rejects(house.asCast('policeCommander')((ctx) => approveCase(ctx, { caseId: made.caseId, version: 1 })), { code: 'authorise.not-allowed' }, 'answered where it was taken in')
    const version = (await house.asCast('secondPolice')((ctx) => openForReview(ctx, made.caseId))).version
    await assert.rejects(house.asCast('secondPolice')((ctx) => approveCase(ctx, { caseId: made.caseId, version })), { code: 'eid.own-intake' })
    const again = await take(intake((await someone()).pin))
    await approve(again.caseId)
    const code = codes.at(-1)!
    assert.match(code.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    assert.equal(code.phone, phone)
    await enrol(code.code.toLowerCase().replaceAll('-', ' '))
    assert.deepEqual(await states(again.personId), ['registered', 'under-review', 'approved', 'activation-pending', 'active'])
    await assert.rejects(enrol(code.code), { code: 'eid.enrolment-ended' }, 'once')
    assert.deepEqual(await states(personId), ['registered', 'under-review'])
  })

  it('a refusal gives its reason; the person may ask again; two officers do not decide twice', async () => {
    const { personId, pin } = await someone()
    const { caseId } = await take(intake(pin))
    const commander = house.asCast('policeCommander')
    const { version } = await commander((ctx) => openForReview(ctx, caseId))
    await assert.rejects(commander((ctx) => rejectCase(ctx, { caseId, version, reason: ' ' })), { code: 'eid.reason-needed' })
    const outcomes = await Promise.allSettled([commander((ctx) => rejectCase(ctx, { caseId, version, reason: 'Ảnh chụp chưa rõ mặt' })), commander((ctx) => approveCase(ctx, { caseId, version }))])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    if ((await states(personId)).at(-1) === 'rejected') await take(intake(pin))
  })

  it('nobody decides about an account of their own, or that of a child they stand for', async () => {
    const commander = house.who('policeCommander')
    const child = await someone({ name: 'Huỳnh Văn Con', birthDate: '2022-05-05', relatives: [{ kind: 'father', personId: commander.personId, mutual: true }] })
    await house.t.owner.query(sql`update eid_account set level = 1 where person_id = ${commander.personId}`)
    const own = await take(intake(commander.pin))
    const childs = await take(intake(child.pin, { level: 1, representativePin: commander.pin }))
    for (const { caseId, version } of [own, childs]) {
      await assert.rejects(house.asCast('policeCommander')((ctx) => approveCase(ctx, { caseId, version })), { code: 'eid.own-case' })
      await assert.rejects(house.asCast('policeCommander')((ctx) => rejectCase(ctx, { caseId, version, reason: 'Chưa đủ giấy' })), { code: 'eid.own-case' })
    }
    await house.asCast('policeCommander')(approveFullMatches)
    const open = (await house.asCast('haiPolice')((ctx) => readCases(ctx))).map(({ caseId }) => caseId)
    assert.ok(open.includes(own.caseId) && open.includes(childs.caseId), 'approving many at once leaves them too')
    await house.t.owner.query(sql`update eid_account set level = 2 where person_id = ${commander.personId}`)
  })

  it('the form sent twice is one case; the id of a case opens it to nobody else, nor for another person', async () => {
    const { pin } = await someone()
    const asked = intake(pin)
    const made = await take(asked)
    assert.equal((await take(asked)).caseId, made.caseId)
    await assert.rejects(take(asked, 'secondPolice'), { code: 'eid.case-unknown' })
    await assert.rejects(take({ ...asked, pin: (await someone()).pin }), { code: 'eid.case-unknown' })
    const organisation = { caseId: made.caseId, code: '0300000124-TEST', name: 'Hợp tác xã Khác', area: communes.second, representativePin: house.who('mai').pin, document: 'Giấy đăng ký 13/2024 (mẫu)' }
    await assert.rejects(house.asCast('secondPolice')((ctx) => takeInOrganisation(ctx, organisation)), { code: 'eid.case-unknown' })
  })

  it('ages and representatives: level 2 from six, a child only with a parent of the register', async () => {
    const mother = await someone({ gender: 'female', birthDate: '1990-01-01' })
    const small = await someone({ name: 'Trần Thị Bé', birthDate: '2022-05-05', relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
    const school = await someone({ name: 'Trần Văn Nhỏ', birthDate: '2016-05-05', relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
    await assert.rejects(take(intake(small.pin, { representativePin: mother.pin })), { code: 'eid.too-young' })
    assert.equal((await take(intake(small.pin, { level: 1, representativePin: mother.pin }))).kind, 'child')
    await assert.rejects(take(intake(school.pin)), { code: 'eid.representative-needed' })
    await assert.rejects(take(intake(school.pin, { representativePin: (await someone()).pin })), { code: 'eid.representative-unknown' })
    const made = await take(intake(school.pin, { representativePin: mother.pin }))
    assert.equal(made.representativeId, mother.personId)
  })

  it('an account opened by a parent is nobody\'s way in from the eighteenth birthday on; at a desk it becomes the holder\'s own, and every earlier way in ends', async () => {
    const mother = await someone({ name: 'Trần Thị Mẹ', gender: 'female', birthDate: '1990-01-01' })
    const child = await someone({ name: 'Trần Văn Lớn Dần', birthDate: '2015-03-04', relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
    await approve((await take(intake(child.pin, { phone: '0309000333', representativePin: mother.pin }))).caseId)
    await enrol(codes.at(-1)!.code)
    const enter = async (now: Instant, password: string) => {
      const begun = await visitor(now)((ctx) => beginSignInWithCode(ctx, { pin: child.pin, password, origin: newId() }))
      if (!begun.ok) return begun
      return visitor(now)((ctx) => finishSignInWithCode(ctx, { challengeId: begun.sent.challengeId, code: codes.at(-1)!.code, device: 'x', tokenHash: newId() }))
    }
    const [eve, birthday] = ['2033-03-03T02:00:00.000Z', '2033-03-04T02:00:00.000Z']
    assert.ok((await enter(eve, 'một câu dễ nhớ')).ok)
    await assert.rejects(enter(birthday, 'một câu dễ nhớ'), { code: 'eid.of-age' })
    const desk = house.asCast('secondPolice', { now: birthday })
    await assert.rejects(desk((ctx) => handOverCode(ctx, child.personId)), { code: 'eid.contact-needed' })
    setSmsGateway({ send: async () => undefined })
    const { code } = await desk((ctx) => handOverCode(ctx, child.personId, { phone: '0309000444', email: null }))
    setSmsGateway(null)
    await visitor(birthday)((ctx) => enrolWithPassword(ctx, { code, password: 'câu của riêng tôi', device: 'Điện thoại', tokenHash: newId() }))
    assert.deepEqual(await enter(birthday, 'một câu dễ nhớ'), { ok: false, reason: 'wrong' })
    assert.ok((await enter(birthday, 'câu của riêng tôi')).ok)
    const [row] = await house.t.owner.query(sql`select kind, representative_id as by, phone from eid_account where person_id = ${child.personId}`)
    assert.deepEqual(row, { kind: 'citizen', by: null, phone: '0309000444' })
    const told = await house.t.owner.query(sql`select address from message where person_id = ${child.personId} and channel = 'sms' and template = 'eid.contact-changed'`)
    assert.deepEqual(told, [{ address: '0309000333' }], 'the phone it had is told')
    const { mother: grown } = await house.family('same', { notice: false })
    await desk((ctx) => handOverCode(ctx, grown.personId, { phone: '0309000555', email: null }))
    const [other] = await house.t.owner.query<{ phone: string }>(sql`select phone from eid_account where person_id = ${grown.personId}`)
    assert.notEqual(other!.phone, '0309000555', 'the phone of anybody else is not changed this way')
  })

  it('a number cancelled and another given: the old one signs nobody in from that commit on; at a desk the account goes on by the new one', async () => {
    const { personId, pin } = await someone({ name: 'Trần Văn Số Mới' })
    await approve((await take(intake(pin))).caseId)
    await enrol(codes.at(-1)!.code)
    const enter = async (number: string) => {
      const begun = await visitor()((ctx) => beginSignInWithCode(ctx, { pin: number, password: 'một câu dễ nhớ', origin: newId() }))
      return begun.ok ? visitor()((ctx) => finishSignInWithCode(ctx, { challengeId: begun.sent.challengeId, code: codes.at(-1)!.code, device: 'x', tokenHash: newId() })) : begun
    }
    assert.ok((await enter(pin)).ok)
    const { newPin } = await house.asSystem()((ctx) => recordNumberAnew(ctx, { personId, reason: 'assigned-wrong', basis: { article: 'NĐ 70/2024 đ.11' }, commandId: newId() }))
    await assert.rejects(enter(pin), { code: 'eid.number-changed' }, 'before any event was worked off')
    assert.deepEqual(await enter(newPin), { ok: false, reason: 'wrong' })
    for (const fields of [['fullName'], ['pin'], ['pin']]) await house.asSystem()((ctx) => followNumber(ctx, { personId, fields }))
    assert.deepEqual((await states(personId)).slice(-2), ['active', 'locked'])
    const desk = house.asCast('secondPolice')
    const found = await desk((ctx) => findAccountAtDesk(ctx, newPin))
    assert.deepEqual([found.personId, found.state], [personId, 'locked'])
    await desk((ctx) => unlockInPerson(ctx, { personId, reason: 'Có mặt, khớp thẻ mới' }))
    assert.ok((await enter(newPin)).ok)
    assert.deepEqual(await enter(pin), { ok: false, reason: 'wrong' })
    await house.asSystem()((ctx) => followNumber(ctx, { personId, fields: ['pin'] }))
    assert.equal((await states(personId)).at(-1), 'active', 'told once more, it stays')
  })

  it('whoever opened a child\'s account and represents it no longer: out at that moment; who represents it now takes it over at a desk', async () => {
    const [uncle, aunt] = [await someone({ name: 'Trần Văn Giám Hộ Cũ', birthDate: '1980-01-01' }), await someone({ name: 'Trần Thị Giám Hộ', gender: 'female', birthDate: '1985-01-01' })]
    const child = await someone({ name: 'Trần Văn Đổi Chủ', birthDate: '2016-03-04' })
    const basis = { article: 'kiểm thử' }
    const [before, day] = ['2025-01-01', '2026-11-18']
    const ward = (guardian: { personId: string }, from: string) => house.asSystem()((ctx) => linkRelatives(ctx, { personId: guardian.personId, kind: 'ward', other: { personId: child.personId }, from, source: 'court', basis, commandId: newId() }))
    await ward(uncle, before)
    await approve((await take(intake(child.pin, { phone: '0309000666', representativePin: uncle.pin }))).caseId)
    await enrol(codes.at(-1)!.code)
    const enter = async (password: string) => {
      const begun = await visitor()((ctx) => beginSignInWithCode(ctx, { pin: child.pin, password, origin: newId() }))
      return begun.ok ? visitor()((ctx) => finishSignInWithCode(ctx, { challengeId: begun.sent.challengeId, code: codes.at(-1)!.code, device: 'x', tokenHash: newId() })) : begun
    }
    assert.ok((await enter('một câu dễ nhớ')).ok)
    const desk = house.asCast('secondPolice')
    const hand = (own?: Parameters<typeof handOverCode>[2]) => desk((ctx) => handOverCode(ctx, child.personId, own))
    await house.asSystem()((ctx) => endRelation(ctx, { personId: uncle.personId, kind: 'ward', other: { personId: child.personId }, on: day, reason: 'court', source: 'court', basis, commandId: newId() }))
    await assert.rejects(enter('một câu dễ nhớ'), { code: 'eid.unrepresented' })
    await assert.rejects(hand(), { code: 'eid.contact-needed' })
    await assert.rejects(hand({ phone: '0309000999', email: null }), { code: 'eid.representative-needed' })
    for (const nobody of [uncle.pin, aunt.pin]) await assert.rejects(hand({ phone: '0309000999', email: null, representativePin: nobody }), { code: 'eid.representative-unknown' })
    await ward(aunt, day)
    const { code } = await hand({ phone: '0309000999', email: null, representativePin: aunt.pin })
    assert.deepEqual(await enter('một câu dễ nhớ'), { ok: false, reason: 'wrong' }, 'out before the new code is used')
    await enrol(code)
    const [row] = await house.t.owner.query(sql`select kind, representative_id as by, phone from eid_account where person_id = ${child.personId}`)
    assert.deepEqual(row, { kind: 'child', by: aunt.personId, phone: '0309000999' })
    await hand()
    assert.equal((await house.t.owner.query<{ phone: string }>(sql`select phone from eid_account where person_id = ${child.personId}`))[0]!.phone, '0309000999', 'a mere new device changes nothing of it')
  })

  it('foreigners have their own terms; a desk without devices takes nobody in; the dead are refused', async () => {
    const foreigner = await someone({ facts: { nationalities: ['LAO'] } })
    assert.equal((await take(intake(foreigner.pin))).dueOn, '2026-11-30', 'seven working days; 24 November is a day off')
    const { pin, personId } = await someone()
    captureAtDesk.fill(async () => null)
    await assert.rejects(take(intake(pin)), { code: 'eid.no-device' })
    simulate()
    await house.asSystem()((ctx) => recordDeclaredDead(ctx, { personId, deathDate: '2026-11-01', basis: { article: 'BLDS đ.71' }, commandId: newId() }))
    await assert.rejects(take(intake(pin)), { code: 'eid.person-not-living' })
  })

  it('the phone of an account in use is not changed for somebody whose face is another', async () => {
    const { pin, personId } = await someone()
    const { caseId } = await take(intake(pin, { level: 1 }))
    await approve(caseId)
    await house.t.owner.query(sql`update eid_account set state = 'active' where person_id = ${personId}`)
    const phone = async () => (await house.t.owner.query<{ phone: string }>(sql`select phone from eid_account where person_id = ${personId}`))[0]!.phone
    const before = await phone()
    captureAtDesk.fill(async () => ({ device: 'Thiết bị mô phỏng', simulated: true, cardRead: true, faceScore: 40 }))
    await assert.rejects(take(intake(pin, { phone: '0300009999' })), { code: 'eid.not-the-holder' })
    assert.equal(await phone(), before)
    simulate()
    await take(intake(pin, { phone: '0300009999' }))
    assert.equal(await phone(), '0300009999')
  })

  it('an organisation by its legal representative with level 2', async () => {
    const input = { caseId: newId(), code: '0300000123-TEST', name: 'Hợp tác xã Mẫu', area: communes.home, representativePin: house.who('mai').pin, document: 'Giấy đăng ký 12/2024 (mẫu)' }
    await assert.rejects(house.asCast('haiPolice')(async (ctx) => takeInOrganisation(ctx, { ...input, representativePin: (await someone()).pin })), { code: 'eid.representative-level' })
    const made = await house.asCast('haiPolice')((ctx) => takeInOrganisation(ctx, input))
    assert.equal(made.kind, 'organisation')
    await approve(made.caseId)
    const [row] = await house.t.owner.query<{ state: string }>(sql`select state from eid_organisation where entity_id = ${made.entityId}`)
    assert.equal(row!.state, 'active')
  })

  it('the account of an organisation: locked, unlocked, cancelled with reason and paper; nobody acts for it from that commit, its representative is told, and one officer alone changes none', async () => {
    const [police, commander, mai] = [house.asCast('haiPolice'), house.asCast('policeCommander'), house.who('mai')]
    const input = { caseId: newId(), code: '0300000124-TEST', name: 'Hợp tác xã Khóa Mở', area: communes.home, representativePin: mai.pin, document: 'Giấy đăng ký 13/2024 (mẫu)' }
    const made = await police((ctx) => takeInOrganisation(ctx, input))
    const entityId = made.entityId!
    await approve(made.caseId)
    const given = async () => ({ entityId, version: (await police((ctx) => readOrganisationFile(ctx, entityId))).version, reason: 'Đơn đề nghị của tổ chức', document: 'Công văn 5/2026 (mẫu)' })
    const sessionId = await house.t.as({ kind: 'visitor' }, testPurpose, { now: morning })((ctx) => signInAsPersona(ctx, { personId: mai.personId, appointmentId: null, device: 'x', tokenHash: 'a'.repeat(64) }))
    const asMai = house.t.as({ kind: 'citizen', personId: mai.personId, accountId: mai.accountId, sessionId, level: 2, authLevel: 2 }, testPurpose, { now: morning })
    const acting = () => house.t.db.transaction(async (tx) => actingNow(tx, { personId: mai.personId, actingFor: entityId, actingName: '', lastSeenAt: morning }, morning, '2026-11-18'))
    const counts = async (run = police) => {
      const { usedWithinDays: _, ...three } = await run((ctx) => organisationCounts(ctx))
      const lists = await Promise.all((['intake', 'approved', 'used'] as const).map(async (stage) => (await run((ctx) => organisationAccounts(ctx, stage))).length))
      assert.deepEqual(lists, [three.intake, three.approved, three.used], 'each number opens its list')
      return three
    }
    const [unused, people] = [await counts(), (await police((ctx) => activationFunnel(ctx, 'residence'))).counts]
    await asMai((ctx) => actFor(ctx, entityId))
    assert.ok(await acting())
    assert.deepEqual(await counts(), { ...unused, used: unused.used + 1 }, 'used once somebody acts for it, and approval alone is not use')
    await asMai((ctx) => actFor(ctx, null))
    await asMai((ctx) => actFor(ctx, entityId))
    assert.equal((await counts()).used, unused.used + 1, 'counted by itself, once')
    assert.equal((await counts(house.asCast('haiPolice', { now: plusSeconds(morning, 31 * 86_400) }))).used, 0, 'not used for a month')
    assert.deepEqual((await police((ctx) => activationFunnel(ctx, 'residence'))).counts, people, 'and never among people')
    assert.deepEqual(await house.asCast('secondPolice')((ctx) => organisationCounts(ctx)), { intake: 0, approved: 0, used: 0, usedWithinDays: 30 }, 'where the seat is')

    await assert.rejects(police(async (ctx) => lockOrganisation(ctx, { ...(await given()), reason: ' ' })), { code: 'eid.reason-needed' })
    await assert.rejects(police(async (ctx) => lockOrganisation(ctx, { ...(await given()), document: '' })), { code: 'eid.document-needed' })
    await assert.rejects(house.asCast('secondPolice')(async (ctx) => lockOrganisation(ctx, await given())), { code: 'eid.organisation-unknown' })
    const first = await given()
    await police((ctx) => lockOrganisation(ctx, first))
    assert.equal(await acting(), null)
    await assert.rejects(asMai((ctx) => actFor(ctx, entityId)), { code: 'eid.organisation-not-active' })
    await assert.rejects(police((ctx) => lockOrganisation(ctx, first)), { code: 'eid.changed-meanwhile' })
    await assert.rejects(police((ctx) => takeInOrganisation(ctx, { ...input, caseId: newId(), representativePin: house.who('nam').pin })), { code: 'eid.organisation-exists' }, 'nor does a lock make room for another representative')
    await assert.rejects(police(async (ctx) => cancelOrganisation(ctx, await given())), { code: 'authorise.not-allowed' })
    await police(async (ctx) => unlockOrganisation(ctx, await given()))
    assert.ok(await acting())

    await commander(async (ctx) => cancelOrganisation(ctx, await given()))
    assert.equal(await acting(), null)
    await assert.rejects(police(async (ctx) => unlockOrganisation(ctx, await given())), { code: 'eid.changed-meanwhile' }, 'closed is closed')
    const anew = await police((ctx) => takeInOrganisation(ctx, { ...input, caseId: newId(), representativePin: house.who('nam').pin }))
    assert.equal(anew.entityId, entityId)
    assert.equal(await acting(), null)
    await approve(anew.caseId)
    const file = await police((ctx) => readOrganisationFile(ctx, entityId))
    assert.deepEqual([file.state, file.representative, file.events.map(({ to }) => to).reverse()], ['active', house.who('nam').fullName, ['registered', 'active', 'locked', 'active', 'cancelled', 'registered', 'active']])
    assert.ok((await police(organisationAccounts)).some((each) => each.entityId === entityId && each.name === 'Hợp tác xã Khóa Mở'))
    await house.t.drain(morning)
    const told = await house.t.owner.query<{ body: string }>(sql`select body from message where person_id = ${mai.personId} and template = 'eid.organisation-moved' and channel = 'inbox' order by created_at, message_id`)
    assert.equal(told.length, 3)
    assert.ok(told.some(({ body }) => /Hợp tác xã Khóa Mở: đã khóa\. Lý do: Đơn đề nghị của tổ chức/.test(body)), JSON.stringify(told))
  })

  it('another phone written down at a desk is told to the one before', async () => {
    const { pin, personId } = await someone({ name: 'Trần Thị Đổi Số' })
    await approve((await take(intake(pin, { phone: '0309000111', level: 1 }))).caseId)
    await enrol(codes.at(-1)!.code)
    setSmsGateway({ send: async () => undefined })
    const told = async () => (await house.t.owner.query<{ address: string }>(sql`select address from message where person_id = ${personId} and channel = 'sms' and template = 'eid.contact-changed'`)).map(({ address }) => address)
    await take(intake(pin, { phone: '0309000222' }))
    const [account] = await house.t.owner.query<{ phone: string }>(sql`select phone from eid_account where person_id = ${personId}`)
    assert.equal(account!.phone, '0309000222')
    assert.deepEqual(await told(), ['0309000111'])
    setSmsGateway(null)
    assert.equal((await house.t.owner.query(sql`select 1 from message where person_id = ${personId} and channel = 'inbox' and template = 'eid.contact-changed'`)).length, 1)
  })

  it('from home: the same answer whether it fits somebody or not; only who fits stands in the queue where they live', async () => {
    const fits = await someone({ name: 'Lê Thị Ở Nhà', gender: 'female' })
    const ask = async (pin: string, fullName: string, birthDate: string) => {
      const { challengeId, to } = await visitor()((ctx) => beginLevelOneRequest(ctx, { pin, fullName, birthDate, phone, email: null, origin: newId() }))
      assert.equal(to, '*** *** 456')
      assert.equal(await visitor()((ctx) => finishLevelOneRequest(ctx, { challengeId, code: '1' })), 'wrong')
      return visitor()((ctx) => finishLevelOneRequest(ctx, { challengeId, code: codes.at(-1)!.code }))
    }
    assert.equal(await ask(fits.pin, 'lê thị ở nhà', '1991-02-03'), 'received')
    assert.equal(await ask(fits.pin, 'Tên Khác', '1991-02-03'), 'received')
    assert.equal(await ask('099300999990', 'Lê Thị Ở Nhà', '1991-02-03'), 'received')
    assert.equal(await ask(house.who('mai').pin, house.who('mai').fullName, '2000-03-08'), 'received', 'who has an account learns nothing either')
    const queue = (await house.asCast('haiPolice')((ctx) => readCases(ctx))).filter((each) => each.channel === 'remote')
    assert.deepEqual(queue.map(({ personId, level, intakeUnit, residenceArea }) => ({ personId, level, intakeUnit, residenceArea })), [{ personId: fits.personId, level: 1, intakeUnit: null, residenceArea: communes.home }])
    await approve(queue[0]!.caseId)
    await enrol(codes.at(-1)!.code)
    const upgrade = await take(intake(fits.pin))
    await approve(upgrade.caseId)
    assert.equal((await states(fits.personId)).at(-1), 'active', 'a higher level needs no second activation')
    const [row] = await house.t.owner.query<{ level: number }>(sql`select level from eid_account where person_id = ${fits.personId}`)
    assert.equal(row!.level, 2)
  })

  it('locked: no sign-in; unlocked at any desk with the holder present, but not what an authority locked; every lock says why', async () => {
    const { mother } = await house.family('same', { notice: false })
    const signIn = () => visitor()((ctx) => signInAsPersona(ctx, { personId: mother.personId, appointmentId: null, device: 'x', tokenHash: newId() }))
    await signIn()
    const police = house.asCast('haiPolice')
    await assert.rejects(police((ctx) => lockAccount(ctx, { personId: mother.personId, ground: 'authority', reason: 'Yêu cầu', area: communes.home })), { code: 'eid.document-needed' })
    await assert.rejects(house.asPerson(mother)((ctx) => lockAccount(ctx, { personId: mother.personId, ground: 'authority', reason: 'x', document: 'y' })), { code: 'eid.ground-not-yours' })
    await police((ctx) => lockAccount(ctx, { personId: mother.personId, ground: 'authority', reason: 'Theo văn bản của Tòa án', document: '12/2026/QĐ-TA', requestedBy: 'Tòa án nhân dân', area: communes.home }))
    await assert.rejects(signIn(), { code: 'eid.account-not-active' })
    await assert.rejects(house.asCast('secondPolice')((ctx) => unlockInPerson(ctx, { personId: mother.personId, reason: 'đã tới' })), { code: 'eid.locked-by-authority' })
    const [lock] = await house.t.owner.query<{ ground: string; requested_by: string; document: string }>(sql`select ground, requested_by, document from eid_lock l join eid_account a using (account_id) where a.person_id = ${mother.personId}`)
    assert.deepEqual(lock, { ground: 'authority', requested_by: 'Tòa án nhân dân', document: '12/2026/QĐ-TA' })
    const { father } = await house.family('same', { notice: false })
    await house.asPerson(father, { level: 1 })((ctx) => lockAccount(ctx, { personId: father.personId, ground: 'theft', reason: 'Mất điện thoại' }))
    await house.asCast('secondPolice')((ctx) => unlockInPerson(ctx, { personId: father.personId, reason: 'Có mặt, khớp thẻ' }))
  })

  it('missing, back again, declared dead: signing in ends at that commit, the account follows, a second event changes nothing', async () => {
    const { mother } = await house.family('same', { notice: false })
    const signIn = () => visitor()((ctx) => signInAsPersona(ctx, { personId: mother.personId, appointmentId: null, device: 'x', tokenHash: newId() }))
    const basis = { article: 'Bộ luật Dân sự 2015, đ.68' }
    await house.asSystem()((ctx) => recordMissing(ctx, { personId: mother.personId, missingDate: '2026-01-01', basis, commandId: newId() }))
    await assert.rejects(signIn(), { code: 'eid.person-not-living' }, 'before any event was worked off')
    const follow = () => house.asSystem()((ctx) => followLifeStatus(ctx, { personId: mother.personId }))
    await follow()
    await follow()
    assert.equal((await states(mother.personId)).at(-1), 'locked')
    await house.asSystem()((ctx) => recordReturn(ctx, { personId: mother.personId, on: '2026-11-18', basis, commandId: newId() }))
    await follow()
    await signIn()
    await house.asSystem()((ctx) => recordDeclaredDead(ctx, { personId: mother.personId, deathDate: '2026-11-01', basis, commandId: newId() }))
    await follow()
    await follow()
    assert.equal((await states(mother.personId)).at(-1), 'cancelled')
    await house.asSystem()((ctx) => recordReturn(ctx, { personId: mother.personId, on: '2026-11-18', basis, commandId: newId() }))
    await follow()
    assert.deepEqual((await states(mother.personId)).slice(-3), ['cancelled', 'active', 'locked'], 'there again, until its holder stands at a desk')
    await assert.rejects(signIn(), { code: 'eid.account-not-active' })
  })

  it('a death taken back leaves the lock that stood before it: the lock for the missing ends, that of an authority stays', async () => {
    const basis = { article: 'Bộ luật Dân sự 2015, đ.71, đ.73' }
    const lockOf = (personId: string) => house.t.owner.query<{ ground: string }>(sql`select ground from eid_lock join eid_account using (account_id) where person_id = ${personId} and unlocked_at is null`)
    const deadAndBack = async (personId: string) => {
      const follow = () => house.asSystem()((ctx) => followLifeStatus(ctx, { personId }))
      await follow()
      await house.asSystem()((ctx) => recordDeclaredDead(ctx, { personId, deathDate: '2026-11-01', basis, commandId: newId() }))
      await follow()
      await house.asSystem()((ctx) => recordReturn(ctx, { personId, on: '2026-11-18', basis, commandId: newId() }))
      await follow()
      await follow()
      assert.equal((await states(personId)).at(-1), 'locked')
    }
    const { mother: missing } = await house.family('same', { notice: false })
    await house.asSystem()((ctx) => recordMissing(ctx, { personId: missing.personId, missingDate: '2026-01-01', basis, commandId: newId() }))
    await deadAndBack(missing.personId)
    assert.deepEqual(await lockOf(missing.personId), [{ ground: 'restored' }])

    const { mother: held } = await house.family('same', { notice: false })
    await house.asCast('haiPolice')((ctx) => lockAccount(ctx, { personId: held.personId, ground: 'authority', reason: 'Theo văn bản', document: '13/2026/QĐ-TA', requestedBy: 'Tòa án nhân dân', area: communes.home }))
    await deadAndBack(held.personId)
    assert.deepEqual(await lockOf(held.personId), [{ ground: 'authority' }])
  })

  it('a new device at the desk: a code in the hand, the old ways in are gone; guesses are stopped by line', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { code } = await house.asCast('secondPolice')((ctx) => handOverCode(ctx, mother.personId))
    for (let i = 0; i < 10; i++) assert.deepEqual(await visitor()((ctx) => checkEnrolmentCode(ctx, { code: `AAAA-AAAA-AA${String(i).padStart(2, '0')}`, origin: '10.4.0.1' })), { ok: false, reason: 'wrong' })
    assert.deepEqual(await visitor()((ctx) => checkEnrolmentCode(ctx, { code, origin: '10.4.0.1' })), { ok: false, reason: 'too-many' })
    assert.deepEqual(await visitor()((ctx) => checkEnrolmentCode(ctx, { code, origin: '10.4.0.2' })), { ok: true, why: 'recovery' })
    await assert.rejects(enrol(code, plusSeconds(morning, 25 * 3_600)), { code: 'eid.enrolment-ended' })
    const race = await Promise.allSettled(Array.from({ length: 6 }, () => enrol(code)))
    assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1, 'one of any number at once')
  })

  it('the four counts are four; each opens its list; by residence and by intake are different numbers', async () => {
    const police = house.asCast('haiPolice')
    const home = await police((ctx) => activationFunnel(ctx, 'residence'))
    const { intake: taken, approved, activated, used } = home.counts
    assert.ok(home.eligible! >= 10 && taken > approved && approved >= activated && activated >= used && used > 0, JSON.stringify(home))
    const lists = await Promise.all((['intake', 'activated', 'used'] as const).map((stage) => police((ctx) => peopleAtStage(ctx, { by: 'residence', stage, hamlet: null }))))
    assert.deepEqual(lists.map((list) => list.length), [taken, activated, used])
    const waiting = await take(intake((await someone()).pin))
    assert.equal(await house.asCast('policeCommander')(approveFullMatches) >= 1, true)
    const after = await police((ctx) => activationFunnel(ctx, 'residence'))
    assert.ok(after.hamlets.reduce((sum, { n }) => sum + n, 0) >= 1)
    const list = await police((ctx) => peopleAtStage(ctx, { by: 'residence', stage: 'not-activated', hamlet: after.hamlets[0]!.hamlet }))
    assert.equal(list.length, after.hamlets[0]!.n)
    assert.ok(list.some(({ personId }) => personId === waiting.personId) && list[0]!.hamlet!.startsWith('Ấp '))
    assert.equal((await police((ctx) => peopleAtStage(ctx, { by: 'residence', stage: 'intake', hamlet: null, most: 2 }))).length, 2)
    const elsewhere = await house.asCast('secondPolice')((ctx) => activationFunnel(ctx, 'intake'))
    assert.equal(elsewhere.eligible, null)
    assert.ok(elsewhere.elsewhere >= 1, 'taken in here, living elsewhere')
    await assert.rejects(house.asPerson(house.who('mai'))((ctx) => activationFunnel(ctx, 'residence')), { code: 'eid.case-unknown' })
  })
})
