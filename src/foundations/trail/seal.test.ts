import assert from 'node:assert/strict'
import { appendFileSync, statSync, truncateSync } from 'node:fs'
import { after, before, beforeEach, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { openDatabase, sql } from '../../platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { sealNow } from './seal.ts'
import { startSealer } from './sealer.ts'
import { sealState } from './seal-state.ts'
import { signer, TestLog } from './testing.ts'
import { writeAccessLog } from './write-reads.ts'

const officer = officerActor('justice-officer', ['29602'])

describe('sealing the access log', () => {
  let t: TestDatabase
  let log: TestLog
  before(async () => { t = await testDb() })
  after(() => t.close())
  beforeEach(async () => {
    await t.owner.script('truncate access_log, access_sealed, access_tile, access_seal')
    log = new TestLog(t)
  })

  const rowsSealed = async () => (await t.db.query<{ count: number }>(sql`select count(*) from access_sealed`))[0]!.count

  it('gives every row the next place once, and has nothing to do when all are sealed', async () => {
    await log.read(officer, 300)
    const first = await log.seal()
    assert.equal(first.state === 'sealed' && first.rows, 300)
    assert.equal((await log.seal()).state, 'nothing')
    await log.read(officer, 5)
    await log.seal()
    const places = await t.db.query<{ position: number }>(sql`select position from access_sealed order by position`)
    assert.deepEqual(places.map((p) => p.position), Array.from({ length: 305 }, (_, i) => i))
    assert.deepEqual(log.heads().map((head) => head.head.treeSize), [300, 305])
  })

  it('never leaves out a row whose transaction was long, and does not run ahead of it', async () => {
    let finish: () => void = () => undefined
    const waiting = new Promise<void>((done) => (finish = done))
    let written: () => void = () => undefined
    const wrote = new Promise<void>((done) => (written = done))
    const long = t.db.transaction(async (tx) => {
      await writeAccessLog(tx, { actor: officer, onBehalfOf: null, purpose: { code: 'slow', basis: 'x' }, at: '2026-11-22T00:00:00.000Z', requestId: 'slow', outcome: 'done' },
        [{ kind: 'open', register: 'population', subjects: [newId()], fields: ['fullName'] }])
      // The row itself leaves with the commit; its transaction has its number from the first thing it wrote.
      await tx.run(sql`select pg_current_xact_id()`)
      written()
      await waiting
    })
    await wrote
    await log.read(officer, 3)
    assert.equal((await log.seal()).state, 'nothing', 'later rows wait for the open transaction')
    finish()
    await long
    const outcome = await log.seal()
    assert.equal(outcome.state === 'sealed' && outcome.rows, 4)
    assert.equal((await log.check({ earlierHeads: log.heads() })).whole, true)
  })

  it('seals everything while many write, and every head agrees with the log at the end', async () => {
    const sealer = startSealer(t.sealer, signer, log.headsFile, { everyMilliseconds: 5, onError: (error) => assert.fail(String(error)) })
    await Promise.all(Array.from({ length: 6 }, async () => {
      for (let i = 0; i < 30; i++) await log.read(officer, 1 + (i % 3))
    }))
    await sealer.stop()
    await log.seal()
    const report = await log.check({ earlierHeads: log.heads() })
    assert.deepEqual([report.whole, report.rows, report.unsealed], [true, 6 * 60, 0])
    assert.ok(report.heads > 1)
  })

  it('lets only one of two sealers work', async () => {
    await log.read(officer, 2_000)
    const other = openDatabase(t.sealer.address, { role: 'congdan_sealer', max: 2 })
    const outcomes = await Promise.all([log.seal(), sealNow(other, signer, log.headsFile), log.seal()])
    await other.close()
    assert.equal(outcomes.filter((outcome) => outcome.state === 'sealed').length, 1)
    assert.equal(await rowsSealed(), 2_000)
  })

  it('leaves nothing half done when it is killed in the middle', async () => {
    await log.read(officer, 5_000)
    const sealing = log.seal({ clock: () => { throw new Error('killed before the head was signed') } })
    await assert.rejects(sealing, /killed/)
    assert.deepEqual([await rowsSealed(), statSync(log.headsFile).size], [0, 0])
    await t.owner.transaction(async (tx) => {
      await tx.run(sql`lock table access_seal in share row exclusive mode`)
      const stopped = assert.rejects(log.seal())
      // The places are copied and the head waits for the lock: the moment before the commit. Asked outside the transaction, whose view of activity stands still.
      const waiting = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ 'insert into access_seal'`
      for (let tries = 0; (await t.owner.query(waiting)).length === 0; tries++) assert.ok(tries < 5_000, 'the sealer never came to the lock')
      await stopped
    })
    assert.equal(await rowsSealed(), 0)
    await log.seal()
    assert.equal(await rowsSealed(), 5_000)
    assert.equal((await log.check({ earlierHeads: log.heads() })).whole, true)
  })

  it('writes a head that was committed but not yet in the file, and drops a torn line', async () => {
    await log.read(officer, 1)
    await log.seal()
    const firstSize = statSync(log.headsFile).size
    await log.read(officer, 1)
    await log.seal()
    truncateSync(log.headsFile, firstSize)
    appendFileSync(log.headsFile, '{"batch":2,"no')
    await log.read(officer, 1)
    await log.seal()
    assert.deepEqual(log.heads().map((head) => head.head.batch), [1, 2, 3])
    assert.equal((await log.check({ earlierHeads: log.heads() })).earlierHeadsMet, 3)
  })

  it('cuts a great backlog into batches, also inside one transaction', async () => {
    await log.read(officer, 10)
    const sizes: number[] = []
    for (;;) {
      const outcome = await log.seal({ limit: 4 })
      if (outcome.state !== 'sealed') break
      sizes.push(outcome.rows)
    }
    assert.deepEqual(sizes, [4, 4, 2])
    assert.equal((await log.check()).whole, true)
  })

  it('goes on after a restore into another cluster, whose transaction numbers start anew', async () => {
    await log.read(officer, 3)
    await log.seal()
    await log.read(officer, 2)
    // As after a restore: unsealed rows carry numbers this cluster has not reached, and the cluster has another name.
    await t.owner.query(sql`update access_log set written_in = '9000000000000' where log_id not in (select log_id from access_sealed)`)
    await t.owner.script(`
      create schema elsewhere; grant usage on schema elsewhere to public;
      create function elsewhere.pg_control_system() returns table (system_identifier bigint) language sql as 'select 42::bigint'`)
    const address = { ...t.sealer.address }
    const name = (await t.owner.query<{ name: string }>(sql`select current_database() as name`))[0]!.name
    await t.owner.script(`alter database "${name}" set search_path = elsewhere, pg_catalog, public`)
    const restored = openDatabase(address, { role: 'congdan_sealer', max: 2 })
    await sealNow(restored, signer, log.headsFile)
    await log.read(officer, 2)
    await sealNow(restored, signer, log.headsFile)
    await restored.close()
    await t.owner.script(`alter database "${name}" reset search_path; drop schema elsewhere cascade`)
    assert.deepEqual(log.heads().map((head) => [head.head.treeSize, head.head.cluster === '42']), [[3, false], [5, true], [7, true]])
    assert.equal((await log.check({ earlierHeads: log.heads() })).whole, true)
  })

  it('tells how far the log is sealed', async () => {
    await log.read(officer, 1)
    await log.seal()
    await log.read(officer, 1)
    const state = await t.db.transaction(sealState)
    assert.deepEqual([state.treeSize, state.batch], [1, 1])
    assert.notEqual(state.oldestUnsealed, null)
    assert.equal(state.head, log.heads()[0]!.note)
  })

  it('needs a role that may do nothing but add seals', async () => {
    await log.read(officer, 1)
    await log.seal()
    for (const attempt of [sql`update access_sealed set position = 7`, sql`delete from access_seal`, sql`update access_log set fields = '{}'`, sql`truncate access_tile`]) {
      await assert.rejects(t.sealer.query(attempt), /permission denied/)
    }
    await assert.rejects(t.db.query(sql`insert into access_sealed (position, log_id, leaf) values (1, ${newId()}, ${Buffer.alloc(32)})`), /permission denied/)
  })
})
