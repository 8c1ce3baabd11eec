import { existsSync, mkdirSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openHouse } from '../open.ts'
import { dumpLog, holdsHeads, publicKeyFiles } from '../operations/log-dump.ts'
import { headsFileOf, openStores } from '../stores.ts'
import { readFlags, UsageError, type Command } from './command.ts'

export const exportLogCommand: Command = {
  name: 'export-log',
  usage: '[--to THƯ-MỤC] [--demo]',
  vi: 'Trích sổ lượt xem dữ liệu, đầu cây đã ký và khóa công khai ra một thư mục, để kiểm ở nơi khác. Có dữ liệu cá nhân.',
  en: 'Writes the access log, its signed heads and the public keys into a folder, to be verified elsewhere. Holds personal data.',
  async run(args, config) {
    const { values } = readFlags(args, { to: { type: 'string', default: 'access-log-export' }, demo: { type: 'boolean', default: false } })
    const folder = resolve(values.to)
    const dump = join(folder, 'log.jsonl')
    if (existsSync(dump)) throw new UsageError(`${dump} đã có. Chọn thư mục khác bằng --to; lệnh này không ghi đè.`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const house = await openHouse(config, { demo: values.demo })
    try {
      const counted = await dumpLog(house.database, dump)
      const heads = holdsHeads(headsFileOf(house)) ? join(folder, 'heads.jsonl') : undefined
      if (heads) await copyFile(headsFileOf(house), heads)
      const keys = await publicKeyFiles(openStores(house), folder)
      console.log(`Đã trích ${counted.rows} lượt đã niêm phong, ${counted.unsealed} lượt chưa niêm phong: ${dump}`)
      console.log(`Kiểm:\n  npx congdan verify-log --dump ${dump}${heads ? ` --head ${heads}` : ''} ${keys.map((file) => `--public-key ${file}`).join(' ')}`)
      console.log('Muốn thấy phần cuối bị cắt hay viết lại, dùng --head với bản heads.jsonl giữ ở nơi khác từ trước.')
    } finally {
      await house.close()
    }
  },
}
