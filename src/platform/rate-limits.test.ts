import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from './index.ts'
import { createRateLimiter } from './rate-limits.ts'
import { testDb, type TestDatabase } from './testing.ts'

const now = '2026-11-22T01:00:30.000Z'

describe('rate limits', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())
  const rows = () => t.db.query<{ key_hash: Buffer; hits: number }>(sql`select key_hash, hits from rate_window`)

  it('lets exactly the limit through when many come at once, and names the end of the window', async () => {
    const limiter = createRateLimiter(t.db)
    const answers = await Promise.all(Array.from({ length: 30 }, () => limiter.take('thu', '079203001234', { max: 7, perSeconds: 60 }, now)))
    assert.equal(answers.filter((answer) => answer === null).length, 7)
    assert.ok(answers.every((answer) => answer === null || answer === '2026-11-22T01:01:00.000Z'))
  })

  it('is free again in the next window, and sweeps old ones', async () => {
    const limiter = createRateLimiter(t.db)
    const limit = { max: 1, perSeconds: 60 }
    assert.equal(await limiter.take('lai', 'a', limit, now), null)
    assert.notEqual(await limiter.take('lai', 'a', limit, now), null)
    assert.equal(await limiter.take('lai', 'a', limit, '2026-11-22T01:01:00.000Z'), null)
    await createRateLimiter(t.db).take('lai', 'b', limit, '2026-11-23T01:00:00.000Z')
    assert.equal((await rows()).length, 1)
  })

  it('stores no address in clear', async () => {
    await createRateLimiter(t.db).take('dia-chi', '203.0.113.7', { max: 1, perSeconds: 60 }, now)
    assert.ok((await rows()).every((row) => row.key_hash.length === 32 && !row.key_hash.includes('203.0')))
  })

  it('asks the database rarely for wide limits, and answers a blocked caller from memory', async () => {
    let asked = 0
    const counting = { ...t.db, query: (query: never) => (asked++, t.db.query(query)) } as unknown as TestDatabase['db']
    const limiter = createRateLimiter(counting)
    let passed = 0
    for (let i = 0; i < 1_500; i++) if ((await limiter.take('rong', 'a', { max: 1_000, perSeconds: 60 }, now)) === null) passed++
    assert.equal(passed, 1_000)
    assert.ok(asked < 60, `${asked} questions for 1,500 tries`)
  })

  it('asks nothing for the first tries of a wide limit, and still shares them', async () => {
    const kept = async () => (await rows()).length
    const limit = { max: 500, perSeconds: 60 }
    const limiter = createRateLimiter(t.db)
    const before = await kept()
    for (let i = 0; i < 9; i++) assert.equal(await limiter.take('dau', 'a', limit, now), null)
    assert.equal(await kept(), before)
    await limiter.take('dau', 'a', limit, now)
    assert.deepEqual((await rows()).map(({ hits }) => hits).filter((hits) => hits === 10), [10])
  })

  it('knows without asking or counting whether a key is over its limit', async () => {
    const limiter = createRateLimiter(t.db)
    const limit = { max: 2, perSeconds: 60 }
    assert.equal(limiter.known('biet', 'a', limit, now), null)
    await limiter.take('biet', 'a', limit, now)
    for (let i = 0; i < 3; i++) assert.equal(limiter.known('biet', 'a', limit, now), null)
    await limiter.take('biet', 'a', limit, now)
    assert.equal(limiter.known('biet', 'a', limit, now), '2026-11-22T01:01:00.000Z')
    assert.equal(limiter.known('biet', 'b', limit, now), null)
    assert.equal(limiter.known('biet', 'a', limit, '2026-11-22T01:01:00.000Z'), null)
  })

  it('shares one count between processes', async () => {
    const [one, two] = [createRateLimiter(t.db), createRateLimiter(t.db)]
    const limit = { max: 4, perSeconds: 60 }
    const answers = []
    for (const limiter of [one, two, one, two, one, two]) answers.push(await limiter.take('chung', 'a', limit, now))
    assert.deepEqual(answers.map((answer) => answer === null), [true, true, true, true, false, false])
  })
})
