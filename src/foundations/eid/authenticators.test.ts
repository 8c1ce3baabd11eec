import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, filing, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { addTotp, askByNumber, beginRecovery, beginSignInWithCode, beginTotp, checkEnrolmentCode, codeInsteadOfApp, finishRecovery, finishSignInWithCode, isFresh, lockWithCode, makeRecoveryCode, notMe, ownAccount, proveWithCode, requestProofCode, revokeAuthenticator, setPassword } from './index.ts'
import { answerAsking } from './asking.ts'
import { base32, stepAt, totpCode } from './totp.ts'

const secret = 'mưa tạnh rồi trời sáng'
const unbase32 = (text: string): Buffer => Buffer.from((text.match(/./g) ?? []).map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('').match(/.{8}/g)!.map((bits) => Number.parseInt(bits, 2)))

describe('authenticators, fresh proofs and recovery', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  const visitor = (now: Instant = morning) => house.t.as({ kind: 'visitor' }, testPurpose, { now })
  async function member(password = true): Promise<Family['mother']> {
    const { mother } = await house.family('same', { notice: false })
    if (password) await house.asSystem()((ctx) => setPassword(ctx, mother.accountId, secret))
    return mother
  }
  async function withApp(me: Family['mother']): Promise<Buffer> {
    const as = house.asSignedIn(me)
    const begun = await as(beginTotp)
    const key = unbase32(begun.secret)
    const wrong = await as((ctx) => addTotp(ctx, { setUpId: begun.setUpId, code: '000' }))
    assert.ok(typeof wrong === 'object' && wrong.secret === begun.secret, 'shown again, nothing lost')
    assert.equal(await as((ctx) => addTotp(ctx, { setUpId: begun.setUpId, code: totpCode(key, stepAt(morning)) })), 'added')
    return key
  }
  const begin = async (pin: string, now: Instant, origin = newId()) => {
    const begun = await visitor(now)((ctx) => beginSignInWithCode(ctx, { pin, password: secret, origin }))
    assert.ok(begun.ok)
    return begun.sent
  }
  const finish = (challengeId: string, code: string, now: Instant) => visitor(now)((ctx) => finishSignInWithCode(ctx, { challengeId, code, device: 'x', tokenHash: newId() }))

  it('makes the codes of RFC 6238, appendix B', () => {
    const key = Buffer.from('12345678901234567890')
    assert.deepEqual([59, 1_111_111_109, 1_234_567_890, 20_000_000_000].map((t) => totpCode(key, Math.floor(t / 30))), ['287082', '081804', '005924', '353130'])
    assert.equal(base32(key), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  })

  it('an app takes the place of the message; each code works once, also when sent many times at once', async () => {
    const me = await member()
    const key = await withApp(me)
    const later = plusSeconds(morning, 120)
    const sent = await begin(me.pin, later)
    assert.equal(sent.to, '', 'nothing is sent')
    const code = totpCode(key, stepAt(later))
    assert.deepEqual(await finish(sent.challengeId, '000000' === code ? '111111' : '000000', later), { ok: false, reason: 'wrong' })
    const many = await Promise.all(Array.from({ length: 8 }, async () => finish((await begin(me.pin, later)).challengeId, code, later)))
    assert.equal(many.filter((each) => each.ok).length, 1)
    const [session] = await house.t.owner.query<{ factors: string[] }>(sql`select factors from eid_session where account_id = ${me.accountId} and 'totp' = any(factors)`)
    assert.deepEqual(session!.factors, ['pwd', 'totp'])
    const [row] = await house.t.owner.query<{ text: string }>(sql`select data::text as text from eid_authenticator where account_id = ${me.accountId} and kind = 'totp'`)
    assert.ok(!row!.text.includes(base32(key)), 'the secret stands encrypted')
  })

  it('guessing the app is stopped; the holder still comes in by message', async () => {
    const me = await member()
    const key = await withApp(me)
    const later = plusSeconds(morning, 300)
    for (let i = 0; i < 11; i++) await finish((await begin(me.pin, later)).challengeId, String(100_000 + i), later)
    const right = totpCode(key, stepAt(later))
    assert.deepEqual(await finish((await begin(me.pin, later)).challengeId, right, later), { ok: false, reason: 'wrong' }, 'even the right code, for a while')
    const waiting = await begin(me.pin, later)
    const sent = await visitor(later)((ctx) => codeInsteadOfApp(ctx, waiting.challengeId))
    assert.ok((await finish(sent!.challengeId, house.codeFor(me.personId), later)).ok)
    assert.equal(await visitor(later)((ctx) => codeInsteadOfApp(ctx, waiting.challengeId)), undefined, 'the first challenge has ended')
  })

  it('what an account signs in with changes only on a fresh proof; a code brings one', async () => {
    const me = await member()
    const sessionId = newId()
    const stale = plusSeconds(morning, 11 * 60)
    await house.t.owner.query(sql`
      insert into eid_session (session_id, token_hash, account_id, person_id, auth_level, factors, device, created_at, last_seen_at, expires_at, proved_at)
      values (${sessionId}, ${sessionId}, ${me.accountId}, ${me.personId}, 2, array['pwd', 'otp'], 'thử', ${morning}, ${stale}, ${plusSeconds(morning, 7_200)}, ${morning})`)
    const as = house.t.as({ kind: 'citizen', personId: me.personId, accountId: me.accountId, sessionId, authLevel: 2, level: 2 }, filing, { now: stale })
    const { authenticatorId } = (await as(ownAccount)).authenticators[0]!
    for (const change of [beginTotp, makeRecoveryCode, (ctx: never) => revokeAuthenticator(ctx, authenticatorId), (ctx: never) => setPassword(ctx, me.accountId, 'một câu khác hẳn')]) {
      await assert.rejects(as(change as typeof beginTotp), { code: 'eid.proof-needed' })
    }
    const { challengeId } = await as(requestProofCode)
    assert.equal(await as((ctx) => proveWithCode(ctx, { challengeId, code: '1' })), 'wrong')
    assert.equal(await as(isFresh), false)
    assert.equal(await as((ctx) => proveWithCode(ctx, { challengeId, code: house.codeFor(me.personId) })), 'right')
    assert.equal(await as(isFresh), true)
    assert.match(await as(makeRecoveryCode), /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)
  })

  it('a recovery code and a code to the phone: once, and only together; wrong ones are counted, unknown numbers answered alike', async () => {
    const me = await member()
    const code = await house.asSignedIn(me)(makeRecoveryCode)
    const start = (pin: string, typed: string, origin: string) => visitor()((ctx) => beginRecovery(ctx, { pin, code: typed, origin }))
    assert.deepEqual(await start('099300999992', code, 'a'), { ok: false, reason: 'wrong' })
    assert.deepEqual(await start((await member(false)).pin, code, 'a'), { ok: false, reason: 'wrong' }, 'somebody else\'s code')
    for (let i = 0; i < 5; i++) assert.deepEqual(await start(me.pin, `AAAA-${i}`, 'b'), { ok: false, reason: 'wrong' })
    assert.deepEqual(await start(me.pin, code, 'b'), { ok: false, reason: 'too-many' })
    const begun = await start(me.pin, ` ${code.toLowerCase()} `, 'c')
    assert.ok(begun.ok, 'the holder on another line')
    const done = await visitor()((ctx) => finishRecovery(ctx, { challengeId: begun.challengeId, code: house.codeFor(me.personId) }))
    assert.ok(done.ok && 'code' in done)
    assert.deepEqual(await visitor()((ctx) => checkEnrolmentCode(ctx, { code: done.code, origin: 'd' })), { ok: true, why: 'recovery' })
    assert.deepEqual(await visitor()((ctx) => finishRecovery(ctx, { challengeId: begun.challengeId, code: house.codeFor(me.personId) })), { ok: false, reason: 'ended' })
  })

  it('a number alone regains level 1 after a wait in which the holder stops it; level 2 never', async () => {
    const me = await member()
    const ask = async (pin: string, what: 'recovery' | 'lock', now = morning) => {
      const asked = await visitor(now)((ctx) => askByNumber(ctx, { pin, what, origin: newId() }))
      assert.ok(asked.ok)
      const [job] = await house.t.owner.query<{ payload: never }>(sql`select payload from job where name = 'eid.answer-asking' and payload->>'challengeId' = ${asked.challengeId}`)
      await house.asSystem(now)((ctx) => answerAsking(ctx, job!.payload))
      return asked.challengeId
    }
    const finishAt = (challengeId: string, now: Instant) => visitor(now)((ctx) => finishRecovery(ctx, { challengeId, code: house.codeFor(me.personId) }))
    const refused = await ask(me.pin, 'recovery')
    assert.deepEqual(await visitor()((ctx) => finishRecovery(ctx, { challengeId: refused, code: '123456' })), { ok: false, reason: 'wrong' }, 'level 2: no code was sent, and nobody can tell')
    await house.t.owner.query(sql`update eid_account set level = 1 where account_id = ${me.accountId}`)
    const first = await finishAt(await ask(me.pin, 'recovery'), morning)
    assert.ok(first.ok && 'waiting' in first && first.waiting === plusSeconds(morning, 86_400))
    const early = plusSeconds(morning, 3_600)
    const again = await finishAt(await ask(me.pin, 'recovery', early), early)
    assert.ok(again.ok && 'waiting' in again && again.waiting === first.waiting, 'asking again shortens nothing')
    const after = plusSeconds(morning, 86_460)
    const opened = await finishAt(await ask(me.pin, 'recovery', after), after)
    assert.ok(opened.ok && 'code' in opened)
    const late = plusSeconds(morning, 90_000)
    await finishAt(await ask(me.pin, 'recovery', late), late)
    await house.asSignedIn(me, { now: late })(notMe)
    const [row] = await house.t.owner.query<{ state: string; recovery: string; lock: string }>(sql`
      select a.state, (select state from eid_recovery r where r.account_id = a.account_id order by started_at desc limit 1) as recovery, (select ground from eid_lock l where l.account_id = a.account_id) as lock from eid_account a where account_id = ${me.accountId}`)
    assert.deepEqual(row, { state: 'locked', recovery: 'stopped', lock: 'theft' })
  })

  it('an emergency lock by the code on the phone; a number nobody has is answered alike to the last try', async () => {
    const me = await member()
    const ask = async (pin: string) => {
      const asked = await visitor()((ctx) => askByNumber(ctx, { pin, what: 'lock', origin: newId() }))
      assert.ok(asked.ok)
      const [job] = await house.t.owner.query<{ payload: never }>(sql`select payload from job where name = 'eid.answer-asking' and payload->>'challengeId' = ${asked.challengeId}`)
      assert.ok(!JSON.stringify(job).includes(pin), 'no number in the queue')
      await house.asSystem()((ctx) => answerAsking(ctx, job!.payload))
      return asked.challengeId
    }
    const tries = async (challengeId: string) => {
      const said: string[] = []
      for (let i = 0; i < 6; i++) said.push(await visitor()((ctx) => lockWithCode(ctx, { challengeId, code: 'không' })))
      return said
    }
    assert.deepEqual(await tries(await ask('099300999993')), await tries(await ask(me.pin)))
    const challengeId = await ask(me.pin)
    assert.equal(await visitor()((ctx) => lockWithCode(ctx, { challengeId, code: house.codeFor(me.personId) })), 'locked')
    const [row] = await house.t.owner.query<{ state: string }>(sql`select state from eid_account where account_id = ${me.accountId}`)
    assert.equal(row!.state, 'locked')
    const one = newId()
    for (let i = 0; i < 10; i++) await visitor()((ctx) => askByNumber(ctx, { pin: me.pin, what: 'lock', origin: one }))
    assert.deepEqual(await visitor()((ctx) => askByNumber(ctx, { pin: me.pin, what: 'lock', origin: one })), { ok: false, reason: 'too-many' })
  })
})
