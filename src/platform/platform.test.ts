import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { refusals } from '../kernel/refusal.ts'
import { sql, type ReadEntry } from './index.ts'
import { writeReads } from './transaction.ts'
import { systemActor, testDb, type TestDatabase } from './testing.ts'

const { refuse } = refusals({ 'test.no': { vi: 'Không được.' } })

describe('a transaction of a use case', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  // All tests share one process: those that come later need the real log again.
  after(async () => {
    writeReads.fill((await import('../foundations/trail/index.ts')).writeAccessLog)
    await t.close()
  })

  it('keeps the events of an act that is done and drops those of an act that is refused', async () => {
    await t.as(systemActor)(async (ctx) => ctx.publish('test.done', { a: 1 }))
    await assert.rejects(t.as(systemActor)(async (ctx) => { ctx.publish('test.refused', {}); refuse('test.no') }), { code: 'test.no' })
    const events = await t.db.query<{ type: string }>(sql`select type from outbox`)
    assert.deepEqual(events.map((e) => e.type), ['test.done'])
  })

  it('logs the reads of a refused act all the same', async () => {
    const logged: { outcome: string; reads: readonly ReadEntry[] }[] = []
    writeReads.fill(async (_tx, frame, reads) => void logged.push({ outcome: frame.outcome, reads }))
    await assert.rejects(t.as(systemActor)(async (ctx) => {
      ctx.logRead({ kind: 'open', register: 'population', subjects: [], fields: ['fullName'] })
      refuse('test.no')
    }), { code: 'test.no' })
    assert.equal(logged.length, 1)
    assert.equal(logged[0]!.outcome, 'refused')
    writeReads.fill(async () => undefined)
  })

  it('answers 503 instead of data when the log cannot be written', async () => {
    writeReads.fill(async () => { throw new Error('disk full') })
    await assert.rejects(t.as(systemActor)(async (ctx) => {
      ctx.logRead({ kind: 'open', register: 'population', subjects: [], fields: ['fullName'] })
      return 'secret'
    }), { code: 'platform.log-unavailable', status: 503 })
    writeReads.fill(async () => undefined)
  })

  it('commits nothing when a statement that left with the commit fails', async () => {
    await assert.rejects(t.db.transaction(async (tx) => {
      await tx.run(sql`insert into job (job_id, name, payload, run_at) values (gen_random_uuid(), 'test.last', '{}', '2027-01-01')`)
      tx.last(sql`insert into job (job_id, name, payload, run_at) values (${'no uuid'}, 'test.last', '{}', '2027-01-01')`)
    }), /invalid input syntax for type uuid/)
    assert.deepEqual(await t.db.query(sql`select 1 from job where name = 'test.last'`), [])
  })

  it('does not pass off as done what the server rolled back because a failed statement was swallowed', async () => {
    await assert.rejects(t.db.transaction(async (tx) => {
      await tx.run(sql`insert into job (job_id, name, payload, run_at) values (gen_random_uuid(), 'test.swallowed', '{}', '2027-01-01')`)
      await tx.run(sql`select 1 / 0`).catch(() => undefined)
    }), { code: '22012' }, 'the failure that was swallowed is told')
    assert.deepEqual(await t.db.query(sql`select 1 from job where name = 'test.swallowed'`), [])
  })

  it('tells what first went wrong, whichever of the statements sent together is heard first', async () => {
    const late = async (work: Promise<unknown>) => { for (let i = 0; i < 3; i++) await Promise.resolve(); await work.catch(async (error: unknown) => { await Promise.resolve(); throw error }) }
    await assert.rejects(t.db.transaction(async (tx) => {
      await Promise.all([late(tx.run(sql`select 1 / 0`)), tx.run(sql`select 2`)])
    }), { code: '22012' })
    await t.db.transaction((tx) => tx.run(sql`select 3`))
  })

  it('answers statements sent together each with its own rows, around a COPY too', async () => {
    const found = await t.db.transaction(async (tx) => {
      const some = await Promise.all([1, 2, 3].map((n) => tx.one<{ n: number }>(sql`select ${n}::int as n`)))
      const out = tx.copyOut('copy (select generate_series(1, 50000)) to stdout')
      let characters = 0
      for await (const part of out) characters += String(part).length
      const more = await Promise.all([4, 5].map((n) => tx.one<{ n: number }>(sql`select ${n}::int as n`)))
      return [...some.map(({ n }) => n), characters, ...more.map(({ n }) => n)]
    })
    assert.deepEqual(found, [1, 2, 3, 288_894, 4, 5])
  })

  it('runs as a role that cannot rewrite the outbox', async () => {
    await assert.rejects(t.db.query(sql`update outbox set type = 'x'`), /permission denied/)
  })
})
