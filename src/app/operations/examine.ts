import { findInstallation, type Config } from '../../platform/index.ts'
import { reachHouse } from '../open.ts'
import { checkDatabase } from './check-database.ts'
import { checkKeys } from './check-keys.ts'
import { bad, type Check } from './check.ts'
import { checkAddress, checkDisk, checkMail, checkPassphraseFile, checkPort } from './check-outside.ts'

/** Looks at every part of the house and changes nothing; one check that fails hinders no other. */
export async function examine(config: Config): Promise<Check[]> {
  const house = await reachHouse(config).catch((error: Error) => error)
  if (house instanceof Error) return [unreachable(config, house), ...(await outside(config, config.DATABASE_URL ? 'production' : 'demo'))]
  try {
    const database = await checkDatabase(house).catch((error: Error) => [unreachable(config, error)])
    const found = await house.owner.transaction(findInstallation).catch(() => undefined)
    const mode = found?.mode ?? (config.DATABASE_URL ? 'production' : 'demo')
    return [...database, ...(found ? await checkKeys(house, mode) : []), checkDisk(house.dataFolder), ...checkPassphraseFile(config), ...(await outside(config, mode))]
  } finally {
    await house.close()
  }
}

async function outside(config: Config, mode: 'demo' | 'production'): Promise<Check[]> {
  return [checkAddress(config, mode), ...(await Promise.all([checkPort(config), checkMail(config, mode)]))]
}

function unreachable(config: Config, error: Error): Check {
  const why = (error as NodeJS.ErrnoException).code ?? error.message
  return bad('database', 'Cơ sở dữ liệu', `Chưa mở được (${why}).`, config.DATABASE_URL ? 'Kiểm tra DATABASE_URL, máy chủ PostgreSQL, tường lửa và pg_hba.conf.' : 'Xem thư mục DATA_DIR còn chỗ và ghi được; dừng bản Congdan khác đang dùng nó.')
}
