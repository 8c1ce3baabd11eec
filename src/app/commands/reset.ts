import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rootPath } from '../../platform/index.ts'
import { UsageError, type Command } from './command.ts'

/** What a demonstration writes into its folder; nothing else is ever removed. */
const demoParts = ['postgres', 'files', 'keys', 'heads', 'mail', 'running.json', 'demo.json']

export const reset: Command = {
  name: 'reset',
  vi: 'Xóa dữ liệu chạy thử trên máy này (không đụng tới cơ sở dữ liệu thật).',
  en: 'Deletes the demo data of this machine; never a real database.',
  async run(_args, config) {
    if (config.DATABASE_URL) throw new UsageError('DATABASE_URL đang đặt, nghĩa là máy chủ thật. Lệnh reset chỉ xóa bản chạy thử; bỏ DATABASE_URL rồi chạy lại.')
    const folder = resolve(rootPath(), config.DATA_DIR)
    const running = join(folder, 'running.json')
    if (existsSync(running) && isAlive((JSON.parse(readFileSync(running, 'utf8')) as { pid: number }).pid)) {
      throw new UsageError('Bản chạy thử đang mở. Dừng nó bằng Ctrl-C trước, rồi chạy lại npm run reset.')
    }
    const removed = demoParts.filter((part) => existsSync(join(folder, part)))
    for (const part of removed) rmSync(join(folder, part), { recursive: true, force: true })
    console.log(removed.length === 0 ? `Không có dữ liệu chạy thử trong ${folder}.` : `Đã xóa dữ liệu chạy thử trong ${folder}. Chạy npm start để tạo lại.`)
  },
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
