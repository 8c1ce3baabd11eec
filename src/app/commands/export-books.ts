import { existsSync } from 'node:fs'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { systemClock } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { exportBooks } from '../books/index.ts'
import { readFlags, UsageError, type Command } from './command.ts'
import { bookAndArea } from './import-books.ts'

export const exportBooksCommand: Command = {
  name: 'export-books',
  usage: '--to TỆP.csv|.json --book KS|KH|KT|HN|CMC|… --area MÃ-XÃ [--from YYYY-MM-DD] [--until YYYY-MM-DD] [--demo]',
  vi: 'Xuất một sổ hộ tịch của xã theo bố cục của Bộ Tư pháp (docs/books.md). Có dữ liệu cá nhân; lượt xem được ghi lại.',
  en: 'Writes one civil-status book of a commune in the layout of the Ministry of Justice. Holds personal data; the reading is logged.',
  async run(args, config) {
    const { values } = readFlags(args, { to: { type: 'string' }, book: { type: 'string' }, area: { type: 'string' }, from: { type: 'string', default: '1900-01-01' }, until: { type: 'string', default: '2999-12-31' }, demo: { type: 'boolean', default: false } })
    if (!values.to) throw new UsageError('--to: cho biết tệp sẽ ghi. Ví dụ: npx congdan export-books --to ks.csv --book KS --area 29602')
    if (existsSync(values.to)) throw new UsageError(`${values.to} đã có. Chọn tên khác; lệnh này không ghi đè.`)
    for (const flag of ['from', 'until'] as const) if (!isPlainDate(values[flag])) throw new UsageError(`--${flag}: cần ngày dạng YYYY-MM-DD.`)
    const { layout, area } = bookAndArea(values)
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const rows = await exportBooks({ database: house.database, area, kind: layout.kind, from: values.from, to: values.until, path: values.to, clock: systemClock })
      console.log(`Đã xuất ${rows.toLocaleString('vi')} bản đăng ký: ${values.to}`)
    } finally {
      await house.close()
    }
  },
}
