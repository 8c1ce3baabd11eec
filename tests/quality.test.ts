import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importSynthetic, personIdOf as personOfList } from '../src/app/import/index.ts'
import { bringFieldResults, dimensions, judgeList, readCleaning, readFieldList, readFinding, readPasses, readScore, readUnitScores, readWorklist, runPass } from '../src/data-ecosystem/quality/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { changePersonFacts } from '../src/foundations/population/index.ts'
import { sql } from '../src/platform/index.ts'
import { officerActor, systemActor, testDb, type TestDatabase } from '../src/platform/testing.ts'
import { generatePeople } from '../synthetic/index.ts'
import { followed } from './follow.ts'

const people = 4_000
const seed = 'quality-test'

interface Row { rule: string; subject_id: string; fingerprint: string }

/** By which rule each planted kind of error is found. Kinds that the import itself mends (letters of another form) or refuses are not here. */
const rulesOfError: Readonly<Record<string, readonly string[]>> = {
  'no-head': ['household-without-head'], 'two-heads': ['household-two-heads'], 'cmnd9-missing': ['old-number-missing'], 'cmnd9-structure': ['old-number-malformed'],
  'child-without-residence': ['child-without-residence'], 'person-twice': ['person-twice', 'number-missing', 'child-without-number', 'number-shared'], 'pin-shared': ['number-shared'],
  'cmnd9-shared': ['old-number-shared'], 'dead-in-household': ['dead-in-household'], 'pin-structure': ['number-not-twelve'], 'pin-gender': ['number-gender'], 'pin-year': ['number-year', 'number-century'],
  'child-without-pin': ['child-without-number'], 'old-area-code': ['old-commune'], 'parent-too-young': ['mother-too-young', 'father-too-young'], 'spouse-one-sided': ['spouse-not-returned'], 'name-tcvn3': ['name-legacy-letters'],
}

