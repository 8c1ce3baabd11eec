import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { qualityRules as everyRule } from '../quality-rules/index.ts'
import { importSynthetic, personIdOf as personOfList } from '../src/app/import/index.ts'
import { attachSnapshot, judgeList, judgeListIn, keepCodeSets, listKinds, makeCodeTables, openEngine, recheck, runPass, takeSnapshot, type Engine, type JudgeList, type ListFound, type ListLine } from '../src/data-ecosystem/quality/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { plainKey } from '../src/kernel/vietnamese-text.ts'
import { sql } from '../src/platform/index.ts'
import { systemActor, testDb, type TestDatabase } from '../src/platform/testing.ts'
import { generatePeople } from '../synthetic/index.ts'
import { ruleList, ruleListKinds, type RuleList } from '../synthetic/lists/rule-lists.ts'

const seed = 'list-rules'
const personOf = (externalId: string): string => personOfList('synthetic', externalId)

/** A list as the matching hands it over when every line was matched with the person it means. */
function matched(list: RuleList): ListLine[] {
  return list.lines.map(({ name, birth, truth, ...line }) => ({ ...line, namePlain: plainKey(name), birthDate: birth, outcome: truth === '' ? 'not-found' : 'matched', personId: truth === '' ? null : personOf(truth) }))
}

const said = (found: readonly { rule: string; rowNo: number; person: string }[]): string[] => found.map((each) => `${each.rule} ${each.rowNo} ${each.person}`).toSorted()

describe('rules about sector lists', async () => {
  const t: TestDatabase = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-lists-'))
  let engine: Engine
  let today = ''
  const lists = new Map<string, RuleList>()
  after(async () => {
    engine?.close()
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })

  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 6_000, seed, errors: 'none' })
    const people = [...generatePeople({ seed, people: 6_000, errors: 'none' })].flatMap((household) => household.people)
    const strangers = [...generatePeople({ seed: 'nobody', people: 200, errors: 'none', withCast: false })].flatMap((household) => household.people)
    engine = await openEngine({ memory: '512MB', threads: 1, folder })
    const sets = await t.as(systemActor)(async (ctx) => {
      today = ctx.today
      return keepCodeSets(ctx)
    })
    for (const kind of ruleListKinds) lists.set(kind, ruleList(kind, { people, strangers, seed, today }))
    for (const list of lists.values()) {
      await t.owner.query(sql`update residence_period set kind = 'temporary' where person_id = any(${list.staying.map(personOf)}::uuid[]) and superseded_at is null and valid_to is null`)
    }
    await t.as(systemActor)((ctx) => takeSnapshot(ctx, engine, folder))
    await attachSnapshot(engine, folder)
    await makeCodeTables(engine, sets)
  })

  const asked = (list: RuleList, listId: string): JudgeList => ({ listId, kind: list.kind, title: 'Danh sách thử', lines: matched(list), areas: list.areas })
  const judged = (list: RuleList, listId = newId()): Promise<readonly ListFound[]> => t.as(systemActor)(async (ctx) => (await judgeList(ctx, asked(list, listId))).found)

  it('there is a list with planted faults for every list rule, and no kind of list without a rule', () => {
    const planted = new Set([...lists.values()].flatMap((list) => list.faults.map((fault) => fault.rule)))
    const rules = everyRule.filter((rule) => rule.kind === 'list')
    assert.deepEqual([...planted].toSorted(), rules.map((rule) => rule.id).toSorted())
    assert.deepEqual([...lists.keys()].toSorted(), Object.keys(listKinds).toSorted())
    for (const rule of rules) assert.ok([...lists.values()].flatMap((list) => list.faults).filter((fault) => fault.rule === rule.id).length >= 3, rule.id)
  })

  for (const kind of ruleListKinds) {
    it(`${kind}: exactly what was planted is found, by both engines`, async () => {
      const list = lists.get(kind)!
      const truth = said(list.faults.map((fault) => ({ ...fault, person: fault.person === '' ? '' : personOf(fault.person) })))
      assert.deepEqual(said(await judged(list)), truth)
      assert.deepEqual(said(await judgeListIn(engine, folder, { kind, lines: matched(list), areas: list.areas }, today)), truth)
    })
  }

  it('findings of a list stay until that list is judged again without them, whatever a pass or a re-check of the register finds', async () => {
    const listId = newId()
    const list = lists.get('driving-licences')!
    await judged(list, listId)
    const states = (): Promise<{ rule: string; state: string; subjectKind: string }[]> => t.owner.query(sql`select rule, state, subject_kind as "subjectKind" from quality_finding where list_id = ${listId} order by 1, 2`)
    const open = await states()
    assert.equal(open.length, list.faults.length)
    assert.ok(open.every((each) => each.state === 'open' && each.subjectKind === 'person'))
    await t.as(systemActor)((ctx) => recheck(ctx, { people: list.faults.map((fault) => personOf(fault.person)) }))
    await runPass(t.db, { engine: 'postgres' })
    assert.deepEqual(await states(), open)
    const [first] = list.faults
    const mended: RuleList = { ...list, lines: list.lines.filter((line) => line.rowNo !== first!.rowNo) }
    const again = await t.as(systemActor)((ctx) => judgeList(ctx, asked(mended, listId)))
    assert.deepEqual({ opened: again.opened, reopened: again.reopened, closed: again.closed }, { opened: 0, reopened: 0, closed: 1 })
    const back = await t.as(systemActor)((ctx) => judgeList(ctx, asked(list, listId)))
    assert.deepEqual({ opened: back.opened, reopened: back.reopened, closed: back.closed }, { opened: 0, reopened: 1, closed: 0 })
  })

  it('a line nobody was found for opens a case in the commune the list names', async () => {
    const listId = newId()
    const list = lists.get('pupils')!
    await judged(list, listId)
    const rows = await t.owner.query<{ line: string; area: string }>(sql`select fingerprint as line, area from quality_finding where list_id = ${listId} and subject_kind = 'line' order by fingerprint::int`)
    assert.deepEqual(rows, list.faults.filter((fault) => fault.person === '').map((fault) => ({ line: String(fault.rowNo), area: list.lines.find((line) => line.rowNo === fault.rowNo)!.commune })))
  })

  it('looks at nobody outside the communes a list is whole for', async () => {
    const list = lists.get('pupils')!
    const found = await judged({ ...list, areas: [] })
    assert.equal(found.some((each) => each.rule === 'child-not-in-school'), false)
    await assert.rejects(judged({ ...list, areas: ["1' or true --"] }), /quality\.area-unknown|five digits|Mã xã/)
  })
})
