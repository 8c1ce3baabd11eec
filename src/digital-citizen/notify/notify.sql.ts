import { sql, type Instant, type Tx } from '../../platform/index.ts'
import type { Lang, Part } from './render.ts'

/** The driver sends only Buffers as bytea. */
const bytes = (value: Uint8Array | null) => value && Buffer.from(value.buffer, value.byteOffset, value.byteLength)

export type MessageChannel = 'inbox' | 'email' | 'sms'

export interface Message {
  messageId: string
  noticeId: string
  personId: string
  channel: MessageChannel
  template: string
  lang: Lang
  parts: Part[]
  title: string
  body: string
  dossierId: string | null
  address: string | null
  sealed: Uint8Array | null
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  expiresAt: Instant | null
}

const columns = sql`message_id as "messageId", notice_id as "noticeId", person_id as "personId", channel, template, lang, parts, title, body, dossier_id as "dossierId",
  address, sealed, state, attempts, expires_at as "expiresAt"`

export interface NewMessage extends Omit<Message, 'attempts'> {
  addressShown: string | null
  at: Instant
  gathersUntil: Instant | null
  sendAt: Instant
}

export const insertMessage = (tx: Tx, m: NewMessage) =>
  tx.run(sql`
    insert into message (message_id, notice_id, person_id, channel, template, lang, parts, title, body, dossier_id, address, address_shown, sealed, state,
      created_at, changed_at, gathers_until, send_at, expires_at, sent_at)
    values (${m.messageId}, ${m.noticeId}, ${m.personId}, ${m.channel}, ${m.template}, ${m.lang}, ${sql.json(m.parts)}, ${m.title}, ${m.body}, ${m.dossierId}, ${m.address},
      ${m.addressShown}, ${bytes(m.sealed)}, ${m.state}, ${m.at}, ${m.at}, ${m.gathersUntil}, ${m.sendAt}, ${m.expiresAt}, ${m.state === 'sent' ? m.at : null})
    on conflict (notice_id, channel) do nothing`)

/** False when the command was told before; then `noticeOfCommand` names its message. */
export async function claimCommand(tx: Tx, personId: string, commandKey: string, noticeId: string): Promise<boolean> {
  return (await tx.run(sql`insert into message_command (person_id, command_key, notice_id) values (${personId}, ${commandKey}, ${noticeId}) on conflict do nothing`)) === 1
}

export const noticeOfCommand = (tx: Tx, personId: string, commandKey: string) =>
  tx.one<{ noticeId: string }>(sql`select notice_id as "noticeId" from message_command where person_id = ${personId} and command_key = ${commandKey}`)

/** Two changes of one filing for one person are gathered one after the other. */
export const lockGathering = (tx: Tx, personId: string, dossierId: string) =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`message:${personId}:${dossierId}`}, 0))`)

/** The message of this filing that still gathers changes: its inbox row, and whether an SMS goes with it. */
export const gatheringNotice = (tx: Tx, personId: string, dossierId: string, now: Instant) =>
  tx.maybe<Message & { gathersUntil: Instant; sendAt: Instant }>(sql`
    select ${columns}, gathers_until as "gathersUntil", send_at as "sendAt" from message
    where person_id = ${personId} and dossier_id = ${dossierId} and channel = 'inbox' and gathers_until > ${now}
    order by created_at desc limit 1`)

export const messagesOfNotice = (tx: Tx, noticeId: string) => tx.many<Message>(sql`select ${columns} from message where notice_id = ${noticeId} order by channel for update`)

/** New text for a channel whose message has not left yet (the inbox always may). */
export const rewriteMessage = (tx: Tx, messageId: string, text: { template: string; parts: readonly Part[]; title: string; body: string }, at: Instant) =>
  tx.run(sql`
    update message set template = ${text.template}, parts = ${sql.json(text.parts)}, title = ${text.title}, body = ${text.body}, changed_at = ${at}
    where message_id = ${messageId} and (channel = 'inbox' or state = 'waiting')`)

export const lockMessage = (tx: Tx, messageId: string) => tx.maybe<Message>(sql`select ${columns} from message where message_id = ${messageId} for update`)

export const markSent = (tx: Tx, messageId: string, at: Instant) =>
  tx.run(sql`update message set state = 'sent', sent_at = ${at}, attempts = attempts + 1, address = null, sealed = null, last_failure = null where message_id = ${messageId} and state = 'waiting'`)

export const markFailedTry = (tx: Tx, messageId: string, failure: string, again: Instant) =>
  tx.run(sql`update message set attempts = attempts + 1, last_failure = ${failure}, send_at = ${again} where message_id = ${messageId} and state = 'waiting'`)

export const markFailed = (tx: Tx, messageId: string, failure: string) =>
  tx.run(sql`update message set state = 'failed', attempts = attempts + 1, last_failure = ${failure}, address = null, sealed = null where message_id = ${messageId} and state = 'waiting'`)

/** How a person was told of one filing outside the inbox: the best of all channels of the newest message. */
export const deliveryOfDossier = (tx: Tx, dossierId: string, personId: string) =>
  tx.maybe<{ sent: number; waiting: number; failed: number }>(sql`
    select count(*) filter (where state = 'sent') as sent, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed
    from message where channel <> 'inbox' and notice_id = (
      select notice_id from message where dossier_id = ${dossierId} and person_id = ${personId} order by created_at desc limit 1)`)
