import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { plusSeconds, sql, type Actor, type Ctx, type Purpose } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { openOrganisation } from '../organisations/index.ts'
import { householdOf, residenceConfirmation } from '../residence/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import {
  emergencyReadingsFor, findPeople, historyOf, isProtectedAmong, liftMark, markedIn, openEmergencyReading, partiesOfCase, placeMark, readInEmergency, readMarks, readNames, readPeople, readPerson, restrictedWords, reviewEmergencyReading,
} from './index.ts'
import { recordMerge } from './merge-persons.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const now = '2026-11-20T02:00:00.000Z'
const ownCase: Purpose = { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', dossierId: newId() }

describe('protected people and emergency readings', async () => {
  const t = await testDb()
  after(() => t.close())
  const householdId = newId()
  const star = await somePerson(t, { name: 'Trần Thị Ngôi Sao', birthDate: '1980-05-05', household: { householdId, relationToHead: '01', opens: true } })
  const child = await somePerson(t, { name: 'Trần Bé Sao', birthDate: '2015-01-01', household: { householdId, relationToHead: '04' }, relatives: [{ kind: 'mother', personId: star.personId, mutual: true }] })
  const plain = await somePerson(t, { name: 'Trần Thị Sao Mai', birthDate: '1980-06-06', area: communes.home })
  const station = newId()
  const centre = newId()
  await t.as(systemActor)(async (ctx) => {
    await openOrganisation(ctx, { id: centre, unitCode: 'G86.01', name: 'Công an tỉnh Thử', shortName: 'CA tỉnh', kind: 'provincial-police', areaCode: '86', parentId: null, address: null, phone: null, from: '2025-07-01' })
    await openOrganisation(ctx, { id: station, unitCode: 'G86.01.01', name: 'Công an xã Thử', shortName: 'CA xã', kind: 'commune-police', areaCode: communes.home, parentId: centre, address: null, phone: null, from: '2025-07-01' })
  })
  const police = officerActor('police-officer', [communes.home], { personId: newId(), appointmentId: newId(), organisationId: station })
  const trusted = officerActor('police-commander', [communes.home], { sensitive: true, personId: newId() })
  const security = officerActor('security-officer', ['86'], { organisationId: centre, personId: newId(), appointmentId: newId() })
  const as = (actor: Actor, purpose?: Purpose, at = now) => <T>(work: (ctx: Ctx) => Promise<T>) => t.as(actor, purpose, { now: at })(work)
  await as(trusted)((ctx) => placeMark(ctx, { personId: star.personId, kind: 'protected', decision: '12/QĐ-CAT', commandId: newId() }))

  it('only a commander of the area with the sensitive right places and lifts a mark', async () => {
    const place = { personId: plain.personId, kind: 'special-list', decision: '1/QĐ', commandId: newId() } as const
    for (const actor of [police, officerActor('police-commander', [communes.home]), officerActor('police-commander', [communes.second], { sensitive: true }), security, citizenActor(plain.personId)]) {
      await assert.rejects(as(actor)((ctx) => placeMark(ctx, place)), (error: unknown) => error instanceof Refusal && error.code.startsWith('authorise.'))
    }
    await assert.rejects(as(trusted)((ctx) => placeMark(ctx, { ...place, decision: ' ' })), refusedWith('population.decision-needed'))
    await as(trusted)((ctx) => placeMark(ctx, { ...place, from: '2026-11-01' }))
    await assert.rejects(as(trusted)((ctx) => placeMark(ctx, { ...place, commandId: newId() })), refusedWith('population.mark-stands'))
    assert.deepEqual((await as(trusted)((ctx) => markedIn(ctx, 'special-list', communes.home))).map((mark) => [mark.personId, mark.since]), [[plain.personId, '2026-11-01']])
    await as(trusted)((ctx) => liftMark(ctx, { personId: plain.personId, kind: 'special-list', decision: '2/QĐ', on: '2026-11-19', commandId: newId() }))
    assert.deepEqual(await as(trusted)((ctx) => markedIn(ctx, 'special-list', communes.home)), [])
    await assert.rejects(as(trusted)((ctx) => liftMark(ctx, { personId: plain.personId, kind: 'special-list', decision: '2/QĐ', commandId: newId() })), refusedWith('population.mark-unknown'))
  })

  it('the sensitive lists stand behind a right of their own', async () => {
    for (const actor of [police, officerActor('leader', ['86']), officerActor('auditor', ['86']), officerActor('police-commander', [communes.second], { sensitive: true })]) {
      await assert.rejects(as(actor)((ctx) => readMarks(ctx, star.personId)), refusedWith('authorise.not-allowed'))
      await assert.rejects(as(actor)((ctx) => markedIn(ctx, 'held', communes.home)), refusedWith('authorise.not-allowed'))
    }
    assert.deepEqual((await as(trusted)((ctx) => readMarks(ctx, star.personId))).map((mark) => mark.kind), ['protected'])
  })

  it('an ordinary officer of the area learns only that something is kept back', async () => {
    const looks: ((ctx: Ctx) => Promise<unknown>)[] = [(ctx) => readPerson(ctx, star.personId, ['fullName']), (ctx) => readPerson(ctx, star.personId, ['birthDate', 'area']), (ctx) => historyOf(ctx, star.personId), (ctx) => householdOf(ctx, star.personId)]
    for (const look of looks) {
      await assert.rejects(as(police)(look), refusedWith('population.restricted'))
    }
    assert.equal((await as(police)((ctx) => readNames(ctx, [star.personId]))).get(star.personId), restrictedWords)
    const { hits } = await as(police)((ctx) => findPeople(ctx, { name: 'tran thi sao', birthYear: 1980 }))
    assert.deepEqual(hits.map((hit) => [hit.personId, hit.fullName]).toSorted(), [[star.personId, restrictedWords], [plain.personId, 'Trần Thị Sao Mai']].toSorted())
    assert.deepEqual(Object.values(hits.find((hit) => hit.restricted)!).filter((value) => typeof value === 'string').toSorted(), [star.personId, restrictedWords, 'syllables'].toSorted())
    const members = await as(police)((ctx) => readPeople(ctx, [star.personId, child.personId], ['fullName', 'pin'], { lawfulBy: 'x' }))
    assert.deepEqual([members.get(star.personId), members.get(child.personId)?.fullName], [{ personId: star.personId, fullName: restrictedWords, pin: null }, 'Trần Bé Sao'])
  })

  it('nor by way of a relative, a paper, or an entry that was merged', async () => {
    const mother = async (actor: Actor) => (await as(actor)((ctx) => readPerson(ctx, child.personId, ['relatives']))).relatives.map(({ kind, personId, fullName, pin }) => ({ kind, personId, fullName, pin }))
    assert.deepEqual(await mother(police), [{ kind: 'mother', personId: star.personId, fullName: restrictedWords, pin: null }])
    assert.deepEqual(await mother(trusted), [{ kind: 'mother', personId: star.personId, fullName: 'Trần Thị Ngôi Sao', pin: star.pin }])
    await assert.rejects(as(police)((ctx) => residenceConfirmation(ctx, star.personId)), refusedWith('population.restricted'))
    const twin = await somePerson(t, { name: 'Trần Thị Hai Lần', birthDate: '1975-07-07' })
    const entry = await somePerson(t, { name: 'Trần Thị Hai Lần', birthDate: '1975-07-07', area: communes.home })
    await as(systemActor)((ctx) => placeMark(ctx, { personId: twin.personId, kind: 'protected', decision: '13/QĐ-CAT', commandId: newId() }))
    await as(systemActor)((ctx) => recordMerge(ctx, { mergedId: twin.personId, survivorId: entry.personId, basis: { article: 'Luật Căn cước 2023, đ.11' }, commandId: newId() }))
    assert.deepEqual((await as(police)((ctx) => findPeople(ctx, { name: 'tran thi hai lan', birthYear: 1975 }))).hits.map((hit) => hit.fullName), [restrictedWords])
    assert.deepEqual([...(await t.as(systemActor)((ctx) => isProtectedAmong(ctx.tx, [entry.personId, plain.personId])))], [entry.personId])
  })

  it('elsewhere nobody even learns that much', async () => {
    await assert.rejects(as(officerActor('police-officer', [communes.second]))((ctx) => readPerson(ctx, star.personId, ['birthDate'])), refusedWith('population.field-not-allowed'))
    assert.deepEqual((await as(officerActor('police-officer', [communes.second]))((ctx) => findPeople(ctx, { number: star.pin }))).hits, [])
  })

  it('the sensitive right, the person, a parent and a case of that very person read on', async () => {
    assert.equal((await as(trusted)((ctx) => readPerson(ctx, star.personId, ['fullName']))).fullName, 'Trần Thị Ngôi Sao')
    assert.equal((await as(citizenActor(star.personId))((ctx) => readPerson(ctx, star.personId, ['fullName']))).fullName, 'Trần Thị Ngôi Sao')
    assert.equal((await as(citizenActor(child.personId))((ctx) => readPerson(ctx, star.personId, ['fullName']))).fullName, 'Trần Thị Ngôi Sao')
    const clerk = officerActor('justice-officer', [communes.home])
    await assert.rejects(as(clerk, ownCase)((ctx) => readPerson(ctx, star.personId, ['fullName'])), refusedWith('population.restricted'))
    partiesOfCase.fill(async (_tx, dossierId, people) => people.filter((person) => dossierId === ownCase.dossierId && person === star.personId))
    assert.equal((await as(clerk, ownCase)((ctx) => readPerson(ctx, star.personId, ['fullName']))).fullName, 'Trần Thị Ngôi Sao')
    await assert.rejects(as(clerk, { ...ownCase, dossierId: newId() })((ctx) => readPerson(ctx, star.personId, ['fullName'])), refusedWith('population.restricted'))
  })

  it('break-glass: with a reason, for half an hour, for one officer and one person, in the log with its reason', async () => {
    const open = { personId: star.personId, ground: 'danger-to-life', reason: 'Người dân ngã bất tỉnh ở chợ, cần gọi người nhà', commandId: newId() }
    await assert.rejects(as(police)((ctx) => openEmergencyReading(ctx, { ...open, reason: 'gấp' })), refusedWith('population.reason-too-short'))
    await assert.rejects(as(police)((ctx) => openEmergencyReading(ctx, { ...open, ground: 'curiosity' })), refusedWith('population.ground-unknown'))
    await assert.rejects(as(officerActor('justice-officer', [communes.home]))((ctx) => openEmergencyReading(ctx, open)), refusedWith('authorise.not-allowed'))
    const reading = await as(police)((ctx) => openEmergencyReading(ctx, open))
    assert.equal((await as(police)((ctx) => openEmergencyReading(ctx, open))).readingId, reading.readingId)
    const { person } = await as(police)((ctx) => readInEmergency(ctx, reading.readingId))
    assert.deepEqual([person.fullName, 'religion' in person], ['Trần Thị Ngôi Sao', false])
    const rows = await t.db.query<{ code: string; text: string }>(sql`select purpose_code as code, purpose_text as text from access_log where actor_person = ${(police as { personId: string }).personId} and kind = 'open' and purpose_code = 'emergency'`)
    assert.deepEqual(rows, [{ code: 'emergency', text: `Xem khẩn cấp: ${open.reason}` }])
    // Nobody else, nobody else's data, no other purpose, and not a second too long.
    const colleague = { ...police, personId: newId(), appointmentId: newId() }
    await assert.rejects(as(colleague)((ctx) => readInEmergency(ctx, reading.readingId)), refusedWith('population.emergency-unknown'))
    await assert.rejects(as(police)((ctx) => readPerson(ctx, star.personId, ['fullName'])), refusedWith('population.restricted'))
    const elsewhere = await somePerson(t, { area: communes.second })
    await assert.rejects(as(police, { code: 'emergency', basis: 'x' })((ctx) => readPerson(ctx, elsewhere.personId, ['birthDate'])), refusedWith('population.field-not-allowed'))
    await assert.rejects(as(police, undefined, plusSeconds(now, 1_801))((ctx) => readInEmergency(ctx, reading.readingId)), refusedWith('population.emergency-over'))
  })

  it('the person is told at once, or when the ground lets', async () => {
    const told = async (): Promise<number> => (await t.db.query<{ n: number }>(sql`select count(*) as n from outbox where type = 'population.emergency-told'`))[0]!.n
    await t.drain(now)
    const before = await told()
    assert.equal(before, 1)
    await as(police)((ctx) => openEmergencyReading(ctx, { number: star.pin, ground: 'crime-under-way', reason: 'Ngăn một vụ cướp đang xảy ra ngoài chợ', commandId: newId() }))
    await t.drain(plusSeconds(now, 89 * 86_400))
    assert.equal(await told(), before)
    await t.drain(plusSeconds(now, 91 * 86_400))
    assert.equal(await told(), before + 1)
  })

  it('a second pair of eyes reviews it, once, never the reader', async () => {
    const list = await as(security)((ctx) => emergencyReadingsFor(ctx))
    assert.equal(list.length, 2)
    const { readingId } = list[0]!
    const review = { readingId, finding: 'justified', text: 'Đã gọi lại cho Công an xã' } as const
    await assert.rejects(as({ ...security, personId: (police as { personId: string }).personId } as Actor)((ctx) => reviewEmergencyReading(ctx, review)), refusedWith('population.emergency-own'))
    await assert.rejects(as(officerActor('security-officer', ['86'], { organisationId: newId() }))((ctx) => reviewEmergencyReading(ctx, review)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(police)((ctx) => reviewEmergencyReading(ctx, review)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(security)((ctx) => reviewEmergencyReading(ctx, { ...review, text: ' ' })), refusedWith('population.review-needed'))
    await as(security)((ctx) => reviewEmergencyReading(ctx, review))
    await assert.rejects(as(security)((ctx) => reviewEmergencyReading(ctx, review)), refusedWith('population.emergency-reviewed'))
    const after = await as(security)((ctx) => emergencyReadingsFor(ctx))
    assert.deepEqual(after.map((each) => each.finding), [null, 'justified'])
  })

  it('marks are rebuilt from the acts', async () => {
    assert.deepEqual((await rebuild({ database: t.owner })).differences, [])
  })
})
