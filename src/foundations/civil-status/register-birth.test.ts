import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { CompactSign } from 'jose'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { ownPerson, personStatus, readPerson } from '../population/index.ts'
import { householdOf, importPerson, registerPermanent } from '../residence/index.ts'
import { birthExtract, marriageOf, noticesForMother, receiveBirthNotice, recordMarriage, registerBirth, registerFacilityKey, type BirthNoticeContent, type RegisterBirth } from './index.ts'

const commune = '29602'
const now = '2026-11-22T02:00:00.000Z'
const chair = officerActor('commune-chair', [commune])
const basis = { code: 'birth', basis: 'Luật Hộ tịch 2014', dossierId: newId() }

describe('registering a birth', async () => {
  const t = await testDb()
  after(() => t.close())
  const { mother, father } = await couple()

  async function couple() {
    const [motherId, fatherId, householdId] = [newId(), newId(), newId()]
    const home = (relationToHead: string, opens: boolean) => ({
      kind: 'permanent' as const, area: commune, province: '86', detail: 'Số 45, Ấp Phước Lợi', oldText: null, since: '2023-04-20',
      household: { householdId, relationToHead, ...(opens ? { opens: { fileNumber: '86.9000001' } } : {}) },
    })
    await t.as(systemActor, undefined, { now })((ctx) => importPerson(ctx, {
      person: { personId: fatherId, source: 'population-register', statedOn: '2025-01-01', facts: { fullName: 'Lê Hoài Nam', birthDate: '1998-11-02', gender: 'male', ethnicity: '01', nationalities: ['VNM'], maritalStatus: 'single' },
        numbers: [{ kind: 'pin', value: '099098990002', status: 'active' }, { kind: 'cmnd9', value: '990000002', status: 'superseded' }], relatives: [] },
      residence: home('01', true),
    }, { commandId: newId() }))
    await t.as(systemActor, undefined, { now })((ctx) => importPerson(ctx, {
      person: { personId: motherId, source: 'population-register', statedOn: '2025-01-01', facts: { fullName: 'Nguyễn Thị Mai', birthDate: '2000-03-08', gender: 'female', ethnicity: '01', nationalities: ['VNM'], maritalStatus: 'married' },
        numbers: [{ kind: 'pin', value: '099300990001', status: 'active' }], relatives: [] },
      residence: home('02', false),
    }, { commandId: newId() }))
    return { mother: motherId, father: fatherId, householdId }
  }

  function birth(more: Partial<RegisterBirth> = {}, child: Partial<RegisterBirth['child']> = {}): RegisterBirth {
    return {
      area: commune, motherId: mother, fatherId: father, requester: { personId: mother, relation: 'mother' }, signer: { fullName: 'Nguyễn Quốc Dũng', title: 'Chủ tịch' }, commandId: newId(),
      child: { fullName: 'Lê Nguyễn Gia An', gender: 'female', birthDate: '2026-11-10', birthTime: '06:20', birthPlace: { area: '29551', text: 'Bệnh viện mẫu' }, ethnicity: '01', ...child }, ...more,
    }
  }
  const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

  it('enters the child with a number that fits its gender, year and the demo prefix', async () => {
    const done = await t.as(chair, basis, { now })((ctx) => registerBirth(ctx, birth()))
    assert.match(done.pin, /^099326\d{6}$/)
    assert.equal(done.entryNumber, '1')
    assert.equal(done.late, false)
    const child = await t.as(citizenActor(mother), basis, { now })((ctx) => readPerson(ctx, done.personId, ['fullName', 'pin', 'relatives', 'birthRegistrationPlace']))
    assert.equal(child.pin, done.pin)
    assert.deepEqual(child.relatives.map((each) => [each.kind, each.fullName]), [['father', 'Lê Hoài Nam'], ['mother', 'Nguyễn Thị Mai']])
    const extract = await t.as(citizenActor(mother), basis, { now })((ctx) => birthExtract(ctx, { recordId: done.recordId }))
    assert.equal(extract.motherName, 'Nguyễn Thị Mai')
    assert.match(extract.motherResidence ?? '', /^Số 45, Ấp Phước Lợi, /)
    assert.equal(extract.childBirthDateWords.toLowerCase().includes('tháng mười một'), true)
    assert.deepEqual((await t.as(citizenActor(mother), basis, { now })(ownPerson)).relatives.map((each) => each.kind), ['child'])
    assert.equal((await t.as(citizenActor(father), basis, { now })((ctx) => householdOf(ctx, mother)))?.members.length, 2)
    assert.equal((await t.as(systemActor)((ctx) => personStatus(ctx.tx, done.personId)))?.lifeStatus, 'living')
    await t.as(officerActor('police-officer', [commune]), basis, { now })(async (ctx) => registerPermanent(ctx, {
      personId: done.personId, householdId: (await householdOf(ctx, mother))!.householdId, relationToHead: '04', commandId: newId() }))
    assert.deepEqual((await t.as(citizenActor(mother), basis, { now })((ctx) => householdOf(ctx, done.personId)))?.members.map((each) => each.relationText), ['Chủ hộ', 'Vợ', 'Con đẻ'])
  })

  it('answers the same command with the same child', async () => {
    const input = birth({}, { birthDate: '2026-01-02', fullName: 'Lê Minh' })
    const first = await t.as(chair, basis, { now })((ctx) => registerBirth(ctx, input))
    const again = await t.as(chair, basis, { now })((ctx) => registerBirth(ctx, input))
    assert.deepEqual(again, { ...first, replayed: true })
    assert.equal(first.late, true)
  })

  it('refuses a child registered twice, but not a twin', async () => {
    await assert.rejects(t.as(chair, basis, { now })((ctx) => registerBirth(ctx, birth({}, { fullName: 'Lê Tên Khác' }))), refusedWith('civil-status.already-registered'))
    const twin = await t.as(chair, basis, { now })((ctx) => registerBirth(ctx, birth({}, { fullName: 'Lê Nguyễn Gia Bình', deliveryOrder: 2 })))
    assert.equal(twin.replayed, false)
  })

  it('takes a signed notice once, and refuses a forged one', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    await t.as(systemActor)((ctx) => registerFacilityKey(ctx, { facilityCode: '86M01', facilityName: 'Bệnh viện mẫu', publicKey: publicKey.export({ format: 'jwk' }) }))
    const content: BirthNoticeContent = { facilityCode: '86M01', noticeNumber: '123/2026', noticeDate: '2026-11-20', motherPin: '099300990001', motherName: 'Nguyễn Thị Mai', birthDate: '2026-11-19', gender: 'male', birthPlace: 'Bệnh viện mẫu' }
    const sign = (value: object, key = privateKey) => new CompactSign(new TextEncoder().encode(JSON.stringify(value))).setProtectedHeader({ alg: 'EdDSA' }).sign(key)
    const signed = await sign(content)
    const hospital = { kind: 'relying-party', clientId: 'hospital' } as const
    const first = await t.as(hospital, basis, { now })((ctx) => receiveBirthNotice(ctx, { facilityCode: '86M01', signed }))
    assert.equal(first.motherId, mother)
    assert.deepEqual(await t.as(hospital, basis, { now })((ctx) => receiveBirthNotice(ctx, { facilityCode: '86M01', signed })), { ...first, replayed: true })
    const forged = await sign({ ...content, noticeNumber: '124/2026' }, generateKeyPairSync('ed25519').privateKey)
    await assert.rejects(t.as(hospital, basis, { now })((ctx) => receiveBirthNotice(ctx, { facilityCode: '86M01', signed: forged })), refusedWith('civil-status.notice-signature-wrong'))
    const other = await sign({ ...content, gender: 'female' })
    await assert.rejects(t.as(hospital, basis, { now })((ctx) => receiveBirthNotice(ctx, { facilityCode: '86M01', signed: other })), refusedWith('civil-status.birth-notice-differs'))
    const [notice] = await t.as(citizenActor(mother), basis, { now })((ctx) => noticesForMother(ctx, mother))
    assert.equal(notice?.noticeNumber, '123/2026')
    await assert.rejects(t.as(citizenActor(newId()), basis, { now })((ctx) => noticesForMother(ctx, mother)), refusedWith('authorise.not-allowed'))
    const use = () => t.as(chair, basis, { now })((ctx) => registerBirth(ctx, birth({ notice: { noticeId: notice!.noticeId } }, { gender: 'male', birthDate: '2026-11-19', fullName: 'Lê Văn Tí' })))
    await use()
    await assert.rejects(use(), refusedWith('civil-status.birth-notice-used'))
  })

  it('records a marriage so that it is a known fact', async () => {
    const input = { husbandId: father, wifeId: mother, area: commune, number: '88', registeredOn: '2023-02-14', commandId: newId() }
    await t.as(officerActor('justice-officer', [commune]), basis, { now })((ctx) => recordMarriage(ctx, input))
    assert.equal((await t.as(citizenActor(mother), basis, { now })((ctx) => marriageOf(ctx, mother)))?.number, '88')
    assert.equal((await t.as(citizenActor(father), basis, { now })(ownPerson)).maritalStatus, 'married')
  })

  it('is what replay of the acts gives', async () => {
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.equal(report.rows['person_version'], 10)
  })
})
