import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { openOrganisation, type Organisation } from '../../foundations/organisations/index.ts'
import { rebuild } from '../../foundations/acts/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { ownPapers, readPaper } from '../../digital-citizen/wallet/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays, addYears } from '../../kernel/plain-date.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { cardOf, clinicsNear, closeFacility, issueCardUnderSix, openFacility, underSixEnds, underSixRules, type IssueCardUnderSix } from './index.ts'

const now = '2026-11-22T02:00:00.000Z'
const today = '2026-11-22'
const longHo = '29602'
let serial = 0

describe('the health insurance card of a child under six', () => {
  let t: TestDatabase
  let office: Organisation
  const mother = newId()
  const householdId = newId()
  before(async () => {
    t = await testDb()
    office = await t.as(systemActor, undefined, { now })((ctx) => openOrganisation(ctx, { unitCode: 'H99.86.20', name: 'Bảo hiểm xã hội tỉnh Vĩnh Long', kind: 'insurance-office', areaCode: '86', from: '2025-07-01' }))
    await born('1996-03-02', { personId: mother, relatives: [], household: true })
    for (const [code, name, kind, commune, firstRegistration] of [
      ['86M11', 'Trạm Y tế xã Long Hồ (mẫu)', 'health-station', longHo, true], ['86M12', 'Trạm Y tế xã Cầu Kè (mẫu)', 'health-station', '29308', true],
      ['86M01', 'Bệnh viện Long Hồ (mẫu)', 'hospital', longHo, true], ['86M09', 'Bệnh viện Phổi (mẫu)', 'hospital', longHo, false], ['79M01', 'Bệnh viện ở tỉnh khác (mẫu)', 'hospital', '25747', true],
    ] as const) await t.as(systemActor, undefined, { now })((ctx) => openFacility(ctx, { code, name, kind, commune, firstRegistration, from: '2025-07-01' }))
  })
  after(() => t.close())

  async function born(birthDate: string, more: { personId?: string; relatives?: { kind: 'mother'; personId: string; mutual: boolean }[]; household?: boolean; numbered?: boolean; deceased?: boolean } = {}): Promise<string> {
    const personId = more.personId ?? newId()
    const pin = `099${birthDate < '2000' ? 1 : 3}${birthDate.slice(2, 4)}${String(++serial).padStart(6, '0')}`
    await t.as(systemActor, undefined, { now })((ctx) => importPerson(ctx, {
      person: {
        personId, facts: { fullName: `Người Thử ${serial}`, birthDate, gender: 'female', ...(more.deceased ? { lifeStatus: 'deceased', deathDate: '2026-11-20' } : {}) }, source: 'population-register', statedOn: '2026-11-20',
        numbers: more.numbered === false ? [] : [{ kind: 'pin', value: pin, status: 'active' }], relatives: more.relatives ?? [{ kind: 'mother', personId: mother, mutual: true }],
      },
      residence: more.household ? { kind: 'permanent', area: longHo, province: '86', detail: 'Ấp 1', oldText: null, since: '2020-01-01', household: { householdId, relationToHead: '01', opens: { fileNumber: 'HS-1' } } } : null,
    }, { commandId: newId() }))
    return personId
  }
  const officer = (areas = ['86'], role: 'insurance-officer' | 'police-officer' | 'commune-chair' = 'insurance-officer') => officerActor(role, areas, { organisationId: office.id })
  const order = (personId: string, birthDate: string, more: Partial<IssueCardUnderSix> = {}): IssueCardUnderSix => ({ personId, birthDate, clinic: '86M11', householdId, dossierId: null, commandId: newId(), ...more })
  const issue = (input: IssueCardUnderSix, actor: Parameters<TestDatabase['as']>[0] = officer(), at = now) => t.as(actor, { code: 'dossier', basis: 'NĐ 63/2024/NĐ-CP' }, { now: at })((ctx) => issueCardUnderSix(ctx, input))

  it('is numbered TE, level 1, province and personal number, and holds from the day of birth', async () => {
    const child = await born('2026-11-13')
    const card = await issue(order(child, '2026-11-13'))
    const [{ pin } = { pin: '' }] = await t.db.query<{ pin: string }>(sql`select value as pin from population_public.current_identity_number where person_id = ${child}`)
    assert.equal(card.cardNumber, `TE186${pin}`)
    assert.match(pin, /^099/, 'a number no real person can have')
    assert.equal(card.validFrom, '2026-11-13')
    const shown = await t.as(citizenActor(mother), undefined, { now })((ctx) => cardOf(ctx, child))
    assert.deepEqual([shown!.object.name, shown!.benefit.level, shown!.clinic.name, shown!.issuerName, shown!.validToday], ['Trẻ em dưới 6 tuổi', '1', 'Trạm Y tế xã Long Hồ (mẫu)', 'Bảo hiểm xã hội tỉnh Vĩnh Long', true])
  })

  it('reaches the wallet of the child, where the mother reads it', async () => {
    const child = await born('2026-11-01')
    const card = await issue(order(child, '2026-11-01'))
    await t.drain(now)
    const tab = (await t.as(citizenActor(mother), undefined, { now })((ctx) => ownPapers(ctx))).find((each) => each.personId === child)
    assert.deepEqual(tab!.papers.map((paper) => [paper.kind, paper.expiresOn, paper.standing]), [['health-card', card.validTo, 'valid']])
    const read = await t.as(citizenActor(mother), undefined, { now })((ctx) => readPaper(ctx, tab!.papers[0]!.id))
    assert.deepEqual(read.facts.find((fact) => fact.label === 'Số thẻ'), { label: 'Số thẻ', value: card.cardNumber })
  })

  it('is one at a time: a second is refused, the same command sent twice gives the first', async () => {
    const child = await born('2026-10-10')
    const input = order(child, '2026-10-10')
    const first = await issue(input)
    const again = await issue(input)
    assert.deepEqual([again.cardNumber, again.cardId, again.replayed], [first.cardNumber, first.cardId, true])
    await assert.rejects(issue(order(child, '2026-10-10')), { code: 'health.card-exists', vi: 'Bé đã có thẻ bảo hiểm y tế còn giá trị.' })
  })

  it('stays one when two officers press at the same moment', async () => {
    const child = await born('2026-10-11')
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => issue(order(child, '2026-10-11'))))
    assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'health.card-exists')
    const [count] = await t.db.query<{ cards: number }>(sql`select count(*) as cards from health_card where person_id = ${child}`)
    assert.equal(count!.cards, 1)
  })

  it('is issued by the insurance officer of the area alone', async () => {
    const child = await born('2026-10-12')
    const input = order(child, '2026-10-12')
    for (const actor of [officer(['79']), officer(['29308']), officer(['86'], 'police-officer'), officer(['86'], 'commune-chair'), citizenActor(mother), systemActor, { kind: 'visitor' } as const]) {
      await assert.rejects(issue(input, actor), /authorise\./)
    }
    await issue(input, officer([longHo]))
  })

  it('refuses a child of six, from the birthday on', async () => {
    const child = await born('2020-11-22')
    await assert.rejects(issue(order(child, '2020-11-22')), { code: 'health.not-under-six' })
    await issue(order(child, '2020-11-22'), officer(), '2026-11-21T16:59:00.000Z')
  })

  it('refuses what the register says otherwise: another birth date, no number yet, deceased, nobody', async () => {
    const child = await born('2026-10-13')
    await assert.rejects(issue(order(child, '2026-10-14')), { code: 'health.birth-date-differs', field: 'birthDate' })
    await assert.rejects(issue(order(await born('2026-10-15', { numbered: false }), '2026-10-15')), { code: 'health.number-missing' })
    await assert.rejects(issue(order(await born('2026-10-16', { deceased: true }), '2026-10-16')), { code: 'health.person-not-living' })
    await assert.rejects(issue(order(newId(), '2026-10-13')), { code: 'health.person-unknown' })
    await assert.rejects(issue(order(child, '2026-10-13', { householdId: newId() })), { code: 'residence.household-unknown' })
  })

  it('refuses a clinic that is unknown, closed or takes no registrations, and tells which field', async () => {
    const child = await born('2026-10-17')
    await assert.rejects(issue(order(child, '2026-10-17', { clinic: '00000' })), { code: 'health.clinic-unknown', field: 'clinic' })
    await assert.rejects(issue(order(child, '2026-10-17', { clinic: '86M09' })), { code: 'health.clinic-not-for-registration', vi: 'Bệnh viện Phổi (mẫu) không nhận đăng ký khám bệnh ban đầu.' })
    await t.as(systemActor, undefined, { now })((ctx) => openFacility(ctx, { code: '86M77', name: 'Trạm cũ (mẫu)', kind: 'health-station', commune: longHo, firstRegistration: true, from: '2025-07-01' }))
    await t.as(systemActor, undefined, { now })((ctx) => closeFacility(ctx, { code: '86M77', on: today }))
    await assert.rejects(issue(order(child, '2026-10-17', { clinic: '86M77' })), { code: 'health.clinic-unknown' })
  })

  it('is shown to the mother and the insurance officer of the area, logged, and to nobody else', async () => {
    const child = await born('2026-10-18')
    await issue(order(child, '2026-10-18'))
    await t.as(officer(), undefined, { now })((ctx) => cardOf(ctx, child))
    for (const actor of [citizenActor(newId()), officer(['79']), officer(['86'], 'police-officer'), { kind: 'visitor' } as const]) {
      await assert.rejects(t.as(actor, undefined, { now })((ctx) => cardOf(ctx, child)), /authorise\./)
    }
    const log = await t.owner.query<{ actor_kind: string }>(sql`select actor_kind from access_log where register = 'health-insurance' and subjects = array[${child}]::uuid[]`)
    assert.deepEqual(log.map((row) => row.actor_kind), ['officer'])
  })

  it('follows from its acts: a replay writes the same cards', async () => {
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok(report.rows['health_card']! > 3)
  })

  it('lists clinics of the commune first, stations before hospitals, then the province, never another province', async () => {
    const near = await t.db.transaction((tx) => clinicsNear(tx, longHo, today))
    assert.deepEqual(near.map((clinic) => clinic.code), ['86M11', '86M01', '86M12'])
    assert.deepEqual([near[0]!.sameCommune, near[0]!.communeName, near[2]!.sameCommune], [true, 'Xã Long Hồ', false])
    assert.deepEqual(await t.db.transaction((tx) => clinicsNear(tx, longHo, '2025-06-30')), [], 'no facility was on the list that day')
  })

  it('keeps one facility to a code at a time; sending the same again is harmless', async () => {
    const station = { code: '86M11', name: 'Trạm Y tế xã Long Hồ (mẫu)', kind: 'health-station', commune: longHo, firstRegistration: true, from: '2025-07-01' } as const
    await t.as(systemActor, undefined, { now })((ctx) => openFacility(ctx, station))
    await assert.rejects(t.as(systemActor, undefined, { now })((ctx) => openFacility(ctx, { ...station, name: 'Khác' })), { code: 'health.facility-exists' })
    await assert.rejects(t.as(systemActor, undefined, { now })((ctx) => openFacility(ctx, { ...station, code: '86M98', commune: '00001' })), { code: 'areas.unknown-unit' })
  })
})

describe('how long a card of a child under six holds', () => {
  it('until the sixth birthday, or the end of September of that year', () => {
    const rules = underSixRules(today)
    assert.equal(underSixEnds('2026-11-13', rules), '2032-11-13')
    assert.equal(underSixEnds('2026-03-13', rules), '2032-10-01')
    assert.equal(underSixEnds('2024-02-29', { ...rules, notBefore: '' }), addYears('2024-02-29', 6))
  })

  it('never less than six years and never into the next year', () => {
    const rules = underSixRules(today)
    fc.assert(fc.property(fc.integer({ min: 0, max: 5_000 }), (days) => {
      const birth = addDays('2020-01-01', days)
      const end = underSixEnds(birth, rules)
      assert.ok(end >= addYears(birth, 6) && end.slice(0, 4) === addYears(birth, 6).slice(0, 4))
    }))
  })
})
