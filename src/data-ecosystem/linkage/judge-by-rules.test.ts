import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generatePeople, type PersonSeed } from '../../../synthetic/index.ts'
import { ruleList, ruleListKinds, type RuleList } from '../../../synthetic/lists/rule-lists.ts'
import { importSynthetic, personIdOf } from '../../app/import/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { openEngine, pathText } from '../quality/index.ts'
import { communesOfList, confirmMapping, decideRow, doWork, dueWork, freeColumns, judgeMatchedList, listKinds, orderRun, readFoundOnList, readList, readRow, takeNextRow, uploadList, usual, type ListKind } from './index.ts'
import { csvText } from './intake/error-file.ts'
import { workbook } from './intake/testing-zip.ts'

describe('a list of every kind is handed over, matched, read by people and judged by its rules', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-judged-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const organisationId = newId()
  const steward = (personId = newId()) => t.as(officerActor('data-steward', ['86'], { organisationId, personId, sensitive: true }), { code: 'sector-list', basis: 'Luật Căn cước 2023, đ.10', text: 'Đối khớp' })
  const asSteward = steward()
  let people: readonly PersonSeed[]
  let strangers: readonly PersonSeed[]
  let today = ''
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 6_000, seed: 'judged', errors: 'none' })
    const of = (seed: string, count: number, withCast: boolean) => [...generatePeople({ seed, people: count, errors: 'none', withCast })].flatMap((household) => household.people)
    people = of('judged', 6_000, true)
    strangers = of('nobody', 200, false)
    today = await t.as(systemActor)(async (ctx) => ctx.today)
  })
  const workAll = async (): Promise<void> => {
    for (let due = await dueWork(t.db); due.length > 0; due = await dueWork(t.db)) for (const each of due) await doWork({ database: t.db, folder, program: 'test' }, each)
  }
  const vietnamese = (day: string): string => day.split('-').toReversed().join('/')

  /** The list as its owner would write it: headings of the kind, its words, days with the day first. */
  function tableOf(kind: ListKind, list: RuleList): string[][] {
    const free = freeColumns.filter((name) => kind.columns[name])
    const wordOf = (status: string): string => kind.columns.status?.values?.[status]?.[0] ?? status
    const headings = ['Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD', 'Mã xã', ...free.map((name) => kind.columns[name]!.name.vi)]
    return [headings, ...list.lines.map((line) => [
      line.name, vietnamese(line.birth), line.gender === 'male' ? 'Nam' : 'Nữ', line.number, line.commune,
      ...free.map((name) => (name === 'status' ? wordOf(line.status) : name === 'code' ? line.code : vietnamese(line[name]))),
    ])]
  }
  async function fileOf(rows: readonly string[][], place: number): Promise<{ fileName: string; bytes: Buffer }> {
    if (place % 3 === 0) return { fileName: 'danh-sach.csv', bytes: Buffer.from(csvText(rows)) }
    if (place % 3 === 1) return { fileName: 'danh-sach.xlsx', bytes: workbook(rows) }
    const file = join(folder, 'danh-sach.parquet')
    const engine = await openEngine({ memory: '200MB', threads: 1, folder })
    try {
      const [headings, ...lines] = rows
      const quoted = (text: string, mark: string): string => `${mark}${text.replaceAll(mark, mark + mark)}${mark}`
      await engine.run(`copy (select * from (values ${lines.map((cells) => `(${cells.map((cell) => quoted(cell, "'")).join(', ')})`).join(', ')}) t (${headings!.map((heading) => quoted(heading, '"')).join(', ')})) to ${pathText(file)} (format parquet)`)
    } finally {
      engine.close()
    }
    return { fileName: 'danh-sach.parquet', bytes: readFileSync(file) }
  }

  it('every kind the rules know can be handed over, and none twice', () => {
    assert.deepEqual(listKinds().flatMap(({ rules }) => rules ?? []).toSorted(), [...ruleListKinds].toSorted())
  })

  for (const [place, rules] of ruleListKinds.entries()) {
    it(`${rules}: exactly what was planted enters the worklists; judging again adds nothing`, async () => {
      const kind = listKinds().find((each) => each.rules === rules)!
      const list = ruleList(rules, { people, strangers, seed: 'judged', today, clean: 60, faults: 3 })
      await t.owner.query(sql`update residence_period set kind = 'temporary' where person_id = any(${list.staying.map((id) => personIdOf('synthetic', id))}::uuid[]) and superseded_at is null and valid_to is null`)
      const listId = await asSteward(async (ctx) => uploadList(ctx, { commandId: newId(), kind: kind.id, title: kind.name.vi, purpose: 'Rà soát danh sách', legalBasis: kind.basis, retainUntil: '2099-01-01', ...(await fileOf(tableOf(kind, list), place)) }))
      await workAll()
      const { list: opened } = await asSteward((ctx) => readList(ctx, listId))
      assert.deepEqual(opened.mapping!.columns.map(({ role }) => role), ['fullName', 'birth', 'gender', 'pin', 'communeCode', ...freeColumns.filter((name) => kind.columns[name])])
      await asSteward((ctx) => confirmMapping(ctx, { listId, version: opened.version, mapping: opened.mapping! }))
      await workAll()
      const { list: checked } = await asSteward((ctx) => readList(ctx, listId))
      assert.equal(checked.counts.lines, list.lines.length)
      assert.equal(checked.counts.blocked, 0)
      const offered = await asSteward((ctx) => communesOfList(ctx, listId))
      assert.deepEqual(list.areas.filter((area) => !offered.some(({ code }) => code === area)), [])
      const runId = await asSteward((ctx) => orderRun(ctx, { commandId: newId(), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion: null, threads: 1, wholeFor: list.areas }))
      await workAll()
      assert.equal((await asSteward((ctx) => readList(ctx, listId))).runs[0]!.status, 'done')
      await t.drain()
      await readDoubtful(runId, list)
      await t.drain()
      // The headings are the first line of the file.
      const found = await t.owner.query<{ rule: string; line: string; person: string }>(sql`select rule, fingerprint as line, case when subject_kind = 'person' then subject_id::text else '' end as person from quality_finding where list_id = ${listId} and state = 'open'`)
      const said = found.map(({ rule, line, person }) => `${rule} ${Math.max(0, Number(line.split(':').at(-1)) - 1)} ${person}`).toSorted()
      assert.deepEqual(said, list.faults.map(({ rule, rowNo, person }) => `${rule} ${rowNo} ${person === '' ? '' : personIdOf('synthetic', person)}`).toSorted())
      const counted = (await asSteward((ctx) => readFoundOnList(ctx, listId))).flatMap(({ units }) => units).reduce((sum, { open }) => sum + open, 0)
      assert.equal(counted, list.faults.length)
      const again = await t.as(systemActor)((ctx) => judgeMatchedList(ctx, runId))
      assert.deepEqual({ opened: again!.opened, reopened: again!.reopened, closed: again!.closed }, { opened: 0, reopened: 0, closed: 0 })
    })
  }

  /** Three readers who know the truth read what the machine was not sure of. */
  async function readDoubtful(runId: string, list: RuleList): Promise<void> {
    for (const reader of [steward(), steward(), steward()]) {
      for (let rowNo = await reader((ctx) => takeNextRow(ctx, runId)); rowNo !== null; rowNo = await reader((ctx) => takeNextRow(ctx, runId))) {
        const { row, candidates } = await reader((ctx) => readRow(ctx, runId, rowNo!))
        const truth = personIdOf('synthetic', list.lines[rowNo - 2]!.truth)
        const meant = list.lines[rowNo - 2]!.truth !== '' && candidates.some(({ personId }) => personId === truth)
        await reader((ctx) => decideRow(ctx, { runId, rowNo: rowNo!, version: row.version, verdict: meant ? 'same' : 'none', personId: meant ? truth : null }))
      }
    }
  }

  it('a list is whole only for communes it names; a run of nobody is judged as nothing', async () => {
    const listId = await asSteward((ctx) => uploadList(ctx, { commandId: newId(), kind: 'pupils', title: 'Học sinh', purpose: 'Rà soát danh sách', legalBasis: 'Luật Căn cước 2023, đ.10', retainUntil: '2099-01-01', fileName: 'a.csv', bytes: Buffer.from(csvText([['Họ và tên', 'Ngày sinh', 'Mã xã'], ['Lê An', '01/02/2015', '29602']])) }))
    await workAll()
    const { list } = await asSteward((ctx) => readList(ctx, listId))
    await asSteward((ctx) => confirmMapping(ctx, { listId, version: list.version, mapping: list.mapping! }))
    await workAll()
    const order = (wholeFor: string[]) => asSteward((ctx) => orderRun(ctx, { commandId: newId(), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion: null, wholeFor }))
    await assert.rejects(order(['29308']), { code: 'linkage.whole-for-unknown' })
    await assert.rejects(order(['29602', "1' or true --"]), { code: 'linkage.whole-for-unknown' })
    assert.equal(await t.as(systemActor)((ctx) => judgeMatchedList(ctx, newId())), null)
  })
})
