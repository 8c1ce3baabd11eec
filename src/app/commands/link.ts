import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { columnRoles, FileProblem, guessMapping, isColumnRole, limits, linkFile, missingRoles, openTable, problemText, surveyTable, usual, type ColumnRole, type LinkedFile, type LinkModel, type Mapping, type RunProgress } from '../../data-ecosystem/linkage/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { dayInVietnam, rootPath, systemClock, type Config } from '../../platform/index.ts'
import { doPending, listFolderOf } from '../list-work.ts'
import { openHouse, type House } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { progressLine, readFlags, UsageError, wholeNumber, type Command } from './command.ts'

/** Short names for the columns people name most. */
const aliases: Readonly<Record<string, ColumnRole>> = { id: 'ref', name: 'fullName', numbers: 'number' }

export const linkCommand: Command = {
  name: 'link',
  usage: 'TỆP --purpose «lý do; căn cứ» [--map name=cột,birth=cột | --mapping TỆP.json] [--area 86] [--out TỆP.csv] [--model TỆP.json] [--lower -2] [--upper 10] [--threads 2] [--budget 2000000000] [--memory 2GB] [--demo]  |  --pending [MÃ]',
  vi: 'Đối khớp một danh sách (CSV, Excel, Parquet) với dữ liệu dân cư. Mỗi dòng có câu trả lời. Không ghi gì vào dữ liệu dân cư. --pending: làm những danh sách đang đợi.',
  en: 'Links a list (CSV, Excel, Parquet) to the register. Every line is answered. Writes nothing into the register. --pending: does the lists that wait.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, {
      purpose: { type: 'string' }, map: { type: 'string', default: '' }, mapping: { type: 'string' }, area: { type: 'string', default: '' }, out: { type: 'string' }, model: { type: 'string' }, lower: { type: 'string', default: String(usual.lower) }, upper: { type: 'string', default: String(usual.upper) },
      threads: { type: 'string', default: '2' }, budget: { type: 'string', default: String(usual.budget) }, memory: { type: 'string', default: '2GB' }, pending: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false },
    })
    const [path, more] = positionals
    if (values.pending) return pending(config, values.demo, path ?? null)
    if (!path || more) throw new UsageError('Cho biết một tệp CSV, XLSX hoặc Parquet. Ví dụ: npx congdan link hoi-nguoi-cao-tuoi.xlsx --purpose «Rà soát hội viên; Luật Căn cước 2023, đ.10»')
    const [text = '', basis = ''] = (values.purpose ?? '').split(';').map((part) => part.trim())
    if (text === '' || basis === '') throw new UsageError('--purpose: ghi lý do và căn cứ, cách nhau bằng dấu chấm phẩy. Người dân đọc được lý do này.')
    const memoryMb = megabytes(values.memory)
    const bounded = inBoundedMemory(args, memoryMb)
    if (bounded !== null) return bounded
    const [lower, upper] = [Number(values.lower), Number(values.upper)]
    if (!(lower <= upper)) throw new UsageError('--lower và --upper: hai số, ngưỡng dưới không lớn hơn ngưỡng trên.')
    const bytes = readList(path)
    const model = values.model ? (JSON.parse(readFileSync(values.model, 'utf8')) as LinkModel) : null
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const folder = listFolderOf(house)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const engine = { memory: `${Math.floor(memoryMb / 2)}MB`, threads: 1, folder }
      const table = await openTable(bytes, basename(path), engine)
      const { layout, preview } = await surveyTable(table)
      const mapping = mappingOf(layout.headings ?? [], preview, values)
      const stem = (values.out ?? `${basename(path, extname(path))}.doi-khop.csv`).replace(/\.csv$/, '')
      const stages = join(folder, `lenh-${sha256Hex(JSON.stringify([sha256Hex(bytes.toString('base64')), mapping, values.area, lower, upper, model, values.budget])).slice(0, 24)}`)
      const bar = progressLine('Đối khớp')
      const linked = await linkFile({
        database: house.database, bytes, fileName: basename(path), layout, mapping, purpose: { text, basis }, area: values.area, model, lower, upper, budget: wholeNumber(values.budget, '--budget', 1, 1e12)!, threads: wholeNumber(values.threads, '--threads', 1, 64)!, memoryMb, engine, stages,
        out: `${stem}.csv`, errors: `${stem}.loi.csv`, program: programSettings().version, today: dayInVietnam(systemClock()), now: systemClock, tell: (progress) => saySteps(progress, bar),
      })
      for (const [ending, value] of [['manifest', linked.manifest], ['mapping', mapping], ['model', linked.model]] as const) writeFileSync(`${stem}.${ending}.json`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
      console.log(said(linked, stem))
    } catch (error) {
      if (error instanceof FileProblem) throw new UsageError(problemText(error.code, 'vi', error.vars))
      throw error
    } finally {
      await house.close()
    }
  },
}

