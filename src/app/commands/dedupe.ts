import { findDuplicates } from '../../data-ecosystem/linkage/index.ts'
import { openHouse } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { inBoundedMemory, megabytes, progressLine, readFlags, wholeNumber, writeManifest, type Command } from './command.ts'

export const dedupeCommand: Command = {
  name: 'dedupe',
  usage: '[--threads 2] [--budget 2000000000] [--memory 4GB] [--manifest TỆP.json] [--demo]',
  vi: 'Đối chiếu dữ liệu dân cư với chính nó: bản ghi nghi trùng vào danh sách của công an xã. Không gộp ai.',
  en: 'Holds the register against itself: records that may be one person enter the lists of the commune police. Merges nobody.',
  async run(args, config) {
    const { values } = readFlags(args, { threads: { type: 'string', default: '2' }, budget: { type: 'string', default: '2000000000' }, memory: { type: 'string' }, manifest: { type: 'string' }, demo: { type: 'boolean', default: false } })
    const [threads, budget] = [wholeNumber(values.threads, '--threads', 1, 64)!, wholeNumber(values.budget, '--budget', 1, 1e12)!]
    const memoryMb = values.memory === undefined ? null : megabytes(values.memory)
    const bounded = memoryMb === null ? null : inBoundedMemory('dedupe', args, memoryMb)
    if (bounded !== null) return bounded
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const bar = progressLine('Đối chiếu')
      const run = await findDuplicates(house.database, { threads, budget, ...(memoryMb === null ? {} : { memoryMb }), progress: (done, all) => bar(done, all, 'cặp') })
      writeManifest(values.manifest, { program: programSettings().version, threads, budget, memoryMb, ...run })
      const count = (n: number): string => n.toLocaleString('vi')
      console.log(`${count(run.people)} bản ghi, ${count(run.pairs)} cặp: ${count(run.found)} cặp nghi là một người. Mới ${count(run.opened)}, không còn nghi ${count(run.gone)}.`)
      console.log(`Đọc ${run.seconds['reading']!.toFixed(1)} giây, so ${run.seconds['comparing']!.toFixed(1)} giây, ghi ${run.seconds['writing']!.toFixed(1)} giây.`)
    } finally {
      await house.close()
    }
  },
}
