import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import {
  appointOfficer, appointmentOn, appointmentsOf, closeOrganisation, endAppointment, getOrganisation, listOrganisations, officersOf, openOrganisation,
  openPost, organisationFor, postsOf, type OpenOrganisation, type OpenPost,
} from './index.ts'

const today = '2026-11-22'
const now = '2026-11-22T02:00:00.000Z'
let serial = 10

describe('organisations, posts and appointments', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())

  const body = (more: Partial<OpenOrganisation> = {}): OpenOrganisation => ({
    unitCode: `H99.${++serial}.01`, name: 'Trung tâm Phục vụ hành chính công xã Long Hồ', kind: 'service-centre', areaCode: '29602', from: '2025-07-01', ...more,
  })
  const open = (more: Partial<OpenOrganisation> = {}) => t.as(systemActor, undefined, { now })((ctx) => openOrganisation(ctx, body(more)))
  const post = (organisationId: string, more: Partial<OpenPost> = {}) =>
    t.as(systemActor, undefined, { now })((ctx) => openPost(ctx, { organisationId, title: 'Công chức tiếp nhận', role: 'reception-officer', from: '2025-07-01', ...more }))
  const appoint = (postId: string, personId: string, more: object = {}) =>
    t.as(systemActor, undefined, { now })((ctx) => appointOfficer(ctx, { postId, personId, from: '2026-01-01', decisionNumber: '12/QĐ-UBND', ...more }))

  it('finds the body of a commune, and the province for what the commune has not', async () => {
    const police = await open({ kind: 'commune-police', name: 'Công an xã Long Hồ' })
    const insurance = await open({ kind: 'insurance-office', name: 'Bảo hiểm xã hội tỉnh Vĩnh Long', areaCode: '86' })
    await t.as(systemActor)(async (ctx) => {
      assert.equal((await organisationFor(ctx, '29602', 'commune-police', today))?.id, police.id)
      assert.equal((await organisationFor(ctx, '29602', 'insurance-office', today))?.id, insurance.id)
      assert.equal(await organisationFor(ctx, '29308', 'commune-police', today), undefined, 'the police of another commune never answers')
      assert.equal(await organisationFor(ctx, '29602', 'commune-police', '2025-06-30'), undefined, 'not yet opened')
      assert.equal(await organisationFor(ctx, '00001', 'insurance-office', today), undefined, 'no unit bears that code today')
    })
  })

  it('allows one committee and one police of a unit at a time, and another after it ended', async () => {
    const first = await open({ kind: 'commune-committee', name: 'Ủy ban nhân dân xã An Bình', areaCode: '29584', to: '2026-06-01' })
    await assert.rejects(open({ kind: 'commune-committee', areaCode: '29584' }), { code: 'organisations.one-per-area' })
    await assert.rejects(open({ unitCode: first.unitCode, areaCode: '29584', from: '2026-01-01' }), { code: 'organisations.unit-code-taken' })
    const next = await open({ kind: 'commune-committee', name: 'Ủy ban nhân dân xã An Bình', areaCode: '29584', from: '2026-06-01', unitCode: first.unitCode })
    await t.as(systemActor)(async (ctx) => {
      assert.equal((await organisationFor(ctx, '29584', 'commune-committee', '2026-05-31'))?.id, first.id)
      assert.equal((await organisationFor(ctx, '29584', 'commune-committee', '2026-06-01'))?.id, next.id)
    })
  })

  it('keeps that rule in the database itself', async () => {
    const one = await open({ kind: 'commune-police', areaCode: '29308' })
    await assert.rejects(t.owner.query(sql`
      insert into organisation (organisation_id, unit_code, name, short_name, kind, area_code, valid_from, recorded_at, recorded_by)
      values (${newId()}, 'H99.99.99', 'x', 'x', 'commune-police', '29308', ${one.from}, now(), '{}')`), /organisation_one_per_area/)
    await assert.rejects(t.db.query(sql`delete from organisation where organisation_id = ${one.id}`), /permission denied/)
    await assert.rejects(t.db.query(sql`update appointment set person_id = ${newId()}`), /permission denied/)
  })

  it('refuses a body of a unit that does not exist that day, a nameless one and a wrong identifier', async () => {
    await assert.rejects(open({ areaCode: '00001' }), { code: 'areas.unknown-unit', field: 'areaCode' })
    await assert.rejects(open({ areaCode: '836' }), { code: 'areas.unknown-unit' }, 'districts ended on 2025-07-01')
    await assert.rejects(open({ name: ' ' }), { code: 'organisations.name-missing' })
    await assert.rejects(open({ unitCode: 'Long Hồ' }), { code: 'organisations.unit-code-form' })
    await assert.rejects(open({ to: '2025-07-01' }), { code: 'organisations.dates' })
    await assert.rejects(open({ parentId: newId() }), { code: 'organisations.parent-not-in-force' })
  })

  it('keeps an abolished district body readable at its time', async () => {
    const district = await open({ kind: 'service-centre', name: 'Bộ phận một cửa huyện Ba Tri', areaCode: '836', from: '2022-01-01', to: '2025-07-01' })
    await t.as(systemActor)(async (ctx) => {
      assert.equal((await getOrganisation(ctx, district.id)).name, 'Bộ phận một cửa huyện Ba Tri')
      assert.ok(!(await listOrganisations(ctx, { on: today, areaCode: '86' })).some((one) => one.id === district.id))
    })
  })

  it('answers a retry with what was entered the first time', async () => {
    const [id, postId, appointmentId, person] = [newId(), newId(), newId(), newId()]
    const input = body({ id })
    for (const _ of [1, 2]) assert.equal((await t.as(systemActor)((ctx) => openOrganisation(ctx, input))).id, id)
    for (const _ of [1, 2]) assert.equal((await post(id, { id: postId })).id, postId)
    for (const _ of [1, 2]) assert.equal((await appoint(postId, person, { id: appointmentId })).appointmentId, appointmentId)
    await assert.rejects(appoint(postId, newId(), { id: appointmentId }), { code: 'organisations.id-used' })
  })

  it('limits a post to units inside its body', async () => {
    const centre = await open({ areaCode: '86', kind: 'provincial-department', name: 'Sở Nội vụ' })
    assert.deepEqual((await post(centre.id, { areas: ['29602', '29308'] })).areas, ['29602', '29308'])
    assert.deepEqual((await post(centre.id)).areas, ['86'])
    await assert.rejects(post(centre.id, { areas: ['29602', '00004'] }), { code: 'organisations.area-outside' })
    await assert.rejects(post(centre.id, { role: 'king' as never }), { code: 'organisations.role-unknown' })
    await assert.rejects(post(centre.id, { from: '2025-01-01' }), { code: 'organisations.not-in-force' })
  })

  it('gives a sole post to one person at a time', async () => {
    const police = await open({ kind: 'commune-police', areaCode: '28789' })
    const chief = await post(police.id, { title: 'Trưởng Công an phường', role: 'police-commander' })
    assert.ok(chief.sole)
    await appoint(chief.id, newId(), { to: '2026-06-01' })
    await assert.rejects(appoint(chief.id, newId(), { from: '2026-05-01' }), { code: 'organisations.post-held' })
    await appoint(chief.id, newId(), { from: '2026-06-01' })
    await t.as(systemActor)(async (ctx) => assert.equal((await officersOf(ctx, police.id, today)).length, 1))
  })

  it('lets several people hold a post of reception, but nobody twice', async () => {
    const centre = await open()
    const desk = await post(centre.id)
    const person = newId()
    await appoint(desk.id, person)
    await appoint(desk.id, newId())
    await assert.rejects(appoint(desk.id, person, { from: '2026-05-01' }), { code: 'organisations.already-appointed' })
    await t.as(systemActor)(async (ctx) => assert.equal((await officersOf(ctx, centre.id, today)).length, 2))
  })

  it('decides two appointments to one sole post one after the other', async () => {
    const centre = await open({ areaCode: '28870', kind: 'commune-committee' })
    const chair = await post(centre.id, { title: 'Chủ tịch', role: 'commune-chair' })
    const outcomes = await Promise.allSettled([appoint(chair.id, newId()), appoint(chair.id, newId()), appoint(chair.id, newId())])
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
    assert.deepEqual(refused, ['organisations.post-held', 'organisations.post-held'])
  })

  it('ends an appointment on its day, once, and never makes it longer', async () => {
    const centre = await open()
    const desk = await post(centre.id)
    const { appointmentId, personId } = await appoint(desk.id, newId())
    const end = (on: string) => t.as(systemActor, undefined, { now })((ctx) => endAppointment(ctx, { appointmentId, on, decisionNumber: '40/QĐ-UBND' }))
    await assert.rejects(end('2026-01-01'), { code: 'organisations.dates' })
    await end('2026-07-01')
    await end('2026-07-01')
    await assert.rejects(end('2026-09-01'), { code: 'organisations.appointment-ended' })
    await t.as(systemActor)(async (ctx) => {
      assert.equal((await appointmentOn(ctx.tx, appointmentId, '2026-06-30'))?.personId, personId)
      assert.equal(await appointmentOn(ctx.tx, appointmentId, '2026-07-01'), null)
      assert.deepEqual(await appointmentsOf(ctx, personId, '2026-07-01'), [])
    })
    const told = await t.db.query<{ payload: object }>(sql`select payload from outbox where type = 'organisations.appointment-ended' and payload->>'appointmentId' = ${appointmentId}`)
    assert.deepEqual(told.map((one) => one.payload), [{ appointmentId, personId, organisationId: centre.id, on: '2026-07-01' }])
  })

  it('shows a person the posts to choose from at sign-in, and logs that reading', async () => {
    const centre = await open()
    const desk = await post(centre.id)
    const person = newId()
    const { appointmentId } = await appoint(desk.id, person, { sensitive: true })
    await appoint((await post(centre.id, { title: 'Công chức trả kết quả' })).id, person, { from: '2027-01-01' })
    const mine = await t.as(citizenActor(person), undefined, { now })((ctx) => appointmentsOf(ctx, person, ctx.today))
    assert.deepEqual(mine.map((one) => [one.appointmentId, one.role, one.areas, one.sensitive, one.organisation.id, one.post.title]), [
      [appointmentId, 'reception-officer', ['29602'], true, centre.id, 'Công chức tiếp nhận'],
    ])
    const logged = await t.owner.query<{ subjects: string[] }>(sql`select subjects from access_log where register = 'organisations' and actor_person = ${person}`)
    assert.deepEqual(logged.map((row) => row.subjects), [[person]])
    await assert.rejects(t.as(citizenActor(newId()))((ctx) => appointmentsOf(ctx, person, today)), { code: 'authorise.not-allowed' })
  })

  it('ends posts and appointments with their body', async () => {
    const centre = await open()
    const desk = await post(centre.id)
    const { appointmentId, personId } = await appoint(desk.id, newId())
    await t.as(systemActor, undefined, { now })((ctx) => closeOrganisation(ctx, { organisationId: centre.id, on: '2026-12-01', decisionNumber: '99/QĐ-UBND' }))
    await t.as(systemActor)(async (ctx) => {
      assert.equal((await appointmentsOf(ctx, personId, '2026-11-30')).length, 1)
      assert.deepEqual(await appointmentsOf(ctx, personId, '2026-12-01'), [])
      assert.equal(await appointmentOn(ctx.tx, appointmentId, '2026-12-01'), null)
      assert.deepEqual(await postsOf(ctx, centre.id, '2026-12-01'), [])
    })
    await assert.rejects(appoint(desk.id, newId(), { from: '2026-12-02' }), { code: 'organisations.not-in-force' })
  })

  it('never lets an administrator appoint himself', async () => {
    const centre = await open()
    const desk = await post(centre.id)
    const person = newId()
    const admin = officerActor('administrator', ['29602'], { personId: person })
    const give = (personId: string) => t.as(admin, undefined, { now })((ctx) => appointOfficer(ctx, { postId: desk.id, personId, from: today, decisionNumber: '1/QĐ' }))
    await assert.rejects(give(person), { code: 'organisations.self-appointment' })
    assert.equal((await give(newId())).organisationId, centre.id)
  })

  it('publishes bodies and posts without their holders to other modules', async () => {
    const columns = await t.db.query<{ name: string }>(sql`select column_name as name from information_schema.columns where table_schema = 'organisations_public'`)
    assert.ok(columns.length > 0)
    assert.ok(!columns.some((column) => column.name.includes('person')))
    assert.ok((await t.db.query(sql`select * from organisations_public.post`)).length > 0)
  })
})
