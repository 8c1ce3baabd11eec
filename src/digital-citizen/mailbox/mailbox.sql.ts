import { sql, type Instant, type Tx } from '../../platform/index.ts'
import type { MessageChannel, Part } from '../notify/index.ts'

export interface Delivery {
  readonly channel: MessageChannel
  readonly state: 'waiting' | 'sent' | 'failed'
  /** Masked address; null for the inbox. */
  readonly to: string | null
  readonly sentAt: Instant | null
  /** The text as sent on this channel. */
  readonly text: string
}

export interface MailboxRow {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly template: string
  readonly parts: readonly Part[]
  readonly official: boolean
  readonly dossierId: string | null
  readonly at: Instant
  readonly unread: boolean
  readonly deliveries: readonly Delivery[]
}

/** The inbox row speaks for a message; one-time codes have none, so the channel they went by does. */
const shown = sql`
  n.notice_id as id, lead.title, lead.body as text, lead.template, lead.parts, lead.official, lead.dossier_id as "dossierId", n.changed as at,
  lead.channel = 'inbox' and (r.read_at is null or r.read_at < lead.changed_at) as unread,
  (select json_agg(json_build_object('channel', d.channel, 'state', d.state, 'to', d.address_shown, 'text', d.body,
      'sentAt', to_char(d.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by array_position(array['inbox', 'email', 'sms'], d.channel))
    from notify_public.message d where d.notice_id = n.notice_id) as deliveries`
const lead = sql`
  join lateral (select * from notify_public.message m where m.notice_id = n.notice_id order by m.channel = 'inbox' desc, m.created_at limit 1) lead on true
  left join mailbox_reading r on r.notice_id = n.notice_id`

export const messagesOf = (tx: Tx, personId: string, limit: number, offset: number) =>
  tx.many<MailboxRow>(sql`
    with n as (
      select notice_id, max(changed_at) as changed from notify_public.message where person_id = ${personId}
      group by notice_id order by changed desc, notice_id desc limit ${limit} offset ${offset})
    select ${shown} from n ${lead} order by n.changed desc, n.notice_id desc`)

export const messageOf = (tx: Tx, personId: string, id: string) =>
  tx.maybe<MailboxRow>(sql`
    with n as (select notice_id, max(changed_at) as changed from notify_public.message where person_id = ${personId} and notice_id = ${id} group by notice_id)
    select ${shown} from n ${lead}`)

export const markRead = (tx: Tx, personId: string, id: string, at: Instant) =>
  tx.run(sql`insert into mailbox_reading (notice_id, person_id, read_at) values (${id}, ${personId}, ${at}) on conflict (notice_id) do update set read_at = excluded.read_at`)

export const countUnread = (tx: Tx, personId: string) =>
  tx.one<{ unread: number }>(sql`
    select count(*) as unread from notify_public.message m left join mailbox_reading r on r.notice_id = m.notice_id
    where m.person_id = ${personId} and m.channel = 'inbox' and (r.read_at is null or r.read_at < m.changed_at)`)
