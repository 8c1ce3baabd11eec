import { join } from 'node:path'
import { folderFileStore, openKeystore, setFileStore, setKeystore, type FileKeystore } from '../platform/index.ts'
import { joinMatching } from './matching.ts'
import type { House } from './open.ts'

/** Opens the keys and the file store of a house and hands them to every module. Files lie encrypted on the disk. */
export function openStores(house: House): FileKeystore {
  const keystore = openKeystore({ ...house.config, DATA_DIR: house.dataFolder }, house.mode)
  setKeystore(keystore)
  setFileStore(folderFileStore({ folder: join(house.dataFolder, 'files'), keystore }))
  joinMatching(house)
  return keystore
}

/** Where every signed head of the access log is also written, outside the database. */
export const headsFileOf = (house: House): string => join(house.dataFolder, 'heads', 'access-log.jsonl')
