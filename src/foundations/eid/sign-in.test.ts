import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { beginSignInWithCode, closeAccount, finishSignInWithCode, isDemonstration, lockAccount, requestSigningCode, setPassword, signInAsPersona, signWithCode, sweepChallengesAndFailures, unlockAccount } from './index.ts'

const secret = 'mưa tạnh rồi trời sáng'

describe('signing in with a password and a code', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  const visitor = (now = morning) => house.t.as({ kind: 'visitor' }, testPurpose, { now })
  async function member(): Promise<Family['mother']> {
    const { mother } = await house.family('same', { notice: false })
    await house.asSystem()((ctx) => setPassword(ctx, mother.accountId, secret))
    return mother
  }
  const begin = (pin: string, password = secret, origin = '10.0.0.1', now = morning) => visitor(now)((ctx) => beginSignInWithCode(ctx, { pin, password, origin }))
  const finish = (challengeId: string, code: string, now = morning) => visitor(now)((ctx) => finishSignInWithCode(ctx, { challengeId, code, device: 'Firefox', tokenHash: newId() }))
  async function sent(pin: string, now = morning, origin = '10.0.0.1'): Promise<string> {
    const begun = await begin(pin, secret, origin, now)
    assert.ok(begun.ok, JSON.stringify(begun))
    return begun.sent.challengeId
  }

  it('opens a session of authentication level 2 for the account', async () => {
    const me = await member()
    const challengeId = await sent(me.pin)
    const done = await finish(challengeId, house.codeFor(me.personId))
    assert.ok(done.ok)
    assert.equal(done.personId, me.personId)
    const [session] = await house.t.owner.query<{ auth_level: number; factors: string[] }>(sql`select auth_level, factors from eid_session where session_id = ${done.sessionId}`)
    assert.deepEqual(session, { auth_level: 2, factors: ['pwd', 'otp'] })
    const [row] = await house.t.owner.query<{ text: string }>(sql`select row_to_json(c)::text || row_to_json(a)::text as text from eid_challenge c join eid_account a using (account_id) where challenge_id = ${challengeId}`)
    assert.ok(!row!.text.includes(house.codeFor(me.personId)) && !row!.text.includes(me.pin), 'neither code nor number stands in the database')
  })

  it('a code: five tries, one use, five minutes', async () => {
    const me = await member()
    const challengeId = await sent(me.pin)
    const right = house.codeFor(me.personId)
    const wrong = right === '000000' ? '111111' : '000000'
    for (let i = 0; i < 5; i++) assert.deepEqual(await finish(challengeId, wrong), { ok: false, reason: 'wrong' })
    assert.deepEqual(await finish(challengeId, right), { ok: false, reason: 'ended' }, 'the sixth try is too late even when right')

    const other = await member()
    const again = await sent(other.pin)
    const code = house.codeFor(other.personId)
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => finish(again, code)))
    assert.equal(outcomes.filter((each) => each.ok).length, 1, 'used once, also when sent four times at once')
    assert.deepEqual(await finish(again, code), { ok: false, reason: 'ended' })

    const third = await member()
    const late = await sent(third.pin)
    assert.deepEqual(await finish(late, house.codeFor(third.personId), plusSeconds(morning, 301)), { ok: false, reason: 'ended' })
    assert.deepEqual(await finish('không phải mã', '123456'), { ok: false, reason: 'ended' })
    assert.deepEqual(await finish(newId(), '123456'), { ok: false, reason: 'ended' })
  })

  it('answers alike for a number nobody has, a wrong password, an account without one, and one that is locked', async () => {
    const me = await member()
    const { mother: without } = await house.family('same', { notice: false })
    const locked = await member()
    await house.asSystem()((ctx) => lockAccount(ctx, { personId: locked.personId, reason: 'mất máy' }))
    const times: number[] = []
    const timed = async (pin: string, password: string) => {
      const before = performance.now()
      const outcome = await begin(pin, password, '10.9.9.9')
      times.push(performance.now() - before)
      return outcome
    }
    const said = [await timed('099300999999', secret), await timed(me.pin, 'một câu khác hẳn'), await timed(without.pin, secret), await timed(locked.pin, secret)]
    for (const outcome of said) assert.deepEqual(outcome, { ok: false, reason: 'wrong' })
    const rows = await house.t.owner.query(sql`select 1 from eid_challenge where account_id in (${without.accountId}, ${locked.accountId})`)
    assert.deepEqual(rows, [], 'and no code goes out')
    assert.ok(Math.min(...times) > 5, `each costs a whole password check, also where there is nothing to check (${times.map((each) => each.toFixed(0)).join(', ')} ms)`)
  })

  it('five wrong tries stop this origin for a quarter of an hour, and nobody else', async () => {
    const me = await member()
    for (let i = 0; i < 5; i++) assert.deepEqual(await begin(me.pin, 'sai rồi nhé', '10.0.0.66'), { ok: false, reason: 'wrong' })
    const stopped = await begin(me.pin, secret, '10.0.0.66')
    assert.ok(!stopped.ok && stopped.reason === 'too-many' && stopped.until! > morning, 'even the right password waits')
    assert.ok((await begin(me.pin, secret, '10.0.0.7')).ok, 'the holder on another line is let in')
    assert.ok((await begin(me.pin, secret, '10.0.0.66', plusSeconds(morning, 16 * 60))).ok, 'and this one after the wait')
    for (let i = 0; i < 5; i++) await begin('099300888888', 'x', '10.0.0.67')
    const unknown = await begin('099300888888', 'x', '10.0.0.67')
    assert.ok(!unknown.ok && unknown.reason === 'too-many', 'a number nobody has is stopped alike')
  })

  it('guesses sent all at once are not let in before the first is counted', async () => {
    const me = await member()
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => begin(me.pin, `đoán lần ${i}`, '10.0.0.77')))
    const tried = outcomes.filter((each) => !each.ok && each.reason === 'wrong').length
    assert.equal(tried, 5)
    assert.equal(outcomes.length - tried, 7)
  })

  it('codes cannot be asked for without end', async () => {
    const me = await member()
    let sentCodes = 0
    for (let i = 0; i < 14; i++) if ((await begin(me.pin, secret, `10.1.0.${i}`)).ok) sentCodes++
    assert.ok(sentCodes <= 10, `${sentCodes} codes`)
  })

  it('a wrong code for signing stays counted, and strangers cannot use up the tries', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    const documentHash = 'c'.repeat(64)
    const { challengeId } = await as((ctx) => requestSigningCode(ctx, { documentHash, what: 'khai sinh' }))
    const right = house.codeFor(mother.personId)
    for (let i = 0; i < 9; i++) assert.deepEqual(await house.asPerson(father)((ctx) => signWithCode(ctx, { challengeId, code: right, documentHash })), { ok: false, reason: 'ended' })
    for (let i = 0; i < 4; i++) assert.deepEqual(await as((ctx) => signWithCode(ctx, { challengeId, code: right === '000000' ? '1' : '000000', documentHash })), { ok: false, reason: 'wrong' })
    assert.ok((await as((ctx) => signWithCode(ctx, { challengeId, code: ` ${right.slice(0, 3)} ${right.slice(3)}`, documentHash }))).ok, 'typed with spaces')
    assert.deepEqual(await as((ctx) => signWithCode(ctx, { challengeId, code: right, documentHash })), { ok: false, reason: 'ended' })
  })

  it('choosing a persona exists in a demonstration alone: the stamp of the database decides', async () => {
    const persona = house.who('mai').personId
    const enter = () => visitor()((ctx) => signInAsPersona(ctx, { personId: persona, appointmentId: null, device: 'x', tokenHash: newId() }))
    await house.t.owner.query(sql`insert into installation (mode) values ('production') on conflict (singleton) do update set mode = 'production'`)
    assert.equal(await house.asSystem()((ctx) => isDemonstration.call(ctx.tx)), false)
    await assert.rejects(enter(), { code: 'eid.demo-only' })
    await house.t.owner.query(sql`update installation set mode = 'demo'`)
    assert.match(await enter(), /^[0-9a-f-]{36}$/)
  })

  it('locked and unlocked by the police, closed for good by the machinery; none of it is a way round activation', async () => {
    const me = await member()
    const area = '29602'
    const police = house.asCast('haiPolice')
    await police((ctx) => lockAccount(ctx, { personId: me.personId, reason: 'báo mất', area }))
    assert.deepEqual(await begin(me.pin, secret, '10.2.0.1'), { ok: false, reason: 'wrong' })
    await police((ctx) => unlockAccount(ctx, { personId: me.personId, reason: 'đã tìm thấy', area }))
    assert.ok((await begin(me.pin, secret, '10.2.0.2')).ok)
    await assert.rejects(house.asCast('secondPolice')((ctx) => lockAccount(ctx, { personId: me.personId, reason: 'x', area })), { code: 'authorise.not-allowed' })
    await assert.rejects(house.asPerson(me)((ctx) => unlockAccount(ctx, { personId: me.personId, reason: 'x', area })), { code: 'authorise.not-allowed' })
    await house.t.owner.query(sql`update eid_account set state = 'registered' where account_id = ${me.accountId}`)
    await assert.rejects(police((ctx) => unlockAccount(ctx, { personId: me.personId, reason: 'x', area })), { code: 'eid.not-locked' })
    await assert.rejects(police((ctx) => lockAccount(ctx, { personId: me.personId, reason: 'x', area })), { code: 'eid.account-not-active' })
    await house.asSystem()((ctx) => closeAccount(ctx, { personId: me.personId, reason: 'death' }))
    assert.deepEqual(await begin(me.pin, secret, '10.2.0.3'), { ok: false, reason: 'wrong' })
    const events = await house.t.owner.query<{ to_state: string }>(sql`select to_state from eid_account_event where account_id = ${me.accountId} order by at, event_id`)
    assert.deepEqual(events.map((each) => each.to_state), ['active', 'locked', 'active', 'cancelled'], 'every change of state stands with who and why')
  })

  it('old codes and counted failures are forgotten', async () => {
    const me = await member()
    await sent(me.pin)
    await begin(me.pin, 'sai', '10.3.0.1')
    const later = plusSeconds(morning, 40 * 86_400)
    assert.ok(await house.asSystem(later)(sweepChallengesAndFailures) > 0)
    const [left] = await house.t.owner.query<{ n: number }>(sql`select (select count(*) from eid_challenge) + (select count(*) from eid_throttle) as n`)
    assert.equal(left!.n, 0)
  })
})
