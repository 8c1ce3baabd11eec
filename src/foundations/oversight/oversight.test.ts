import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { allow, sql, type Actor, type Ctx, type Instant, type OfficerActor, type Purpose, type ReadEntry } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, testPurpose } from '../../platform/testing.ts'
import { openOrganisation } from '../organisations/index.ts'
import { placeMark } from '../population/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { addReason, askForReason, askedAbout, closeOddReading, findOddReadings, giveReason, needsReason, oddReadingsFor, openOddReading, ownReadings } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const noon = '2026-11-18T05:00:00.000Z'
const midnight = '2026-11-17T16:30:00.000Z'
const day = '2026-11-18'

describe('watching over access', async () => {
  const t = await testDb()
  after(() => t.close())
  const as = (actor: Actor, at: Instant = noon, purpose: Purpose = testPurpose) => <T>(work: (ctx: Ctx) => Promise<T>) => t.as(actor, purpose, { now: at })(work)
  const [province, station, elsewhere] = [newId(), newId(), newId()]
  await as(systemActor)(async (ctx) => {
    const body = { kind: 'commune-police', address: null, phone: null, from: '2025-07-01' } as const
    await openOrganisation(ctx, { ...body, id: province, unitCode: 'G86.01', name: 'Công an tỉnh Thử', shortName: 'CA tỉnh', kind: 'provincial-police', areaCode: '86', parentId: null })
    await openOrganisation(ctx, { ...body, id: station, unitCode: 'G86.01.01', name: 'Công an xã Thử', shortName: 'CA xã', areaCode: communes.home, parentId: province })
    await openOrganisation(ctx, { ...body, id: elsewhere, unitCode: 'G01.01.01', name: 'Công an xã Khác', shortName: 'CA xã khác', areaCode: communes.elsewhere, parentId: null })
  })
  const householdId = newId()
  const head = await somePerson(t, { name: 'Khuất Văn Cán', birthDate: '1985-01-01', gender: 'male', household: { householdId, relationToHead: '01', opens: true } })
  const wife = await somePerson(t, { name: 'Nguyễn Thị Vợ', birthDate: '1986-01-01', household: { householdId, relationToHead: '02' } })
  const cousins: string[] = []
  for (let i = 0; i < 3; i++) cousins.push((await somePerson(t, { name: `Khuất Thị Họ ${'ABC'[i]}`, area: communes.second })).personId)
  const star = await somePerson(t, { name: 'Ngôi Sao', area: communes.second })
  await as(systemActor)((ctx) => placeMark(ctx, { personId: star.personId, kind: 'protected', decision: '1/QĐ', commandId: newId() }))
  const officer = (personId = newId(), organisationId = station): OfficerActor => officerActor('police-officer', [communes.home], { personId, organisationId, appointmentId: newId() })
  const security = officerActor('security-officer', ['86'], { organisationId: province, personId: newId(), appointmentId: newId() })

  async function reads(actor: OfficerActor, people: readonly string[], { at = noon, ...entry }: Partial<ReadEntry> & { at?: Instant } = {}, purpose: Purpose = testPurpose): Promise<void> {
    for (const person of people) await as(actor, at, purpose)(async (ctx) => ctx.logRead({ kind: 'open', register: 'population', subjects: [person], fields: ['fullName'], ...entry }))
  }
  const strangers = (n: number): string[] => Array.from({ length: n }, newId)
  const findings = async (): Promise<string[]> => {
    await as(systemActor)((ctx) => findOddReadings(ctx, day))
    return (await t.db.query<{ line: string }>(sql`select rule || ' ' || officer_person || ' ' || readings as line from odd_reading where day = ${day} and rule <> 'sample' order by 1`)).map(({ line }) => line)
  }
  const inCase: Purpose = { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', dossierId: newId() }

  const curious = officer(head.personId)
  const diligent = officer()
  const awake = officer()
  const prober = officer()
  const refusedOften = officer()

  it('finds the own household, a rare family name, the protected, the night, probing and far too much; not the day’s work', async () => {
    await reads(curious, [wife.personId, curious.personId, ...cousins])
    await reads(curious, [star.personId], { kind: 'search' })
    await reads(diligent, strangers(60), {}, inCase)
    await reads(diligent, strangers(8))
    await reads(awake, strangers(5), { at: midnight.replace('T16', 'T20') })
    for (let i = 0; i < 40; i++) await as(prober)(async (ctx) => ctx.logRead({ kind: 'search', register: 'population', subjects: [], fields: ['fullName'] }))
    for (let i = 0; i < 10; i++) await as(refusedOften)(async (ctx) => { ctx.logRead({ kind: 'open', register: 'population', subjects: [newId()], fields: ['fullName'] }); allow(ctx, 'oversight.work') }).catch(() => undefined)
    for (let i = 0; i < 3; i++) await reads(officer(newId(), elsewhere), strangers(5), {}, inCase)
    assert.deepEqual(await findings(), [
      `above-colleagues ${diligent.personId} 68`, `empty-searches ${prober.personId} 40`, `night ${awake.personId} 5`, `own-household ${curious.personId} 1`, `protected ${curious.personId} 1`,
      `refused ${refusedOften.personId} 10`, `same-surname ${curious.personId} 3`,
    ].toSorted())
  })

  it('finds neighbours, whoever many look at, and too many without a case', async () => {
    const neighbours: string[] = []
    for (let i = 0; i < 3; i++) neighbours.push((await somePerson(t, { name: `Lê Thị Xóm ${'ABC'[i]}`, area: communes.home })).personId)
    await reads(curious, neighbours)
    const famous = newId()
    for (let i = 0; i < 5; i++) await reads(officer(newId(), elsewhere), [famous])
    const busy = officer()
    await reads(busy, strangers(40))
    const rules = (await findings()).map((line) => line.split(' ')[0]!)
    assert.equal(rules.filter((rule) => rule === 'neighbours').length, 1)
    assert.equal(rules.filter((rule) => rule === 'sought-after').length, 5)
    assert.ok((await findings()).includes(`without-case ${busy.personId} 40`))
  })

  it('brings counts up to date, and says nothing twice', async () => {
    const before = (await findings()).length
    await reads(awake, strangers(2), { at: '2026-11-17T18:00:00.000Z' })
    const after = await findings()
    assert.equal(after.length, before)
    assert.ok(after.includes(`night ${awake.personId} 7`))
    assert.equal((await as(systemActor)((ctx) => findOddReadings(ctx, day))).fresh, 0)
  })

  it('the security officer of the body or above sees, asks and closes; nobody else', async () => {
    const list = await as(security)((ctx) => oddReadingsFor(ctx))
    const one = list.find((each) => each.rule === 'own-household')!
    assert.deepEqual([one.words.vi, one.unit, one.closedAt], ['Xem người cùng hộ với mình', 'CA xã', null])
    assert.ok(list.every((each) => each.rule !== 'sought-after'), 'another body')
    const opened = await as(security)((ctx) => openOddReading(ctx, one.findingId))
    assert.deepEqual([opened.officerName, opened.lines.length, opened.lines[0]!.people], ['Khuất Văn Cán', 1, 1])
    for (const other of [officerActor('security-officer', ['01'], { organisationId: elsewhere }), officer(), officerActor('administrator', ['86'], { organisationId: province }), citizenActor(head.personId)]) {
      await assert.rejects(as(other)((ctx) => openOddReading(ctx, one.findingId)), refusedWith('authorise.not-allowed'))
      await assert.rejects(as(other)((ctx) => closeOddReading(ctx, { findingId: one.findingId, finding: 'lawful', text: 'x' })), refusedWith('authorise.not-allowed'))
    }
    await assert.rejects(as({ ...security, personId: head.personId })((ctx) => openOddReading(ctx, one.findingId)), refusedWith('oversight.own'))
    await assert.rejects(as(curious)((ctx) => giveReason(ctx, one.findingId, 'chưa ai hỏi')), refusedWith('oversight.unknown'))
    await as(security)((ctx) => askForReason(ctx, one.findingId, 'Vì sao đồng chí xem?'))
    await assert.rejects(as(security)((ctx) => askForReason(ctx, one.findingId, '')), refusedWith('oversight.asked-already'))
    assert.deepEqual((await as(curious)((ctx) => ownReadings(ctx, day))).asked.map((each) => each.question), ['Vì sao đồng chí xem?'])
    assert.equal((await as(curious)((ctx) => askedAbout(ctx, one.findingId))).lines.length, 1)
    await assert.rejects(as(officer())((ctx) => giveReason(ctx, one.findingId, 'không phải tôi')), refusedWith('oversight.unknown'))
    await as(curious)((ctx) => giveReason(ctx, one.findingId, 'Kiểm tra thử hệ thống'))
    await assert.rejects(as(curious)((ctx) => giveReason(ctx, one.findingId, 'lại')), refusedWith('oversight.not-asked'))
    await assert.rejects(as(security)((ctx) => closeOddReading(ctx, { findingId: one.findingId, finding: 'unlawful', text: ' ' })), refusedWith('oversight.text-needed'))
    await as(security)((ctx) => closeOddReading(ctx, { findingId: one.findingId, finding: 'unlawful', text: 'Xem vợ mình, không có việc' }))
    await assert.rejects(as(security)((ctx) => closeOddReading(ctx, { findingId: one.findingId, finding: 'lawful', text: 'x' })), refusedWith('oversight.closed'))
    assert.deepEqual([(await as(security)((ctx) => openOddReading(ctx, one.findingId))).reason, (await as(security)((ctx) => oddReadingsFor(ctx))).at(-1)!.findingId], ['Kiểm tra thử hệ thống', one.findingId])
  })

  it('an officer sees the own readings, no others, and adds a reason once', async () => {
    const mine = await as(awake)((ctx) => ownReadings(ctx, day))
    assert.deepEqual([mine.lines.length, mine.withoutReason], [7, 7])
    const [line] = mine.lines
    await assert.rejects(as(diligent)((ctx) => addReason(ctx, line!.logId, 'của người khác')), refusedWith('oversight.not-own-reading'))
    await as(awake)((ctx) => addReason(ctx, line!.logId, 'Trực đêm, báo tin người lạc'))
    await assert.rejects(as(awake)((ctx) => addReason(ctx, line!.logId, 'lần nữa')), refusedWith('oversight.reason-given'))
    const again = await as(awake)((ctx) => ownReadings(ctx, day))
    assert.deepEqual([again.withoutReason, again.lines[0]!.reason, needsReason(again.lines[0]!)], [6, 'Trực đêm, báo tin người lạc', false])
    await assert.rejects(as(citizenActor(newId()))((ctx) => ownReadings(ctx)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(awake)((ctx) => ownReadings(ctx, '2030-01-01')), refusedWith('oversight.day-unknown'))
  })

  it('only the program itself and security officers run the rules', async () => {
    await assert.rejects(as(officer())((ctx) => findOddReadings(ctx, day)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(systemActor)((ctx) => findOddReadings(ctx, '2030-01-01')), refusedWith('oversight.day-unknown'))
  })
})
