import { redactRow } from '../../foundations/trail/index.ts'
import { isId } from '../../kernel/ids.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { readFlags, UsageError, type Command } from './command.ts'

export const redactCommand: Command = {
  name: 'redact',
  usage: '--order MÃ-LỆNH [--demo]',
  vi: 'Thi hành một lệnh xóa nội dung một lượt xem mà thanh tra đã ra và đã niêm phong. Chứng minh của sổ vẫn đúng.',
  en: 'Carries out an auditor\'s sealed order to empty one reading. The proofs of the log still hold.',
  async run(args, config) {
    const { values } = readFlags(args, { order: { type: 'string' }, demo: { type: 'boolean', default: false } })
    if (values.order === undefined || !isId(values.order)) throw new UsageError('Thiếu --order: mã lệnh hiện ra khi thanh tra ra lệnh ở /lam-viec/xoa-luot-xem.')
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      await redactRow(house.owner, values.order)
      console.log('Đã xóa nội dung lượt xem theo lệnh. Kiểm lại: npx congdan verify-log')
    } finally {
      await house.close()
    }
  },
}
