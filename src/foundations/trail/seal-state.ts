import type { Tx } from '../../platform/index.ts'
import { oldestUnsealedAt } from './proofs.sql.ts'
import { findLastHead } from './seal.sql.ts'

export interface SealState {
  readonly treeSize: number
  readonly batch: number
  readonly sealedAt: string | null
  /** When the oldest reading that still waits was made; null when none waits. */
  readonly oldestUnsealed: string | null
  /** Public note of the newest head. */
  readonly head: string | null
}

/** How far the log is sealed: for the health check and for whoever wants to keep the newest head. No personal data. */
export async function sealState(tx: Tx): Promise<SealState> {
  const last = await findLastHead(tx)
  const after = last ? { below: last.head.sealedBelow, to: last.head.sealedTo } : null
  return {
    treeSize: last?.head.treeSize ?? 0, batch: last?.head.batch ?? 0, sealedAt: last?.head.sealedAt ?? null, head: last?.note ?? null,
    oldestUnsealed: await oldestUnsealedAt(tx, after),
  }
}
