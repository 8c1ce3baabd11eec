import { writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { comparisonNames, comparisons, priorWeight, trainOnFile, weightText, weightsOf, type LinkModel } from '../../data-ecosystem/linkage/index.ts'
import { dayInVietnam, systemClock } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { openFile, stagesOfCommand, tellSteps } from './asked-file.ts'
import { askedPurpose } from './asked-purpose.ts'
import { inBoundedMemory, megabytes, readFlags, stagesOf, UsageError, writeManifest, type Command } from './command.ts'

export const linkTrainCommand: Command = {
  name: 'link train',
  usage: 'TỆP --purpose «lý do; căn cứ» [--kind LOẠI] [--map name=cột | --mapping TỆP.json] [--area 86] [--out TỆP.model.json] [--memory 2GB] [--manifest TỆP.json] [--demo]',
  vi: 'Học một mô hình từ danh sách và dữ liệu dân cư; có --kind thì lưu thành phiên bản mới của loại ấy. Không chấm điểm cặp nào, không cho ra ai.',
  en: 'Learns a model from a list and the register; with --kind it is kept as the next version of that kind. Scores no pair and shows nobody.',
  async run(args, config) {
    const { values, positionals: [path, more] } = readFlags(args, {
      purpose: { type: 'string' }, kind: { type: 'string' }, map: { type: 'string', default: '' }, mapping: { type: 'string' }, area: { type: 'string', default: '' }, out: { type: 'string' }, memory: { type: 'string', default: '2GB' }, manifest: { type: 'string' }, demo: { type: 'boolean', default: false },
    })
    if (!path || more) throw new UsageError('Cho biết một tệp CSV, XLSX hoặc Parquet. Ví dụ: npx congdan link train hoi-vien.xlsx --kind elderly --purpose «Học mô hình; Luật Căn cước 2023, đ.10»')
    const [purpose, memoryMb] = [askedPurpose(values.purpose), megabytes(values.memory)]
    const bounded = await inBoundedMemory('link', ['train', ...args], memoryMb)
    if (bounded !== null) return bounded
    const startedAt = systemClock()
    const file = await openFile(config, { path, map: values.map, mapping: values.mapping, kind: values.kind, memoryMb })
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const kind = values.kind ?? null
      const { truthColumn: _, folder: __, ...table } = file
      const { model, sha256, kept, lines, listHash, register, seconds, resumed } = await trainOnFile({ database: house.database, ...table, purpose, area: values.area, kind, memoryMb, stages: stagesOfCommand(file, ['train', values.area, kind]), today: dayInVietnam(startedAt), tell: tellSteps('Học mô hình') })
      const out = values.out ?? `${basename(path, extname(path))}.model.json`
      writeFileSync(out, `${JSON.stringify(model, null, 2)}\n`, { mode: 0o600 })
      const manifest = writeManifest(house, values.manifest, {
        command: 'link-train', program: programSettings().version, startedAt, finishedAt: systemClock(), memoryMb, threads: 1, inputs: [{ name: basename(path), rows: lines, sha256: listHash }, { name: 'register', rows: register.people, sha256: register.sha256 }],
        model: typeof kept === 'object' && kept !== null ? { id: kept.id, version: kept.version, sha256 } : { id: 'file', version: null, sha256 }, stages: stagesOf(seconds, resumed), counts: { lines, people: register.people }, purpose, trained: model.trained,
      })
      const { numberPairs, namePairs } = model.trained
      console.log(weightTable(model))
      console.log(`Học từ ${numberPairs} cặp trùng số và ${namePairs} cặp trùng tên, ngày sinh.`)
      console.log(kept === null ? `Mô hình: ${out}. Không có --kind nên không lưu vào chương trình.` : kept === 'too-few' ? `Quá ít cặp để học nên không lưu thành phiên bản; các lần đối khớp sau vẫn dùng bản cũ. Kiểm tra cột số, cột ngày sinh và xã của danh sách. Tệp: ${out}.` : kept.already ? `Đã có mô hình y hệt: «${kept.id}» phiên bản ${kept.version}. Tệp: ${out}.` : `Đã lưu «${kept.id}» phiên bản ${kept.version}: các lần đối khớp sau của loại này dùng nó. Tệp: ${out}.`)
      console.log(`Sổ chạy: ${manifest}`)
    } finally {
      await house.close()
    }
  },
}

/** What the model has learnt, a line a level: how often one person shows it, how often two do, and the bits that follow. */
export function weightTable(model: LinkModel): string {
  const weights = weightsOf(model)
  const share = (n: number): string => (n >= 0.001 ? `${(n * 100).toFixed(2)} %` : n.toExponential(1)).padStart(10)
  const rows = comparisonNames.flatMap((name) => [...weights[name]].map((weight, level) => `  ${`${name} ${comparisons[name][level]!}`.padEnd(24)}${share(model.levels[name].m[level]!)}${share(model.levels[name].u[level]!)}${weightText(weight).padStart(8)}`))
  return [`  ${''.padEnd(24)}${'m'.padStart(10)}${'u'.padStart(10)}${'bit'.padStart(8)}`, `  ${'prior'.padEnd(44)}${weightText(priorWeight(model)).padStart(8)}`, ...rows].join('\n')
}
