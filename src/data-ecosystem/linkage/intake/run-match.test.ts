import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generatePeople, type PersonSeed } from '../../../../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../../../../synthetic/lists/sector-list.ts'
import { importSynthetic } from '../../../app/import/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { sha256Hex } from '../../../kernel/hash.ts'
import { getFile, inTransaction, putFile, sql, type Ctx } from '../../../platform/index.ts'
import { officerActor, testDb } from '../../../platform/testing.ts'
import '../index.ts'
import { confirmMapping } from './confirm-mapping.ts'
import { doWork, dueWork, sweepStages } from './do-work.ts'
import { dropList, eraseExpiredLists } from './drop-list.ts'
import { takeErrorFile } from './error-file.ts'
import { csvText } from './error-file.ts'
import { giveUpSlow } from './give-up.ts'
import { bytesOf } from './list-file.ts'
import { tellProgress } from './list.sql.ts'
import { cancelRun, orderRun, usual } from './order-run.ts'
import { outcomesOf, readList, readLists, readRun, sumOutcomes } from './read-lists.ts'
import { readColumns, readReport } from './read-report.ts'
import { runMatch } from './run-match.ts'
import { uploadList } from './upload-list.ts'

const headings = ['Mã hội viên', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD/CMND', 'Mã xã', 'Ấp']
const cellsOf = ({ id, name, birth, gender, numbers, commune, address }: ListLine): string[] => [id, name, birth, gender, numbers, commune, address]

describe('a list is handed over, checked and matched', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-intake-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const people = [...generatePeople({ seed: 'intake', people: 900, errors: 'none' })].flatMap((household) => household.people)
  const steward = officerActor('data-steward', ['86'], { organisationId: newId() })
  const asSteward = t.as(steward, { code: 'sector-list', basis: 'Luật Căn cước 2023, đ.10', text: 'Đối khớp' })
  const work = { database: t.db, folder, program: 'test' }
  let list: ListLine[]
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 900, seed: 'intake', errors: 'none' })
    const strangers = [...generatePeople({ seed: 'intake-strangers', people: 40, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
    list = [...sectorList(people.slice(0, 300), strangers, listErrors['with-numbers'], 'intake')]
  })

  const upload = (lines: readonly (readonly string[])[], more: { kind?: string; retainUntil?: string } = {}): Promise<string> =>
    asSteward((ctx) => uploadList(ctx, { commandId: newId(), kind: more.kind ?? 'elderly', title: 'Hội viên', purpose: 'Rà soát hội viên', legalBasis: 'Luật Căn cước 2023, đ.10', retainUntil: more.retainUntil ?? '2099-01-01', fileName: 'hoi-vien.csv', bytes: Buffer.from(csvText(lines)) }))
  /** Everything that waits, as the work process does it. */
  const workAll = async (): Promise<void> => {
    for (let due = await dueWork(t.db); due.length > 0; due = await dueWork(t.db)) for (const each of due) await doWork(work, each)
  }
  const checked = async (lines: readonly (readonly string[])[], more = {}): Promise<string> => {
    const listId = await upload(lines, more)
    await workAll()
    const { list: opened } = await asSteward((ctx) => readList(ctx, listId))
    await asSteward((ctx) => confirmMapping(ctx, { listId, version: opened.version, mapping: opened.mapping! }))
    await workAll()
    return listId
  }
  const order = (listId: string, more: Partial<Parameters<typeof orderRun>[1]> = {}): Promise<string> => asSteward((ctx) => orderRun(ctx, { commandId: newId(), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion: null, threads: 1, ...more }))
  const runOf = (runId: string) => asSteward(async (ctx) => (await readRun(ctx, runId)).run)
  const pairs = (runId: string) => t.owner.query<{ row_no: number; rank: number; person_id: string; weight: number; zone: string; levels: Record<string, number> }>(sql`select * from matching_pair where run_id = ${runId} order by row_no, rank`)

  let first = ''
  let firstRun = ''
  it('says exactly how many pairs there will be, answers every line, and its outcomes add up to the lines', async () => {
    first = await checked([headings, ...list.map(cellsOf), ['X1', '', '1960', 'Nam', '', '', ''], ['X2', 'Chỉ Có Tên', '', '', '', '', ''], ['X3', '', '', '', '=1+1', '', '']])
    const { list: opened } = await asSteward((ctx) => readList(ctx, first))
    assert.equal(opened.status, 'checked')
    assert.equal(opened.counts.lines, list.length + 3)
    assert.ok(opened.counts.blocked! >= 3)
    firstRun = await order(first)
    await workAll()
    const run = await runOf(firstRun)
    assert.equal(run.status, 'done', JSON.stringify(run.problem))
    const { manifest } = run
    assert.equal(manifest!.zones.automatic + manifest!.zones.review + manifest!.zones.reject, opened.counts.ok! + opened.counts.fixable!)
    assert.deepEqual(Object.keys(manifest!.planned).toSorted(), [...manifest!.rules].toSorted())
    for (const rule of manifest!.rules) assert.ok(manifest!.planned[rule]! >= manifest!.pairs[rule]!)
    const units = await asSteward((ctx) => outcomesOf(ctx, firstRun))
    const all = sumOutcomes(units)
    assert.equal(Object.values(all).reduce((sum, n) => sum + n, 0), list.length + 3)
    assert.equal(all.blocked, opened.counts.blocked)
    assert.equal(all.review, manifest!.zones.review)
    assert.equal(all.linked + all.moved + all.dead + all.duplicate, manifest!.zones.automatic)
    assert.ok(units.some(({ unit }) => unit === '29602'))
    assert.equal((await asSteward((ctx) => readList(ctx, first))).list.status, 'linked')
    assert.deepEqual(readdirSync(folder), [], 'nothing of the steps stays behind')
  })

  it('links people rightly, never two by themselves where another would do as well, and each finds the reading among their own', async () => {
    const ids = new Map((await t.owner.query<{ id: string; pin: string }>(sql`select person_id as id, value as pin from population_public.current_identity_number where kind = 'pin'`)).map((row) => [row.pin, row.id]))
    const pinOf = new Map(people.map((person: PersonSeed) => [person.externalId, person.pin]))
    const rows = await t.owner.query<{ row_no: number; ref: string }>(sql`select row_no, fields ->> 'id' as ref from matching_row where list_id = ${first}`)
    const refOf = new Map(rows.map((row) => [row.row_no, row.ref]))
    const found = (await pairs(firstRun)).filter(({ rank, zone }) => rank === 1 && zone === 'automatic')
    assert.ok(found.length > 250, String(found.length))
    const wrong = found.filter((pair) => {
      const truth = list.find(({ id }) => id === refOf.get(pair.row_no))!.truth
      return ids.get(pinOf.get(truth) ?? '') !== pair.person_id
    })
    assert.ok(wrong.length <= 1, `${wrong.length} of ${found.length} wrong`)
    for (const { levels } of found) assert.ok(levels['gender'] !== 0 && levels['number'] !== 0)
    const [read] = await t.owner.query<{ n: number; text: string }>(sql`select count(*) as n, max(purpose_text) as text from access_log where purpose_code = 'list-match' and ${found[0]!.person_id} = any(subjects)`)
    assert.equal(read!.n, 1)
    assert.match(read!.text, /Hội viên.*Rà soát hội viên/)
  })

  it('uses the trained model again, or trains a new version; the same model gives the same pairs', async () => {
    const { modelVersion } = await runOf(firstRun)
    assert.equal(modelVersion, 1)
    const again = await order(first, { modelVersion: 1 })
    await workAll()
    const run = await runOf(again)
    assert.deepEqual([run.modelVersion, run.manifest!.model.trainedAnew], [1, false])
    const plain = async (runId: string): Promise<unknown[]> => (await pairs(runId)).map(({ row_no, rank, person_id, weight }) => [row_no, rank, person_id, weight])
    assert.deepEqual(await plain(again), await plain(firstRun))
    await assert.rejects(order(first, { modelVersion: 7 }), { code: 'linkage.model-unknown' })
    const anew = await order(first)
    await workAll()
    assert.equal((await runOf(anew)).modelVersion, 2)
  })

  it('goes on after the last finished step when it was stopped in the middle, and ends with the same pairs', async () => {
    const runId = await order(first, { modelVersion: 1 })
    const stages = join(folder, runId)
    // Stopped by a failure after some rules were scored: the database is gone for a moment.
    let told = 0
    const broken = { ...t.db, transaction: (async (tell: (tx: never) => Promise<unknown>) => (++told > 22 ? Promise.reject(new Error('the database is gone')) : t.db.transaction(tell as never))) as typeof t.db.transaction }
    await assert.rejects(runMatch({ database: broken, runId, folder: stages, program: 'test' }), /the database is gone/)
    const left = readdirSync(stages)
    assert.ok(left.includes('count.done.json') && left.some((name) => /^score-.*\.done\.json$/.test(name)) && !left.includes('score.done.json'), left.join())
    const before = (await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where purpose_code = 'list-match' and subjects = '{}'`))[0]!.n
    await workAll()
    assert.equal((await runOf(runId)).status, 'done')
    const after_ = (await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where purpose_code = 'list-match' and subjects = '{}'`))[0]!.n
    assert.equal(after_, before, 'the register is not read a second time')
    const plain = async (id: string): Promise<unknown[]> => (await pairs(id)).map(({ row_no, rank, person_id, weight }) => [row_no, rank, person_id, weight])
    assert.deepEqual(await plain(runId), await plain(firstRun))
  })

  it('is worked on by one process alone', async () => {
    const runId = await order(first, { modelVersion: 1 })
    const due = (await dueWork(t.db)).find(({ id }) => id === runId)!
    const both = await Promise.all([doWork(work, due), doWork(work, due)])
    assert.deepEqual(both.toSorted(), [false, true])
    assert.equal((await runOf(runId)).status, 'done')
  })

  it('refuses a rule beyond the budget before anything is scored, and says which', async () => {
    const runId = await order(first, { modelVersion: 1, budget: 1_000 })
    await t.owner.query(sql`update matching_run set pair_budget = 10 where run_id = ${runId}`)
    await workAll()
    const run = await runOf(runId)
    assert.equal(run.status, 'failed')
    assert.equal(run.problem!.code, 'over-budget')
    assert.match(String(run.problem!.vars!['why']), /cặp/)
    assert.deepEqual(await pairs(runId), [])
  })

  it('is called off while it waits and while it runs; nothing of it stays', async () => {
    const waiting = await order(first)
    await assert.rejects(order(first), { code: 'linkage.run-open' })
    await asSteward((ctx) => cancelRun(ctx, waiting))
    await workAll()
    assert.equal((await runOf(waiting)).status, 'cancelled')
    const running = await order(first, { modelVersion: 1 })
    let told = 0
    const watching = { ...t.db, transaction: (async (tell: (tx: never) => Promise<unknown>) => {
      if (++told === 8) await asSteward((ctx) => cancelRun(ctx, running))
      return t.db.transaction(tell as never)
    }) as typeof t.db.transaction }
    assert.equal(await runMatch({ database: watching, runId: running, folder: join(folder, running), program: 'test' }), 'cancelled')
    assert.deepEqual(await pairs(running), [])
    assert.deepEqual(readdirSync(folder), [])
    await assert.rejects(asSteward((ctx) => cancelRun(ctx, running)), { code: 'linkage.run-over' })
    assert.equal(await t.db.transaction((tx) => tellProgress(tx, running, { step: 'score' })), false)
  })

  it('gives up on a list that fells the program again and again', async () => {
    const runId = await order(first, { modelVersion: 1 })
    await t.owner.query(sql`update matching_run set attempts = 5, status = 'running', started_at = now() where run_id = ${runId}`)
    await workAll()
    assert.deepEqual([(await runOf(runId)).status, (await runOf(runId)).problem!.code], ['failed', 'gave-up'])
  })

  it('loses no line: what cannot be matched is in the error file with its cells and the reason', async () => {
    const { text } = await asSteward((ctx) => takeErrorFile(ctx, first))
    assert.match(text, /không đối khớp được,"?Không có họ tên[^\r]*X1/)
    assert.match(text, /Không có ngày sinh, không có số giấy tờ[^\r]*X2/)
    assert.match(text, /X3[^\r]*,'=1\+1/, 'a spreadsheet runs nothing of it')
    const { events } = await asSteward((ctx) => readList(ctx, first))
    assert.ok(events.some(({ kind }) => kind === 'error-file'))
    const { problems } = await asSteward((ctx) => readReport(ctx, first))
    assert.ok(problems.every(({ examples }) => examples.length > 0 && examples.length <= 5))
    const names = new Set(list.map(({ name }) => name))
    assert.ok(problems.every(({ examples }) => examples.every(({ shown }) => !names.has(shown))), 'examples are masked')
  })

  it('remembers the columns of an owner’s kind of list', async () => {
    const strange = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    const listId = await upload([strange, ...list.slice(0, 40).map(cellsOf)], { kind: 'veterans' })
    await workAll()
    const { list: opened } = await asSteward((ctx) => readColumns(ctx, listId))
    const roles = ['ref', 'fullName', 'birth', 'gender', 'number', 'communeCode', 'hamlet'] as const
    await asSteward((ctx) => confirmMapping(ctx, { listId, version: opened.version, mapping: { ...opened.mapping!, columns: strange.map((heading, i) => ({ heading, role: roles[i]! })) } }))
    const next = await upload([strange, ...list.slice(40, 80).map(cellsOf)], { kind: 'veterans' })
    await workAll()
    assert.deepEqual((await asSteward((ctx) => readColumns(ctx, next))).columns.map(({ role }) => role), roles)
  })

  it('is shut to another organisation, and a sensitive kind to whoever has no such right', async () => {
    const stranger = t.as(officerActor('data-steward', ['86'], { organisationId: newId() }))
    for (const use of [(ctx: Ctx) => readList(ctx, first), (ctx: Ctx) => takeErrorFile(ctx, first), (ctx: Ctx) => readRun(ctx, firstRun), (ctx: Ctx) => outcomesOf(ctx, firstRun), (ctx: Ctx) => cancelRun(ctx, firstRun)]) await assert.rejects(stranger(use as never), { code: 'authorise.not-allowed' })
    assert.deepEqual(await stranger((ctx) => readLists(ctx)), [])
    await assert.rejects(upload([headings, ...list.slice(0, 3).map(cellsOf)], { kind: 'prisoners' }), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(officerActor('police-commander', ['86']))((ctx) => readLists(ctx)), { code: 'authorise.not-allowed' })
    assert.ok((await t.as(officerActor('police-officer', ['29602']))((ctx) => outcomesOf(ctx, firstRun, '29602'))).length > 0)
    await assert.rejects(t.as(officerActor('police-officer', ['29602']))((ctx) => outcomesOf(ctx, firstRun)), { code: 'authorise.not-allowed' })
  })

  it('of two lists with the same bytes, and a paper that has them too, erasing one leaves the others', async () => {
    const rows = [headings, ...list.slice(0, 5).map(cellsOf)]
    const [one, two] = [await upload(rows), await upload(rows)]
    const [first_, second] = [(await asSteward((ctx) => readList(ctx, one))).list, (await asSteward((ctx) => readList(ctx, two))).list]
    assert.equal(first_.sha256, second.sha256)
    const paper = await putFile(await bytesOf(first_))
    assert.equal(paper.hash, first_.sha256)
    await asSteward((ctx) => dropList(ctx, { listId: one, version: first_.version }))
    await inTransaction(t.db, { actor: { kind: 'system', name: 'linkage.intake' }, purpose: { code: 'test', basis: 'test' } }, (ctx) => eraseExpiredLists(ctx))
    await assert.rejects(bytesOf(first_), { code: 'file-gone' })
    assert.equal(sha256Hex(await bytesOf(second)), second.sha256)
    assert.ok((await getFile(paper.hash)).byteLength > 0)
    await workAll()
    assert.equal((await asSteward((ctx) => readList(ctx, two))).list.status, 'uploaded')
  })

  it('a list that is not read in its time ends with that reason', async () => {
    const listId = await upload([headings, ...list.slice(0, 5).map(cellsOf)])
    await giveUpSlow(t.db, listId, 30)
    const { list: ended } = await asSteward((ctx) => readList(ctx, listId))
    assert.deepEqual([ended.status, ended.problem], ['cancelled', { code: 'too-slow', vars: { minutes: 30 } }])
    assert.equal(await inTransaction(t.db, { actor: { kind: 'system', name: 'linkage.intake' }, purpose: { code: 'test', basis: 'test' } }, (ctx) => eraseExpiredLists(ctx)), 1)
    await assert.rejects(bytesOf(ended), { code: 'file-gone' })
  })

  it('is deleted when its retention ends, or when it is dropped: lines, pairs, first lines and file, with a trace of it', async () => {
    const doomed = await checked([headings, ...list.slice(0, 30).map(cellsOf)], { retainUntil: '2098-01-01' })
    const run = await order(doomed)
    await workAll()
    assert.ok((await pairs(run)).length > 0)
    const system = { kind: 'system', name: 'linkage.intake' } as const
    const at = (now: string): Promise<number> => inTransaction(t.db, { actor: system, purpose: { code: 'test', basis: 'test' }, now }, (ctx) => eraseExpiredLists(ctx))
    assert.equal(await at('2098-01-01T05:00:00.000Z'), 0, 'the last day is still kept')
    assert.equal(await at('2098-01-02T05:00:00.000Z'), 1)
    const { list: gone, events } = await asSteward((ctx) => readList(ctx, doomed))
    assert.ok(gone.erasedAt)
    assert.deepEqual([events.at(-1)!.kind, events.at(-1)!.detail['rows']], ['erased', 30])
    assert.deepEqual(await pairs(run), [])
    assert.deepEqual(await t.owner.query(sql`select 1 from matching_row where list_id = ${doomed}`), [])
    await assert.rejects(order(doomed), { code: 'linkage.list-over' })

    const dropped = await upload([headings, ...list.slice(0, 3).map(cellsOf)])
    await asSteward(async (ctx) => dropList(ctx, { listId: dropped, version: (await readList(ctx, dropped)).list.version }))
    assert.equal(await at('2026-11-22T05:00:00.000Z'), 1)
    await workAll()
    assert.equal(await sweepStages(work), 0)
  })
})
