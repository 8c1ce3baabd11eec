import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generatePeople } from '../../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../../synthetic/lists/sector-list.ts'
import { confirmMapping, doWork, dueWork, orderRun, readList, readRun, reviewRules, uploadList, usual, zonesByCost } from '../data-ecosystem/linkage/index.ts'
import { newId } from '../kernel/ids.ts'
import { folderFileStore, rootPath, setFileStore, sql } from '../platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../platform/testing.ts'
import { importSynthetic } from './import/index.ts'
import { endOf } from './list-work.ts'

const csvOf = (lines: readonly ListLine[]): string => ['Mã,Họ và tên,Ngày sinh,Giới tính,Số giấy tờ,Mã xã,Ấp', ...lines.map(({ id, name, birth, gender, numbers, commune, address }) => [id, name, birth, gender, numbers, commune, `"${address}"`].join(','))].join('\n')

describe('a process that reads a list', () => {
  const run = (code: string) => spawn(process.execPath, ['-e', code], { stdio: 'ignore' })
  it('is ended when it takes longer than it may, and told from one that was stopped or fell over', async () => {
    assert.equal(await endOf(run('setInterval(() => undefined, 1000)'), 50), 'too-slow')
    assert.equal(await endOf(run(''), 60_000), 'done')
    const stopped = run('setInterval(() => undefined, 1000)')
    stopped.kill('SIGTERM')
    assert.equal(await endOf(stopped, null), 'stopped')
    await assert.rejects(endOf(run('process.exit(3)'), 60_000), /ended with 3/)
  })
})

