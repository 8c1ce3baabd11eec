import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { openAccount } from '../../foundations/eid/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { citizenActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { ownMessages } from '../mailbox/index.ts'
import { notify, openSmtpMailer, sendOneTimeCode, setMailer, setSmsGateway, startDemoMail, testMailbox, toldOf, type DemoMail, type Notice, type TemplateKey } from './index.ts'

/** 09:00 in Việt Nam. */
const now = '2026-11-22T02:00:00.000Z'
const minutes = (count: number, from: Instant = now): Instant => plusSeconds(from, count * 60)
let serial = 0

describe('telling people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-mail-'))
  let t: TestDatabase
  let demo: DemoMail
  before(async () => {
    t = await testDb()
    demo = await startDemoMail({ folder, from: 'Congdan <bao-tin@congdan.example>' })
  })
  beforeEach(() => demo.mailbox.failNext(0))
  after(async () => {
    await demo.stop()
    setMailer(null)
    setSmsGateway(null)
    testMailbox.fill(() => null)
    rmSync(folder, { recursive: true, force: true })
    await t.close()
  })

  /** A person with an account opened long ago. */
  const person = async (contact: { phone?: string; email?: string } = {}): Promise<string> => {
    const personId = newId()
    await t.as(systemActor, undefined, { now: '2026-01-05T02:00:00.000Z' })((ctx) => openAccount(ctx, {
      personId, displayName: 'Người thử', pin: `0991960${String(++serial).padStart(5, '0')}`, level: 2, state: 'active', intakeUnit: null, residenceArea: null,
      phone: contact.phone ?? null, email: contact.email ?? null,
    }))
    return personId
  }
  const tell = <K extends TemplateKey>(notice: Notice<K>, at: Instant = now) => t.as(systemActor, undefined, { now: at })((ctx) => notify(ctx, notice))
  const publish = (type: string, payload: object, at: Instant = now) => t.as(systemActor, undefined, { now: at })(async (ctx) => ctx.publish(type, payload))
  const inbox = (personId: string, at: Instant = now) => t.as(citizenActor(personId), undefined, { now: at })((ctx) => ownMessages(ctx))
  const stateOf = (personId: string, channel: string) =>
    t.db.query<{ state: string; attempts: number; last_failure: string | null; address: string | null; body: string; send_at: string }>(
      sql`select state, attempts, last_failure, address, body, send_at from message where person_id = ${personId} and channel = ${channel} order by created_at`)
  const submitted = (applicantId: string, dossierId: string) => ({ dossierId, code: 'H99.41.03-261122-0001', applicantId, serviceName: 'Đăng ký khai sinh' })
  const lane = (applicantId: string, dossierId: string, more: object = {}) => ({
    dossierId, code: 'H99.41.03-261122-0001', applicantId, lane: 'birth', laneTitle: 'Khai sinh', from: 'received', to: 'checking', outcome: null, says: 'Cán bộ hộ tịch đang xem hồ sơ', ...more,
  })

  it('puts a message into the inbox at once and carries it to the mail server of the person', async () => {
    const mai = await person({ email: 'mai@nha.example' })
    await publish('dossier.submitted', submitted(mai, newId()))
    await t.drain(now)
    const [message] = (await inbox(mai)).messages
    assert.match(message!.text, /«Đăng ký khai sinh» đã tới cơ quan tiếp nhận/)
    assert.match(message!.text, /Mã hồ sơ: H99\.41\.03-261122-0001/)
    assert.deepEqual(message!.deliveries.map((d) => [d.channel, d.state, d.to]), [['inbox', 'sent', null], ['email', 'sent', 'ma***@nha.example']])
    const [mail] = demo.mailbox.caught({ to: 'mai@nha.example' })
    assert.equal(mail!.subject, 'Đã gửi hồ sơ')
    assert.equal(mail!.text, message!.text, 'the mail says exactly what the inbox keeps')
    assert.match(mail!.from!, /bao-tin@congdan\.example/)
    assert.equal((await stateOf(mai, 'email'))[0]!.address, null, 'the address is not kept after sending')
  })

  it('sends once, however often the job runs', async () => {
    const lan = await person({ email: 'lan@nha.example' })
    const { noticeId } = await tell({ personId: lan, template: 'my-data.answered', vars: {} })
    await t.drain(now)
    const [row] = await t.db.query<{ id: string }>(sql`select message_id as id from message where notice_id = ${noticeId} and channel = 'email'`)
    await t.as(systemActor, undefined, { now })(async (ctx) => ctx.enqueue('notify.deliver', { messageId: row!.id }))
    await t.drain(now)
    const mails = demo.mailbox.caught({ to: 'lan@nha.example' })
    assert.equal(mails.length, 1)
    assert.ok(mails[0]!.messageId!.includes(row!.id), 'a second try would bear the same Message-ID')
  })

  it('tells the same command once', async () => {
    const an = await person({ email: 'an@nha.example' })
    const first = await tell({ personId: an, template: 'my-data.answered', vars: {}, commandKey: 'case-7' })
    const second = await tell({ personId: an, template: 'my-data.answered', vars: {}, commandKey: 'case-7' })
    assert.equal(second.noticeId, first.noticeId)
    assert.equal((await inbox(an)).messages.length, 1)
  })

  it('keeps a message that a server in trouble does not take, and sends it later', async () => {
    const hoa = await person({ email: 'hoa@nha.example' })
    await t.drain(now)
    demo.mailbox.failNext(2)
    await tell({ personId: hoa, template: 'my-data.answered', vars: {} })
    await t.drain(now)
    assert.deepEqual(demo.mailbox.caught({ to: 'hoa@nha.example' }), [])
    const [waiting] = await stateOf(hoa, 'email')
    assert.deepEqual([waiting!.state, waiting!.attempts, waiting!.last_failure, waiting!.send_at], ['waiting', 1, 'smtp 451', minutes(1)])
    await t.drain(minutes(1))
    assert.deepEqual([(await stateOf(hoa, 'email'))[0]!.state, (await stateOf(hoa, 'email'))[0]!.send_at], ['waiting', minutes(6)], 'the pause grows')
    await t.drain(minutes(6))
    assert.equal(demo.mailbox.caught({ to: 'hoa@nha.example' }).length, 1)
    assert.deepEqual([(await stateOf(hoa, 'email'))[0]!.state, (await stateOf(hoa, 'email'))[0]!.attempts], ['sent', 3])
  })

  it('keeps everything while no server answers at all', async () => {
    const ba = await person({ email: 'ba@nha.example' })
    const working = openSmtpMailer({ url: demo.smtpUrl, from: 'a@congdan.example' })
    setMailer(openSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'a@congdan.example' }))
    await tell({ personId: ba, template: 'my-data.answered', vars: {} })
    await t.drain(now)
    const [row] = await stateOf(ba, 'email')
    assert.deepEqual([row!.state, row!.last_failure], ['waiting', 'ESOCKET'])
    setMailer(working)
    await t.drain(minutes(1))
    assert.equal((await stateOf(ba, 'email'))[0]!.state, 'sent')
  })

  it('turns to an SMS when the mail server refuses for good, and to a person when nothing is left', async () => {
    const refusing = { send: async () => { throw new (await import('./index.ts')).Undeliverable('smtp 550', true) }, close: () => undefined }
    const tam = await person({ email: 'sai@nha.example', phone: '+84912000111' })
    const tu = await person({ email: 'sai-nua@nha.example' })
    setMailer(refusing)
    const dossierId = newId()
    await tell({ personId: tam, template: 'my-data.answered', vars: {} })
    await tell({ personId: tu, template: 'dossier.submitted', vars: { code: 'X', serviceName: 'Y' }, dossierId })
    await t.drain(now)
    setMailer(openSmtpMailer({ url: demo.smtpUrl, from: 'a@congdan.example' }))
    assert.equal((await stateOf(tam, 'email'))[0]!.state, 'failed')
    assert.equal((await stateOf(tam, 'sms'))[0]!.state, 'sent')
    assert.equal(demo.mailbox.caught({ to: '+84912000111', channel: 'sms' }).length, 1)
    const events = await t.db.query<{ payload: { personId: string } }>(sql`select payload from outbox where type = 'notify.undelivered'`)
    assert.deepEqual(events.map((event) => event.payload.personId), [tu], 'the one who could be reached another way is not on the list')
    assert.equal(await t.as(systemActor)((ctx) => toldOf(ctx, dossierId, tu)), 'not-told')
  })

  it('makes one message of the changes of one filing within ten minutes', async () => {
    const binh = await person({ email: 'binh@nha.example' })
    const dossierId = newId()
    await publish('dossier.lane-moved', lane(binh, dossierId))
    await t.drain(now)
    await publish('dossier.lane-moved', lane(binh, dossierId, { lane: 'residence', laneTitle: 'Thường trú', says: 'Công an xã đang xem hồ sơ.' }), minutes(4))
    await publish('dossier.lane-moved', lane(binh, dossierId, { from: 'checking', to: 'signing', says: 'Đang chờ ký' }), minutes(5))
    await t.drain(minutes(9))
    assert.deepEqual(demo.mailbox.caught({ to: 'binh@nha.example' }), [], 'still gathering')
    assert.equal((await inbox(binh, minutes(9))).messages.length, 1, 'the inbox shows it already')
    await t.drain(minutes(10))
    const mails = demo.mailbox.caught({ to: 'binh@nha.example' })
    assert.equal(mails.length, 1)
    assert.match(mails[0]!.text, /• Thường trú: Công an xã đang xem hồ sơ\.\n• Khai sinh: Đang chờ ký\./)
    assert.doesNotMatch(mails[0]!.text, /Cán bộ hộ tịch/, 'an overtaken step is not told')
    await publish('dossier.lane-moved', lane(binh, dossierId, { says: 'Đã ký', to: 'done' }), minutes(11))
    await t.drain(minutes(11))
    assert.equal((await inbox(binh, minutes(11))).messages.length, 2, 'after ten minutes a new one begins')
  })

  it('does not mix two filings', async () => {
    const chi = await person({ email: 'chi@nha.example' })
    await publish('dossier.lane-moved', lane(chi, newId()))
    await publish('dossier.lane-moved', lane(chi, newId()))
    await t.drain(now)
    assert.equal((await inbox(chi)).messages.length, 2)
  })

  it('lets a request for more stand above the step it came with, by mail and SMS, whichever event comes first', async () => {
    for (const order of ['step first', 'request first']) {
      const phone = order === 'step first' ? '+84912000221' : '+84912000222'
      const kim = await person({ email: `${phone.slice(1)}@nha.example`, phone })
      const dossierId = newId()
      const step = () => publish('dossier.lane-moved', lane(kim, dossierId, { to: 'returned', says: 'Cần thêm' }))
      const request = () => publish('dossier.supplement-requested', { ...lane(kim, dossierId), until: '2026-12-10T10:00:00.000Z', count: 2 })
      for (const each of order === 'step first' ? [step, request] : [request, step]) {
        await each()
        await t.drain(now)
      }
      await t.drain(minutes(10))
      const [mail] = demo.mailbox.caught({ to: `${phone.slice(1)}@nha.example` })
      assert.equal(mail!.subject, 'Cần thêm 2 điều cho hồ sơ')
      assert.match(mail!.text, /Gửi trước 17:00 thứ Năm 10\/12\/2026\. Trong lúc chờ, đồng hồ dừng\./)
      const [sms] = demo.mailbox.caught({ to: phone, channel: 'sms' })
      assert.match(sms!.text, /cần thêm 2 điều|can them 2 dieu/)
      assert.match(sms!.text, /H99\.41\.03-261122-0001/)
    }
  })

  it('sends an SMS to who has no e-mail, and nothing outside the inbox to who has neither', async () => {
    const su = await person({ phone: '+84912000333' })
    const vo = await person()
    await tell({ personId: su, template: 'my-data.answered', vars: {} })
    await tell({ personId: vo, template: 'my-data.answered', vars: {} })
    await t.drain(now)
    assert.equal(demo.mailbox.caught({ to: '+84912000333' }).length, 1)
    assert.deepEqual((await inbox(vo)).messages[0]!.deliveries.map((d) => d.channel), ['inbox'])
  })

  it('is silent at night, except to who is waiting', async () => {
    const night = '2026-11-22T15:30:00.000Z'
    const dem = await person({ email: 'dem@nha.example' })
    await tell({ personId: dem, template: 'my-data.answered', vars: {} }, night)
    await tell({ personId: dem, template: 'dossier.submitted', vars: { code: 'X', serviceName: 'Y' } }, night)
    await t.drain(night)
    assert.deepEqual(demo.mailbox.caught({ to: 'dem@nha.example' }).map((mail) => mail.subject), ['Đã gửi hồ sơ'])
    assert.deepEqual((await stateOf(dem, 'email')).map((row) => row.send_at).sort(), [night, '2026-11-23T00:00:00.000Z'])
    await t.drain('2026-11-23T00:00:00.000Z')
    assert.equal(demo.mailbox.caught({ to: 'dem@nha.example' }).length, 2)
  })

  it('warns of a new way of signing in, but not while the account is being opened', async () => {
    const cu = await person({ email: 'cu@nha.example' })
    await publish('eid.authenticator-added', { accountId: newId(), personId: cu, kind: 'passkey', label: 'Điện thoại' })
    await publish('eid.authenticator-added', { accountId: newId(), personId: cu, kind: 'password', label: 'Mật khẩu' }, '2026-01-05T02:03:00.000Z')
    await t.drain('2026-01-05T02:03:00.000Z')
    await t.drain(now)
    assert.deepEqual((await inbox(cu)).messages.map((message) => message.title), ['Có cách đăng nhập mới'])
  })

  it('tells each event to the right person', async () => {
    const dossierId = newId()
    const people = { citizen: await person(), other: await person() }
    const news = lane(people.citizen, dossierId)
    const told: [type: string, payload: object, title: string, to: string][] = [
      ['dossier.lane-moved', { ...news, outcome: 'done', says: 'Đã cấp thẻ' }, 'Một phần hồ sơ đã xong', people.citizen],
      ['dossier.lane-moved', { ...news, outcome: 'refused', says: null }, 'Một phần hồ sơ bị từ chối', people.citizen],
      ['dossier.lane-moved', { ...news, outcome: 'stopped', says: null }, 'Một phần hồ sơ đã dừng', people.citizen],
      ['dossier.lane-moved', { ...news, outcome: 'withdrawn', says: null }, 'Đã rút hồ sơ', people.citizen],
      ['dossier.ended', news, 'Hồ sơ đã có trả lời', people.citizen],
      ['dossier.consent-asked', { dossierId, personId: people.other, says: '', serviceName: 'Đăng ký thường trú' }, 'Cần ý kiến của ông/bà', people.other],
      ['civil-status.birth-notice-received', { noticeId: newId(), motherId: people.other, facilityCode: '86M01' }, 'Bé đã được báo sinh', people.other],
      ['population.correction-decided', { caseId: newId(), personId: people.citizen, openedBy: people.other, field: 'birthDate', decision: 'accepted' }, 'Đã sửa thông tin', people.citizen],
      ['population.correction-decided', { caseId: newId(), personId: people.citizen, openedBy: null, field: 'birthDate', decision: 'refused' }, 'Chưa sửa được thông tin', people.citizen],
      ['eid.account-locked', { accountId: newId(), personId: people.citizen, reason: 'tự khóa' }, 'Tài khoản đã khóa', people.citizen],
      ['my-data.question-answered', { personId: people.citizen }, 'Đã trả lời câu hỏi về lượt xem', people.citizen],
    ]
    for (const [i, [type, payload, title, to]] of told.entries()) {
      const at = minutes(11 * i)
      await publish(type, payload, at)
      await t.drain(at)
      assert.equal((await inbox(to, at)).messages[0]!.title, title, type)
    }
    await publish('civil-status.birth-notice-received', { noticeId: newId(), motherId: null, facilityCode: '86M01' })
    await t.drain(now)
    const [dead] = await t.db.query<{ dead: number }>(sql`select count(*) as dead from job where name like '% → notify.tell' and attempts > 0`)
    assert.equal(dead!.dead, 0, 'a mother nobody knows breaks nothing')
  })

  it('reaches who has no account at the phone the register holds, logged, and nobody who has died', async () => {
    const inRegister = async (facts: object) => {
      const personId = newId()
      await t.as(systemActor, undefined, { now })((ctx) => importPerson(ctx, {
        person: { personId, facts: { fullName: 'Người Thử', birthDate: '1996-01-01', gender: 'female', ...facts }, numbers: [], relatives: [], source: 'population-register', statedOn: '2026-11-20' },
      }, { commandId: newId() }))
      return personId
    }
    const living = await inRegister({ phone: '+84912000666' })
    const deceased = await inRegister({ phone: '+84912000777', lifeStatus: 'deceased', deathDate: '2026-11-19' })
    for (const motherId of [living, deceased]) await publish('civil-status.birth-notice-received', { noticeId: newId(), motherId, facilityCode: '86M01' })
    await t.drain(now)
    assert.equal(demo.mailbox.caught({ to: '+84912000666' }).length, 1)
    assert.deepEqual(demo.mailbox.caught({ to: '+84912000777' }), [])
    const [log] = await t.owner.query<{ purpose_code: string; fields: string[] }>(sql`select purpose_code, fields from access_log where subjects = array[${living}]::uuid[]`)
    assert.deepEqual(log, { purpose_code: 'notify', fields: ['phone', 'email'] })
  })

  describe('one-time codes', () => {
    const code = '739164'
    const send = (input: { personId: string; phone?: string; email?: string }, at: Instant = now) => t.as({ kind: 'visitor' }, undefined, { now: at })((ctx) =>
      sendOneTimeCode(ctx, { personId: input.personId, phone: input.phone ?? null, email: input.email ?? null, code, text: 'Mã đăng nhập Congdan' }))
    /** Every text, number list and byte string of every table, looked through for the code. */
    const tablesHolding = async (wanted: string) => {
      const found: string[] = []
      for (const { name } of await t.owner.query<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`)) {
        const [hit] = await t.owner.query<{ hits: number }>(sql`select count(*)::int as hits from ${sql.ident(name)} x where to_jsonb(x)::text like ${`%${wanted}%`} or to_jsonb(x)::text like ${`%${Buffer.from(wanted).toString('hex')}%`}`)
        if (hit!.hits > 0) found.push(name)
      }
      return found
    }

    it('reaches the phone and stands readable in no table, before and after', async () => {
      const personId = await person()
      await send({ personId, phone: '+84912000444', email: 'khong@nha.example' })
      assert.deepEqual(await tablesHolding(code), [], 'before sending')
      await t.drain(now)
      assert.deepEqual(await tablesHolding(code), [], 'after sending')
      const [sms] = demo.mailbox.caught({ to: '+84912000444' })
      assert.match(sms!.text, new RegExp(code))
      assert.match(sms!.text, /Không đọc mã cho ai|Khong doc ma cho ai/)
      assert.deepEqual(demo.mailbox.caught({ to: 'khong@nha.example' }), [], 'one channel carries the code, not two')
      const [row] = await stateOf(personId, 'sms')
      assert.match(row!.body, /\*{6}/)
      const [kept] = await t.db.query<{ sealed: unknown }>(sql`select sealed from message where person_id = ${personId}`)
      assert.equal(kept!.sealed, null)
    })

    it('goes by mail where there is no phone, and shows in the mailbox without the code', async () => {
      const personId = await person()
      await send({ personId, email: 'ma@nha.example' })
      await t.drain(now)
      assert.match(demo.mailbox.caught({ to: 'ma@nha.example' })[0]!.text, new RegExp(`Mã đăng nhập Congdan: ${code}`))
      const [message] = (await inbox(personId)).messages
      assert.match(message!.text, /Mã đăng nhập Congdan: \*{6}/)
      assert.equal(message!.unread, false)
    })

    it('is not sent late: after five minutes it is forgotten', async () => {
      const personId = await person()
      demo.mailbox.failNext(1)
      await send({ personId, phone: '+84912000555' })
      await t.drain(now)
      await t.drain(minutes(5))
      assert.deepEqual(demo.mailbox.caught({ to: '+84912000555' }), [])
      const [row] = await stateOf(personId, 'sms')
      assert.deepEqual([row!.state, row!.last_failure], ['failed', 'expired'])
      assert.deepEqual(await tablesHolding(code), [])
    })

    it('says so when there is no way to send it', async () => {
      const personId = await person()
      await assert.rejects(send({ personId }), { code: 'notify.code-cannot-be-sent' })
    })
  })
})