async function pending(config: Config, demo: boolean, only: string | null): Promise<void> {
  await wire()
  const house: House = await openHouse(config, { demo })
  try {
    setProgramSettings(house.mode, config)
    openStores(house)
    const done = await doPending(house, only)
    console.log(done === 0 ? 'Không có danh sách nào đang đợi.' : `Đã làm ${done} việc.`)
  } finally {
    await house.close()
  }
}

function megabytes(text: string): number {
  const [, n, unit] = /^(\d+)(MB|GB)$/.exec(text) ?? []
  if (!n) throw new UsageError(`--memory: cần một số kèm MB hoặc GB, ví dụ 2GB; nhận được «${text}».`)
  return Number(n) * (unit === 'GB' ? 1024 : 1)
}

/** Runs this command again under the bound, unless this is that run already. Returns its exit code. */
function inBoundedMemory(args: readonly string[], memoryMb: number): number | null {
  if (process.execArgv.some((flag) => flag.startsWith('--max-old-space-size'))) return null
  const run = spawnSync(process.execPath, [...process.execArgv, `--max-old-space-size=${Math.max(256, Math.floor(memoryMb * 0.75))}`, rootPath('src', 'app', 'main.ts'), 'link', ...args], { stdio: 'inherit', env: process.env })
  return run.status ?? 1
}

function readList(path: string): Buffer {
  try {
    if (statSync(path).size > limits.fileBytes) throw new UsageError(problemText('file-too-large', 'vi', { max: limits.fileBytes / 1024 / 1024 }))
    return readFileSync(path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`Không đọc được tệp «${path}».`)
  }
}

/** Columns from a file of an earlier run, or guessed and put right by --map. */
function mappingOf(headings: readonly string[], preview: readonly (readonly string[])[], { map, mapping }: { map: string; mapping?: string | undefined }): Mapping {
  const guessed = mapping ? (JSON.parse(readFileSync(mapping, 'utf8')) as Mapping) : guessMapping(headings, preview)
  if (guessed.columns.length !== headings.length) throw new UsageError(`--mapping: tệp có ${headings.length} cột, bản ghép cột nói ${guessed.columns.length} cột.`)
  const columns = guessed.columns.map((column) => ({ ...column }))
  for (const pair of map.split(',').filter(Boolean)) {
    const [name = '', heading = ''] = pair.split('=')
    const role = aliases[name] ?? name
    const at = headings.findIndex((each) => plainKey(each) === plainKey(heading))
    if (!isColumnRole(role) || at < 0) throw new UsageError(`--map ${pair}: không có ${at < 0 ? `cột «${heading}»` : `loại «${name}»`}. Các cột: ${headings.join(', ')}. Các loại: ${columnRoles.join(', ')}.`)
    for (const column of columns) if (column.role === role) column.role = 'ignore'
    columns[at] = { heading: headings[at]!, role }
  }
  const missing = missingRoles({ columns })
  if (missing.length > 0) throw new UsageError(`Danh sách chưa có cột ${missing[0] === 'name' ? 'họ tên' : 'ngày sinh hay số giấy tờ'}. Các cột đang có: ${headings.join(', ')}. Chỉ cột bằng --map name=…`)
  return { ...guessed, columns }
}

const stepWords: Readonly<Record<NonNullable<RunProgress['step']>, string>> = { 'read-register': 'đọc dân cư', 'prepare': 'chuẩn hóa', 'model': 'mô hình', 'count': 'đếm cặp', 'score': 'chấm điểm', 'publish': 'ghi kết quả' }

/** Moves by pairs while pairs are scored; before that each step says that it has begun. */
function saySteps(progress: RunProgress, bar: ReturnType<typeof progressLine>): void {
  if (progress.pairs) bar(progress.pairs.done, progress.pairs.all, 'cặp')
  else if (progress.step && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${stepWords[progress.step]} …`)
}

function said({ manifest: { zones, list, register, pairs, planned, seconds } }: LinkedFile, stem: string): string {
  const count = (n: number): string => n.toLocaleString('vi')
  const sum = (some: Readonly<Record<string, number>>): number => Object.values(some).reduce((all, n) => all + n, 0)
  return [
    `${count(list.lines)} dòng = ${count(zones.automatic)} khớp + ${count(zones.review)} cần người xem + ${count(zones.reject)} không thấy + ${count(list.blocked)} không đối khớp được.`,
    `So với ${count(register.people)} người, ${count(sum(planned))} cặp đã đếm trước, ${count(sum(pairs))} cặp được chấm trong ${(seconds.score ?? 0).toFixed(1)} giây.`,
    `Kết quả: ${stem}.csv. Dòng lỗi: ${stem}.loi.csv. Sổ chạy, ghép cột, mô hình: ${stem}.{manifest,mapping,model}.json. Các tệp có dữ liệu cá nhân, chỉ chủ máy đọc được.`,
  ].join('\n')
}
