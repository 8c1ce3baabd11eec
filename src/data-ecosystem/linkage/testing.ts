import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../platform/index.ts'
import { findDuplicates, type FindDuplicates, type FoundDuplicates } from './review/find-duplicates.ts'
import { blockingRules, type LinkModel } from './model.ts'

/** A model with round figures, set by hand: what tests expect can be reckoned on paper. */
export const handModel: LinkModel = {
  version: 1, prior: 1e-5, blocking: [...blockingRules], keep: -2, automatic: 10, review: -2, trained: {},
  levels: {
    name: { m: [0.01, 0.01, 0.03, 0.05, 0.01, 0.06, 0.13, 0.7], u: [0.9, 0.05, 0.02, 0.001, 1e-5, 1e-5, 1e-5, 2e-4] },
    number: { m: [0.05, 0.05, 0.2, 0.7], u: [1, 2e-6, 1e-6, 1e-6] },
    birth: { m: [0.02, 0.05, 0.1, 0.1, 0.03, 0.7], u: [0.95, 0.012, 0.002, 0.002, 1e-4, 3e-5] },
    gender: { m: [0.02, 0.98], u: [0.5, 0.5] },
    address: { m: [0.3, 0.2, 0.5], u: [0.99, 0.009, 0.001] },
  },
}

/** A search for duplicates whose steps leave nothing on this machine. */
export async function findDuplicatesOnce(database: Database, options: Omit<FindDuplicates, 'folder'> = {}): Promise<FoundDuplicates> {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-duplicates-'))
  try {
    return await findDuplicates(database, { ...options, folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
