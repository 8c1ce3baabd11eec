import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { roles, sql, type Actor, type Purpose } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { allPersonFields, fieldGroups, findPersonByNumber, ownPerson, readFacts, readNames, readPeople, readPerson, type FieldGroup } from './index.ts'
import { householdOf, readResidenceFacts } from '../residence/index.ts'
import { communes, somePerson } from '../residence/testing.ts'

const now = '2026-11-22T02:00:00.000Z'
const plain: Purpose = { code: 'look', basis: 'Luật Căn cước 2023, đ.10' }
const inCase: Purpose = { ...plain, dossierId: newId() }
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('reading people', async () => {
  const t = await testDb()
  after(() => t.close())
  const householdId = newId()
  const grandmother = await somePerson(t, { name: 'Nguyễn Thị Sáu', birthDate: '1949', household: { householdId, relationToHead: '15' }, since: '1990-01-01' })
  const husband = await somePerson(t, { name: 'Lê Hoài Nam', gender: 'male', birthDate: '1998-11-02', household: { householdId, relationToHead: '01', opens: true }, cmnd9: '990000002' })
  const wife = await somePerson(t, { name: 'Nguyễn Thị Mai', birthDate: '2000-03-08', household: { householdId, relationToHead: '02' }, relatives: [{ kind: 'spouse', personId: husband.personId, mutual: true }], facts: { phone: '0309000001' } })
  const child = await somePerson(t, { name: 'Lê Gia An', birthDate: '2020-01-01', household: { householdId, relationToHead: '04' }, relatives: [{ kind: 'mother', personId: wife.personId, mutual: true }, { kind: 'father', personId: husband.personId, mutual: true }] })
  const grown = await somePerson(t, { name: 'Lê Thị Lớn', birthDate: '2001-01-01', area: communes.second, relatives: [{ kind: 'father', personId: husband.personId, mutual: true }] })
  const stranger = await somePerson(t, { name: 'Trần Văn Lạ', gender: 'male', area: communes.second })
  const run = (actor: Actor, purpose = plain) => t.as(actor, purpose, { now })

  /** Which groups an actor may read of a person, found by trying each. */
  async function readable(actor: Actor, personId: string, purpose = plain): Promise<string> {
    const may: FieldGroup[] = []
    for (const [group, fields] of Object.entries(fieldGroups)) {
      const ok = await run(actor, purpose)((ctx) => readPerson(ctx, personId, fields)).then(() => true, (error: unknown) => {
        assert.ok(refusedWith('population.field-not-allowed')(error), String(error))
        return false
      })
      if (ok) may.push(group as FieldGroup)
    }
    return may.join(' ')
  }
  const everything = Object.keys(fieldGroups).join(' ')

  it('gives citizens themselves and their small children whole, the spouse in part, others not at all', async () => {
    const mai = citizenActor(wife.personId)
    assert.equal(await readable(mai, wife.personId), everything)
    assert.equal(await readable(mai, child.personId), everything)
    assert.equal(await readable(mai, husband.personId), 'name number identity status origin family place')
    assert.equal(await readable(mai, stranger.personId), '')
    assert.equal(await readable(mai, grandmother.personId), '')
    assert.equal(await readable(citizenActor(child.personId), wife.personId), 'name number status')
    assert.equal(await readable(citizenActor(husband.personId), grown.personId), 'name number status')
  })

  it('gives officers what their post needs: their area, or the case at hand', async () => {
    const found: Record<string, [string, string, string]> = {}
    for (const role of roles) {
      const actor = officerActor(role, [communes.home])
      found[role] = [await readable(actor, wife.personId), await readable(actor, stranger.personId), await readable(actor, stranger.personId, inCase)]
    }
    const reception = 'name number identity status place contact'
    const police = 'name number identity status origin family place contact'
    assert.deepEqual(found, {
      'reception-officer': ['name', 'name', reception],
      'justice-officer': ['name', 'name', 'name number identity status origin family place contact'],
      'commune-chair': ['name', 'name', 'name number identity status origin family place'],
      'police-officer': [everything, 'name', police],
      'police-commander': [everything, 'name', police],
      'insurance-officer': ['name', 'name', reception],
      'leader': ['', '', ''],
      'administrator': ['', '', ''],
      'auditor': ['name', 'name', 'name'],
      'security-officer': ['', '', ''],
      'data-steward': ['', '', ''],
    })
  })

  it('gives visitors and other programs nothing', async () => {
    assert.equal(await readable({ kind: 'visitor' }, wife.personId, inCase), '')
    assert.equal(await readable({ kind: 'relying-party', clientId: 'bank' }, wife.personId, inCase), '')
  })

  it('refuses whoever does not say why', async () => {
    await assert.rejects(run(citizenActor(wife.personId), { code: '', basis: '' })((ctx) => readPerson(ctx, wife.personId, ['fullName'])), refusedWith('population.purpose-needed'))
  })

  it('logs every reading with purpose and fields, the refused ones too', async () => {
    const officer = officerActor('insurance-officer', [communes.home], { personId: stranger.personId })
    await run(officer, inCase)((ctx) => findPersonByNumber(ctx, wife.pin, ['fullName', 'birthDate']))
    await assert.rejects(run(officer, plain)((ctx) => readPerson(ctx, wife.personId, ['religion'])))
    const rows = await t.db.query<{ kind: string; outcome: string; fields: string[]; subjects: string[]; purpose: string }>(
      sql`select kind, outcome, fields, subjects, purpose_code as purpose from access_log where actor_person = ${stranger.personId} order by at, log_id`)
    assert.deepEqual(rows, [
      { kind: 'open', outcome: 'done', fields: ['fullName', 'birthDate'], subjects: [wife.personId], purpose: 'look' },
      { kind: 'open', outcome: 'refused', fields: ['religion'], subjects: [wife.personId], purpose: 'look' },
    ])
  })

  it('finds a person by number and nobody by an unknown one', async () => {
    const found = await run(systemActor)((ctx) => findPersonByNumber(ctx, husband.pin, ['fullName', 'identityNumbers', 'relatives', 'area']))
    assert.deepEqual(found, {
      personId: husband.personId, fullName: 'Lê Hoài Nam', area: communes.home,
      identityNumbers: [{ kind: 'pin', value: husband.pin, status: 'active', issuedOn: null, issuedBy: null, standing: 'confirmed' }, { kind: 'cmnd9', value: '990000002', status: 'superseded', issuedOn: null, issuedBy: null, standing: 'confirmed' }],
      relatives: [
        { kind: 'child', personId: grown.personId, fullName: 'Lê Thị Lớn', pin: grown.pin, oldNumber: null, standing: 'confirmed' },
        { kind: 'child', personId: child.personId, fullName: 'Lê Gia An', pin: child.pin, oldNumber: null, standing: 'confirmed' },
        { kind: 'spouse', personId: wife.personId, fullName: 'Nguyễn Thị Mai', pin: wife.pin, oldNumber: null, standing: 'confirmed' },
      ],
    })
    assert.equal(await run(systemActor)((ctx) => findPersonByNumber(ctx, '099999999999', ['fullName'])), undefined)
  })

  it('says of each known fact where it comes from and since when', async () => {
    const [name] = await run(citizenActor(wife.personId))((ctx) => readFacts(ctx, wife.personId, ['fullName']))
    assert.deepEqual(name, { field: 'fullName', value: 'Nguyễn Thị Mai', source: 'population-register', sourceName: 'Cơ sở dữ liệu quốc gia về dân cư', asOf: '2025-01-01', standing: 'confirmed' })
    const facts = await run(citizenActor(wife.personId))((ctx) => readResidenceFacts(ctx, husband.personId, ['permanentResidence', 'permanentCommune', 'headName', 'relationToHead']))
    assert.deepEqual(facts.map((each) => each.text), ['Số 45, Ấp Phước Lợi, Xã Long Hồ, tỉnh Vĩnh Long', 'Xã Long Hồ, tỉnh Vĩnh Long', 'Lê Hoài Nam', 'Chủ hộ'])
  })

  it('reads the own household with names and numbers, also of members who are no kin, and no other household', async () => {
    const home = await run(citizenActor(grandmother.personId))((ctx) => householdOf(ctx, grandmother.personId))
    assert.deepEqual(home?.members.map((each) => [each.fullName, each.relationText]), [['Lê Hoài Nam', 'Chủ hộ'], ['Nguyễn Thị Mai', 'Vợ'], ['Lê Gia An', 'Con đẻ'], ['Nguyễn Thị Sáu', 'Bà']])
    assert.equal(home?.headPin, husband.pin)
    await assert.rejects(run(citizenActor(stranger.personId))((ctx) => householdOf(ctx, wife.personId)), refusedWith('authorise.not-allowed'))
    await assert.rejects(run(officerActor('police-officer', [communes.second]))((ctx) => householdOf(ctx, wife.personId)), refusedWith('authorise.not-allowed'))
    assert.ok(await run(officerActor('justice-officer', [communes.second]), inCase)((ctx) => householdOf(ctx, wife.personId)))
  })

  it('reads several people at once, and names', async () => {
    const found = await run(citizenActor(wife.personId))((ctx) => readPeople(ctx, [wife.personId, child.personId], ['fullName']))
    assert.deepEqual([...found.values()].map((each) => each.fullName).sort(), ['Lê Gia An', 'Nguyễn Thị Mai'])
    assert.equal((await run(officerActor('reception-officer', []))((ctx) => readNames(ctx, [wife.personId]))).get(wife.personId), 'Nguyễn Thị Mai')
    await assert.rejects(run(citizenActor(wife.personId))((ctx) => readNames(ctx, [stranger.personId])), refusedWith('population.field-not-allowed'))
    assert.equal(allPersonFields.length, Object.keys(await run(citizenActor(wife.personId))(ownPerson)).length - 1)
  })
})
