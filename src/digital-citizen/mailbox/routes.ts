import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { ownMessages, readMessage } from './read-messages.ts'

const purpose = { code: 'own-data', basis: 'Luật 91/2025/QH15', text: 'Ông/bà xem tin nhắn của mình' }

const message = z.object({
  id: z.string(), title: z.string(), text: z.string(), template: z.string(), official: z.boolean(), dossierId: z.string().nullable(), at: z.string(), unread: z.boolean(),
  deliveries: z.array(z.object({ channel: z.enum(['inbox', 'email', 'sms']), state: z.enum(['waiting', 'sent', 'failed']), to: z.string().nullable(), sentAt: z.string().nullable(), text: z.string() })),
})

export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/messages', access: { citizen: {} }, tags: ['mailbox'], purpose,
    summary: 'Messages of the signed-in person, newest first',
    query: z.object({ page: z.coerce.number().int().min(1).max(1_000).default(1) }),
    reply: z.object({ messages: z.array(message), page: z.number(), more: z.boolean() }),
    async handler(ctx, { query }) {
      const found = await ownMessages(ctx, { page: query.page })
      return { ...found, messages: found.messages.map((each) => ({ ...each, deliveries: [...each.deliveries] })) }
    },
  }),
  apiRoute({
    method: 'GET', url: '/api/messages/:id', access: { citizen: {} }, tags: ['mailbox'], purpose,
    summary: 'One message of the signed-in person; it is then read',
    params: z.object({ id: z.uuid() }),
    reply: message,
    async handler(ctx, { params }) {
      const found = await readMessage(ctx, params.id)
      return { ...found, deliveries: [...found.deliveries] }
    },
  }),
]
