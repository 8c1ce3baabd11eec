import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse } from '../src/app/testing/cast-house.ts'
import {
  answerDiscrepancy, claimedValuesOf, decideRow, exportResults, leaveRow, outcomesOf, publishResults, readDiscrepancies, readDiscrepancyOverview, readResultLines, readResults, readReviewHome, readReviewedRuns, readRow, remindDiscrepancies, sendDiscrepancies,
  sumOutcomes, takeNextRow, undoLastReading, type ReviewCase,
} from '../src/data-ecosystem/linkage/index.ts'
import { nextStage } from '../src/data-ecosystem/linkage/review/next-stage.ts'
import { correctionsFor, decideCorrection, readPerson } from '../src/foundations/population/index.ts'
import { sha256Hex } from '../src/kernel/hash.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql, type Ctx, type OfficerActor } from '../src/platform/index.ts'
import { officerActor } from '../src/platform/testing.ts'
import type { CastKey } from '../synthetic/index.ts'
import { certain, likely, matchedList, unlike, type HandRow } from './matched-list.ts'

const refused = (code: string) => ({ code })
const now = '2026-11-18T02:00:00.000Z'

const rows: readonly HandRow[] = [
  { name: 'NGUYEN THI MAI', birth: '2000', gender: 'female', commune: '29602', address: 'Ấp Phước Lợi', phone: '0300 000 777', people: [{ key: 'mai', weight: 6, levels: likely }, { key: 'hoa', weight: -1, levels: unlike }] },
  { name: 'Trần Thị Hoa', birth: '1997', commune: '29602', people: [{ key: 'hoa', weight: 5, levels: likely }] },
  { name: 'Phạm Thị Cúc', birth: '1975-01-20', commune: '29602', address: 'Số 47, Ấp Phước Lợi', phone: '0300000778', zone: 'automatic', people: [{ key: 'cuc', weight: 30, levels: certain }] },
  { name: 'Lê Hoài Nam', birth: '1998-11-02', commune: '29602', people: [{ key: 'nam', weight: 7, levels: likely, lifeStatus: 'deceased' }] },
  { name: 'Thạch Thanh Bình', birth: '1995', commune: '29308', people: [{ key: 'binh', weight: 4, levels: likely, area: '29308' }] },
  { name: '', blocked: true },
  { name: 'Pham Thi Cuc', birth: '1975-01-21', commune: '29602', zone: 'automatic', people: [{ key: 'cuc', weight: 20, levels: { ...certain, birth: 2 } }] },
  { name: 'Lê Thị Không Có', birth: '1980', commune: '29602' },
  { name: 'Lê Văn Hùng', birth: '1973-06-16', commune: '29602', zone: 'automatic', people: [{ key: 'hung', weight: 18, levels: { ...certain, birth: 2 } }] },
]

