import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { notify } from '../notify/index.ts'
import { ownMessages, readMessage, unreadCount } from './index.ts'
import { routes } from './routes.ts'

const now = '2026-11-22T02:00:00.000Z'
const later = (seconds: number) => plusSeconds(now, seconds)

describe('the mailbox of a person', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())

  const tell = async (personId: string, at = now, dossierId: string | null = null, says = 'Đang xem') => (await t.as(systemActor, undefined, { now: at })((ctx) =>
    dossierId ? notify(ctx, { personId, template: 'dossier.moved', vars: { code: 'X', laneTitle: 'Khai sinh', says }, dossierId, topic: says })
      : notify(ctx, { personId, template: 'my-data.answered', vars: {} }))).noticeId
  const as = (personId: string, at = later(60)) => t.as(citizenActor(personId), undefined, { now: at })
  const unread = (personId: string) => t.db.transaction((tx) => unreadCount(tx, personId))

  it('shows one’s own messages and nobody else’s', async () => {
    const [mai, lan] = [newId(), newId()]
    const mine = await tell(mai)
    const hers = await tell(lan)
    const { messages } = await as(mai)((ctx) => ownMessages(ctx))
    assert.deepEqual(messages.map((message) => message.id), [mine])
    await assert.rejects(as(mai)((ctx) => readMessage(ctx, hers)), { code: 'mailbox.message-unknown', status: 404 })
    await assert.rejects(as(mai)((ctx) => readMessage(ctx, 'khong-phai-ma')), { code: 'mailbox.message-unknown' })
  })

  it('opens to no officer, no visitor and not to the program', async () => {
    for (const actor of [officerActor('administrator', ['86']), officerActor('auditor', ['86']), systemActor, { kind: 'visitor' } as const]) {
      await assert.rejects(t.as(actor)((ctx) => ownMessages(ctx)), /authorise\./)
    }
  })

  it('counts what has not been opened, and counts a message again that changed since', async () => {
    const mai = newId()
    const dossierId = newId()
    const id = await tell(mai, now, dossierId)
    await tell(mai, now)
    assert.equal(await unread(mai), 2)
    const message = await as(mai)((ctx) => readMessage(ctx, id))
    assert.equal(message.unread, true, 'as it was when opened')
    assert.equal(await unread(mai), 1)
    assert.equal(await tell(mai, later(120), dossierId, 'Đã ký'), id, 'the second change joins the same message')
    assert.equal(await unread(mai), 2)
    const { messages } = await as(mai, later(180))((ctx) => ownMessages(ctx))
    assert.deepEqual(messages.map((each) => [each.id === id, each.unread]), [[true, true], [false, true]], 'the newest change first')
  })

  it('turns pages without losing or repeating a message', async () => {
    const mai = newId()
    for (let i = 0; i < 25; i++) await tell(mai, later(i))
    const first = await as(mai)((ctx) => ownMessages(ctx))
    const second = await as(mai)((ctx) => ownMessages(ctx, { page: 2 }))
    assert.deepEqual([first.messages.length, first.more, second.messages.length, second.more], [20, true, 5, false])
    assert.equal(new Set([...first.messages, ...second.messages].map((message) => message.id)).size, 25)
  })

  it('answers programs in the shape it promises', async () => {
    const mai = newId()
    const id = await tell(mai)
    const [list, one] = routes
    const asked = { params: { id }, query: { page: 1 }, body: undefined, session: null, requestId: '', remote: '', commandId: null, header: () => undefined }
    const all = list!.reply.parse(await as(mai)((ctx) => list!.handler(ctx, asked))) as { messages: { id: string; deliveries: { channel: string; sentAt: string }[] }[] }
    assert.deepEqual(all.messages.map((each) => each.id), [id])
    assert.deepEqual(all.messages[0]!.deliveries.map((each) => [each.channel, each.sentAt]), [['inbox', now]])
    assert.equal((one!.reply.parse(await as(mai)((ctx) => one!.handler(ctx, asked))) as { id: string }).id, id)
  })

  it('logs every reading', async () => {
    const mai = newId()
    const id = await tell(mai)
    await as(mai)((ctx) => ownMessages(ctx))
    await as(mai)((ctx) => readMessage(ctx, id))
    const log = await t.owner.query<{ kind: string }>(sql`select kind from access_log where register = 'mailbox' and subjects = array[${mai}]::uuid[] order by kind`)
    assert.deepEqual(log.map((row) => row.kind), ['list', 'open'])
  })

  it('lets the program change neither the text of a sent mail nor remove a message', async () => {
    await assert.rejects(t.db.query(sql`delete from message`), /permission denied/)
    await assert.rejects(t.db.query(sql`update message set person_id = ${newId()}`), /permission denied/)
  })
})
