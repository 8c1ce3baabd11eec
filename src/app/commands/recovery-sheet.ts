import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openKeystore, readRecoverySheet, recoverySheet as sheetOf, restoreFromSheet, rootPath, type Config } from '../../platform/index.ts'
import { passphraseFor } from '../../platform/keystore-file.ts'
import { sheetAdvice, writeSheet } from '../operations/sheet.ts'
import { readFlags, UsageError, type Command } from './command.ts'

export const recoverySheet: Command = {
  name: 'recovery-sheet',
  usage: '[--to TỆP] | --check TỆP | --restore TỆP  [--demo]',
  vi: 'Ghi tờ khôi phục khoá để in và cất két; so một tờ với khoá đang dùng; hoặc làm lại kho khoá từ tờ đã in.',
  en: 'Writes the key recovery sheet to print and lock away; checks a sheet against the keys in use; or makes the key file again from one.',
  async run(args, config) {
    const text = { type: 'string' } as const
    const { values } = readFlags(args, { to: text, check: text, restore: text, demo: { type: 'boolean', default: false } })
    const mode = config.DATABASE_URL && !values.demo ? 'production' : 'demo'
    const dataFolder = resolve(rootPath(), config.DATA_DIR)
    const store = join(dataFolder, 'keys', 'keystore.json')
    if (values.restore !== undefined) return restore(values.restore, dataFolder, config, mode)
    if (!existsSync(store)) throw new UsageError(`Chưa có kho khoá ${store}. Máy chủ mới: congdan init. Đã mất: congdan recovery-sheet --restore TỆP.`)
    const keystore = openKeystore({ ...config, DATA_DIR: dataFolder }, mode)
    if (values.check === undefined) return void console.log(sheetAdvice(await writeSheet(dataFolder, keystore, values.to)))
    const same = JSON.stringify(readSheet(values.check)) === JSON.stringify(readRecoverySheet(sheetOf(keystore)))
    console.log(same ? 'Tờ này đúng với kho khoá đang dùng.' : 'Tờ này KHÔNG phải của kho khoá đang dùng, hoặc cũ hơn lần đổi khoá gần nhất. In tờ mới: congdan recovery-sheet.')
    return same ? 0 : 1
  },
}

function restore(sheet: string, dataFolder: string, config: Config, mode: 'demo' | 'production'): void {
  const folder = join(dataFolder, 'keys')
  if (existsSync(join(folder, 'keystore.json'))) throw new UsageError(`${folder} đang có kho khoá. Chuyển nó đi nơi khác (đừng xóa), rồi chạy lại.`)
  readSheet(sheet)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  restoreFromSheet(readFileSync(sheet, 'utf8'), { folder, passphrase: passphraseFor(config, folder, mode) })
  console.log(`Đã làm lại kho khoá trong ${folder}, mã hoá bằng mật khẩu đang đặt. Chạy congdan doctor: dòng «Khoá khớp với dấu niêm» phải tốt.`)
}

function readSheet(path: string): ReturnType<typeof readRecoverySheet> {
  if (!existsSync(path)) throw new UsageError(`Không có tệp ${path}.`)
  try {
    return readRecoverySheet(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
