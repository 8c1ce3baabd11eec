import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { exportLog } from './export.ts'
import { consistencyProof, inclusionProof } from './prove.ts'
import { publicKeyFile, TestLog, trustedKeys } from './testing.ts'
import { checkProof } from './verifier/check-proof.ts'
import { run } from './verifier/main.ts'

const officer = officerActor('police-officer', ['29602'], { personId: newId(), appointmentId: newId() })

describe('proofs of the access log', () => {
  let t: TestDatabase
  let log: TestLog
  let person: string
  let logId: string
  before(async () => {
    t = await testDb()
    log = new TestLog(t)
    await log.read(officer, 700)
    await log.seal()
    ;[person] = (await log.read(officer, 3)) as [string]
    await log.read(officer, 300)
    await log.seal()
    logId = (await t.db.query<{ log_id: string }>(sql`select log_id from access_log where subjects @> array[${person}]::uuid[]`))[0]!.log_id
  })
  after(() => t.close())

  const mine = () => t.as(citizenActor(person))((ctx) => inclusionProof(ctx, logId))

  it('a citizen takes home a proof that needs only the public key', async () => {
    const proof = await mine()
    const report = checkProof(JSON.parse(JSON.stringify(proof)), await trustedKeys(), log.heads())
    assert.deepEqual([report.faults, report.metEarlierHead], [[], true])
    assert.deepEqual(proof.opened!.shown['fields'], ['fullName', 'birthDate'])
  })

  it('does not tell which officer it was or who else was read', async () => {
    const text = JSON.stringify(await mine())
    for (const hidden of [officer.appointmentId, officer.personId, person]) assert.equal(text.includes(hidden), false)
  })

  it('every change to the proof is found', async () => {
    const proof = await mine()
    const keys = await trustedKeys()
    const faults = (changed: object) => checkProof({ ...proof, ...changed }, keys).faults
    assert.deepEqual(faults({ opened: { ...proof.opened!, shown: { ...proof.opened!.shown, outcome: 'refused' } } }), ['content-differs'])
    assert.deepEqual(faults({ position: proof.position + 1 }), ['path-differs'])
    assert.deepEqual(faults({ leaf: 'ab'.repeat(32), opened: null }), ['path-differs'])
    assert.deepEqual(faults({ path: proof.path.slice(1) }), ['path-differs'])
    assert.deepEqual(faults({ head: proof.head.replace('batch 2', 'batch 3') }), ['bad-signature'])
    assert.deepEqual(faults({ path: 'x' }), ['malformed'])
    assert.deepEqual(checkProof(null, keys).faults, ['malformed'])
  })

  it('is given to nobody else', async () => {
    await assert.rejects(t.as(citizenActor(newId()))((ctx) => inclusionProof(ctx, logId)), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as({ kind: 'visitor' })((ctx) => inclusionProof(ctx, logId)), { code: 'authorise.sign-in-needed' })
    await assert.rejects(t.as(officer)((ctx) => inclusionProof(ctx, logId)), { code: 'authorise.not-allowed' })
    await assert.doesNotReject(t.as(officerActor('auditor', ['86']))((ctx) => inclusionProof(ctx, logId)))
  })

  it('is refused for a reading that waits for its seal', async () => {
    const [unsealed] = await log.read(officer, 1)
    const [row] = await t.db.query<{ log_id: string }>(sql`select log_id from access_log where subjects @> array[${unsealed}]::uuid[]`)
    await assert.rejects(t.as(citizenActor(unsealed!))((ctx) => inclusionProof(ctx, row!.log_id)), { code: 'trail.not-sealed-yet' })
  })

  it('two heads are joined by a proof that the log only grew', async () => {
    const joined = await t.as(systemActor)((ctx) => consistencyProof(ctx.tx, 700, 1_003))
    assert.deepEqual(checkProof(joined, await trustedKeys(), log.heads()), { faults: [], head: log.heads()[1], metEarlierHead: true })
    assert.deepEqual(checkProof({ ...joined, path: joined.path.toReversed() }, await trustedKeys()).faults, ['path-differs'])
    await assert.rejects(t.as(systemActor)((ctx) => consistencyProof(ctx.tx, 699, 1_003)), { code: 'trail.no-such-head' })
  })

  it('the verifier is a program of its own: it imports nothing of ours but the kernel, and judges dumps and proofs', async () => {
    const { folder } = log
    const dump = join(folder, 'log.jsonl')
    const out = createWriteStream(dump)
    await exportLog(t.db, out)
    out.end()
    await finished(out)
    const proof = join(folder, 'proof.json')
    writeFileSync(proof, JSON.stringify(await mine()))
    const key = await publicKeyFile(folder)
    const program = join(import.meta.dirname, 'verifier', 'main.ts')
    const verify = (...args: string[]) => spawnSync(process.execPath, [program, '--public-key', key, ...args], { encoding: 'utf8' })
    const good = verify('--dump', dump, '--head', log.headsFile)
    assert.match(good.stdout, /SỔ NGUYÊN VẸN[\s\S]*1003 rows sealed under 2 heads[\s\S]*2 of 2 kept heads agree[\s\S]*1 rows are not sealed yet/)
    assert.equal(good.status, 0)
    assert.equal(verify('--proof', proof, '--head', log.headsFile).status, 0)
    writeFileSync(dump, readFileSync(dump, 'latin1').replace('"outcome":"done"', '"outcome":"gone"'), 'latin1')
    const bad = verify('--dump', dump)
    assert.match(bad.stdout, /row-altered[\s\S]*Nội dung lượt xem đã bị sửa/)
    assert.equal(bad.status, 1)
    assert.equal(verify().status, 2)
  })

  it('explains what it was called with when it cannot be used', async () => {
    const said: string[] = []
    assert.equal(await run(['--dump', '/nowhere', '--public-key', await publicKeyFile(log.folder)], (text) => said.push(text)), 2)
    assert.match(said[0]!, /Kiểm sổ lượt xem dữ liệu/)
  })
})
