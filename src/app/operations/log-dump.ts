import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { finished } from 'node:stream/promises'
import { exportLog } from '../../foundations/trail/index.ts'
import { rootPath, type Database, type Keystore } from '../../platform/index.ts'

/** Writes the whole access log to a new file that only its owner can read. */
export async function dumpLog(database: Database, path: string, onLines: (lines: number) => void = () => undefined): Promise<{ rows: number; unsealed: number }> {
  let lines = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      onLines(lines)
      done(null, chunk)
    },
  })
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  counter.pipe(file)
  const counted = await exportLog(database, counter)
  counter.end()
  await finished(file)
  return counted
}

/** The public keys of the log, one PEM file each: what the verifier needs and whoever checks from outside keeps. */
export async function publicKeyFiles(keystore: Keystore, folder: string): Promise<string[]> {
  const keys = await keystore.publicKeys('trail-checkpoint')
  return Promise.all(keys.map(async ({ pem, version }) => {
    const path = join(folder, `trail-checkpoint-${version}.pem`)
    await writeFile(path, pem)
    return path
  }))
}

/** A log never sealed has a heads file without a head, or none. */
export const holdsHeads = (path: string): boolean => existsSync(path) && statSync(path).size > 0

export interface VerifyRequest {
  readonly dump: string
  readonly publicKeys: readonly string[]
  /** Files of earlier heads; those that hold none are left out by the caller (`holdsHeads`). */
  readonly heads: readonly string[]
}

/** Runs the verifier as a program of its own, that has neither our database nor our keys. Answers its exit code. */
export async function runVerifier({ dump, publicKeys, heads }: VerifyRequest): Promise<number> {
  const args = ['--dump', dump, ...publicKeys.flatMap((path) => ['--public-key', path]), ...heads.flatMap((path) => ['--head', path])]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', rootPath('src/foundations/trail/verifier/main.ts'), ...args], { stdio: ['ignore', 'inherit', 'inherit'], env: { PATH: process.env['PATH'] } })
  return (await new Promise<number | null>((done, fail) => child.once('exit', done).once('error', fail))) ?? 2
}

/** A folder for one run, gone afterwards: the dump holds who read whom. */
export async function inPrivateFolder<T>(dataFolder: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(dataFolder, 'kiem-so-'))
  try {
    return await work(folder)
  } finally {
    if (existsSync(folder)) await rm(folder, { recursive: true })
  }
}
