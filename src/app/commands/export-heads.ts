import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { headsAfter } from '../../foundations/trail/index.ts'
import { openHouse } from '../open.ts'
import { publicKeyFiles } from '../operations/log-dump.ts'
import { openStores } from '../stores.ts'
import { readFlags, UsageError, wholeNumber, type Command } from './command.ts'

export const exportHeadsCommand: Command = {
  name: 'export-heads',
  usage: '[--to THƯ-MỤC] [--after ĐỢT] [--demo]',
  vi: 'Trích các đầu cây đã ký của sổ lượt xem và khóa công khai cho nhân chứng giữ. Không có dữ liệu cá nhân.',
  en: 'Writes the signed heads of the access log and the public keys for witnesses to keep. No personal data.',
  async run(args, config) {
    const { values } = readFlags(args, { to: { type: 'string', default: 'access-log-heads' }, after: { type: 'string' }, demo: { type: 'boolean', default: false } })
    let after = wholeNumber(values.after, '--after', 0, Number.MAX_SAFE_INTEGER) ?? 0
    const folder = resolve(values.to)
    const file = join(folder, 'heads.jsonl')
    if (existsSync(file)) throw new UsageError(`${file} đã có. Chọn thư mục khác bằng --to; lệnh này không ghi đè.`)
    mkdirSync(folder, { recursive: true })
    const house = await openHouse(config, { demo: values.demo })
    try {
      const lines: string[] = []
      for (;;) {
        const heads = await house.database.transaction((tx) => headsAfter(tx, after, 1_000))
        if (heads.length === 0) break
        lines.push(...heads.map(({ head, note }) => JSON.stringify({ batch: head.batch, note }) + '\n'))
        after = heads.at(-1)!.head.batch
      }
      writeFileSync(file, lines.join(''))
      const keys = await publicKeyFiles(openStores(house), folder)
      console.log(`Đã trích ${lines.length.toLocaleString('vi')} đầu cây: ${file}\nKhóa công khai: ${keys.join(', ')}\nCách làm chứng: docs/witnesses.md`)
    } finally {
      await house.close()
    }
  },
}
