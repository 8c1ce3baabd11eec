import { resolve } from 'node:path'
import { openKeystore } from '../../platform/index.ts'
import { BackupProblem, restoreHouse } from '../operations/index.ts'
import { reachHouse } from '../open.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

export const restore: Command = {
  name: 'restore',
  usage: 'THƯ-MỤC [--demo] [--pg-restore ĐƯỜNG-DẪN]',
  vi: 'Khôi phục một bản sao lưu vào cơ sở dữ liệu trống và DATA_DIR trống. Không bao giờ ghi đè.',
  en: 'Brings a backup back into an empty database and an empty DATA_DIR. Never overwrites anything.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, { 'demo': { type: 'boolean', default: false }, 'pg-restore': { type: 'string' } })
    const [from, more] = positionals
    if (!from || more) throw new UsageError('Cho biết một thư mục sao lưu. Ví dụ: npx congdan restore /srv/sao-luu/2026-11-22')
    const mode = config.DATABASE_URL && !values.demo ? 'production' : 'demo'
    const house = await reachHouse(config)
    try {
      const bars = { check: progressLine('Kiểm bản sao lưu'), tables: progressLine('Khôi phục') }
      const manifest = await restoreHouse(house, { from: resolve(from), mode, progress: (what, done, total) => bars[what](done, total), ...(values['pg-restore'] ? { pgRestore: values['pg-restore'] } : {}) })
      console.log(`Đã khôi phục bản ${manifest.takenAt}: ${manifest.tables.length} bảng, đủ số hàng.`)
      openKeystore({ ...config, DATA_DIR: house.dataFolder }, mode)
      console.log('Kho khoá mở được. Chạy tiếp: congdan doctor, congdan verify-log, congdan rebuild --verify.')
    } catch (error) {
      if (error instanceof BackupProblem) throw new UsageError(error.message)
      throw error
    } finally {
      await house.close()
    }
  },
}
