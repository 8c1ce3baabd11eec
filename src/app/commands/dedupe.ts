import { findDuplicates } from '../../data-ecosystem/linkage/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { progressLine, readFlags, wholeNumber, type Command } from './command.ts'

export const dedupeCommand: Command = {
  name: 'dedupe',
  usage: '[--threads 2] [--budget 2000000000] [--demo]',
  vi: 'Đối chiếu dữ liệu dân cư với chính nó: bản ghi nghi trùng vào danh sách của công an xã. Không gộp ai.',
  en: 'Holds the register against itself: records that may be one person enter the lists of the commune police. Merges nobody.',
  async run(args, config) {
    const { values } = readFlags(args, { threads: { type: 'string', default: '2' }, budget: { type: 'string', default: '2000000000' }, demo: { type: 'boolean', default: false } })
    const [threads, budget] = [wholeNumber(values.threads, '--threads', 1, 64)!, wholeNumber(values.budget, '--budget', 1, 1e12)!]
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const bar = progressLine('Đối chiếu')
      const run = await findDuplicates(house.database, { threads, budget, progress: (done, all) => bar(done, all, 'cặp') })
      const count = (n: number): string => n.toLocaleString('vi')
      console.log(`${count(run.people)} bản ghi, ${count(run.pairs)} cặp: ${count(run.found)} cặp nghi là một người. Mới ${count(run.opened)}, không còn nghi ${count(run.gone)}.`)
      console.log(`Đọc ${run.seconds['reading']!.toFixed(1)} giây, so ${run.seconds['comparing']!.toFixed(1)} giây, ghi ${run.seconds['writing']!.toFixed(1)} giây.`)
    } finally {
      await house.close()
    }
  },
}
