import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rulesInForce, runPass } from '../../data-ecosystem/quality/index.ts'
import { dayInVietnam } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { megabytes, progressLine, readFlags, UsageError, wholeNumber, writeManifest, type Command } from './command.ts'

export const qualityCommand: Command = {
  name: 'quality',
  usage: '[--memory 2GB] [--threads 2] [--engine duckdb|postgres] [--manifest TỆP.json] [--demo]',
  vi: 'Rà toàn bộ dữ liệu dân cư theo các quy tắc chất lượng: lỗi mới vào danh sách, lỗi đã sửa rời danh sách.',
  en: 'Checks the whole register by the quality rules: new faults enter the lists, mended ones leave.',
  async run(args, config) {
    const { values } = readFlags(args, { memory: { type: 'string', default: '2GB' }, threads: { type: 'string', default: '2' }, engine: { type: 'string', default: 'duckdb' }, manifest: { type: 'string' }, demo: { type: 'boolean', default: false } })
    megabytes(values.memory)
    if (values.engine !== 'duckdb' && values.engine !== 'postgres') throw new UsageError('--engine: chọn duckdb hoặc postgres.')
    const threads = wholeNumber(values.threads, '--threads', 1, 256)!
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const folder = join(house.dataFolder, 'quality')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const bar = progressLine('Rà dữ liệu')
      const outcome = await runPass(house.database, { engine: values.engine === 'postgres' ? 'postgres' : { kind: 'duckdb', memory: values.memory, threads, folder }, progress: bar })
      writeManifest(values.manifest, { program: programSettings().version, memory: values.memory, threads, rules: rulesInForce(dayInVietnam(outcome.takenAt)).map(({ id }) => id), ...outcome })
      const count = (n: number): string => n.toLocaleString('vi')
      console.log(`${count(outcome.people)} người, ${count(outcome.households)} hộ: ${count(outcome.found)} lỗi đang có. Mới ${count(outcome.opened)}, trở lại ${count(outcome.reopened)}, hết ${count(outcome.closed)}.`)
      console.log(`Lấy dữ liệu ${outcome.seconds.snapshot.toFixed(1)} giây, rà ${outcome.seconds.judging.toFixed(1)} giây, ghi ${outcome.seconds.merging.toFixed(1)} giây. Quy tắc ${outcome.rulesHash.slice(0, 12)}.`)
    } finally {
      await house.close()
    }
  },
}
