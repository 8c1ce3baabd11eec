import type { FastifyInstance } from 'fastify'

/**
 * Stops taking requests, lets those under way end (at most `graceMilliseconds`), then closes what is left.
 * Answers during this time carry 503 and `Connection: close`.
 */
export async function closeGracefully(app: FastifyInstance, graceMilliseconds = 15_000): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
  }
}

/** Ends the program once, in order, at the first SIGTERM or SIGINT; a second one ends it at once. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void stop(signal).then(() => process.exit(0), () => process.exit(1))
    })
  }
}
