import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rulesInForce, runPass } from '../../data-ecosystem/quality/index.ts'
import { dayInVietnam } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { inBoundedMemory, megabytes, progressLine, readFlags, stagesOf, UsageError, wholeNumber, writeManifest, type Command } from './command.ts'

/** What this program takes beside DuckDB while a pass runs: it only streams. */
const ownMemoryMb = 192

export const qualityCommand: Command = {
  name: 'quality',
  usage: '[--memory 2GB] [--threads 2] [--engine duckdb|postgres] [--manifest TỆP.json] [--demo]',
  vi: 'Rà toàn bộ dữ liệu dân cư theo các quy tắc chất lượng: lỗi mới vào danh sách, lỗi đã sửa rời danh sách. Chạy lại thì đi tiếp.',
  en: 'Checks the whole register by the quality rules: new faults enter the lists, mended ones leave. Run again, it goes on.',
  async run(args, config) {
    const { values } = readFlags(args, { memory: { type: 'string', default: '2GB' }, threads: { type: 'string', default: '2' }, engine: { type: 'string', default: 'duckdb' }, manifest: { type: 'string' }, demo: { type: 'boolean', default: false } })
    const memoryMb = megabytes(values.memory)
    if (values.engine !== 'duckdb' && values.engine !== 'postgres') throw new UsageError('--engine: chọn duckdb hoặc postgres.')
    const threads = wholeNumber(values.threads, '--threads', 1, 256)!
    const bounded = await inBoundedMemory('quality', args, memoryMb)
    if (bounded !== null) return bounded
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const folder = join(house.dataFolder, 'quality')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const bar = progressLine('Rà dữ liệu')
      const outcome = await runPass(house.database, { engine: values.engine === 'postgres' ? 'postgres' : { kind: 'duckdb', memory: `${memoryMb - ownMemoryMb}MB`, threads, folder }, progress: bar })
      const { people, households, found, opened, reopened, closed, seconds, sources = [], resumed = [], takenAt, finishedAt, engine, rulesHash } = outcome
      const manifest = writeManifest(house, values.manifest, {
        command: 'quality', program: programSettings().version, startedAt: takenAt, finishedAt, memoryMb, threads, inputs: [...sources, { name: 'rules', rows: rulesInForce(dayInVietnam(takenAt)).length, sha256: rulesHash }], model: null,
        stages: stagesOf({ snapshot: seconds.snapshot, judged: seconds.judging, merged: seconds.merging }, resumed), counts: { people, households, found, opened, reopened, closed }, engine, rules: rulesInForce(dayInVietnam(takenAt)).map(({ id }) => id),
      })
      const count = (n: number): string => n.toLocaleString('vi')
      if (resumed.length > 0) console.log(`Đi tiếp lần rà bị dừng: ${resumed.length} bước đã xong từ trước.`)
      console.log(`${count(people)} người, ${count(households)} hộ: ${count(found)} lỗi đang có. Mới ${count(opened)}, trở lại ${count(reopened)}, hết ${count(closed)}.`)
      console.log(`Lấy dữ liệu ${seconds.snapshot.toFixed(1)} giây, rà ${seconds.judging.toFixed(1)} giây, ghi ${seconds.merging.toFixed(1)} giây. Quy tắc ${rulesHash.slice(0, 12)}. Sổ chạy: ${manifest}`)
    } finally {
      await house.close()
    }
  },
}
