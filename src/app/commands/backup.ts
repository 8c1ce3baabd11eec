import { join, resolve } from 'node:path'
import { systemClock } from '../../platform/index.ts'
import { backupHouse, BackupProblem, faultWords, verifyBackup } from '../operations/index.ts'
import { bytesInWords } from '../operations/check.ts'
import { reachHouse } from '../open.ts'
import { programSettings } from '../settings.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'
import type { Config } from '../../platform/index.ts'

export const backup: Command = {
  name: 'backup',
  usage: '[--to THƯ-MỤC] [--copy] [--pg-dump ĐƯỜNG-DẪN] | --verify THƯ-MỤC',
  vi: 'Sao lưu cơ sở dữ liệu, tệp, khoá và dấu niêm vào một thư mục, khi chương trình vẫn chạy. --verify đọc lại và so từng tệp.',
  en: 'Saves database, files, keys and seals into one folder while the program runs. --verify reads a backup back and compares every file.',
  async run(args, config) {
    const { values } = readFlags(args, { 'to': { type: 'string' }, 'copy': { type: 'boolean', default: false }, 'pg-dump': { type: 'string' }, 'verify': { type: 'string' } })
    try {
      return values.verify === undefined ? await save(config, { to: values.to, copy: values.copy, pgDump: values['pg-dump'] }) : await verify(values.verify)
    } catch (error) {
      if (error instanceof BackupProblem) throw new UsageError(error.message)
      throw error
    }
  },
}

async function save(config: Config, asked: { to: string | undefined; copy: boolean; pgDump: string | undefined }): Promise<void> {
  const house = await reachHouse(config)
  try {
    const to = resolve(asked.to ?? join(house.dataFolder, 'backups', systemClock().slice(0, 19).replaceAll(':', '-')))
    const bar = progressLine('Sao lưu')
    const { manifest, note } = await backupHouse(house, { to, copy: asked.copy, program: programSettings().version, progress: bar, ...(asked.pgDump ? { pgDump: asked.pgDump } : {}) })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    console.log(`Đã sao lưu vào ${to}\n${rows.toLocaleString('vi')} hàng của ${manifest.tables.length} bảng, ${manifest.files.length} tệp, ${bytesInWords(bytes)} (${manifest.how === 'pg_dump' ? 'pg_dump' : `từng bảng${note ? `; ${note}` : ''}`}).`)
    console.log('Chép thư mục này sang máy khác. Bản sao lưu giữ tệp khoá đã mã hoá, không giữ mật khẩu kho khoá.')
  } finally {
    await house.close()
  }
}

async function verify(folder: string): Promise<number> {
  const { manifest, faults } = await verifyBackup(resolve(folder), progressLine('Đọc lại'))
  for (const { path, fault } of faults) console.log(`  ${path}: ${faultWords[fault]}`)
  console.log(faults.length === 0 ? `Bản sao lưu ${manifest.takenAt} nguyên vẹn: ${manifest.files.length} tệp, ${manifest.tables.length} bảng.` : `Bản sao lưu HỎNG ${faults.length} chỗ. Đừng xóa bản cũ hơn.`)
  return faults.length === 0 ? 0 : 2
}
