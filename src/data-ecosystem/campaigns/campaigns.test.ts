import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse } from '../../app/testing/cast-house.ts'
import { organisationOf } from '../../app/demo/offices.ts'
import { newId } from '../../kernel/ids.ts'
import { sql, type OfficerActor } from '../../platform/index.ts'
import { officerActor } from '../../platform/testing.ts'
import { readFigures, readList as readNumber } from '../../steering/indicators/index.ts'
import { outcomesOf as outcomesOfRun, sumOutcomes } from '../linkage/index.ts'
import {
  attachList, cancelDay, closeCampaign, closeCase, extendDeadline, findings, followMatching, followReview, nameResponsible, openCampaign, planDay, progressBy, readCampaign, readCampaigns, readCase, readCaseList, readSchool, readSchools, readToLead, recordOutcome, takeCase,
  type OpenedCampaign,
} from './index.ts'
import { madeRun, type MadeLine } from './testing.ts'

const home = '29602'
const second = '29308'
const at = '2026-11-18T02:00:00.000Z'

describe('campaigns', () => {
  let house: CastHouse
  let organisationId = ''
  before(async () => {
    house = await castHouse()
    organisationId = organisationOf('provincialHealth')
  })
  after(() => house.close())

  const steward = () => house.asCast('hanhSteward', { now: at })
  const hai = (now = at) => house.asCast('haiPolice', { now })
  const chief = (now = at) => house.asCast('policeCommander', { now })
  const open = (kind: string, more: { area?: string; dueOn?: string; title?: string } = {}) => steward()((ctx) => openCampaign(ctx, { commandId: newId(), kind, title: more.title ?? 'Chiến dịch mẫu', area: more.area ?? '86', dueOn: more.dueOn ?? '2026-12-31' }))
  const attach = async (campaignId: string, listId: string): Promise<void> => {
    await steward()((ctx) => attachList(ctx, { campaignId, listId }))
    await house.t.drain(at)
  }
  const refused = (work: Promise<unknown>, code: string): Promise<void> => assert.rejects(work, (error: { code?: string }) => error.code === code)
  const person = (key: Parameters<CastHouse['who']>[0]): string => house.who(key).personId

  /** A list of known truth: two communes, every answer of the matching at least once. */
  const lines = (): MadeLine[] => [
    { name: 'Nguyễn Thị Mai', commune: home, address: 'Số 1, Ấp Phước Lợi', personId: person('mai') },
    { name: 'Lê Hoài Nam', commune: home, address: 'Ấp Phước Lợi', personId: person('nam') },
    { name: 'Lê Hoài Nam', commune: home, address: 'Ấp Phước Lợi', personId: person('nam') },
    { name: 'Trần Thị Hoa', commune: second, address: 'Khóm 4', personId: person('hoa'), personArea: home },
    { name: 'Thạch Sum', commune: second, address: 'Khóm 4', personId: person('sum'), lifeStatus: 'deceased' },
    { name: 'Võ Thị Nhàn', commune: second, personId: person('nhan'), zone: 'review' },
    { name: 'Không Ai Biết', commune: home, address: 'Ấp 9' },
    { name: 'Không Nơi Nào', commune: null },
    { name: '', commune: home, blocked: true },
    { name: 'Phạm Thị Cúc', commune: null, personId: person('cuc'), personArea: home },
  ]

  function assertAddsUp({ progress, cells }: OpenedCampaign, where: string): void {
    for (const [name, part] of [['whole', progress] as const, ...progressBy(cells, (cell) => cell.area), ...progressBy(cells, (cell) => `${cell.area} ${cell.hamlet}`)]) {
      assert.equal(findings.reduce((sum, finding) => sum + part.findings[finding], 0), part.total, `${where} ${name}`)
      assert.equal(part.settled + part.done + part.left, part.total, `${where} ${name}`)
      assert.equal([...part.outcomes.values()].reduce((sum, n) => sum + n, 0), part.done, `${where} ${name}`)
    }
  }

  it('is opened by the steward over every commune; the chiefs of police answer where they are appointed', async () => {
    await refused(hai()((ctx) => openCampaign(ctx, { commandId: newId(), kind: 'elderly', title: 'x', area: home, dueOn: '2026-12-31' })), 'authorise.not-allowed')
    await refused(steward()((ctx) => openCampaign(ctx, { commandId: newId(), kind: 'elderly', title: 'x', area: '79', dueOn: '2026-12-31' })), 'authorise.not-allowed')
    await refused(open('made-up'), 'campaigns.kind-needed')
    await refused(open('elderly', { title: ' ' }), 'campaigns.title-needed')
    await refused(open('elderly', { dueOn: '2026-11-18' }), 'campaigns.due-needed')
    await refused(open('elderly', { dueOn: '2028-11-18' }), 'campaigns.due-needed')
    await refused(open('prisoners'), 'authorise.not-allowed')
    const commandId = newId()
    const form = { commandId, kind: 'elderly', title: 'Hội viên  cao tuổi', area: '86', dueOn: '2026-12-31' }
    assert.equal(await steward()((ctx) => openCampaign(ctx, form)), commandId)
    assert.equal(await steward()((ctx) => openCampaign(ctx, form)), commandId, 'a second press opens no other')
    const lead = await steward()((ctx) => readToLead(ctx, commandId))
    assert.equal(lead.campaign.title, 'Hội viên cao tuổi')
    assert.ok(lead.units.length > 100)
    assert.deepEqual(lead.units.filter((unit) => unit.responsible !== null).map((unit) => [unit.area, unit.responsible]).toSorted(), [[second, person('secondCommander')], [home, person('policeCommander')]].toSorted())
    assert.ok(lead.officers.some((each) => each.area === home && each.name === house.who('haiPolice').fullName))
    await refused(hai()((ctx) => readToLead(ctx, commandId)), 'authorise.not-allowed')
  })

  describe('one list worked', () => {
    let id = ''
    let runId = ''
    let listId = ''
    before(async () => {
      id = await open('elderly', { title: 'Người cao tuổi quý 4' });
      ({ runId, listId } = await madeRun(house.t, { organisationId, area: '86', kind: 'elderly' }, lines()))
      assert.ok((await steward()((ctx) => readToLead(ctx, id))).lists.some((list) => list.listId === listId && list.matched))
      await attach(id, listId)
    })
    const caseOf = async (row: number) => (await house.t.owner.query<{ caseId: string; version: number; area: string }>(sql`select case_id as "caseId", version, area from campaign_case where campaign_id = ${id} and list_id = ${listId} and row_no = ${row}`))[0]!

    it('every line is a case where it belongs, counted as linkage counts it', async () => {
      const opened = await steward()((ctx) => readCampaign(ctx, id))
      const truth = sumOutcomes(await house.asSystem()((ctx) => outcomesOfRun(ctx, runId)))
      assert.deepEqual(opened.progress.findings, { 'linked': truth.linked, 'review': truth.review, 'not-found': truth.notFound, 'dead': truth.dead, 'duplicate': truth.duplicate, 'moved': truth.moved, 'blocked': truth.blocked })
      assert.deepEqual(opened.progress.findings, { 'linked': 3, 'review': 1, 'not-found': 2, 'dead': 1, 'duplicate': 1, 'moved': 1, 'blocked': 1 })
      assert.deepEqual([opened.progress.total, opened.progress.settled, opened.progress.left], [10, 3, 7])
      assert.deepEqual([...progressBy(opened.cells, (cell) => cell.area)].map(([area, part]) => [area, part.total]).toSorted(), [[second, 3], [home, 6], ['86', 1]].toSorted())
      assertAddsUp(opened, 'steward')
      const own = await hai()((ctx) => readCampaign(ctx, id))
      assert.equal(own.progress.total, 6, 'the police of a commune see theirs')
      assertAddsUp(own, 'police')
      assert.equal((await hai()((ctx) => readCampaigns(ctx))).find((line) => line.campaign.campaignId === id)!.progress.left, own.progress.left)
    })

    it('every number opens exactly its cases; names are for the police of the commune and are logged', async () => {
      const opened = await steward()((ctx) => readCampaign(ctx, id))
      for (const finding of findings) {
        const list = await steward()((ctx) => readCaseList(ctx, id, { finding }))
        assert.equal(list.total, opened.progress.findings[finding], finding)
        assert.ok(list.cases.every((each) => each.title === null), 'a steward sees lines, no names')
      }
      for (const [area, part] of progressBy(opened.cells, (cell) => cell.area)) assert.equal((await steward()((ctx) => readCaseList(ctx, id, { area, state: 'left' }))).total, part.left, area)
      const before = await readsOf(person('nam'))
      const list = await hai()((ctx) => readCaseList(ctx, id, { area: home }))
      assert.deepEqual(list.cases.map((each) => each.title).toSorted(), ['', 'Không Ai Biết', 'Lê Hoài Nam', 'Lê Hoài Nam', 'Nguyễn Thị Mai', 'Phạm Thị Cúc'].toSorted())
      assert.equal(await readsOf(person('nam')), before + 1)
      await refused(house.asCast('insuranceOfficer', { now: at })((ctx) => readCaseList(ctx, id, {})), 'authorise.not-allowed')
      await refused(house.asCast('secondPolice', { now: at })((ctx) => readCaseList(ctx, id, { area: home })), 'authorise.not-allowed')
      assert.equal((await house.asCast('secondPolice', { now: at })((ctx) => readCaseList(ctx, id, {}))).total, 3, 'the police of another commune see theirs')
    })
    const readsOf = async (personId: string): Promise<number> => (await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from access_log where ${personId} = any(subjects) and register = 'population' and fields = '{fullName}'`))[0]!.n

    it('an officer takes a case and records what was found; somebody else approves it', async () => {
      const one = await caseOf(8)
      await refused(house.asCast('secondPolice', { now: at })((ctx) => takeCase(ctx, { campaignId: id, ...one })), 'authorise.not-allowed')
      await refused(house.asCast('thuLeader', { now: at })((ctx) => readCase(ctx, id, one.caseId)), 'authorise.not-allowed')
      await refused(hai()((ctx) => takeCase(ctx, { campaignId: id, caseId: newId(), version: 1 })), 'campaigns.case-unknown')
      await hai()((ctx) => takeCase(ctx, { campaignId: id, ...one }))
      await refused(hai()((ctx) => takeCase(ctx, { campaignId: id, ...one })), 'campaigns.changed')
      const taken = { campaignId: id, ...(await caseOf(8)) }
      const outcome = { ...taken, outcome: 'to-register', note: 'Gặp ông ở Ấp 9, có giấy khai sinh.', commandId: newId() }
      await refused(hai()((ctx) => recordOutcome(ctx, { ...outcome, note: ' ' })), 'campaigns.note-needed')
      await refused(hai()((ctx) => recordOutcome(ctx, { ...outcome, outcome: 'left-work' })), 'campaigns.outcome-needed')
      await refused(hai()((ctx) => recordOutcome(ctx, { ...outcome, outcome: 'register-wrong' })), 'campaigns.not-linked')
      const twice = await Promise.allSettled([hai()((ctx) => recordOutcome(ctx, outcome)), hai()((ctx) => recordOutcome(ctx, { ...outcome, commandId: newId() }))])
      assert.deepEqual(twice.map((each) => each.status).toSorted(), ['fulfilled', 'rejected'], 'of two at once one is first')
      const proposed = { campaignId: id, ...(await caseOf(8)) }
      await refused(hai()((ctx) => closeCase(ctx, { ...proposed, decision: 'approve', note: '' })), 'authorise.not-allowed')
      await refused(chief()((ctx) => closeCase(ctx, { ...proposed, decision: 'return', note: '' })), 'campaigns.reason-needed')
      await chief()((ctx) => closeCase(ctx, { ...proposed, decision: 'return', note: 'Hỏi thêm tổ trưởng.' }))
      await hai()(async (ctx) => recordOutcome(ctx, { ...outcome, ...(await caseOf(8)), campaignId: id, commandId: newId() }))
      await chief()(async (ctx) => closeCase(ctx, { campaignId: id, ...(await caseOf(8)), decision: 'approve', note: '' }))
      const { events, found } = await hai()((ctx) => readCase(ctx, id, one.caseId))
      assert.deepEqual([found.state, found.outcome, found.closedOn], ['done', 'to-register', '2026-11-18'])
      assert.deepEqual(events.map((event) => event.kind), ['taken', 'proposed', 'returned', 'proposed', 'done'])
      const opened = await steward()((ctx) => readCampaign(ctx, id))
      assert.deepEqual([opened.progress.done, opened.progress.left, [...opened.progress.outcomes]], [1, 6, [['to-register', 1]]])
      assert.deepEqual(opened.days, [{ day: '2026-11-18', n: 1 }])
      assert.equal((await steward()((ctx) => readCaseList(ctx, id, { closedOn: '2026-11-18' }))).total, 1)
      assertAddsUp(opened, 'after')
    })

    it('nobody approves his own outcome; where the register is wrong, the list of corrections gets it and nothing is edited', async () => {
      const ref = { campaignId: id, ...(await caseOf(4)) }
      const given = { ...ref, outcome: 'register-wrong', note: 'Giấy khai sinh số 5.', commandId: newId() }
      await refused(chief()((ctx) => recordOutcome(ctx, { ...given, correction: { field: 'religion', shown: null, value: 'x' } })), 'campaigns.value-needed')
      await refused(chief()((ctx) => recordOutcome(ctx, { ...given, correction: { field: 'birthDate', shown: null, value: ' ' } })), 'campaigns.value-needed')
      await refused(chief()((ctx) => recordOutcome(ctx, { ...given, correction: { field: 'birthDate', shown: null, value: 'hôm qua' } })), 'campaigns.value-unread')
      await chief()((ctx) => recordOutcome(ctx, { ...given, correction: { field: 'birthDate', shown: '02/11/1998', value: '03/11/1998' } }))
      await refused(chief()(async (ctx) => closeCase(ctx, { campaignId: id, ...(await caseOf(4)), decision: 'approve', note: '' })), 'campaigns.own-proposal')
      const [row] = await house.t.owner.query<{ birth: string; claimed: string; state: string }>(sql`
        select p.birth_date as birth, c.claimed, c.state from campaign_case g join correction_case c on c.case_id = g.correction_case join population_public.current_person p on p.person_id = g.person_id where g.campaign_id = ${id} and g.case_id = ${ref.caseId}`)
      assert.deepEqual(row, { birth: '1998-11-02', claimed: '03/11/1998', state: 'open' })
    })

    it('a newer matching moves the cases nobody has touched, and leaves the others', async () => {
      const touched = await caseOf(8)
      const next = lines().map((line, i) => (i === 7 ? { ...line, commune: null, personId: person('baSau'), personArea: home } : i === 6 ? { ...line, personId: person('hung') } : line))
      const newer = await madeRun(house.t, { organisationId, area: '86', kind: 'elderly', listId, at: '2026-11-02T01:00:00.000Z' }, next)
      await house.asSystem(at)((ctx) => followMatching(ctx, { ...newer, status: 'done' }))
      await house.t.drain(at)
      assert.deepEqual([await caseOf(8), (await caseOf(9)).area], [touched, home])
      const opened = await steward()((ctx) => readCampaign(ctx, id))
      assert.deepEqual([opened.progress.total, opened.progress.settled, opened.progress.done], [10, 4, 1])
      assert.ok(opened.lists.every((list) => list.filledAt !== null))
      assertAddsUp(opened, 'newer')
      await house.t.owner.query(sql`
        insert into matching_review (run_id, row_no, list_id, origin, weight, urgent, state, verdict, person_id) values (${newer.runId}, 7, ${listId}, 'review', 3, false, 'done', 'same', ${person('nhan')})`)
      await house.asSystem(at)((ctx) => followReview(ctx, newer))
      await house.t.drain(at)
      const read = await steward()((ctx) => readCampaign(ctx, id))
      assert.deepEqual([read.progress.findings.review, read.progress.total, read.progress.settled, read.progress.done], [0, 10, 5, 1], 'what reviewers settled is followed')
      assertAddsUp(read, 'reviewed')
    })

    it('a deadline is extended with a reason, the first one stays; another officer may answer for a unit', async () => {
      const unit = async (area: string) => (await steward()((ctx) => readToLead(ctx, id))).units.find((each) => each.area === area)!
      const { version } = await unit(home)
      const given = { campaignId: id, area: home, version, dueOn: '2027-01-15', reason: 'Lũ, chưa đi được.' }
      await refused(hai()((ctx) => extendDeadline(ctx, given)), 'authorise.not-allowed')
      await refused(steward()((ctx) => extendDeadline(ctx, { ...given, reason: '' })), 'campaigns.reason-needed')
      await refused(steward()((ctx) => extendDeadline(ctx, { ...given, dueOn: '2026-12-31' })), 'campaigns.due-not-later')
      await steward()((ctx) => extendDeadline(ctx, given))
      await refused(steward()((ctx) => extendDeadline(ctx, { ...given, dueOn: '2027-02-15' })), 'campaigns.changed')
      const moved = await unit(home)
      assert.deepEqual([moved.dueOn, moved.firstDueOn, (await unit(second)).dueOn], ['2027-01-15', '2026-12-31', '2026-12-31'])
      const { officers } = await steward()((ctx) => readToLead(ctx, id))
      const other = officers.find((each) => each.area === home && each.personId === person('haiPolice'))!
      await refused(steward()((ctx) => nameResponsible(ctx, { campaignId: id, area: second, version: 1, appointmentId: other.appointmentId })), 'campaigns.nobody-there')
      await steward()((ctx) => nameResponsible(ctx, { campaignId: id, area: home, version: moved.version, appointmentId: other.appointmentId }))
      const opened = await house.asCast('thuLeader', { now: at })((ctx) => readCampaign(ctx, id))
      assert.equal(opened.league.find((each) => each.unit.area === home)!.unit.responsibleName, house.who('haiPolice').fullName)
    })

    it('late is seen by the leader, by number and by list; closed unfinished it stays late', async () => {
      const later = '2027-01-20T02:00:00.000Z'
      let asLeader = house.asCast('thuLeader', { now: later })
      const line = (await asLeader((ctx) => readCampaigns(ctx))).find((each) => each.campaign.campaignId === id)!
      assert.deepEqual([line.lateUnits, line.pace.late], [2, true])
      const figure = async (indicator: string, area = '86') => {
        const { figures } = await asLeader((ctx) => readFigures(ctx, { area, month: '2027-01' }))
        const list = await asLeader((ctx) => readNumber(ctx, indicator, { area, month: '2027-01' }))
        const value = figures.find((each) => each.indicator.id === indicator)!.value!
        assert.equal(list.total, value.numerator)
        assert.equal(list.rows.length, value.numerator)
        return value.numerator
      }
      const left = line.progress.left
      assert.equal(await figure('chien-dich-qua-han'), left)
      assert.equal(await figure('chien-dich-con-lai'), left)
      const stewardLater = house.asCast('hanhSteward', { now: later })
      const { campaign } = await stewardLater((ctx) => readCampaign(ctx, id))
      await refused(stewardLater((ctx) => closeCampaign(ctx, { campaignId: id, version: campaign.version, reason: 'Hết đợt', unfinished: false })), 'campaigns.still-open')
      await stewardLater((ctx) => closeCampaign(ctx, { campaignId: id, version: campaign.version, reason: 'Hết đợt', unfinished: true }))
      await refused(house.asCast('haiPolice', { now: later })(async (ctx) => takeCase(ctx, { campaignId: id, ...(await caseOf(4)) })), 'campaigns.closed')
      asLeader = house.asCast('thuLeader', { now: '2027-01-20T03:00:00.000Z' })
      const closed = await asLeader((ctx) => readCampaign(ctx, id))
      assert.equal(closed.progress.left, left, 'what was left is left')
      assert.equal(await figure('chien-dich-qua-han'), 0)
      const { figures } = await house.asCast('thuLeader', { now: '2027-02-01T02:00:00.000Z' })((ctx) => readFigures(ctx, { area: '86', month: '2027-01' }))
      const inTime = figures.find((each) => each.indicator.id === 'chien-dich-dung-han')!.value!
      assert.ok(inTime.denominator! > 0)
      assert.ok(inTime.numerator < inTime.denominator!, 'closing makes nothing better')
    })
  })

  it('pupils: 2,951 = 1,499 no longer at school + 1,452 taken in, at one fiftieth; a day at a school for those without card or e-ID', async () => {
    const id = await open('pupils', { area: home })
    const young = await house.family('same', { notice: false })
    const pupils = Array.from({ length: 59 }, (_each, i): MadeLine => ({ name: `Học sinh ${i}`, commune: home, address: `Ấp ${i % 3}`, school: i < 30 ? 'THPT Long Hồ' : 'THCS Phú Quới' }))
    const { listId } = await madeRun(house.t, { organisationId, area: '86', kind: 'pupils' }, [...pupils, { name: 'Đủ tuổi', commune: home, school: 'THPT Long Hồ', personId: young.mother.personId }])
    await attach(id, listId)
    const schools = await hai()((ctx) => readSchools(ctx, id))
    assert.deepEqual(schools.schools.map((each) => [each.site, each.cases, each.withoutCard, each.withoutAccount, each.expected]), [['THPT Long Hồ', 31, 1, 0, 1], ['THCS Phú Quới', 29, 0, 0, 0]])
    const plan = { commandId: newId(), campaignId: id, area: home, site: 'THPT Long Hồ', onDay: '2026-11-25', place: 'Phòng họp', desks: 2 }
    await refused(hai()((ctx) => planDay(ctx, { ...plan, onDay: '2027-01-01' })), 'campaigns.day-needed')
    await refused(hai()((ctx) => planDay(ctx, { ...plan, place: '' })), 'campaigns.place-needed')
    await refused(hai()((ctx) => planDay(ctx, { ...plan, site: 'Trường khác' })), 'campaigns.site-unknown')
    await refused(house.asCast('secondPolice', { now: at })((ctx) => planDay(ctx, plan)), 'authorise.not-allowed')
    await hai()((ctx) => planDay(ctx, plan))
    await hai()((ctx) => planDay(ctx, plan))
    const school = await hai()((ctx) => readSchool(ctx, id, home, 'THPT Long Hồ'))
    assert.deepEqual([school.pupils.map((pupil) => [pupil.name, pupil.card, pupil.account]), school.days.length], [[[young.mother.fullName, false, true]], 1])
    await hai()((ctx) => cancelDay(ctx, { campaignId: id, dayId: plan.commandId }))
    assert.equal((await hai()((ctx) => readSchool(ctx, id, home, 'THPT Long Hồ'))).days.length, 0)
    const { cases } = await hai()((ctx) => readCaseList(ctx, id, { state: 'left', finding: 'not-found', most: 100 }))
    assert.equal(cases.length, 59)
    for (const [i, each] of cases.entries()) {
      await hai()((ctx) => recordOutcome(ctx, { campaignId: id, caseId: each.caseId, version: each.version, outcome: i < 30 ? 'not-studying' : 'taken-in', note: 'Gặp nhà trường.', commandId: newId() }))
      await chief()((ctx) => closeCase(ctx, { campaignId: id, caseId: each.caseId, version: each.version + 1, decision: 'approve', note: '' }))
    }
    const opened = await chief()((ctx) => readCampaign(ctx, id))
    assert.deepEqual([opened.progress.done, Object.fromEntries(opened.progress.outcomes), opened.progress.left], [59, { 'not-studying': 30, 'taken-in': 29 }, 1])
    assertAddsUp(opened, 'pupils')
  })

  it('a sensitive list shows nothing but a total to whoever has not the right by name', async () => {
    const id = await house.asSystem(at)((ctx) => openCampaign(ctx, { commandId: newId(), kind: 'prisoners', title: 'Người đang chấp hành án', area: '86', dueOn: '2026-12-31' }))
    const { listId } = await madeRun(house.t, { organisationId, area: '86', kind: 'prisoners' }, [{ name: 'Lê Văn Hùng', commune: home, personId: person('hung') }])
    await house.asSystem(at)((ctx) => attachList(ctx, { campaignId: id, listId }))
    await house.t.drain(at)
    for (const key of ['haiPolice', 'hanhSteward', 'thuLeader'] as const) {
      const opened = await house.asCast(key, { now: at })((ctx) => readCampaign(ctx, id))
      assert.deepEqual([opened.hidden, opened.cells, opened.league, opened.days], [true, [], [], []], key)
      await refused(house.asCast(key, { now: at })((ctx) => readCaseList(ctx, id, {})), 'authorise.not-allowed')
    }
    const trusted = await chief()((ctx) => readCampaign(ctx, id))
    assert.deepEqual([trusted.hidden, trusted.progress.total, trusted.workIn], [false, 1, [home]])
    assert.equal((await chief()((ctx) => readCaseList(ctx, id, { area: home }))).cases[0]!.title, house.who('hung').fullName)
    const [seen] = await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from campaigns_public.work where campaign_id = ${id}`)
    assert.equal(seen!.n, 0, 'steering counts nothing of it')
  })

  it('a sensitive list becomes no cases of a campaign that is not: its lines would be read by everybody who works there', async () => {
    const id = await open('elderly')
    const { listId } = await madeRun(house.t, { organisationId, area: '86', kind: 'prisoners', title: 'Người đang chấp hành án' }, [{ name: 'Lê Văn Hùng', commune: home, personId: person('hung') }])
    const trusted = { ...house.actorOf('hanhSteward') as OfficerActor, sensitive: true }
    const asTrusted = house.t.as(trusted, { code: 'sector-list', basis: 'Luật Căn cước 26/2023/QH15 đ.10', text: 'Thử' }, { now: at })
    assert.ok(!(await asTrusted((ctx) => readToLead(ctx, id))).lists.some((list) => list.listId === listId))
    await refused(asTrusted((ctx) => attachList(ctx, { campaignId: id, listId })), 'campaigns.list-sensitive')
    await house.t.drain(at)
    assert.deepEqual((await hai()((ctx) => readCaseList(ctx, id, {}))).cases, [])
  })

  it('an unknown campaign, and one of another province, are closed alike', async () => {
    await refused(hai()((ctx) => readCampaign(ctx, newId())), 'campaigns.unknown')
    const elsewhere = officerActor('police-officer', ['00004'])
    const id = await open('veterans')
    await refused(house.t.as(elsewhere)((ctx) => readCampaign(ctx, id)), 'authorise.not-allowed')
  })
})
