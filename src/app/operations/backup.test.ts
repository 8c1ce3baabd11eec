import assert from 'node:assert/strict'
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { keystoreSigner, sealNow } from '../../foundations/trail/index.ts'
import { checkText, dumpOf } from '../../foundations/trail/testing.ts'
import { parseHead, readPublicKey } from '../../foundations/trail/verifier/head.ts'
import { inTransaction, openDatabase, openKeystore, sql } from '../../platform/index.ts'
import { folderFileStore } from '../../platform/file-folder.ts'
import { findPersonByNumber } from '../../foundations/population/index.ts'
import { systemActor, testPurpose } from '../../platform/testing.ts'
import { castHouse, type CastHouse } from '../testing/cast-house.ts'
import type { House } from '../open.ts'
import { backupHouse, restoreHouse, verifyBackup } from './index.ts'
import { inOrderOfNeed } from './restore.ts'
import { closeAll, emptyHouse, houseOver, temporaryFolder } from './testing.ts'

describe('backup and restore drill', () => {
  let cast: CastHouse
  let house: House
  let backup: string
  let file: string
  const paper = Buffer.from('%PDF-1.7 giấy khai sinh thử')
  before(async () => {
    cast = await castHouse()
    house = await houseOver(cast.t, 'demo')
    const keystore = openKeystore(house.config, 'demo')
    file = (await folderFileStore({ folder: join(house.dataFolder, 'files'), keystore }).put(paper)).hash
    await sealNow(house.sealer, keystoreSigner(keystore), join(house.dataFolder, 'heads', 'access-log.jsonl'))
    backup = join(temporaryFolder(), 'b')
    await backupHouse(house, { to: backup, copy: true, program: 'test' })
  })
  after(async () => {
    await closeAll()
    await cast.close()
  })

  it('brings every row, file, key and seal back into an empty house', async () => {
    const target = await emptyHouse(cast.t, house.config)
    const manifest = await restoreHouse(target, { from: backup, mode: 'demo' })
    assert.ok(manifest.tables.find(({ table }) => table === 'legal_act')!.rows > 10)
    for (const { table, rows } of manifest.tables) {
      if (table === 'operation_record') continue
      const [found] = await target.owner.query<{ n: number }>(sql`select count(*) as n from ${sql.ident(table)}`)
      assert.equal(found!.n, rows, table)
    }
    const keystore = openKeystore(target.config, 'demo')
    assert.deepEqual(Buffer.from(await folderFileStore({ folder: join(target.dataFolder, 'files'), keystore }).get(file)), paper, 'a stored document opens')
    assert.equal(statSync(join(target.dataFolder, 'keys', 'keystore.json')).mode & 0o777, 0o600)
    const keys = (await keystore.publicKeys('trail-checkpoint')).map(({ pem }) => readPublicKey(pem))
    const heads = readFileSync(join(target.dataFolder, 'heads', 'access-log.jsonl'), 'utf8').trim().split('\n').map((line) => parseHead((JSON.parse(line) as { note: string }).note)!)
    const database = openDatabase(target.owner.address, { role: 'congdan_app', max: 2, allowExitOnIdle: true })
    const report = checkText(await dumpOf(database), { keys, earlierHeads: heads })
    assert.deepEqual(report.problems, [])
    assert.equal(report.whole, true)
    await inTransaction(database, { actor: systemActor, purpose: testPurpose }, async (ctx) => {
      const mai = cast.who('mai')
      assert.equal((await findPersonByNumber(ctx, mai.pin, ['fullName']))!.fullName, mai.fullName)
    })
    const sealer = openDatabase(target.owner.address, { role: 'congdan_sealer', max: 3, allowExitOnIdle: true })
    const sealed = await sealNow(sealer, keystoreSigner(keystore), join(target.dataFolder, 'heads', 'access-log.jsonl'))
    assert.equal(sealed.state, 'sealed', 'sealing goes on after the restore')
    await Promise.all([database.close(), sealer.close()])
  })

  it('restores into nothing that already holds something', async () => {
    await assert.rejects(restoreHouse(house, { from: backup, mode: 'demo' }), /không trống/)
  })

  it('keeps a demonstration out of production', async () => {
    await assert.rejects(restoreHouse(await emptyHouse(cast.t, house.config), { from: backup, mode: 'production' }), /dữ liệu giả/)
  })

  it('names a changed, a shortened and a missing file, and restores nothing of such a backup', async () => {
    const broken = join(temporaryFolder(), 'b')
    await backupHouse(house, { to: broken, copy: true, program: 'test' })
    assert.deepEqual((await verifyBackup(broken)).faults, [])
    appendFileSync(join(broken, 'data/organisation.copy.gz'), 'x')
    rmSync(join(broken, 'data/post.copy.gz'))
    const { faults } = await verifyBackup(broken)
    assert.deepEqual(faults.map(({ path, fault }) => `${path} ${fault}`), ['data/organisation.copy.gz changed', 'data/post.copy.gz missing'])
    const target = await emptyHouse(cast.t, house.config)
    await assert.rejects(restoreHouse(target, { from: broken, mode: 'demo' }), /organisation\.copy\.gz/)
    assert.equal(existsSync(join(target.dataFolder, 'keys')), false)
  })

  it('takes a folder without a manifest for unfinished, and never writes into a folder that holds something', async () => {
    const folder = temporaryFolder()
    await assert.rejects(verifyBackup(folder), /chưa xong/)
    writeFileSync(join(folder, 'x'), '')
    await assert.rejects(backupHouse(house, { to: folder, program: 'test' }), /không trống/)
  })

  it('does not put other files in place of those that are there', async () => {
    const target = await emptyHouse(cast.t, house.config)
    openKeystore(target.config, 'demo')
    await assert.rejects(restoreHouse(target, { from: backup, mode: 'demo' }), /khác bản sao lưu/)
  })

  it('refuses a backup of a newer program', async () => {
    const newer = join(temporaryFolder(), 'b')
    await backupHouse(house, { to: newer, copy: true, program: '9.0.0' })
    const path = join(newer, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { migrations: object[] }
    manifest.migrations.push({ number: '9999', name: '9999-later.sql', checksum: 'x' })
    writeFileSync(path, JSON.stringify(manifest))
    await assert.rejects(restoreHouse(await emptyHouse(cast.t, house.config), { from: newer, mode: 'demo' }), /9999-later\.sql.*9\.0\.0/)
  })

  it('orders tables so that every foreign key finds its row', () => {
    const shape = (table: string, ...needs: string[]) => ({ table, needs, columns: [], primaryKey: [] })
    assert.deepEqual(inOrderOfNeed([shape('c', 'b'), shape('a'), shape('b', 'a')]).map(({ table }) => table), ['a', 'b', 'c'])
    assert.throws(() => inOrderOfNeed([shape('a', 'b'), shape('b', 'a')]), /circle/)
  })
})
