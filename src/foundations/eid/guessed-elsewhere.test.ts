import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { addTotp, beginSignInWithCode, beginTotp, finishSignInWithCode, knownSeconds, rememberDevice, setPassword } from './index.ts'
import { knownDevice } from './known-device.ts'
import { stepAt, totpCode } from './totp.ts'

const secret = 'mưa tạnh rồi trời sáng'
const wrong = 'một câu khác hẳn'

describe('one number guessed at from many lines', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  const visitor = (now: Instant = morning) => house.t.as({ kind: 'visitor' }, testPurpose, { now })
  async function member(): Promise<Family['mother']> {
    const { mother } = await house.family('same', { notice: false })
    await house.asSystem()((ctx) => setPassword(ctx, mother.accountId, secret))
    return mother
  }
  const begin = (pin: string, password: string, more: { device?: string; now?: Instant; origin?: string } = {}) =>
    visitor(more.now)((ctx) => beginSignInWithCode(ctx, { pin, password, origin: more.origin ?? newId(), device: more.device }))
  const finish = (challengeId: string, code: string, now: Instant = morning) => visitor(now)((ctx) => finishSignInWithCode(ctx, { challengeId, code, device: 'x', tokenHash: newId() }))
  const guess = async (pin: string, times = 20, now: Instant = morning) => {
    for (let i = 0; i < times; i++) assert.deepEqual(await begin(pin, `đoán lần ${i}`, { now }), { ok: false, reason: 'wrong' })
  }
  async function alike(pin: string, password: string, now: Instant = morning): Promise<string> {
    const begun = await begin(pin, password, { now })
    assert.ok(begun.ok && begun.sent.to === null, JSON.stringify(begun))
    await house.t.drain(now)
    return begun.sent.challengeId
  }

  it('after twenty wrong ones right and wrong are answered alike; only the right password with the code opens', async () => {
    const me = await member()
    await guess(me.pin)
    const queued = await begin(me.pin, secret)
    assert.ok(queued.ok && queued.sent.to === null)
    const [row] = await house.t.owner.query<{ text: string }>(sql`select string_agg(payload::text, ' ') as text from job where name like 'eid.%'`)
    assert.ok(row!.text.includes(queued.sent.challengeId) && !row!.text.includes(me.pin) && !row!.text.includes(secret), 'neither number nor password stands in the queue')
    await house.t.drain(morning)
    const [right, other] = [await alike(me.pin, secret), await alike(me.pin, wrong)]
    const code = house.codeFor(me.personId)
    assert.match(code, /^\d{6}$/)
    assert.deepEqual(await finish(other, code), { ok: false, reason: 'wrong' }, 'the code belongs to the try whose password was right')
    const done = await finish(right, code)
    assert.ok(done.ok)
    assert.deepEqual([done.personId, done.accountId], [me.personId, me.accountId])
  })

  it('a number nobody has, a locked account and one without a password are answered in the same way', async () => {
    const { mother: without } = await house.family('same', { notice: false })
    const locked = await member()
    await house.t.owner.query(sql`update eid_account set state = 'locked' where account_id = ${locked.accountId}`)
    for (const pin of ['099300777777', without.pin, locked.pin]) {
      await guess(pin)
      const challengeId = await alike(pin, secret)
      for (let i = 0; i < 5; i++) assert.deepEqual(await finish(challengeId, '123456'), { ok: false, reason: 'wrong' })
      assert.deepEqual(await finish(challengeId, '123456'), { ok: false, reason: 'ended' })
    }
    assert.deepEqual([house.codeFor(without.personId), house.codeFor(locked.personId)], ['', ''])
  })

  it('many at the same moment from many lines: no more than twenty are told that they are wrong', async () => {
    const me = await member()
    let told = 0
    for (let round = 0; round < 6; round++) {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => begin(me.pin, `đoán ${round} ${i}`)))
      assert.ok(answers.every((each) => each.ok ? each.sent.to === null : each.reason === 'wrong'))
      told += answers.filter((each) => !each.ok).length
    }
    assert.ok(told >= 1 && told <= 20, String(told))
    const begun = await begin(me.pin, secret)
    assert.ok(begun.ok, 'and the holder is not shut out')
  })

  it('who is told nothing learns nothing from the limit of one line either', async () => {
    const me = await member()
    await guess(me.pin)
    const tries = async (passwords: readonly string[]): Promise<boolean[]> => {
      const origin = newId()
      const said: boolean[] = []
      for (const password of passwords) said.push((await begin(me.pin, password, { origin })).ok)
      return said
    }
    const allWrong = await tries(Array.from({ length: 7 }, () => wrong))
    assert.deepEqual(allWrong, [true, true, true, true, true, false, false])
    assert.deepEqual(await tries([wrong, secret, wrong, secret, wrong, wrong, wrong]), allWrong)
  })

  it('the code of an app is taken as well as the one sent', async () => {
    const me = await member()
    const as = house.asSignedIn(me)
    const begun = await as(beginTotp)
    const key = Buffer.from(begun.secret.match(/./g)!.map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('').match(/.{8}/g)!.map((bits) => Number.parseInt(bits, 2)))
    assert.equal(await as((ctx) => addTotp(ctx, { setUpId: begun.setUpId, code: totpCode(key, stepAt(morning)) })), 'added')
    const later = plusSeconds(morning, 120)
    await guess(me.pin, 20, later)
    const [byApp, guessed] = [await alike(me.pin, secret, later), await alike(me.pin, wrong, later)]
    const code = totpCode(key, stepAt(later))
    assert.deepEqual(await finish(guessed, code, later), { ok: false, reason: 'wrong' }, 'an app opens nothing without the password')
    const done = await finish(byApp, code, later)
    assert.ok(done.ok)
    const [session] = await house.t.owner.query<{ factors: string[] }>(sql`select factors from eid_session where session_id = ${done.sessionId}`)
    assert.deepEqual(session!.factors, ['pwd', 'totp'])
    assert.deepEqual(await finish(byApp, code, later), { ok: false, reason: 'ended' })
  })

  it('a device that signed in before is told what is wrong, five times a quarter of an hour and twenty a week, on whatever line', async () => {
    const me = await member()
    const device = await visitor()(async (ctx) => rememberDevice(ctx, undefined, me.accountId))
    await guess(me.pin)
    assert.deepEqual(await begin(me.pin, wrong, { device }), { ok: false, reason: 'wrong' })
    const begun = await begin(me.pin, secret, { device })
    assert.ok(begun.ok && begun.sent.to !== null, 'where it was sent is said')
    let now: Instant = plusSeconds(morning, 1_000)
    let told = 1
    for (let quarter = 0; quarter < 5; quarter++) {
      for (let i = 0; i < 7; i++) {
        const answer = await begin(me.pin, wrong, { device, now })
        if (!answer.ok && answer.reason === 'wrong') told++
      }
      now = plusSeconds(now, 1_000)
    }
    assert.equal(told, 20, 'then it is a stranger')
    const stranger = await begin(me.pin, secret, { device, now })
    assert.ok(stranger.ok && stranger.sent.to === null)
  })

  it('the mark of a device is worth nothing for another account, changed, or after half a year; four accounts share a browser', async () => {
    const [one, two] = [newId(), newId()]
    await visitor()(async (ctx) => {
      const marks = rememberDevice(ctx, undefined, one)
      assert.ok(knownDevice(ctx, marks, one))
      assert.equal(knownDevice(ctx, marks, two), undefined)
      assert.equal(knownDevice(ctx, marks, undefined), undefined)
      for (const spoilt of [undefined, '', '.', 'AAAA', `${marks.slice(0, -2)}AA`, marks.slice(4), marks.toUpperCase(), '….….…']) assert.equal(knownDevice(ctx, spoilt, one), undefined, spoilt)
      assert.equal(knownDevice({ ...ctx, now: plusSeconds(ctx.now, knownSeconds(ctx.today) + 1) }, marks, one), undefined)
      const again = rememberDevice(ctx, marks, one)
      assert.equal(again.split('.').length, 1, 'once for each account')
      const full = [two, newId(), newId(), newId()].reduce((kept, each) => rememberDevice(ctx, kept, each), again)
      assert.equal(full.split('.').length, 4)
      assert.equal(knownDevice(ctx, full, one), undefined, 'the oldest gives way')
      assert.ok(knownDevice(ctx, full, two))
      assert.ok(!full.includes(one) && !Buffer.from(full, 'base64url').includes(Buffer.from(two.replaceAll('-', ''), 'hex')), 'and says of nobody that it is theirs')
    })
  })

  it('the holder is told once; nobody is told about a number that nobody has', async () => {
    const me = await member()
    const waiting = async () => (await house.t.owner.query(sql`select 1 from job where name = 'eid.tell-of-guessing'`)).length
    for (const pin of [me.pin, '099300666666']) {
      const before = await waiting()
      await guess(pin)
      assert.equal(await waiting(), before + 1, 'the same job is left for every number')
    }
    for (let i = 0; i < 5; i++) await alike(me.pin, wrong)
    const events = await house.t.owner.query<{ person: string }>(sql`select subject_id as person from outbox where type = 'eid.password-guessed'`)
    assert.deepEqual(events.filter(({ person }) => person === me.personId).length, 1)
  })
})
