import { startLoop, type Database, type Loop } from '../../platform/index.ts'
import { sealNow, type SealOptions } from './seal.ts'
import type { HeadSigner } from './signer.ts'

export interface SealerOptions extends SealOptions {
  /** Rest between two rounds; a row waits at most this long once its transaction has ended. */
  readonly everyMilliseconds?: number
  /** Told of every failed round. The sealer goes on trying. */
  readonly onError?: (error: unknown) => void
}

/** Seals at least every five seconds, at once again while full batches wait. Several may run; only one works at a time. */
export function startSealer(database: Database, signer: HeadSigner, headsFile: string, options: SealerOptions = {}): Loop {
  const limit = options.limit ?? 1_000_000
  return startLoop(async () => {
    const outcome = await sealNow(database, signer, headsFile, { ...options, limit })
    return outcome.state === 'sealed' && outcome.rows >= limit
  }, options.everyMilliseconds ?? 4_000, options.onError)
}
