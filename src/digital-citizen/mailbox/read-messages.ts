import { isId } from '../../kernel/ids.ts'
import { allow, type Ctx, type Tx } from '../../platform/index.ts'
import { countUnread, markRead, messageOf, messagesOf, type MailboxRow } from './mailbox.sql.ts'
import { refuse } from './refusals.ts'

export type MailboxMessage = MailboxRow

const pageSize = 20

/** Whose mailbox this is: the signed-in person's own, whoever is being helped. Refuses everybody else. */
function owner(ctx: Ctx): string {
  const personId = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  allow(ctx, 'mailbox.read-own', { person: personId })
  return personId!
}

/** The signed-in person's own messages, newest first, twenty a page from page 1. Logged. */
export async function ownMessages(ctx: Ctx, { page = 1 }: { page?: number } = {}): Promise<{ messages: MailboxMessage[]; page: number; more: boolean }> {
  const personId = owner(ctx)
  const found = await messagesOf(ctx.tx, personId, pageSize + 1, (page - 1) * pageSize)
  ctx.logRead({ kind: 'list', register: 'mailbox', subjects: [personId], fields: ['messages'] })
  return { messages: found.slice(0, pageSize), page, more: found.length > pageSize }
}

/** One message, which is then read. Refuses a message of somebody else as if there were none. Logged. */
export async function readMessage(ctx: Ctx, id: string): Promise<MailboxMessage> {
  const personId = owner(ctx)
  const message = (isId(id) ? await messageOf(ctx.tx, personId, id) : undefined) ?? refuse('mailbox.message-unknown')
  ctx.logRead({ kind: 'open', register: 'mailbox', subjects: [personId], fields: ['message'] })
  await markRead(ctx.tx, personId, id, ctx.now)
  return message
}

/** How many messages wait to be opened: a number for the header, no content, so not logged. */
export async function unreadCount(tx: Tx, personId: string): Promise<number> {
  return (await countUnread(tx, personId)).unread
}