describe('cleaning the register', async () => {
  const t: TestDatabase = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-quality-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = (): Promise<Row[]> => t.owner.query<Row>(sql`select rule, subject_id, fingerprint from quality_finding where state <> 'fixed' order by 1, 2, 3`)

  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people, seed, errors: 'default' })
  })

  it('finds what was planted, and both engines find the same', async () => {
    const here = await runPass(t.db, { engine: 'postgres' })
    const found = await open()
    assert.equal(here.found, found.length)
    assert.ok(here.found > 100, `${here.found} found`)
    const again = await runPass(t.db, { engine: { kind: 'duckdb', memory: '512MB', threads: 1, folder } })
    assert.deepEqual({ found: again.found, opened: again.opened, reopened: again.reopened, closed: again.closed }, { found: here.found, opened: 0, reopened: 0, closed: 0 })
    assert.deepEqual(await open(), found)
  })

  it('finds every planted error of the kinds that live in the register', async () => {
    const found = new Set((await open()).map((row) => `${row.rule} ${row.subject_id}`))
    const households = new Map((await t.owner.query<{ person: string; household: string }>(sql`select person_id as person, household_id as household from residence_public.open_member`)).map((row) => [row.person, row.household]))
    const missed: string[] = []
    let planted = 0
    for (const household of generatePeople({ seed, people, errors: 'default' })) {
      for (const { externalId, error, field, trueValue } of household.truth ?? []) {
        const rules = rulesOfError[error]
        if (!rules) continue
        const person = personOfList('synthetic', externalId)
        planted++
        // A spouse who no longer names the other is found at the other.
        const subjects = [person, households.get(person), personOfList('synthetic', trueValue)]
        if (!rules.some((rule) => subjects.some((subject) => found.has(`${rule} ${subject}`)))) missed.push(`${error} ${field} ${externalId}`)
      }
    }
    assert.ok(planted > 60, `${planted} planted`)
    assert.deepEqual(missed, [])
  })

  it('scores of communes and of the province are counted from the same rows, with the method and the list behind each number', async () => {
    const province = t.as(officerActor('police-officer', ['86']))
    const { day, unit, communes } = await province(readUnitScores)
    assert.ok(day !== null && communes.length >= 5)
    assert.deepEqual(unit.scores.map((score) => score.dimension), ['accurate', 'complete', 'clean', 'live'])
    for (const [i, score] of unit.scores.entries()) {
      const own = communes.flatMap((each) => each.scores.filter((one) => one.dimension === score.dimension))
      assert.deepEqual([score.judged, score.found], [own.reduce((sum, one) => sum + one.judged, 0), own.reduce((sum, one) => sum + one.found, 0)], dimensions[i])
      const opened = (await province((ctx) => readScore(ctx, { dimension: score.dimension })))!
      const weight = opened.parts.reduce((sum, part) => sum + part.weight, 0)
      const mean = opened.parts.reduce((sum, part) => sum + (part.weight * (part.judged - Math.min(part.found, part.judged))) / part.judged, 0) / weight
      assert.equal(score.percent, Math.floor(mean * 1_000) / 10, score.dimension)
      assert.equal(opened.trend[0]!.percent, score.percent)
      assert.equal(score.found, opened.parts.reduce((sum, part) => sum + part.found, 0))
    }
    const [commune] = communes
    const inCommune = (await province((ctx) => readScore(ctx, { dimension: 'complete', area: commune!.area })))!
    for (const { rule, found } of inCommune.parts.slice(0, 4)) {
      if (rule && found > 0) assert.equal((await province((ctx) => readWorklist(ctx, { rule: rule.id, area: commune!.area }))).total, found, rule.id)
    }
    const police = t.as(officerActor('police-officer', [commune!.area]))
    assert.deepEqual((await police(readUnitScores)).unit, commune)
    await assert.rejects(police((ctx) => readScore(ctx, { dimension: 'clean', area: communes[1]!.area })), /not-own-area/)
    await assert.rejects(police((ctx) => readWorklist(ctx, { rule: 'phone-missing', area: communes[1]!.area })), /not-own-area/)
    await assert.rejects(t.as(officerActor('justice-officer', ['86']))(readUnitScores), /not-allowed/)
  })

  it('delicate findings are for posts with the sensitive right alone, on no paper and in no score', async () => {
    const listId = newId()
    const { communes } = await t.as(officerActor('police-officer', ['86']))(readUnitScores)
    const area = communes[0]!.area
    const [person] = await t.owner.query<{ id: string }>(sql`select person_id as id from residence_public.open_residence where area = ${area} limit 1`)
    await t.as(systemActor)((ctx) => judgeList(ctx, {
      listId, kind: 'nationality-decisions', title: 'Quyết định tháng 10', areas: [],
      lines: [{ rowNo: 1, number: '', namePlain: 'x', birthDate: '', gender: '', commune: area, status: '', code: '', day: '2026-10-01', until: '', outcome: 'matched', personId: person!.id }],
    }))
    const [finding] = await t.owner.query<{ id: string }>(sql`select finding_id as id from quality_finding where list_id = ${listId}`)
    const officer = t.as(officerActor('police-officer', [area]))
    const trusted = t.as(officerActor('police-commander', [area], { sensitive: true }))
    assert.equal((await officer((ctx) => readCleaning(ctx))).restricted, null)
    assert.equal((await officer((ctx) => readCleaning(ctx))).rules.some((each) => each.rule === 'nationality-renounced'), false)
    await assert.rejects(officer((ctx) => readWorklist(ctx, { rule: 'nationality-renounced' })), /not-allowed/)
    await assert.rejects(officer((ctx) => readFinding(ctx, finding!.id)), /not-allowed/)
    assert.equal((await officer((ctx) => readWorklist(ctx, { most: 5_000 }))).items.some((each) => each.findingId === finding!.id), false)
    assert.deepEqual((await trusted((ctx) => readCleaning(ctx))).restricted!.map((each) => [each.rule, each.open]), [['nationality-renounced', 1]])
    assert.deepEqual((await trusted((ctx) => readFinding(ctx, finding!.id))).list, { title: 'Quyết định tháng 10', rowNo: 1, judgedAt: (await trusted((ctx) => readFinding(ctx, finding!.id))).list!.judgedAt })
    await assert.rejects(trusted((ctx) => readFieldList(ctx, { rule: 'nationality-renounced' })), /not-on-paper/)
    const back = await trusted((ctx) => bringFieldResults(ctx, [{ finding: finding!.id, version: 1, outcome: 'not-found', value: '', note: 'x' }], async () => null))
    assert.deepEqual([back.proposed, back.left.length], [0, 1])
    await t.as(systemActor)((ctx) => judgeList(ctx, { listId, kind: 'nationality-decisions', title: 'Quyết định tháng 10', areas: [], lines: [] }))
  })

  it('keeps up: after changes and their events a full pass has nothing to add and nothing to take away', async () => {
    const police = t.as(officerActor('police-officer', ['86']))
    const some = await t.owner.query<Row>(sql`select distinct on (rule) rule, subject_id, fingerprint from quality_finding where subject_kind = 'person' and state = 'open' order by rule, subject_id`)
    const values: Record<string, object> = { 'ethnicity-missing': { ethnicity: '01' }, 'nationality-missing': { nationalities: ['VNM'] }, 'phone-missing': { phone: '0312345678' }, 'name-legacy-letters': { fullName: 'Nguyễn Thị Sửa' }, 'person-twice': { fullName: 'Trần Văn Khác' } }
    let changed = 0
    const seen = new Set<string>()
    for (const { rule, subject_id: personId } of some) {
      if (seen.has(personId)) continue
      seen.add(personId)
      const facts = values[rule] ?? { email: 'khong-dung' }
      await police((ctx) => changePersonFacts(ctx, { personId, facts, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
      changed++
    }
    assert.ok(changed > 10)
    await followed(t)
    assert.ok((await open()).some((row) => row.rule === 'email-malformed'), 'a new fault is found without a pass')
    assert.equal((await open()).some((row) => row.rule === 'name-legacy-letters' && some.some((each) => each.rule === row.rule && each.subject_id === row.subject_id)), false, 'a mended fault is gone without a pass')
    const steps = await t.owner.query<{ kind: string; type: string | null; own: boolean }>(sql`
      select e.kind, a.type, a.subject_id = q.subject_id as own from quality_finding_event e join quality_finding q using (finding_id) left join legal_act a using (act_id) where e.pass_id is null and e.actor_kind = 'system' and q.list_id is null`)
    assert.ok(steps.some((step) => step.kind === 'fixed') && steps.some((step) => step.kind === 'opened'))
    assert.deepEqual(steps.filter((step) => step.type !== 'person-facts-changed'), [], 'each step names the act that brought it about')
    assert.ok(steps.some((step) => !step.own), 'also of somebody who stands in the same group')
    const stands = await open()
    const pass = await runPass(t.db, { engine: 'postgres' })
    assert.deepEqual({ opened: pass.opened, reopened: pass.reopened, closed: pass.closed }, { opened: 0, reopened: 0, closed: 0 })
    assert.deepEqual(await open(), stands)
  })

  it('where increments and pass differ without a reason it is counted, kept and told; what has a reason is not', async () => {
    const police = t.as(officerActor('police-officer', ['86']))
    const differences = async (): Promise<{ rule: string; direction: string; reason: string; findings: number }[]> => (await police(readPasses))[0]!.differences.map((each) => ({ ...each }))
    const told = (): Promise<{ payload: { missed: number; stale: number } }[]> => t.owner.query(sql`select payload from outbox where type = 'quality.increments-differ' order by position`)
    const passes = await police(readPasses)
    assert.ok(passes.at(-1)!.differences.every(({ reason }) => reason === 'rules'), 'a first pass has nothing to differ from')
    assert.deepEqual([passes[0]!.differences, await told()], [[], []])
    const clean = await t.owner.query<{ id: string }>(sql`select person_id as id from population_public.current_person p where life_status = 'living' and email is null and not exists (select from quality_finding q where q.subject_id = p.person_id) order by 1 limit 3`)
    // As a broken increment would leave it: the register is another, and nothing was told.
    await t.owner.query(sql`update person_version set email = 'khong-dung' where person_id = ${clean[0]!.id} and superseded_at is null and valid_to is null`)
    const [faulty] = await t.owner.query<{ id: string }>(sql`select subject_id as id from quality_finding where rule = 'email-malformed' and state = 'open' order by 1 limit 1`)
    await t.owner.query(sql`update person_version set email = null where person_id = ${faulty!.id} and superseded_at is null and valid_to is null`)
    // An act that is recorded but not yet followed is no fault.
    await police((ctx) => changePersonFacts(ctx, { personId: clean[1]!.id, facts: { email: 'cung-khong' }, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
    await runPass(t.db, { engine: { kind: 'duckdb', memory: '512MB', threads: 1, folder } })
    assert.deepEqual(await differences(), [
      { rule: 'email-malformed', direction: 'missed', reason: 'unexplained', findings: 1 }, { rule: 'email-malformed', direction: 'stale', reason: 'unexplained', findings: 1 }, { rule: 'email-malformed', direction: 'missed', reason: 'waiting', findings: 1 },
    ])
    assert.deepEqual((await told()).map(({ payload: { missed, stale } }) => [missed, stale]), [[1, 1]])
    await followed(t)
    await runPass(t.db, { engine: 'postgres' })
    assert.deepEqual(await differences(), [], 'the lists are right now')
    assert.equal((await told()).length, 1)
    await assert.rejects(t.as(officerActor('justice-officer', ['86']))(readPasses), /not-allowed/)
  })

  it('of an exempted group those who stay are found anew when one leaves, without a pass', async () => {
    const police = t.as(officerActor('police-officer', ['86']))
    const same = async (personId: string, fullName: string): Promise<unknown> => police((ctx) => changePersonFacts(ctx, {
      personId, facts: { fullName, birthDate: '1990-02-03', nativePlace: { area: '86', text: null } }, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId(),
    }))
    const three = await t.owner.query<{ id: string }>(sql`select person_id as id from population_public.current_person where life_status = 'living' and gender = 'male' and birth_year between 1988 and 1992 order by 1 limit 3`)
    for (const { id } of three) await same(id, 'Lý Trùng Tên')
    await followed(t)
    const ofGroup = (): Promise<{ subject_id: string; state: string; fingerprint: string }[]> => t.owner.query(sql`
      select subject_id, state, fingerprint from quality_finding where rule = 'person-twice' and state <> 'fixed' and subject_id = any(${three.map(({ id }) => id)}::uuid[])`)
    assert.deepEqual(new Set((await ofGroup()).map((each) => each.subject_id)), new Set(three.map(({ id }) => id)))
    await t.owner.query(sql`update quality_finding set state = 'exempted', closed_at = now() where fingerprint = ${(await ofGroup())[0]!.fingerprint}`)
    await same(three[0]!.id, 'Lý Khác Tên')
    await followed(t)
    assert.deepEqual((await ofGroup()).map((each) => `${each.subject_id} ${each.state}`).toSorted(), three.slice(1).map(({ id }) => `${id} open`).toSorted())
    const pass = await runPass(t.db, { engine: 'postgres' })
    assert.deepEqual({ opened: pass.opened, reopened: pass.reopened, closed: pass.closed }, { opened: 0, reopened: 0, closed: 0 })
  })
})
