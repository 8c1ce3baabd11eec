import { mkdirSync } from 'node:fs'
import { findDuplicates } from '../../data-ecosystem/linkage/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { listFolderOf } from '../list-work.ts'
import { openHouse } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { stepWords } from './asked-file.ts'
import { inBoundedMemory, megabytes, progressLine, readFlags, stagesOf, stepLine, wholeNumber, writeManifest, type Command } from './command.ts'

export const dedupeCommand: Command = {
  name: 'dedupe',
  usage: '[--threads 2] [--budget 2000000000] [--memory 4GB] [--manifest TỆP.json] [--demo]',
  vi: 'Đối chiếu dữ liệu dân cư với chính nó: bản ghi nghi trùng vào danh sách của công an xã. Không gộp ai. Chạy lại thì đi tiếp.',
  en: 'Holds the register against itself: records that may be one person enter the lists of the commune police. Merges nobody. Run again, it goes on.',
  async run(args, config) {
    const { values } = readFlags(args, { threads: { type: 'string', default: '2' }, budget: { type: 'string', default: '2000000000' }, memory: { type: 'string', default: '4GB' }, manifest: { type: 'string' }, demo: { type: 'boolean', default: false } })
    const [threads, budget] = [wholeNumber(values.threads, '--threads', 1, 64)!, wholeNumber(values.budget, '--budget', 1, 1e12)!]
    const memoryMb = megabytes(values.memory)
    const bounded = await inBoundedMemory('dedupe', args, memoryMb)
    if (bounded !== null) return bounded
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const folder = listFolderOf(house)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const [bar, step] = [progressLine('Đối chiếu', 'cặp'), stepLine()]
      const { register, model, planned, pairsByRule, steps, resumed, people, pairs, found, opened, gone, seconds, startedAt, finishedAt } = await findDuplicates(house.database, { folder, threads, budget, memoryMb, step: (name) => step(`Đối chiếu: ${stepWords[name]}`), progress: (done, all) => bar(done, all) })
      const manifest = writeManifest(house, values.manifest, {
        command: 'dedupe', program: programSettings().version, startedAt, finishedAt, memoryMb, threads, inputs: [{ name: 'register', rows: register.people, sha256: register.sha256 }],
        model: { id: 'register', version: null, sha256: sha256Hex(JSON.stringify(model)) }, stages: [...stagesOf(steps, resumed), ...stagesOf({ write: seconds['writing']! }, [])], counts: { people, pairs, found, opened, gone }, budget, planned, pairsByRule,
      })
      const count = (n: number): string => n.toLocaleString('vi')
      if (resumed.length > 0) console.log(`Đi tiếp lần chạy bị dừng: ${resumed.length} bước đã xong từ trước.`)
      console.log(`${count(people)} bản ghi, ${count(pairs)} cặp: ${count(found)} cặp nghi là một người. Mới ${count(opened)}, không còn nghi ${count(gone)}.`)
      console.log(`Đọc ${seconds['reading']!.toFixed(1)} giây, so ${seconds['comparing']!.toFixed(1)} giây, ghi ${seconds['writing']!.toFixed(1)} giây. Sổ chạy: ${manifest}`)
    } finally {
      await house.close()
    }
  },
}