describe('people read the rows a machine is not sure of', () => {
  let house: CastHouse
  let listId = ''
  let runId = ''
  const as = (key: CastKey, at = now) => house.asCast(key, { now: at })
  const take = (key: CastKey, at = now): Promise<number | null> => as(key, at)((ctx) => takeNextRow(ctx, runId))
  const open = (key: CastKey, rowNo: number, at = now): Promise<ReviewCase> => as(key, at)((ctx) => readRow(ctx, runId, rowNo))
  const draw = (rowNo: number | null, value: number) => house.t.owner.query(sql`update matching_review set draw = ${value}, place = 0.5 where run_id = ${runId} and (${rowNo}::int is null or row_no = ${rowNo})`)
  const stateOf = async (rowNo: number): Promise<{ state: string; stage: number; verdict: string | null; personId: string | null }> =>
    (await house.t.owner.query<{ state: string; stage: number; verdict: string | null; personId: string | null }>(sql`select state, stage, verdict, person_id as "personId" from matching_review where run_id = ${runId} and row_no = ${rowNo}`))[0]!
  const hold = (key: CastKey, rowNo: number, at = now) => house.t.owner.query(sql`update matching_review set claimed_by = ${house.who(key).personId}, claimed_until = ${at}::timestamptz + interval '30 minutes', version = version + 1 where run_id = ${runId} and row_no = ${rowNo}`)
  const say = async (key: CastKey, rowNo: number, verdict: string, more: { personId?: string; note?: string } = {}, at = now): Promise<void> => {
    const { row } = await open(key, rowNo, at)
    await as(key, at)((ctx) => decideRow(ctx, { runId, rowNo, version: row.version, verdict, ...more }))
  }

  before(async () => {
    house = await castHouse()
    ;({ listId, runId } = await matchedList(house, rows))
    await as('hanhSteward')((ctx) => readReviewHome(ctx, runId))
    await house.t.owner.query(sql`delete from matching_review where run_id = ${runId} and origin = 'automatic'`)
    await draw(null, 1)
  })
  after(() => house.close())

  it('two readers at once are never given the same row, and each keeps the one he holds', async () => {
    const taken = await Promise.all((['hanhSteward', 'haiPolice', 'policeCommander'] as const).map((key) => take(key)))
    assert.equal(new Set(taken).size, 3, taken.join())
    assert.ok(taken.every((rowNo) => rowNo !== null))
    assert.equal(await take('hanhSteward'), taken[0])
    await assert.rejects(open('haiPolice', taken[0]!), refused('linkage.row-taken'))
    await assert.rejects(as('haiPolice')((ctx) => decideRow(ctx, { runId, rowNo: taken[0]!, version: 2, verdict: 'none' })), refused('linkage.row-taken'))
    await as('haiPolice')((ctx) => leaveRow(ctx, runId, taken[0]!))
    assert.equal(await take('hanhSteward'), taken[0], 'nobody gives away what another holds')
    for (const [i, key] of (['hanhSteward', 'haiPolice', 'policeCommander'] as const).entries()) await as(key)((ctx) => leaveRow(ctx, runId, taken[i]!))
    const many = await Promise.all(Array.from({ length: 8 }, (_, i) => house.t.as(officerActor('police-officer', ['86'], { personId: newId() }), undefined, { now })((ctx) => takeNextRow(ctx, runId)).then((rowNo) => [i, rowNo] as const)))
    const given = many.map(([, rowNo]) => rowNo).filter((rowNo) => rowNo !== null)
    assert.equal(new Set(given).size, given.length)
    await house.t.owner.query(sql`update matching_review set claimed_by = null, claimed_until = null where run_id = ${runId}`)
  })

  it('whose time is over loses the row, and who is dead comes first', async () => {
    assert.equal(await take('hanhSteward'), 5, 'the dead come first')
    const later = '2026-11-18T02:31:00.000Z'
    await assert.rejects(open('hanhSteward', 5, later), refused('linkage.row-taken'))
    assert.equal(await take('haiPolice', later), 5)
    await as('haiPolice', later)((ctx) => leaveRow(ctx, runId, 5))
  })

  it('a row shows everybody it may be, with reasons; numbers are whole only for posts that may read them; the people see why', async () => {
    await hold('hanhSteward', 2)
    const steward = await open('hanhSteward', 2)
    assert.deepEqual(steward.candidates.map((each) => each.personId), [house.who('mai').personId, house.who('hoa').personId])
    assert.match(steward.candidates[0]!.pin!, /^•{9}\d{3}$/)
    assert.equal(steward.candidates[0]!.explanation.lines.find((line) => line.of === 'birth')?.level, 'year-only')
    assert.equal(steward.candidates[1]!.explanation.lines[0]?.side, 'against')
    await hold('haiPolice', 2)
    assert.equal((await open('haiPolice', 2)).candidates[0]!.pin, house.who('mai').pin)
    const [log] = await house.t.owner.query<{ text: string; n: number }>(sql`select max(purpose_text) as text, count(*) as n from access_log where ${house.who('mai').personId} = any(subjects) and purpose_code = 'list-match' and actor_person = ${house.who('hanhSteward').personId}`)
    assert.ok(log!.n >= 1)
    assert.match(log!.text, /Hội người cao tuổi 2026.*Rà soát hội viên/)
    await house.t.owner.query(sql`update matching_review set claimed_by = null, claimed_until = null where run_id = ${runId}`)
  })

  it('rows of another commune, and lists that are not one’s own, stay closed', async () => {
    await hold('haiPolice', 6)
    await assert.rejects(open('haiPolice', 6), refused('linkage.row-unknown'))
    await as('hanhSteward')((ctx) => leaveRow(ctx, runId, 6))
    assert.equal(await take('secondPolice'), null, 'still held')
    await house.t.owner.query(sql`update matching_review set claimed_by = null, claimed_until = null where run_id = ${runId}`)
    assert.equal(await take('secondPolice'), 6)
    await as('secondPolice')((ctx) => leaveRow(ctx, runId, 6))
    const stranger = house.t.as(officerActor('data-steward', ['86'], { personId: newId(), organisationId: newId() }), undefined, { now })
    for (const work of [(ctx: Ctx) => takeNextRow(ctx, runId), (ctx: Ctx) => readReviewHome(ctx, runId), (ctx: Ctx) => readRow(ctx, runId, 2), (ctx: Ctx) => readResults(ctx, runId), (ctx: Ctx) => publishResults(ctx, runId), (ctx: Ctx) => sendDiscrepancies(ctx, listId), (ctx: Ctx) => readDiscrepancies(ctx, listId, { states: ['open'] })]) {
      await assert.rejects(stranger(work as (ctx: Ctx) => Promise<unknown>), refused('authorise.not-allowed'))
    }
    assert.deepEqual(await stranger((ctx) => readReviewedRuns(ctx)), [])
    for (const key of ['haiPolice', 'thuLeader', 'insuranceOfficer', 'mai'] as const) await assert.rejects(as(key)((ctx) => readResults(ctx, runId)))
    await assert.rejects(as('lanJustice')((ctx) => takeNextRow(ctx, runId)), refused('authorise.not-allowed'))
    assert.equal((await as('secondPolice')((ctx) => readReviewedRuns(ctx)))[0]?.total, 1)
  })

  it('a sensitive list is read only by posts with the sensitive right', async () => {
    const prisoners = await matchedList(house, [rows[0]!], { kind: 'prisoners' })
    await assert.rejects(as('hanhSteward')((ctx) => takeNextRow(ctx, prisoners.runId)), refused('authorise.not-allowed'))
    await assert.rejects(as('haiPolice')((ctx) => takeNextRow(ctx, prisoners.runId)), refused('authorise.not-allowed'))
    assert.ok(!(await as('hanhSteward')((ctx) => readReviewedRuns(ctx))).some((run) => run.runId === prisoners.runId))
    await house.t.owner.query(sql`delete from matching_run where run_id = ${prisoners.runId}`)
  })

  it('one answer settles a row; it is taken back by its reader for some minutes, and by nobody else', async () => {
    await hold('haiPolice', 3)
    await assert.rejects(say('haiPolice', 3, 'same', { personId: house.who('mai').personId }), refused('linkage.candidate-unknown'))
    await assert.rejects(say('haiPolice', 3, 'perhaps'), refused('linkage.verdict-needed'))
    await say('haiPolice', 3, 'same', { personId: house.who('hoa').personId })
    assert.deepEqual(await stateOf(3), { state: 'done', stage: 1, verdict: 'same', personId: house.who('hoa').personId })
    await assert.rejects(as('policeCommander')((ctx) => undoLastReading(ctx, runId)), refused('linkage.nothing-to-undo'))
    await assert.rejects(as('haiPolice', '2026-11-18T02:11:00.000Z')((ctx) => undoLastReading(ctx, runId)), refused('linkage.nothing-to-undo'))
    assert.equal(await as('haiPolice')((ctx) => undoLastReading(ctx, runId)), 3)
    assert.equal((await stateOf(3)).state, 'waiting')
    await say('haiPolice', 3, 'none')
    assert.equal((await stateOf(3)).verdict, 'none')
    const kept = await house.t.owner.query<{ verdict: string }>(sql`select verdict from matching_reading where run_id = ${runId} and row_no = 3 order by at, undone_at nulls last`)
    assert.deepEqual(kept.map((each) => each.verdict).toSorted(), ['none', 'same'], 'what was taken back stays in the books')
  })

  it('a sampled row is read by a second person who sees nothing of the first; where they differ a third decides', async () => {
    await draw(2, 0)
    const { mai, hoa } = { mai: house.who('mai').personId, hoa: house.who('hoa').personId }
    await hold('haiPolice', 2)
    await say('haiPolice', 2, 'same', { personId: mai, note: 'Biết chị Mai.' })
    assert.deepEqual({ state: (await stateOf(2)).state, verdict: (await stateOf(2)).verdict }, { state: 'waiting', verdict: null })
    // The first reader is not given it again, nor can he hold it past the queue.
    const next = await take('haiPolice')
    assert.notEqual(next, 2)
    if (next !== null) await as('haiPolice')((ctx) => leaveRow(ctx, runId, next))
    await hold('haiPolice', 2)
    const { row } = await open('haiPolice', 2)
    await assert.rejects(as('haiPolice')((ctx) => decideRow(ctx, { runId, rowNo: 2, version: row.version, verdict: 'same', personId: mai })), refused('linkage.read-before'))
    await assert.rejects(house.t.db.query(sql`insert into matching_reading (reading_id, run_id, row_no, round, stage, reader, verdict, at) values (${newId()}, ${runId}, 2, 1, 2, ${house.who('haiPolice').personId}, 'none', now())`), /matching_reading_other_reader/)
    await hold('policeCommander', 2)
    const second = await open('policeCommander', 2)
    assert.deepEqual(second.twoAnswers, [])
    assert.ok(!JSON.stringify({ ...second, row: { ...second.row, stage: 0, draw: 0 } }).includes('Biết chị Mai'), 'blind')
    await say('policeCommander', 2, 'another', { personId: hoa })
    assert.deepEqual((await stateOf(2)).stage, 3)
    await hold('hanhSteward', 2)
    const third = await open('hanhSteward', 2)
    assert.deepEqual(third.twoAnswers.map((each) => [each.verdict, each.personId]), [['same', mai], ['another', hoa]])
    assert.ok(!JSON.stringify(third.twoAnswers).includes(house.who('haiPolice').personId), 'who said it is not told')
    await say('hanhSteward', 2, 'same', { personId: mai })
    assert.deepEqual(await stateOf(2), { state: 'done', stage: 3, verdict: 'same', personId: mai })
    const { agreement } = await as('hanhSteward')((ctx) => readReviewHome(ctx, runId))
    assert.deepEqual([agreement?.agreed.count, agreement?.agreed.of], [0, 1])
  })

  it('a question goes to the owner of the list, needs words, and its answer brings the row back', async () => {
    await hold('secondPolice', 6)
    await assert.rejects(say('secondPolice', 6, 'ask'), refused('linkage.question-needed'))
    await say('secondPolice', 6, 'ask', { note: 'Năm sinh ghi theo giấy nào?' })
    assert.equal(await as('secondPolice')((ctx) => undoLastReading(ctx, runId)), 6)
    await say('secondPolice', 6, 'ask', { note: 'Năm sinh ghi theo giấy nào?' })
    const page = await as('hanhSteward')((ctx) => readDiscrepancies(ctx, listId, { states: ['open'] }))
    assert.deepEqual(page.items.map((each) => [each.kind, each.question, each.line.name]), [['question', 'Năm sinh ghi theo giấy nào?', 'Thạch Thanh Bình']])
    assert.equal(await as('hanhSteward')((ctx) => sendDiscrepancies(ctx, listId)), 1)
    const [sent] = (await as('hanhSteward')((ctx) => readDiscrepancies(ctx, listId, { states: ['sent'] }))).items
    assert.equal(sent?.dueOn, '2026-12-03')
    await assert.rejects(as('hanhSteward')((ctx) => answerDiscrepancy(ctx, { discrepancyId: sent!.discrepancyId, version: sent!.version, answer: 'list-corrected', note: '' })), refused('linkage.answer-note-needed'))
    assert.equal(await as('hanhSteward')((ctx) => remindDiscrepancies(ctx, listId)), 0)
    const late = '2026-12-04T02:00:00.000Z'
    assert.equal(await as('hanhSteward', late)((ctx) => remindDiscrepancies(ctx, listId)), 1)
    assert.equal(await as('hanhSteward', late)((ctx) => remindDiscrepancies(ctx, listId)), 0, 'once a day')
    const [reminded] = (await as('hanhSteward')((ctx) => readDiscrepancies(ctx, listId, { states: ['sent'] }))).items
    await as('hanhSteward', late)((ctx) => answerDiscrepancy(ctx, { discrepancyId: sent!.discrepancyId, version: reminded!.version, answer: 'list-corrected', note: 'Theo giấy khai sinh 1995.' }))
    assert.equal((await stateOf(6)).state, 'waiting')
    await hold('secondPolice', 6)
    await say('secondPolice', 6, 'unsure')
    assert.equal((await stateOf(6)).verdict, 'unsure')
  })

  it('results are made known only when all is read; then discrepancies open, values are kept beside the register, and no core fact moves', async () => {
    await assert.rejects(as('hanhSteward')((ctx) => publishResults(ctx, runId)), refused('linkage.rows-waiting'))
    await hold('haiPolice', 5)
    await say('haiPolice', 5, 'same', { personId: house.who('nam').personId })
    const before_ = await house.t.owner.query<{ n: number }>(sql`select count(*) as n from legal_act`)
    await assert.rejects(as('hanhSteward')((ctx) => exportResults(ctx, { runId, agreement: '12/TT-SYT', expiresOn: '2026-12-31' })), refused('linkage.not-published'))
    await as('hanhSteward')((ctx) => publishResults(ctx, runId))
    await assert.rejects(as('hanhSteward')((ctx) => publishResults(ctx, runId)), refused('linkage.published'))
    await assert.rejects(as('haiPolice')((ctx) => undoLastReading(ctx, runId)), refused('linkage.nothing-to-undo'))
    await house.t.drain(now)
    const all = sumOutcomes(await as('hanhSteward')((ctx) => outcomesOf(ctx, runId)))
    assert.deepEqual(all, { linked: 3, moved: 0, dead: 1, duplicate: 1, review: 1, notFound: 2, blocked: 1 })
    const { items } = await as('hanhSteward')((ctx) => readDiscrepancies(ctx, listId, { states: ['open'] }))
    assert.deepEqual(items.map((each) => [each.rowNo, each.kind, each.field]).toSorted(), [[10, 'differs', 'birthDate'], [5, 'dead', null], [8, 'duplicate', null]])
    const differs = items.find((each) => each.kind === 'differs')!
    assert.deepEqual([differs.line.value, differs.register], ['16/06/1973', '15/06/1973'])
    assert.deepEqual(await house.t.owner.query<{ n: number }>(sql`select count(*) as n from legal_act`), before_, 'nothing is recorded in the register')
    const claims = await as('haiPolice')((ctx) => claimedValuesOf(ctx, house.who('cuc').personId))
    assert.deepEqual(claims.map((each) => [each.field, each.value, each.listTitle]), [['address', 'Số 47, Ấp Phước Lợi', 'Hội người cao tuổi 2026'], ['phone', '0300000778', 'Hội người cao tuổi 2026'], ['sector-number', 'HV4', 'Hội người cao tuổi 2026']])
    await house.t.owner.query(sql`update matching_list set kind = 'prisoners' where list_id = ${listId}`)
    assert.deepEqual(await as('haiPolice')((ctx) => claimedValuesOf(ctx, house.who('cuc').personId)), [], 'who stands on a sensitive list is not told to every post')
    assert.equal((await as('policeCommander')((ctx) => claimedValuesOf(ctx, house.who('cuc').personId))).length, 3)
    await house.t.owner.query(sql`update matching_list set kind = 'elderly' where list_id = ${listId}`)
    assert.deepEqual((await as('mai')((ctx) => claimedValuesOf(ctx, house.who('mai').personId))).map((each) => each.field), ['address', 'phone', 'sector-number'])
    await assert.rejects(as('mai')((ctx) => claimedValuesOf(ctx, house.who('cuc').personId)), refused('authorise.not-allowed'))
    await assert.rejects(as('secondPolice')((ctx) => claimedValuesOf(ctx, house.who('cuc').personId)), refused('authorise.not-allowed'))
  })

  it('where the list is right the police are asked to look; their answer comes back, and only they change the register', async () => {
    await as('hanhSteward')((ctx) => sendDiscrepancies(ctx, listId))
    const { items } = await as('hanhSteward')((ctx) => readDiscrepancies(ctx, listId, { states: ['sent'] }))
    const differs = items.find((each) => each.kind === 'differs')!
    const answer = (answer_: string, note: string, version = differs.version) => as('hanhSteward')((ctx) => answerDiscrepancy(ctx, { discrepancyId: differs.discrepancyId, version, answer: answer_, note }))
    await assert.rejects(answer('list-right', ''), refused('linkage.answer-note-needed'))
    await assert.rejects(answer('maybe', 'x'), refused('linkage.answer-needed'))
    await answer('list-right', 'Đã xem giấy khai sinh số 5/1973.')
    await assert.rejects(answer('removed', 'x'), refused('linkage.discrepancy-changed'))
    await house.t.drain(now)
    const hung = house.who('hung').personId
    const birth = () => house.asSystem(now)((ctx) => readPerson(ctx, hung, ['birthDate'])).then((each) => each.birthDate)
    assert.equal(await birth(), '1973-06-15', 'a proposal changes nothing')
    const [case_] = (await as('haiPolice')((ctx) => correctionsFor(ctx))).filter((each) => each.personId === hung)
    assert.deepEqual([case_?.field, case_?.claimed], ['birthDate', '16/06/1973'])
    assert.match(case_?.note ?? '', /dòng 10.*giấy khai sinh số 5\/1973/)
    await as('policeCommander')((ctx) => decideCorrection(ctx, { caseId: case_!.caseId, version: case_!.version, decision: 'accept', reason: '' }))
    await house.t.drain('2026-11-18T02:05:00.000Z')
    assert.equal(await birth(), '1973-06-16')
    const closed = (await as('hanhSteward')((ctx) => readDiscrepancies(ctx, listId, { states: ['closed'] }))).items.find((each) => each.kind === 'differs')
    assert.deepEqual([closed?.state, closed?.outcome], ['closed', 'accepted'])
    assert.ok((await as('hanhSteward')((ctx) => readDiscrepancyOverview(ctx))).lists.some((each) => each.list.listId === listId))
  })

  it('each figure of the results opens just its lines, and whoever is found in them is logged', async () => {
    const { outcomes: figures } = await as('hanhSteward')((ctx) => readResults(ctx, runId))
    const seen: number[] = []
    for (const [outcome, n] of Object.entries(figures) as [keyof typeof figures, number][]) {
      const { lines, total } = await as('hanhSteward')((ctx) => readResultLines(ctx, runId, { outcome }))
      assert.deepEqual([total, lines.length], [n, n], outcome)
      seen.push(...lines.map(({ rowNo }) => rowNo))
    }
    assert.deepEqual(seen.toSorted((a, b) => a - b), rows.map((_, i) => i + 2), 'every line stands in just one list')
    const logged = async (): Promise<number> => (await house.t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where ${house.who('cuc').personId} = any(subjects) and purpose_code = 'list-match' and kind = 'list' and 'lifeStatus' = any(fields)`))[0]!.n
    const before_ = await logged()
    const { lines } = await as('hanhSteward')((ctx) => readResultLines(ctx, runId, { outcome: 'duplicate', page: 99 }))
    assert.deepEqual(lines.map(({ line }) => line.name), ['Pham Thi Cuc'])
    assert.equal(await logged(), before_ + 1)
    for (const key of ['haiPolice', 'thuLeader', 'mai'] as const) await assert.rejects(as(key)((ctx) => readResultLines(ctx, runId, { outcome: 'linked' })), refused('authorise.not-allowed'))
  })

  it('a file is handed out by an agreement alone, until a day, with a mark in every line and its hash kept; everybody in it is logged', async () => {
    const hand = (agreement: string, expiresOn: string) => as('hanhSteward')((ctx) => exportResults(ctx, { runId, agreement, expiresOn }))
    await assert.rejects(hand('', '2026-12-31'), refused('linkage.agreement-needed'))
    for (const day of ['', '2026-11-18', '2028-01-01', '2027-07-01']) await assert.rejects(hand('12/TT-SYT', day), refused('linkage.expiry-needed'))
    const one = await hand('12/TT-SYT ngày 05/11/2026', '2026-12-31')
    const lines = one.text.trimEnd().split('\n')
    assert.equal(lines.length, rows.length + 2)
    assert.ok(lines[2]!.startsWith('2,HV2,linked,'))
    assert.ok(!one.text.includes(house.who('mai').pin) && !one.text.includes('Mai'), 'nothing of the register')
    const two = await hand('12/TT-SYT ngày 05/11/2026', '2026-12-31')
    assert.notEqual(two.text.split('\n')[2], lines[2], 'each export has marks of its own')
    const { exports } = await as('hanhSteward')((ctx) => readResults(ctx, runId))
    assert.deepEqual(exports.map((each) => each.sha256).toSorted(), [sha256Hex(one.text), sha256Hex(two.text)].toSorted())
    const [log] = await house.t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where ${house.who('mai').personId} = any(subjects) and purpose_text like 'Trích kết quả%'`)
    assert.equal(log!.n, 2)
    await assert.rejects(as('haiPolice')((ctx) => exportResults(ctx, { runId, agreement: '12/TT-SYT', expiresOn: '2026-12-31' })), refused('authorise.not-allowed'))
    await house.t.owner.query(sql`update matching_list set kind = 'prisoners' where list_id = ${listId}`)
    const trusted = house.t.as({ ...(house.actorOf('hanhSteward') as OfficerActor), sensitive: true }, undefined, { now })
    await assert.rejects(trusted((ctx) => exportResults(ctx, { runId, agreement: '12/TT-SYT', expiresOn: '2026-12-31' })), refused('linkage.not-handed-out'))
    await house.t.owner.query(sql`update matching_list set kind = 'elderly' where list_id = ${listId}`)
  })
})

