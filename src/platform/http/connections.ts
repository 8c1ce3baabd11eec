import type { FastifyInstance, FastifyRequest } from 'fastify'

/** How long the rest of a refused body is read and thrown away, so that the browser gets to see the answer. */
const drainMilliseconds = 5_000

/** Sees to it that no connection lingers: not after a body that was refused half way, not through a shutdown. */
export function endConnections(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (closing || bodyIsUnread(request)) reply.header('connection', 'close')
    return payload
  })
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete || raw.destroyed) return
    const timer = setTimeout(() => raw.socket.destroy(), drainMilliseconds).unref()
    raw.once('close', () => clearTimeout(timer)).unpipe()
    raw.resume()
  })
}

function bodyIsUnread({ raw }: FastifyRequest): boolean {
  return !raw.complete && (raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0)
}
