import type { FastifyInstance, FastifyRequest } from 'fastify'

/** How long the rest of a refused body is read and thrown away, so that the browser gets to see the answer. */
const drainMilliseconds = 5_000

/** Sees to it that no connection lingers: not after a body that was refused half way, not through a shutdown. */
export function endConnections(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close')
    return payload
  })
  // Closing at once would cut the sender off in the middle, and no browser would show the answer.
  app.addHook('onResponse', async (request) => {
    const { raw } = request
    if (raw.destroyed || !bodyIsUnread(request)) return
    const timer = setTimeout(() => raw.destroy(), drainMilliseconds).unref()
    raw.once('close', () => clearTimeout(timer)).unpipe()
    raw.resume()
  })
}

function bodyIsUnread({ raw }: FastifyRequest): boolean {
  return !raw.complete && !raw.readableEnded && (raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0)
}