describe('how far results can be relied on', () => {
  it('is found by people who read rows the machine linked by itself: agreed stands, another answer is read again', async () => {
    const house = await castHouse()
    try {
      const { runId } = await matchedList(house, ['mai', 'hoa', 'cuc', 'hung'].map((key) => ({ name: house.who(key as CastKey).fullName, commune: '29602', zone: 'automatic', people: [{ key: key as CastKey, weight: 20, levels: certain }] })))
      const as = (key: CastKey) => house.asCast(key, { now })
      await house.t.owner.query(sql`insert into matching_review_run (run_id, list_id, prepared_at) select run_id, list_id, now() from matching_run where run_id = ${runId}`)
      await house.t.owner.query(sql`insert into matching_review (run_id, row_no, list_id, area, origin, weight, urgent) select p.run_id, p.row_no, r.list_id, '29602', 'automatic', p.weight, false from matching_pair p join matching_run r using (run_id) where p.run_id = ${runId}`)
      const read = async (key: CastKey, verdict: (rowNo: number, first: string) => { verdict: string; personId?: string }): Promise<number | null> => {
        const rowNo = await as(key)((ctx) => takeNextRow(ctx, runId))
        if (rowNo === null) return null
        const { row, candidates } = await as(key)((ctx) => readRow(ctx, runId, rowNo))
        await as(key)((ctx) => decideRow(ctx, { runId, rowNo, version: row.version, ...verdict(rowNo, candidates[0]!.personId) }))
        return rowNo
      }
      for (let i = 0; i < 4; i++) await read('haiPolice', (rowNo, first) => (rowNo === 3 ? { verdict: 'none' } : { verdict: 'same', personId: first }))
      const before = await as('hanhSteward')((ctx) => readResults(ctx, runId))
      assert.deepEqual([before.automaticPrecision?.count, before.automaticPrecision?.of, before.waiting], [3, 3, 1], 'what a reader doubts is read by another first')
      assert.equal(await read('haiPolice', () => ({ verdict: 'none' })), null)
      assert.equal(await read('policeCommander', () => ({ verdict: 'none' })), 3)
      const after_ = await as('hanhSteward')((ctx) => readResults(ctx, runId))
      assert.deepEqual([after_.automaticPrecision?.count, after_.automaticPrecision?.of, after_.waiting], [3, 4, 0])
      assert.deepEqual([after_.outcomes.linked, after_.outcomes.notFound], [3, 1], 'people stand before the machine')
      assert.equal(after_.agreement, null, 'a machine is no second reader')
    } finally {
      await house.close()
    }
  })
})

