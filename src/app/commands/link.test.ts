import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, mock } from 'node:test'
import { generatePeople } from '../../../synthetic/index.ts'
import { listErrors, sectorList } from '../../../synthetic/lists/sector-list.ts'
import { findDuplicatesOnce } from '../../data-ecosystem/linkage/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { readConfig, sql, stampInstallation, type Config } from '../../platform/index.ts'
import { giveBackStores, testDb, type TestDatabase } from '../../platform/testing.ts'
import { importSynthetic } from '../import/index.ts'
import { setProgramSettings } from '../settings.ts'
import { heapFlag } from './command.ts'
import { linkCommand } from './link.ts'

const why = 'Rà soát hội viên; Luật Căn cước 2023, đ.10'

describe('congdan link train, evaluate, explain', () => {
  let t: TestDatabase
  let config: Config
  const place = mkdtempSync(join(tmpdir(), 'congdan-link-'))
  const list = join(place, 'hoi-vien.csv')
  before(async () => {
    t = await testDb()
    await importSynthetic({ database: t.db, owner: t.owner, people: 900, seed: 'link-commands', errors: 10 })
    await stampInstallation(t.owner, 'demo')
    const people = [...generatePeople({ seed: 'link-commands', people: 900, errors: 'none' })].flatMap((household) => household.people)
    const pinOf = new Map(people.map((person) => [person.externalId, person.pin]))
    const lines = [...sectorList(people.slice(0, 300), [], listErrors['with-numbers'], 'link-commands')]
    writeFileSync(list, ['Mã,Họ và tên,Ngày sinh,Giới tính,Số giấy tờ,Mã xã,Ấp,Số đã kiểm', ...lines.map(({ id, name, birth, gender, numbers, commune, address, truth }) => [id, name, birth, gender, numbers, commune, `"${address}"`, pinOf.get(truth) ?? ''].join(','))].join('\n'))
    const { host, database } = t.db.address
    config = readConfig({ DATABASE_URL: `postgres://postgres@localhost/${database}?host=${encodeURIComponent(host!)}`, DATA_DIR: join(place, 'data') })
    // As if the command had already begun again under its bound.
    process.execArgv.push(heapFlag(1_024))
  })
  after(async () => {
    process.execArgv.pop()
    giveBackStores()
    setProgramSettings('production', readConfig({}))
    await t.close()
    rmSync(place, { recursive: true, force: true })
  })
  async function run(...args: string[]): Promise<string> {
    const said: string[] = []
    const log = mock.method(console, 'log', (text: string) => void said.push(text))
    const bar = mock.method(process.stderr, 'write', () => true)
    try {
      await linkCommand.run([...args, '--demo'], config)
    } finally {
      log.mock.restore()
      bar.mock.restore()
    }
    return said.join('\n')
  }
  const json = <T>(name: string): T => JSON.parse(readFileSync(join(place, name), 'utf8')) as T
  const readings = (subjects: readonly string[]) => t.owner.query<{ purpose_text: string; purpose_basis: string }>(sql`select purpose_text, purpose_basis from access_log where subjects @> ${[...subjects]}::uuid[]`)

  it('train keeps the next version of a kind, and the same once; it scores nothing and shows nobody', async () => {
    const before_ = (await t.owner.query(sql`select 1 from access_log where subjects <> '{}'`)).length
    const first = await run('train', list, '--purpose', why, '--kind', 'elderly', '--out', join(place, 'm.json'), '--manifest', join(place, 'train.json'))
    assert.match(first, /Đã lưu «elderly» phiên bản 1/)
    assert.match(first, /number equal +\d+\.\d\d %.*\+\d+,\d/)
    const manifest = json<{ model: { id: string; version: number; sha256: string }; inputs: { name: string; rows: number; sha256: string }[]; stages: { name: string; earlier: boolean }[]; memoryMb: number }>('train.json')
    assert.deepEqual([manifest.model.id, manifest.model.version, manifest.memoryMb], ['elderly', 1, 2_048])
    assert.deepEqual(manifest.stages.map(({ name, earlier }) => [name, earlier]), [['read-register', false], ['prepare', false], ['model', false]])
    assert.deepEqual(manifest.inputs.map(({ name, rows }) => [name, rows > 250]), [['hoi-vien.csv', true], ['register', true]])
    assert.ok(manifest.inputs.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)))
    assert.match(await run('train', list, '--purpose', why, '--kind', 'elderly', '--out', join(place, 'm2.json')), /Đã có mô hình y hệt: «elderly» phiên bản 1/)
    assert.deepEqual(json('m2.json'), json('m.json'))
    assert.equal((await t.owner.query(sql`select 1 from matching_model`)).length, 1)
    assert.equal((await t.owner.query(sql`select 1 from access_log where subjects <> '{}'`)).length, before_)
    assert.deepEqual(readdirSync(join(place, 'data', 'linkage')), [], 'no copy of the register is left')
    const few = join(place, 'it.csv')
    writeFileSync(few, readFileSync(list, 'utf8').split('\n').slice(0, 40).join('\n'))
    assert.match(await run('train', few, '--purpose', why, '--kind', 'elderly', '--out', join(place, 'm3.json')), /Quá ít cặp để học/)
    assert.equal((await t.owner.query(sql`select 1 from matching_model`)).length, 1, 'a model of forty lines does not take the place of the other')
    await assert.rejects(run('train', list, '--kind', 'elderly'), /--purpose/)
    await assert.rejects(run('train', list, '--purpose', why, '--kind', 'khong-co'), /không có loại danh sách/)
  })

  it('evaluate tells precision and recall with intervals against verified numbers, with the kept model, and writes counts alone', async () => {
    const before_ = (await t.owner.query(sql`select 1 from access_log where subjects <> '{}'`)).length
    const said = await run('evaluate', list, '--truth', 'Số đã kiểm', '--purpose', why, '--kind', 'elderly', '--out', join(place, 'do.json'), '--report', join(place, 'do.html'))
    assert.match(said, /Tự khớp: độ đúng \d+,\d\d % \(\d+,\d\d % – \d+,\d\d %\), độ đủ/)
    const { truth, fairness, manifest } = json<{ truth: { known: number; automatic: { precision: { share: number; low: number; high: number }; recall: { share: number } } }; fairness: { ethnicity: { groups: unknown[] } }; manifest: { model: { id: string; trainedAnew: boolean } } }>('do.json')
    assert.ok(truth.known > 250 && truth.automatic.precision.share > 0.98 && truth.automatic.recall.share > 0.8)
    assert.ok(truth.automatic.precision.low < truth.automatic.precision.share)
    assert.ok(fairness.ethnicity.groups.length > 0)
    assert.deepEqual([manifest.model.id, manifest.model.trainedAnew], ['elderly', false])
    assert.match(readFileSync(join(place, 'do.html'), 'utf8'), /Độ đúng và độ đủ/)
    assert.equal(existsSync(join(place, 'hoi-vien.doi-khop.csv')), false)
    assert.equal((await t.owner.query(sql`select 1 from access_log where subjects <> '{}'`)).length, before_, 'whoever is only counted was shown to nobody')
    await assert.rejects(run('evaluate', list, '--purpose', why), /--truth/)
    await assert.rejects(run('evaluate', '--run', newId()), { code: 'linkage.list-unknown' })
  })

  it('explain adds up to the weight of the pair, says nothing of anybody, and both people see that and why they were looked at', async () => {
    await findDuplicatesOnce(t.db)
    const [pair] = await t.owner.query<{ person_id: string; other_id: string; weight: number }>(sql`select person_id, other_id, weight from matching_duplicate order by weight desc limit 1`)
    const said = await run('explain', pair!.other_id, pair!.person_id, '--purpose', why)
    const total = /([+−][\d,]+) .*cộng lại/.exec(said)![1]!.replace('−', '-').replace(',', '.')
    assert.equal(Number(total), Number(pair!.weight.toFixed(1)))
    assert.match(said, /khởi điểm/)
    const kept = await t.owner.query<{ full_name: string }>(sql`select full_name from population_public.current_person where person_id in (${pair!.person_id}, ${pair!.other_id})`)
    for (const { full_name } of kept) assert.equal(said.includes(full_name), false)
    assert.deepEqual((await readings([pair!.person_id, pair!.other_id])).map(({ purpose_text, purpose_basis }) => [purpose_text, purpose_basis]), [['Rà soát hội viên', 'Luật Căn cước 2023, đ.10']])

    // Two whom no run has put together are compared now, by the model of the last run: the same pair comes to the same weight.
    await t.owner.query(sql`delete from matching_duplicate_event`)
    await t.owner.query(sql`delete from matching_duplicate`)
    const anew = await run('explain', pair!.person_id, pair!.other_id, '--purpose', why)
    assert.match(anew, /so ngay bây giờ/)
    assert.deepEqual(anew.split('\n').slice(1), said.split('\n').slice(1))
    await assert.rejects(run('explain', pair!.person_id, newId(), '--purpose', why), { code: 'linkage.person-unknown' })
    await assert.rejects(run('explain', pair!.person_id, pair!.person_id, '--purpose', why), { code: 'linkage.two-people-needed' })
    await assert.rejects(run('explain', pair!.person_id, pair!.other_id), /--purpose/)
  })
})