describe('work on lists by processes of their own', () => {
  let t: TestDatabase
  let lines: ListLine[]
  const place = mkdtempSync(join(tmpdir(), 'congdan-list-work-'))
  const [folder, files] = [join(place, 'stages'), join(place, 'files')]
  before(async () => {
    t = await testDb()
    setFileStore(folderFileStore({ folder: files }))
    await importSynthetic({ database: t.db, owner: t.owner, people: 900, seed: 'list-work', errors: 'none' })
    const people = [...generatePeople({ seed: 'list-work', people: 900, errors: 'none' })].flatMap((household) => household.people)
    lines = [...sectorList(people.slice(0, 250), [], listErrors['with-numbers'], 'list-work')]
  })
  after(async () => {
    await t.close()
    rmSync(place, { recursive: true, force: true })
  })
  const asSteward = <T>(work: Parameters<ReturnType<TestDatabase['as']>>[0]): Promise<T> => t.as(officerActor('data-steward', ['86'], { organisationId: '00000000-0000-7000-8000-00000000aaaa' }), { code: 'sector-list', basis: 'Luật Căn cước 2023, đ.10' })(work) as Promise<T>

  /** A worker of its own; says what it did, and whether it was killed. */
  function worker(until?: string): Promise<{ said: string; killed: boolean }> {
    const child = spawn(process.execPath, ['--import', rootPath('scripts/tsx-hook.mjs'), rootPath('src/app/testing-list-work.ts'), JSON.stringify(t.db.address), folder, files, ...(until ? [until] : [])], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    return new Promise((done) => child.once('exit', (_code, signal) => done({ said, killed: signal === 'SIGKILL' })))
  }
  const here = async (): Promise<void> => {
    for (const due of await dueWork(t.db)) await doWork({ database: t.db, folder, program: 'test' }, due)
  }
  const pairs = (runId: string) => t.owner.query(sql`select row_no, rank, person_id, weight, zone from matching_pair where run_id = ${runId} order by row_no, rank`)
  const order = (listId: string, modelVersion: number | null): Promise<string> => asSteward((ctx) => orderRun(ctx, { commandId: newId(), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion, threads: 1 }))

  it('a worker that is killed leaves its work free at once; of two that come after it one goes on where it stopped, and nothing is lost or done twice', async () => {
    const listId = await asSteward<string>((ctx) => uploadList(ctx, { commandId: newId(), kind: 'elderly', title: 'Hội viên', purpose: 'Rà soát hội viên', legalBasis: 'Luật Căn cước 2023', retainUntil: '2099-01-01', fileName: 'a.csv', bytes: Buffer.from(csvOf(lines)) }))
    await here()
    const { list } = await asSteward<Awaited<ReturnType<typeof readList>>>((ctx) => readList(ctx, listId))
    await asSteward((ctx) => confirmMapping(ctx, { listId, version: list.version, mapping: list.mapping! }))
    await here()
    assert.equal((await t.owner.query(sql`select 1 from matching_row where list_id = ${listId}`)).length, lines.length)

    const whole = await order(listId, null)
    await here()
    const cut = await order(listId, 1)
    const killed = await worker('score-')
    assert.ok(killed.killed, killed.said)
    assert.ok(existsSync(join(folder, cut)) && readdirSync(join(folder, cut)).includes('count.done.json'))
    assert.equal((await asSteward<Awaited<ReturnType<typeof readRun>>>((ctx) => readRun(ctx, cut))).run.status, 'running')
    const readings = async (): Promise<number> => (await t.owner.query(sql`select 1 from access_log where purpose_code = 'list-match' and subjects = '{}'`)).length
    const before_ = await readings()
    const [three, four] = await Promise.all([worker(), worker()])
    assert.equal([three.said.trim(), four.said.trim()].filter((said) => said === 'run true').length, 1, `${three.said} | ${four.said}`)
    const { run } = await asSteward<Awaited<ReturnType<typeof readRun>>>((ctx) => readRun(ctx, cut))
    assert.equal(run.status, 'done')
    assert.equal(await readings(), before_, 'the register was not read a second time')
    assert.deepEqual(await pairs(cut), await pairs(whole))
    assert.deepEqual(readdirSync(folder), [])
  })

  it('the command matches a file by itself: every line answered, errors and manifest beside, the same again from what it wrote', async () => {
    const list = join(place, 'hoi-vien.csv')
    writeFileSync(list, `${csvOf(lines)}\nX1,,1950,Nam,,,`)
    const { host, database } = t.db.address
    const run = (args: readonly string[]): Promise<{ code: number | null; said: string }> => {
      const child = spawn(process.execPath, ['--import', rootPath('scripts/tsx-hook.mjs'), rootPath('src/app/main.ts'), 'link', ...args], { cwd: place, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATA_DIR: join(place, 'data'), DATABASE_URL: `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(host!)}` } })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
      return new Promise((done) => child.once('exit', (code) => done({ code, said })))
    }
    const first = await run([list, '--purpose', 'Rà soát hội viên; Luật Căn cước 2023, đ.10', '--out', join(place, 'ra.csv'), '--memory', '1GB'])
    assert.equal(first.code, 0, first.said)
    assert.match(first.said, /251 dòng = /)
    const answers = readFileSync(join(place, 'ra.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','))
    assert.equal(answers.length, 251)
    assert.deepEqual(answers.at(-1)!.slice(0, 5), ['252', 'X1', 'blocked', 'name-missing', 'blocked'])
    assert.ok(answers.filter(([, , zone]) => zone === 'matched').length > 200)
    assert.match(readFileSync(join(place, 'ra.loi.csv'), 'utf8'), /Không có họ tên/)
    const manifest = JSON.parse(readFileSync(join(place, 'ra.manifest.json'), 'utf8')) as { list: { lines: number; blocked: number }; zones: Record<string, number>; outcomes: Record<string, number>; thresholds: { lower: number; upper: number }; borders: { by: string }; register: { people: number } }
    assert.deepEqual([manifest.list.lines, manifest.list.blocked], [251, 1])
    assert.match(first.said, /tính từ chi phí/)
    const zones = zonesByCost(reviewRules('2026-11-22').costs)
    assert.deepEqual([manifest.borders.by, manifest.thresholds.lower, manifest.thresholds.upper], ['costs', zones.lowerWeight, zones.upperWeight])
    assert.equal(Object.values(manifest.outcomes).reduce((sum, n) => sum + n, 0), 251, 'every line came to something')
    for (const [, , zone, reason, , weight, , person] of answers) {
      if (zone === 'matched') assert.deepEqual([reason, Number(weight) >= zones.upperWeight - 0.005, person !== ''], ['sure', true, true])
      if (zone === 'review') assert.match(reason!, /other-gender|other-number|two-fit|not-sure/)
    }
    assert.match(readFileSync(join(place, 'ra.csv'), 'utf8'), /Họ tên giống hệt, cả dấu \(\+\d+,\d\)/, 'the evidence stands in sentences')
    assert.equal(Object.values(manifest.zones).reduce((sum, n) => sum + n, 0), 250)
    const again = await run([list, '--purpose', 'Rà soát hội viên; Luật Căn cước 2023, đ.10', '--out', join(place, 'lai.csv'), '--mapping', join(place, 'ra.mapping.json'), '--model', join(place, 'ra.model.json')])
    assert.equal(again.code, 0, again.said)
    assert.equal(readFileSync(join(place, 'lai.csv'), 'utf8'), readFileSync(join(place, 'ra.csv'), 'utf8'))
    const kept = await run([list, '--purpose', 'Rà soát hội viên; Luật Căn cước 2023, đ.10', '--out', join(place, 'loai.csv'), '--kind', 'elderly', '--lower=-1', '--upper', '12,5'])
    assert.equal(kept.code, 0, kept.said)
    const { model, thresholds, borders } = JSON.parse(readFileSync(join(place, 'loai.manifest.json'), 'utf8')) as { model: { id: string; trainedAnew: boolean }; thresholds: unknown; borders: { by: string } }
    assert.deepEqual([model.id, model.trainedAnew, thresholds, borders.by], ['elderly', false, { lower: -1, upper: 12.5 }, 'asked'], 'the model that lists of this kind are matched by on the pages')
    const kind = await run([list, '--purpose', 'Rà soát; Luật', '--kind', 'khong-co'])
    assert.deepEqual([kind.code, /không có loại danh sách «khong-co»/.test(kind.said)], [1, true], kind.said)
    const wrong = await run([list, '--purpose', 'Rà soát; Luật', '--map', 'name=Không có'])
    assert.deepEqual([wrong.code, /không có cột «Không có»/.test(wrong.said)], [1, true], wrong.said)
    writeFileSync(join(place, 'gia.xlsx'), 'a,b\n1,2\n')
    const fake = await run([join(place, 'gia.xlsx'), '--purpose', 'Rà soát; Luật'])
    assert.deepEqual([fake.code, /Đổi đuôi tên tệp/.test(fake.said)], [1, true], fake.said)
  })
})