describe('what follows a reading', () => {
  const row = { stage: 1, origin: 'review', draw: 0.5, likeliest: 'a' } as const
  const same = (personId: string) => ({ verdict: personId === 'a' ? ('same' as const) : ('another' as const), personId })
  it('stands, unless the row was drawn or the machine said otherwise', () => {
    assert.equal(nextStage(row, [], same('a'), 0.05).state, 'done')
    assert.deepEqual(nextStage({ ...row, draw: 0.01 }, [], same('a'), 0.05), { stage: 2, state: 'waiting' })
    assert.equal(nextStage({ ...row, origin: 'automatic', draw: 0.01 }, [], same('a'), 0.05).state, 'done')
    assert.deepEqual(nextStage({ ...row, origin: 'automatic' }, [], same('b'), 0.05), { stage: 2, state: 'waiting' })
  })
  it('of two the same stands, of two that differ the third decides; a question waits for its answer', () => {
    assert.equal(nextStage({ ...row, stage: 2 }, [same('a')], same('a'), 1).state, 'done')
    assert.deepEqual(nextStage({ ...row, stage: 2 }, [same('a')], { verdict: 'none', personId: null }, 1), { stage: 3, state: 'waiting' })
    assert.equal(nextStage({ ...row, stage: 3 }, [same('a'), same('b')], same('b'), 1).state, 'done')
    assert.equal(nextStage({ ...row, draw: 0 }, [], { verdict: 'ask', personId: null }, 1).state, 'done')
  })
})
