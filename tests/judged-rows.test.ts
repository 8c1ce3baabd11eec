import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse } from '../src/app/testing/cast-house.ts'
import { decideRow, judgeMatchedList, readRow, takeNextRow, undoLastReading } from '../src/data-ecosystem/linkage/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql } from '../src/platform/index.ts'
import { officerActor } from '../src/platform/testing.ts'
import { certain, likely, matchedList, type HandRow } from './matched-list.ts'

const now = '2026-11-18T02:00:00.000Z'
const rows: readonly HandRow[] = [
  { name: 'Nguyen Thi Mai', commune: '29602', people: [{ key: 'mai', weight: 6, levels: likely }, { key: 'hoa', weight: 4, levels: likely }] },
  { name: 'Phạm Thị Cúc', commune: '29602', zone: 'automatic', people: [{ key: 'cuc', weight: 30, levels: certain }] },
]

describe('what people say of a row is judged by the rules of the list at once', () => {
  let house: CastHouse
  before(async () => {
    house = await castHouse()
  })
  after(() => house.close())

  const asSteward = (at = now) => house.asCast('hanhSteward', { now: at })
  /** Open findings of a list: rule, line, whom it is about. */
  const found = async (listId: string): Promise<string[]> => {
    await house.t.drain(now)
    const open = await house.t.owner.query<{ rule: string; fingerprint: string; subject: string }>(sql`select rule, fingerprint, subject_id as subject from quality_finding where list_id = ${listId} and state = 'open'`)
    const names = new Map((['mai', 'hoa', 'cuc'] as const).map((key) => [house.who(key).personId, key as string]))
    return open.flatMap(({ rule, fingerprint, subject }) => (names.has(subject) ? [`${rule} ${fingerprint.split(':').at(-1)} ${names.get(subject)}`] : subject === listId ? [`${rule} ${fingerprint}`] : [])).toSorted()
  }
  const made = async (kind: string, wholeFor: readonly string[] = [], handed = rows): Promise<{ listId: string; runId: string }> => {
    const of = await matchedList(house, handed, { kind })
    await house.t.owner.query(sql`update matching_run set whole_for = ${wholeFor} where run_id = ${of.runId}`)
    await house.asSystem(now)((ctx) => judgeMatchedList(ctx, of.runId))
    await asSteward()((ctx) => takeNextRow(ctx, of.runId))
    await house.t.owner.query(sql`update matching_review set draw = 1 where run_id = ${of.runId}`)
    return of
  }
  const say = async (runId: string, verdict: string, key?: 'mai' | 'hoa'): Promise<void> => {
    const { row } = await asSteward()((ctx) => readRow(ctx, runId, 2))
    await asSteward()((ctx) => decideRow(ctx, { runId, rowNo: 2, version: row.version, verdict, ...(key ? { personId: house.who(key).personId } : {}) }))
  }

  it('the same person, another, nobody: a finding opens, moves to the other, closes; taken back it closes too', async () => {
    const { listId, runId } = await made('elderly')
    const cuc = 'elderly-member-too-young 3 cuc'
    assert.deepEqual(await found(listId), [cuc])
    await say(runId, 'same', 'mai')
    assert.deepEqual(await found(listId), ['elderly-member-too-young 2 mai', cuc])
    await asSteward()((ctx) => undoLastReading(ctx, runId))
    assert.deepEqual(await found(listId), [cuc])
    await say(runId, 'another', 'hoa')
    assert.deepEqual(await found(listId), ['elderly-member-too-young 2 hoa', cuc])
    await asSteward()((ctx) => undoLastReading(ctx, runId))
    await say(runId, 'none')
    assert.deepEqual(await found(listId), ['elderly-member-not-in-register 2', cuc])
    const all = await house.t.owner.query<{ state: string }>(sql`select state from quality_finding where list_id = ${listId}`)
    assert.deepEqual(all.map(({ state }) => state).toSorted(), ['fixed', 'fixed', 'open', 'open'], 'nothing is deleted')
  })

  it('nobody found for the row: its own finding opens and closes with the answer', async () => {
    const { listId, runId } = await made('paper-records')
    assert.deepEqual(await found(listId), [])
    await say(runId, 'none')
    assert.deepEqual(await found(listId), ['paper-record-not-in-register 2'])
    await asSteward()((ctx) => undoLastReading(ctx, runId))
    await say(runId, 'same', 'mai')
    assert.deepEqual(await found(listId), [])
  })

  it('whoever a doubtful row may mean is not absent before somebody has read it', async () => {
    const { listId, runId } = await made('identity-cards', ['29602'])
    assert.deepEqual(await found(listId), [], 'Cúc is on the list; Mai and Hoa may be')
    const others = await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from quality_finding where list_id = ${listId} and rule = 'card-not-made' and state = 'open' and area = '29602'`)
    assert.ok(others[0]!.n >= 5, 'everybody else of the commune is')
    await say(runId, 'same', 'mai')
    assert.deepEqual(await found(listId), ['card-not-made 0 hoa'])
    await asSteward()((ctx) => undoLastReading(ctx, runId))
    await say(runId, 'none')
    assert.deepEqual(await found(listId), ['card-not-made 0 hoa', 'card-not-made 0 mai'])
    const after = await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from quality_finding where list_id = ${listId} and rule = 'card-not-made' and state = 'open' and area = '29602'`)
    assert.equal(after[0]!.n, others[0]!.n + 2, 'nobody else was touched')
  })

  it('two rows of one person are found and lost with what is said of the second', async () => {
    const { listId, runId } = await made('social-insurance', [], [rows[0]!, { name: 'Nguyễn Thị Mai', commune: '29602', zone: 'automatic', people: [{ key: 'mai', weight: 30, levels: certain }] }, rows[1]!])
    assert.deepEqual(await found(listId), [])
    await say(runId, 'same', 'mai')
    assert.deepEqual(await found(listId), ['insured-twice 2 mai', 'insured-twice 3 mai'])
    await asSteward()((ctx) => undoLastReading(ctx, runId))
    assert.deepEqual(await found(listId), [])
  })

  it('says of an older matching count no more once there is a newer', async () => {
    const { listId, runId } = await made('elderly')
    await house.t.owner.query(sql`insert into matching_run (run_id, list_id, model_id, model_version, lower_bits, upper_bits, pair_budget, memory_mb, threads, status, ordered_at, finished_at) values (${newId()}, ${listId}, 'elderly', 1, -2, 10, 1000, 512, 1, 'done', '2026-11-18T01:00:00Z', '2026-11-18T01:00:00Z')`)
    await say(runId, 'same', 'mai')
    assert.deepEqual(await found(listId), ['elderly-member-too-young 3 cuc'])
    const foreign = house.t.as(officerActor('data-steward', ['86'], { organisationId: newId() }))
    await assert.rejects(foreign((ctx) => judgeMatchedList(ctx, runId)), { code: 'authorise.not-allowed' })
  })
})
