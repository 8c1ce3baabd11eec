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

  it('runs as a role that cannot rewrite the outbox', async () => {
    await assert.rejects(t.db.query(sql`update outbox set type = 'x'`), /permission denied/)
  })
})
