import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { askElsewhere, comeInElsewhere, elsewhereState, keepOut, letIn, lockAccount, waitingUnder, type AskedElsewhere, type Asker } from './index.ts'

describe('signing in on a machine with a yes on the telephone', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  const visitor = (now: Instant = morning) => house.t.as({ kind: 'visitor' }, testPurpose, { now })
  const member = async () => (await house.family('same', { notice: false })).mother
  const ask = (now: Instant = morning): Promise<AskedElsewhere> => visitor(now)((ctx) => askElsewhere(ctx, 'Chrome trên Windows'))
  const enter = (asker: Asker, now: Instant = morning) => visitor(now)((ctx) => comeInElsewhere(ctx, asker, { device: 'Chrome trên Windows', tokenHash: newId() }))
  const sessionsOf = (accountId: string) => house.t.owner.query<{ device: string; factors: string[]; proved: string }>(sql`select device, factors, proved_at::text as proved from eid_session where account_id = ${accountId} and device = 'Chrome trên Windows'`)

  it('the number on the screen is chosen on the telephone; the machine comes in once, with what was proved there and nothing fresh; the holder is told', async () => {
    const me = await member()
    const as = house.asSignedIn(me)
    const asked = await ask()
    assert.match(asked.code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    assert.equal(await enter(asked), 'waiting')
    const waiting = (await as((ctx) => waitingUnder(ctx, asked.code.toLowerCase().replace('-', ' '))))!
    assert.equal(waiting.device, 'Chrome trên Windows')
    assert.ok(waiting.numbers.length === 3 && waiting.numbers.includes(asked.number) && new Set(waiting.numbers).size === 3, JSON.stringify([waiting.numbers, asked.number]))
    assert.equal(await as((ctx) => letIn(ctx, { code: asked.code, number: asked.number })), 'done')
    assert.equal(await visitor()((ctx) => elsewhereState(ctx, asked)), 'ready')
    assert.equal(await as((ctx) => letIn(ctx, { code: asked.code, number: asked.number })), 'ended', 'a second yes finds nobody waiting')
    const many = await Promise.all(Array.from({ length: 12 }, () => enter(asked)))
    assert.equal(many.filter((each) => each === 'done').length, 1, 'of any number at once one comes in')
    const [session, ...others] = await sessionsOf(me.accountId)
    assert.equal(others.length, 0)
    assert.ok(session!.factors.length > 0 && new Date(session!.proved) < new Date(plusSeconds(morning, -3_600)), 'changes of the account ask for a proof of their own there')
    const events = await house.t.owner.query(sql`select 1 from outbox where type = 'eid.let-in-elsewhere' and subject_id = ${me.personId}`)
    assert.equal(events.length, 1)
  })

  it('a wrong number, a no and three minutes end it', async () => {
    const as = house.asSignedIn(await member())
    for (const end of [
      async (asked: AskedElsewhere) => assert.equal(await as((ctx) => letIn(ctx, { code: asked.code, number: asked.number === 99 ? 10 : asked.number + 1 })), 'wrong'),
      (asked: AskedElsewhere) => as((ctx) => keepOut(ctx, asked.code)),
    ]) {
      const asked = await ask()
      await end(asked)
      assert.equal(await as((ctx) => waitingUnder(ctx, asked.code)), undefined)
      assert.equal(await as((ctx) => letIn(ctx, { code: asked.code, number: asked.number })), 'ended')
      assert.equal(await enter(asked), 'ended')
    }
    const late = await ask()
    const after = plusSeconds(morning, 181)
    assert.equal(await house.asSignedIn(await member(), { now: after })((ctx) => letIn(ctx, { code: late.code, number: late.number })), 'ended')
    assert.equal(await enter(late, after), 'ended')
  })

  it('who only saw the code, or the page of another, comes in by nothing; an old session says no yes; a locked account comes in nowhere', async () => {
    const me = await member()
    const [asked, other] = [await ask(), await ask()]
    await house.asSignedIn(me)((ctx) => letIn(ctx, { code: asked.code, number: asked.number }))
    for (const asker of [{ challengeId: asked.challengeId, secret: other.secret }, { challengeId: asked.challengeId, secret: '' }, { challengeId: other.challengeId, secret: asked.secret }, { challengeId: 'x', secret: asked.secret }]) assert.equal(await enter(asker), 'ended')
    const [row] = await house.t.owner.query<{ text: string }>(sql`select row_to_json(c)::text as text from eid_challenge c where challenge_id = ${asked.challengeId}`)
    assert.ok(!row!.text.includes(asked.secret) && !row!.text.includes(asked.code.replace('-', '')), 'neither code nor secret stands in the table')
    await assert.rejects(house.asPerson(me)((ctx) => letIn(ctx, { code: other.code, number: other.number })), { code: 'eid.proof-needed' })
    await house.asSystem()((ctx) => lockAccount(ctx, { personId: me.personId, reason: 'mất máy' }))
    await assert.rejects(enter(asked), { code: 'eid.account-not-active' })
    assert.deepEqual(await sessionsOf(me.accountId), [])
  })
})
