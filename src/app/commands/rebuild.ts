import { rebuild, type RebuildReport } from '../../foundations/acts/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: '--verify [--demo]',
  vi: 'Dựng lại toàn bộ dữ liệu từ các việc pháp lý đã ghi và so với dữ liệu đang có. Chương trình vẫn chạy, không sửa gì.',
  en: 'Replays every legal act and compares the result with the register. The service stays up; nothing is changed.',
  async run(args, config) {
    const { values } = readFlags(args, { verify: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false } })
    if (!values.verify) throw new UsageError('Thêm --verify: lệnh này chỉ so sánh, không bao giờ ghi đè dữ liệu.')
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const bar = progressLine('Dựng lại')
      const report = await rebuild({ database: house.owner, progress: bar })
      console.log(said(report))
      return report.equal ? 0 : 2
    } finally {
      await house.close()
    }
  },
}

function said(report: RebuildReport): string {
  const count = (n: number): string => n.toLocaleString('vi')
  const head = `${count(report.acts)} việc pháp lý, ${count(Object.values(report.rows).reduce((sum, n) => sum + n, 0))} hàng, ${count(Math.round(report.seconds))} giây.`
  if (report.equal) return `${head}\nKhớp: mọi hàng đều suy ra được từ các việc đã ghi.`
  const lines = report.differences.map(({ table, kind, columns, live, replayed }) => {
    const row = (live ?? replayed)!
    return `  ${table} ${String(row['row_id'] ?? Object.values(row)[0])}: ${{ 'only-in-register': 'có trong dữ liệu, không suy ra được', 'only-in-replay': 'suy ra được, không có trong dữ liệu', 'different': `khác ở cột ${columns.join(', ')}` }[kind]}`
  })
  return `${head}\nKHÔNG KHỚP. Những hàng đầu tiên:\n${lines.join('\n')}`
}
