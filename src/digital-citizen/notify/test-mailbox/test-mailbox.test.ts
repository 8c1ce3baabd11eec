import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openSmtpMailer, type Letter } from '../mail.ts'
import { catchInto, startCatchingSmtp, type CatchingSmtp } from './catching-smtp.ts'
import { readMail } from './mail-text.ts'
import { openTestMailbox, type TestMailbox } from './test-mailbox.ts'

const letter: Letter = { messageId: 'a1', to: 'mai@nha.example', subject: 'Cần thêm 2 điều cho hồ sơ khai sinh, thường trú và thẻ bảo hiểm y tế', text: 'Dòng một có dấu: Nguyễn Thị Ngọc Ánh\n. một chấm đầu dòng\n' + 'dài '.repeat(60).trim(), at: '2026-11-22T02:00:00.000Z' }

describe('the test mailbox behind a real SMTP server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-catch-'))
  let mailbox: TestMailbox
  let smtp: CatchingSmtp
  before(async () => {
    mailbox = openTestMailbox(folder)
    smtp = await catchInto(mailbox)
  })
  after(async () => {
    await smtp.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const send = (more: Partial<Letter> = {}) => openSmtpMailer({ url: smtp.url, from: 'Dịch vụ công <bao-tin@congdan.example>' }).send({ ...letter, ...more })

  it('catches a letter as it was written, marks, long lines and leading dots included', async () => {
    await send()
    const [caught] = mailbox.caught()
    assert.equal(caught!.subject, letter.subject)
    assert.equal(caught!.text, letter.text)
    assert.equal(caught!.from, 'Dịch vụ công <bao-tin@congdan.example>')
    assert.deepEqual([caught!.to, caught!.messageId], [['mai@nha.example'], '<a1@congdan.example>'])
  })

  it('shows the newest first, one person’s alone, and only so many', async () => {
    await send({ to: 'lan@nha.example', subject: 'thứ hai' })
    await send({ to: 'lan@nha.example', subject: 'thứ ba' })
    assert.deepEqual(mailbox.caught({ to: 'LAN@nha.example' }).map((mail) => mail.subject), ['thứ ba', 'thứ hai'])
    assert.equal(mailbox.caught({ limit: 1 })[0]!.subject, 'thứ ba')
    assert.deepEqual(mailbox.caught({ channel: 'sms' }), [])
  })

  it('fails on purpose as often as asked, then takes mail again', async () => {
    mailbox.failNext(1)
    await assert.rejects(send(), { name: 'Undeliverable', message: 'smtp 451', permanent: false })
    await send()
  })

  it('does not let an address smuggle a second recipient or a header in', async () => {
    const before = mailbox.caught({ limit: 1_000 }).length
    await send({ to: 'x@nha.example\r\nBcc: y@nha.example', subject: 'a\r\nX-Trap: 1' }).catch(() => undefined)
    const added = mailbox.caught({ limit: 1_000 }).slice(0, mailbox.caught({ limit: 1_000 }).length - before)
    for (const mail of added) assert.ok(!mail.to.includes('y@nha.example') && !/^X-Trap/m.test(mail.text))
    assert.deepEqual(mailbox.caught({ to: 'y@nha.example' }), [])
  })

  it('keeps nothing half: a mail that could not be stored is answered with trouble', async () => {
    const broken = await startCatchingSmtp({ port: 0, onMessage: () => { throw new Error('disk full') } })
    await assert.rejects(openSmtpMailer({ url: broken.url, from: 'a@congdan.example' }).send(letter), { permanent: false })
    await broken.stop()
  })

  it('leaves only whole files that its owner alone may read', () => {
    assert.deepEqual(readdirSync(folder).filter((name) => !name.endsWith('.json')), [])
  })
})

describe('reading a mail', () => {
  it('joins a letter cut between two encoded words', () => {
    const bytes = Buffer.from('ế')
    const cut = (part: Buffer) => `=?UTF-8?B?${part.toString('base64')}?=`
    const raw = Buffer.from(`Subject: ${cut(bytes.subarray(0, 1))}\r\n ${cut(bytes.subarray(1))} xong\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nD=C3=B2ng =\r\nti=E1=BA=BFp\r\n`)
    const mail = readMail(raw)
    assert.equal(mail.headers.get('subject'), 'ế xong')
    assert.equal(mail.text, 'Dòng tiếp')
  })
})
