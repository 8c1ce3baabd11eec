import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { exportLog } from '../../foundations/trail/index.ts'
import { openHouse } from '../open.ts'
import { headsFileOf, openStores } from '../stores.ts'
import { readFlags, type Command } from './command.ts'

export const exportLogCommand: Command = {
  name: 'export-log',
  usage: '[--to THƯ-MỤC] [--demo]',
  vi: 'Trích sổ lượt xem dữ liệu, đầu cây đã ký và khóa công khai ra một thư mục, để kiểm ở nơi khác.',
  en: 'Writes the access log, its signed heads and the public keys into a folder, to be verified elsewhere.',
  async run(args, config) {
    const { values } = readFlags(args, { to: { type: 'string', default: 'access-log-export' }, demo: { type: 'boolean', default: false } })
    const folder = resolve(values.to)
    mkdirSync(folder, { recursive: true })
    const house = await openHouse(config, { demo: values.demo })
    try {
      const dump = join(folder, 'log.jsonl')
      const out = createWriteStream(dump)
      const counted = await exportLog(house.database, out)
      out.end()
      await finished(out)
      const heads = existsSync(headsFileOf(house)) ? join(folder, 'heads.jsonl') : undefined
      if (heads) await copyFile(headsFileOf(house), heads)
      const keys = await openStores(house).publicKeys('trail-checkpoint')
      const files = keys.map((key) => join(folder, `key-${key.version}.pem`))
      keys.forEach((key, i) => writeFileSync(files[i]!, key.pem))
      const keyFlags = files.map((file) => `--public-key ${file}`).join(' ')
      console.log(`Đã trích ${counted.rows} lượt đã niêm phong, ${counted.unsealed} lượt chưa niêm phong: ${dump}`)
      console.log(`Kiểm:\n  npx congdan verify-log --dump ${dump}${heads ? ` --head ${heads}` : ''} ${keyFlags}`)
      console.log('Muốn thấy phần cuối bị cắt hay viết lại, dùng --head với bản heads.jsonl giữ ở nơi khác từ trước.')
    } finally {
      await house.close()
    }
  },
}
