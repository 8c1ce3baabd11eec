import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generatePeople, type PersonSeed } from '../../../../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../../../../synthetic/lists/sector-list.ts'
import { importSynthetic } from '../../../app/import/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../../platform/testing.ts'
import '../index.ts'
import { confirmMapping } from '../intake/confirm-mapping.ts'
import { doWork, dueWork } from '../intake/do-work.ts'
import { csvText } from '../intake/error-file.ts'
import { guessMapping } from '../intake/guess-mapping.ts'
import { linkFile, type LinkFile } from '../intake/link-file.ts'
import { surveyTable } from '../intake/open-list.ts'
import { openTable } from '../intake/open-table.ts'
import { orderRun, usual } from '../intake/order-run.ts'
import { readList, readRun } from '../intake/read-lists.ts'
import { uploadList } from '../intake/upload-list.ts'
import { explainListRow } from '../review/explain-people.ts'
import { readReportOfRun } from './read-report-of-run.ts'
import { reportHtml } from './report-html.tsx'

const headings = ['Mã hội viên', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD/CMND', 'Mã xã', 'Ấp', 'Đã kiểm chứng']

describe('a run leaves its report', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-run-report-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const people = [...generatePeople({ seed: 'run-report', people: 600, errors: 'none' })].flatMap((household) => household.people)
  const byId = new Map<string, PersonSeed>(people.map((person) => [person.externalId, person]))
  const steward = officerActor('data-steward', ['86'], { organisationId: newId() })
  const asSteward = t.as(steward, { code: 'sector-list', basis: 'Luật Căn cước 2023, đ.10', text: 'Đối khớp' })
  let list: ListLine[]
  let bytes: Buffer
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 600, seed: 'run-report', errors: 'none' })
    const strangers = [...generatePeople({ seed: 'run-report-strangers', people: 30, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
    list = [...sectorList(people.filter((person) => person.lifeStatus === 'living').slice(0, 200), strangers, listErrors['few-numbers'], 'run-report')]
    const cells = list.map(({ id, name, birth, gender, numbers, commune, address, truth }) => [id, name, birth, gender, numbers, commune, address, byId.get(truth)?.pin ?? ''])
    bytes = Buffer.from(csvText([headings, ...cells, ['X1', '', '1960', 'Nam', '', '', '', '']]))
  })

  it('by the command: with truth from a column that took no part, and whom it serves worse by ethnic group', async () => {
    const engine = { memory: '500MB', threads: 1, folder }
    const { layout, preview } = await surveyTable(await openTable(bytes, 'hoi-vien.csv', engine))
    const guessed = guessMapping(layout.headings!, preview)
    const mapping = { ...guessed, columns: guessed.columns.map((column, i) => (i === 7 ? { ...column, role: 'ignore' as const } : column)) }
    const order: LinkFile = {
      database: t.db, bytes, fileName: 'hoi-vien.csv', layout, mapping, purpose: { text: 'Rà soát hội viên', basis: 'Luật Căn cước 2023, đ.10' }, area: '86', model: null, kind: null, borders: { lower: -2, upper: 10, by: 'costs', readings: 0 }, budget: 1e9, threads: 1, memoryMb: 500, engine,
      stages: join(folder, 'stages'), out: join(folder, 'out.csv'), errors: join(folder, 'errors.csv'), program: 'test', today: '2026-11-22', now: () => '2026-11-22T02:00:00.000Z', tell: () => undefined, report: { title: 'Hội viên', truthColumn: 7 },
    }
    const readings = async (): Promise<number> => (await t.owner.query(sql`select 1 from access_log where purpose_code = 'list-match' and subjects = '{}'`)).length
    await assert.rejects(linkFile({ ...order, tell: ({ pairs }) => { if (pairs) throw new Error('the machine went down') } }), /went down/)
    const before_ = await readings()
    const linked = await linkFile({ ...order, borders: { lower: 3, upper: 4, by: 'costs', readings: 300 } })
    assert.equal(await readings(), before_, 'gone on where it stopped: the register is not read a second time')
    assert.deepEqual([linked.manifest.thresholds, linked.manifest.borders], [{ lower: -2, upper: 10 }, { by: 'costs', readings: 0 }], 'by the borders it began with, whatever was read meanwhile')
    const figures = linked.figures!
    assert.deepEqual([figures.lines, figures.blocked], [list.length, 1])
    assert.deepEqual(figures.zones, linked.manifest.zones)
    const { sure, nobody, ...review } = linked.manifest.reasons!
    assert.deepEqual(figures.reasons, review)
    assert.deepEqual([sure, nobody ?? 0], [figures.zones.automatic, figures.zones.reject])
    assert.equal(figures.truth!.known, list.length)
    assert.equal(figures.truth!.inRegister, list.filter((line) => line.truth !== '').length)
    assert.ok(figures.truth!.automatic.precision!.share > 0.98 && figures.truth!.automatic.recall!.share > 0.7, JSON.stringify(figures.truth!.automatic))
    const known = list.flatMap((line) => byId.get(line.truth)?.ethnicity ?? [])
    const kinh = figures.fairness.ethnicity!.groups.find(({ key }) => key === '01')!
    assert.equal(kinh.lines, known.filter((code) => code === '01').length)
    assert.equal(figures.ethnicityOf, 'truth')
    const [read] = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where purpose_code = 'list-match' and 'ethnicity' = any(fields)`)
    assert.ok(read!.n > 0, 'that the ethnic group was read is logged')
  })

  it('by a page: with the ethnic groups of those who were found, none so small that it names somebody, and with what people have said since', async () => {
    const work = async (): Promise<void> => {
      for (let due = await dueWork(t.db); due.length > 0; due = await dueWork(t.db)) for (const each of due) await doWork({ database: t.db, folder, program: 'test' }, each)
    }
    const listId = await asSteward((ctx) => uploadList(ctx, { commandId: newId(), kind: 'elderly', title: 'Hội viên', purpose: 'Rà soát hội viên', legalBasis: 'Luật Căn cước 2023, đ.10', retainUntil: '2099-01-01', fileName: 'hoi-vien.csv', bytes }))
    await work()
    const { list: opened } = await asSteward((ctx) => readList(ctx, listId))
    const columns = opened.mapping!.columns.map((column, i) => (i === 7 ? { ...column, role: 'ignore' as const } : column))
    await asSteward((ctx) => confirmMapping(ctx, { listId, version: opened.version, mapping: { ...opened.mapping!, columns } }))
    await work()
    const runId = await asSteward((ctx) => orderRun(ctx, { commandId: newId(), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion: null, threads: 1 }))
    await work()
    const { run } = await asSteward((ctx) => readRun(ctx, runId))
    assert.equal(run.status, 'done', JSON.stringify(run.problem))
    const figures = await asSteward((ctx) => readReportOfRun(ctx, runId))
    assert.deepEqual(figures!.zones, run.manifest!.zones)
    assert.deepEqual([figures!.lines, figures!.blocked, figures!.truth, figures!.ethnicityOf, figures!.readings], [list.length, 1, null, 'candidate', null])
    const groups = figures!.fairness.ethnicity!
    assert.equal(groups.all.lines, list.length)
    assert.ok(groups.groups.some(({ key }) => key === '01') && groups.groups.every(({ key, lines }) => key === '' || lines >= 10))
    assert.deepEqual(figures!.problems, opened.counts.problems ?? figures!.problems)

    // Of two rows the machine linked, readers found one right and one wrong.
    const rows = await t.owner.query<{ row_no: number; person_id: string; weight: number }>(sql`select row_no, person_id, weight from matching_pair where run_id = ${runId} and rank = 1 and zone = 'automatic' order by row_no limit 2`)
    for (const [i, row] of rows.entries()) {
      const person = i === 0 ? row.person_id : null
      const verdict = i === 0 ? 'same' : 'none'
      await t.owner.query(sql`insert into matching_review (run_id, row_no, list_id, origin, weight, urgent, state, verdict, person_id) values (${runId}, ${row.row_no}, ${listId}, 'automatic', ${row.weight}, false, 'done', ${verdict}, ${person})
        on conflict (run_id, row_no) do update set state = 'done', verdict = excluded.verdict, person_id = excluded.person_id`)
      await t.owner.query(sql`insert into matching_reading (reading_id, run_id, row_no, round, stage, reader, verdict, person_id, at) values (${newId()}, ${runId}, ${row.row_no}, 1, 1, ${newId()}, ${verdict}, ${person}, now())`)
    }
    const after_ = (await asSteward((ctx) => readReportOfRun(ctx, runId)))!
    const automatic = after_.readings!.zones.find(({ zone }) => zone === 'automatic')!
    assert.deepEqual([automatic.read, automatic.same!.count, automatic.same!.of], [2, 1, 2])
    assert.match(reportHtml(after_), /Mẫu đã đọc lại lần hai/)
    assert.match(reportHtml(after_), /Vì sao cần người xem.*điểm nằm giữa hai ngưỡng/s)
    assert.equal(figures!.zones.review <= Object.values(figures!.reasons!).reduce((sum, n) => sum + n, 0), true, 'a line that people look at has a reason')

    // The command says why a row's people weigh what they weigh; whoever is named there finds the reading.
    const [explained] = await t.as(systemActor, { code: 'list-match', basis: 'Luật Căn cước 2023, đ.10', text: 'Xem lại một dòng' })((ctx) => explainListRow(ctx, { runId, rowNo: rows[0]!.row_no }))
    assert.equal(explained!.personId, rows[0]!.person_id)
    assert.ok(Math.abs(explained!.explanation.weight - rows[0]!.weight) < 1e-4)
    const [seen] = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where purpose_text = 'Xem lại một dòng' and ${rows[0]!.person_id} = any(subjects)`)
    assert.equal(seen!.n, 1)
    await assert.rejects(asSteward((ctx) => explainListRow(ctx, { runId, rowNo: rows[0]!.row_no })), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(systemActor)((ctx) => explainListRow(ctx, { runId: newId(), rowNo: 1 })), { code: 'linkage.run-unknown' })

    const stranger = t.as(officerActor('data-steward', ['86'], { organisationId: newId() }), { code: 'sector-list', basis: 'x', text: 'x' })
    await assert.rejects(stranger((ctx) => readReportOfRun(ctx, runId)), { code: 'authorise.not-allowed' })
  })
})
