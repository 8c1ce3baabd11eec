import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { newId } from '../../kernel/ids.ts'
import { memoryKeystore, systemClock, type Actor, type Database, type Purpose, type ReadEntry } from '../../platform/index.ts'
import type { TestDatabase } from '../../platform/testing.ts'
import { exportLog } from './export.ts'
import { sealNow, type SealOptions } from './seal.ts'
import { keystoreSigner } from './signer.ts'
import { DumpChecker, type CheckOptions, type DumpReport } from './verifier/check-dump.ts'
import { parseHead, readPublicKey, type SignedHead } from './verifier/head.ts'

const store = memoryKeystore(systemClock)
export const signer = keystoreSigner(store)

export async function trustedKeys(): Promise<ReturnType<typeof readPublicKey>[]> {
  return (await store.publicKeys('trail-checkpoint')).map((key) => readPublicKey(key.pem))
}

export async function publicKeyFile(folder: string): Promise<string> {
  const path = join(folder, 'key.pem')
  writeFileSync(path, (await store.publicKeys('trail-checkpoint'))[0]!.pem)
  return path
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'congdan-trail-'))
}

/** A log with a heads file of its own. */
export class TestLog {
  readonly folder: string = temporaryFolder()
  readonly headsFile: string = join(this.folder, 'heads.jsonl')
  readonly t: TestDatabase

  constructor(t: TestDatabase) {
    this.t = t
  }

  /** Reads as this actor; returns the ids of the people read. */
  async read(actor: Actor, count: number, entry: Partial<ReadEntry> = {}, purpose?: Purpose): Promise<string[]> {
    const people = Array.from({ length: count }, newId)
    await this.t.as(actor, purpose)(async (ctx) => {
      for (const person of people) ctx.logRead({ kind: 'open', register: 'population', subjects: [person], fields: ['fullName', 'birthDate'], ...entry })
    })
    return people
  }

  seal(options: SealOptions = {}) {
    return sealNow(this.t.sealer, signer, this.headsFile, options)
  }

  heads(): SignedHead[] {
    return readFileSync(this.headsFile, 'utf8').split('\n').filter(Boolean).map((line) => parseHead((JSON.parse(line) as { note: string }).note)!)
  }

  dump(): Promise<string> {
    return dumpOf(this.t.db)
  }

  async check(options: Partial<CheckOptions> = {}): Promise<DumpReport> {
    return checkText(await this.dump(), { keys: await trustedKeys(), ...options })
  }
}

/** The dump as latin1. */
export async function dumpOf(database: Database): Promise<string> {
  const chunks: Buffer[] = []
  await exportLog(database, new Writable({ write: (chunk: Buffer, _encoding, done) => (chunks.push(chunk), done()) }))
  return Buffer.concat(chunks).toString('latin1')
}

export function checkText(dump: string, options: CheckOptions): DumpReport {
  const checker = new DumpChecker(options)
  for (const line of dump.replace(/\n$/, '').split('\n')) checker.line(line)
  return checker.finish()
}

export const codesOf = (report: DumpReport): string[] => [...new Set(report.problems.map((problem) => problem.code))]
