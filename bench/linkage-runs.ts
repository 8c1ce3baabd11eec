import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readKept, writeNumbers, writeWords, type Kept, type LinkModel } from '../src/data-ecosystem/linkage/index.ts'
import { rootPath } from '../src/platform/index.ts'
import type { Sides } from './linkage-sides.ts'

/** Seconds of each part of one matching, and the most memory its process held. */
export interface OurRun {
  readonly loading: number
  readonly training: number
  readonly counting: number
  readonly scoring: number
  readonly peakMb: number
  readonly model: LinkModel
}

/** Lays the prepared rows where a process of its own finds them. */
export function keepSides(folder: string, { left, right, dictionaries }: Sides): void {
  mkdirSync(folder, { recursive: true })
  writeNumbers(join(folder, 'left.bin'), left.rows)
  writeNumbers(join(folder, 'right.bin'), right.rows)
  writeWords(join(folder, 'words.json'), dictionaries)
}

export function ourRun(folder: string): Promise<OurRun> {
  return new Promise((resolve, reject) => {
    const child = fork(rootPath('bench', 'linkage-child.ts'), [folder])
    let run: OurRun | undefined
    child.on('message', (message) => void (run = message as OurRun))
    child.on('error', reject)
    child.on('exit', (code) => (run && code === 0 ? resolve(run) : reject(new Error(`the matching ended with ${code}`))))
  })
}

/** The pairs the last run kept. */
export const keptOf = (folder: string): Kept => readKept(join(folder, 'kept.bin'))
