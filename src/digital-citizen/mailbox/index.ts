import './permissions.ts'

export type { Delivery } from './mailbox.sql.ts'
export { ownMessages, readMessage, unreadCount, type MailboxMessage } from './read-messages.ts'
