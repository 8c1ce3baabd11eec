import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generatePeople } from '../../../synthetic/index.ts'
import { ruleList, type RuleList } from '../../../synthetic/lists/rule-lists.ts'
import { importSynthetic, personIdOf } from '../../app/import/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { confirmMapping, doWork, dueWork, judgeMatchedList, orderRun, readList, uploadList, usual } from './index.ts'
import { csvText } from './intake/error-file.ts'

describe('a list handed over is judged by the rules of its kind when its matching is done', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-judged-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const asSteward = t.as(officerActor('data-steward', ['86'], { organisationId: newId() }), { code: 'sector-list', basis: 'Luật Căn cước 2023, đ.10', text: 'Đối khớp' })
  let list: RuleList
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 6_000, seed: 'judged', errors: 'none' })
    const of = (seed: string, people: number, withCast: boolean) => [...generatePeople({ seed, people, errors: 'none', withCast })].flatMap((household) => household.people)
    list = ruleList('social-payments', { people: of('judged', 6_000, true), strangers: of('nobody', 100, false), seed: 'judged', today: '2026-11-22', clean: 200, faults: 4 })
  })
  const workAll = async (): Promise<void> => {
    for (let due = await dueWork(t.db); due.length > 0; due = await dueWork(t.db)) for (const each of due) await doWork({ database: t.db, folder, program: 'test' }, each)
  }

  it('exactly what was planted enters the worklists; judging again adds nothing', async () => {
    const lines = list.lines.map((line) => [line.name, line.birth, line.gender === 'male' ? 'Nam' : 'Nữ', line.number, line.commune, line.code, line.status, line.day])
    const listId = await asSteward((ctx) => uploadList(ctx, {
      commandId: newId(), kind: 'bank-accounts', title: 'Trợ cấp tháng 11', purpose: 'Rà soát chi trả', legalBasis: 'NĐ 335/2026/NĐ-CP', retainUntil: '2099-01-01', fileName: 'tro-cap.csv',
      bytes: Buffer.from(csvText([['Họ và tên', 'Ngày sinh', 'Giới tính', 'Số định danh', 'Mã xã', 'Số tài khoản', 'Loại trợ cấp', 'Ngày chi trả'], ...lines])),
    }))
    await workAll()
    const { list: opened } = await asSteward((ctx) => readList(ctx, listId))
    await asSteward((ctx) => confirmMapping(ctx, { listId, version: opened.version, mapping: opened.mapping! }))
    await workAll()
    const runId = await asSteward((ctx) => orderRun(ctx, { commandId: newId(), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion: null, threads: 1 }))
    await workAll()
    await t.drain()
    const found = await t.owner.query<{ rule: string; line: string; person: string }>(sql`select rule, fingerprint as line, subject_id as person from quality_finding where list_id = ${listId} and state = 'open'`)
    // The headings are the first line of the file.
    const said = found.map(({ rule, line, person }) => `${rule} ${Number(line.split(':')[1]) - 1} ${person}`).toSorted()
    assert.deepEqual(said, list.faults.map(({ rule, rowNo, person }) => `${rule} ${rowNo} ${personIdOf('synthetic', person)}`).toSorted())
    const again = await t.as(systemActor)((ctx) => judgeMatchedList(ctx, runId))
    assert.deepEqual({ opened: again!.opened, reopened: again!.reopened, closed: again!.closed }, { opened: 0, reopened: 0, closed: 0 })
    assert.equal(await t.as(systemActor)((ctx) => judgeMatchedList(ctx, newId())), null)
  })
})
