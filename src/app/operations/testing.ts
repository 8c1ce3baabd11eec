import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../kernel/ids.ts'
import { openDatabase, sql, type Config, type DatabaseAddress } from '../../platform/index.ts'
import { testConfig } from '../../platform/http/testing.ts'
import type { TestDatabase } from '../../platform/testing.ts'
import type { House, Mode, ReachedHouse } from '../open.ts'

const toClose: (() => void | Promise<void>)[] = []

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-operations-'))
  toClose.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A house over a database of the tests, stamped as asked. */
export async function houseOver(t: TestDatabase, mode: Mode, more: Partial<Config> = {}): Promise<House> {
  await t.owner.query(sql`insert into installation (mode) values (${mode}) on conflict do nothing`)
  const dataFolder = temporaryFolder()
  const config: Config = { ...testConfig, DATA_DIR: dataFolder, KEYS_PASSPHRASE: 'một câu dài để thử', ...more }
  return { mode, config, dataFolder, address: t.owner.address, database: t.db, owner: t.owner, sealer: t.sealer, migrated: [], close: async () => undefined }
}

/** An empty database on the same server, and an empty folder: where a backup is brought back to. */
export async function emptyHouse(t: TestDatabase, config: Config): Promise<ReachedHouse> {
  const name = `congdan_restore_${newId().replaceAll('-', '').slice(-12)}`
  await t.owner.script(`create database ${name}`)
  const owner = openDatabase(addressOf(t.owner.address, name), { max: 3, allowExitOnIdle: true })
  toClose.push(async () => {
    await owner.close()
    await t.owner.script(`drop database ${name} with (force)`)
  })
  const dataFolder = temporaryFolder()
  return { config: { ...config, DATA_DIR: dataFolder }, dataFolder, address: owner.address, owner, close: async () => undefined }
}

export function addressOf(address: DatabaseAddress, database: string): DatabaseAddress {
  return address.connectionString ? { connectionString: Object.assign(new URL(address.connectionString), { pathname: `/${database}` }).href } : { ...address, database }
}

export async function closeAll(): Promise<void> {
  for (const close of toClose.splice(0).reverse()) await close()
}
