import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { bordersOfKind, columnRoles, FileProblem, guessMapping, isColumnRole, kindOfList, limits, linkFile, listKinds, missingRoles, modelOf, openTable, problemText, reportHtml, surveyTable, zoneReasons, type ColumnRole, type LinkedFile, type LinkFile, type LinkModel, type Mapping, type RunProgress, type ZoneReason } from '../../data-ecosystem/linkage/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { dayInVietnam, inTransaction, rootPath, systemClock, type Config } from '../../platform/index.ts'
import { doPending, listFolderOf } from '../list-work.ts'
import { openHouse, type House } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { progressLine, UsageError, wholeNumber } from './command.ts'

/** Short names for the columns people name most. */
const aliases: Readonly<Record<string, ColumnRole>> = { id: 'ref', name: 'fullName', numbers: 'number' }

/** What the command line says of a list. */
export interface AskedLink {
  readonly path: string
  readonly purpose: { readonly text: string; readonly basis: string }
  readonly map: string
  readonly mapping?: string | undefined
  readonly area: string
  readonly out?: string | undefined
  readonly model?: string | undefined
  /** What kind of list it is (data/list-kinds): its newest model here is used, and its columns are read. */
  readonly kind?: string | undefined
  /** Where nothing is said, the costs of the day say it. */
  readonly lower?: string | undefined
  readonly upper?: string | undefined
  readonly threads: string
  readonly budget: string
  readonly memoryMb: number
  /** Where the report is to stand, and the column whose verified numbers show how good the matching was. */
  readonly report?: string | undefined
  readonly truth?: string | undefined
  readonly demo: boolean
}

/** A file matched from end to end by `congdan link`: what is wrong with it is said before anything else is opened. */
export async function linkList(config: Config, asked: AskedLink): Promise<void> {
  const { path, purpose, memoryMb } = asked
  const given = askedBorders(asked)
  if (asked.kind !== undefined && !kindOfList(asked.kind)) throw new UsageError(`--kind: không có loại danh sách «${asked.kind}». Các loại: ${listKinds().map(({ id }) => id).join(', ')}.`)
  const bytes = readList(path)
  const fileModel = asked.model ? modelOf(JSON.parse(readFileSync(asked.model, 'utf8'))) : null
  const folder = listFolderOf({ dataFolder: resolve(rootPath(), config.DATA_DIR) })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const engine = { memory: `${Math.floor(memoryMb / 2)}MB`, threads: 1, folder }
  const { layout, preview } = await openTable(bytes, basename(path), engine).then(surveyTable).catch(inWords)
  const truthColumn = asked.truth === undefined ? null : columnOf(layout.headings ?? [], asked.truth)
  const mapping = mappingOf(layout.headings ?? [], preview, asked, truthColumn)
  await wire()
  const house = await openHouse(config, { demo: asked.demo })
  try {
    setProgramSettings(house.mode, config)
    const stem = (asked.out ?? `${basename(path, extname(path))}.doi-khop.csv`).replace(/\.csv$/, '')
    const { model, borders } = await judging(house, { purpose, kind: asked.kind ?? null, fileModel, given })
    const stages = join(folder, `lenh-${sha256Hex(JSON.stringify([sha256Hex(bytes.toString('base64')), mapping, asked.area, asked.kind, given, model, asked.budget, asked.report !== undefined])).slice(0, 24)}`)
    const bar = progressLine('Đối khớp')
    const linked = await linkFile({
      database: house.database, bytes, fileName: basename(path), layout, mapping, purpose, area: asked.area, kind: asked.kind ?? null, model, borders, budget: wholeNumber(asked.budget, '--budget', 1, 1e12)!, threads: wholeNumber(asked.threads, '--threads', 1, 64)!, memoryMb, engine, stages,
      out: `${stem}.csv`, errors: `${stem}.loi.csv`, program: programSettings().version, today: dayInVietnam(systemClock()), now: systemClock, ...(asked.report === undefined ? {} : { report: { title: basename(path, extname(path)), truthColumn } }), tell: (progress) => saySteps(progress, bar),
    })
    for (const [ending, value] of [['manifest', linked.manifest], ['mapping', mapping], ['model', linked.model]] as const) writeFileSync(`${stem}.${ending}.json`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    if (linked.figures) writeFileSync(asked.report!, reportHtml(linked.figures), { mode: 0o600 })
    console.log(said(linked, stem))
  } finally {
    await house.close()
  }
}

/** Both thresholds, or neither. */
function askedBorders({ lower, upper }: AskedLink): { lower: number; upper: number } | null {
  if (lower === undefined && upper === undefined) return null
  if (lower === undefined || upper === undefined) throw new UsageError('--lower và --upper đi cùng nhau. Không ghi thì ngưỡng tính từ chi phí (data/linkage/review.csv).')
  const [from, to] = [lower, upper].map((text) => (text.trim() === '' ? NaN : Number(text.replace('−', '-').replace(',', '.')))) as [number, number]
  if (!(from <= to)) throw new UsageError('--lower và --upper: hai số, ngưỡng dưới không lớn hơn ngưỡng trên.')
  return { lower: from, upper: to }
}

interface Judging {
  readonly purpose: AskedLink['purpose']
  readonly kind: string | null
  readonly fileModel: LinkModel | null
  readonly given: { readonly lower: number; readonly upper: number } | null
}

/** The model and the thresholds of a file: what was asked for, else what lists of its kind are matched by on the pages. Readings speak only for the model they were about. */
async function judging(house: House, { purpose, kind, fileModel, given }: Judging): Promise<Pick<LinkFile, 'model' | 'borders'>> {
  const occasion = { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: purpose.basis, text: purpose.text } } as const
  const { lower, upper, calibration, model: kept } = await inTransaction(house.database, occasion, (ctx) => bordersOfKind(ctx, fileModel ? null : kind))
  return {
    model: fileModel ? { id: 'file', version: 1, model: fileModel } : kept ? { id: kept.modelId, version: kept.version, model: kept.model } : null,
    borders: given ? { ...given, by: 'asked', readings: 0 } : { lower, upper, by: 'costs', readings: calibration.readings },
  }
}

/** What is wrong with the file, in a sentence. */
function inWords(error: unknown): never {
  if (error instanceof FileProblem) throw new UsageError(problemText(error.code, 'vi', error.vars))
  throw error
}

/** Everything that waits, or one list or run of it. */
export async function linkPending(config: Config, demo: boolean, only: string | null, memoryMb: number): Promise<void> {
  await wire()
  const house: House = await openHouse(config, { demo })
  try {
    setProgramSettings(house.mode, config)
    openStores(house)
    const done = await doPending(house, only, memoryMb)
    console.log(done === 0 ? 'Không có danh sách nào đang đợi.' : `Đã làm ${done} việc.`)
  } finally {
    await house.close()
  }
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

function columnOf(headings: readonly string[], name: string): number {
  const at = headings.findIndex((each) => plainKey(each) === plainKey(name))
  if (at < 0) throw new UsageError(`--truth: danh sách không có cột «${name}». Các cột đang có: ${headings.join(', ')}.`)
  return at
}

/** Columns from a file of an earlier run, or guessed and put right by --map. */
function mappingOf(headings: readonly string[], preview: readonly (readonly string[])[], { map, mapping }: { map: string; mapping?: string | undefined }, truthColumn: number | null): Mapping {
  const guessed = mapping ? (JSON.parse(readFileSync(mapping, 'utf8')) as Mapping) : guessMapping(headings, preview)
  if (guessed.columns.length !== headings.length) throw new UsageError(`--mapping: tệp có ${headings.length} cột, bản ghép cột nói ${guessed.columns.length} cột.`)
  const columns = guessed.columns.map((column) => ({ ...column }))
  // What shows how good the matching was takes no part in it.
  if (truthColumn !== null) columns[truthColumn]!.role = 'ignore'
  for (const pair of map.split(',').filter(Boolean)) {
    const [name = '', heading = ''] = pair.split('=')
    const role = aliases[name] ?? name
    const at = headings.findIndex((each) => plainKey(each) === plainKey(heading))
    if (!isColumnRole(role) || at < 0) throw new UsageError(`--map ${pair}: không có ${at < 0 ? `cột «${heading}»` : `loại «${name}»`}. Các cột: ${headings.join(', ')}. Các loại: ${columnRoles.join(', ')}.`)
    for (const column of columns) if (column.role === role) column.role = 'ignore'
    if (at === truthColumn) throw new UsageError(`--map ${pair}: cột đáp án không được dùng để đối khớp.`)
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

const bits = (n: number): string => n.toFixed(1).replace('-', '−').replace('.', ',')

function said({ manifest: { zones, reasons = {}, outcomes, list, register, pairs, planned, seconds, thresholds, borders } }: LinkedFile, stem: string): string {
  const count = (n: number): string => n.toLocaleString('vi')
  const why = (Object.entries(reasons) as [ZoneReason, number][]).filter(([reason]) => reason !== 'sure' && reason !== 'nobody').map(([reason, n]) => `${zoneReasons[reason].vi} ${count(n)}`)
  const sum = (some: Readonly<Record<string, number>>): number => Object.values(some).reduce((all, n) => all + n, 0)
  return [
    `${count(list.lines)} dòng = ${count(zones.automatic)} khớp + ${count(zones.review)} cần người xem + ${count(zones.reject)} không thấy + ${count(list.blocked)} không đối khớp được.`,
    `Ngưỡng: từ ${bits(thresholds.upper)} bit tự khớp, dưới ${bits(thresholds.lower)} bit bỏ qua; ${borders?.by === 'asked' ? 'theo lệnh' : `tính từ chi phí${borders?.readings ? `, hiệu chỉnh theo ${count(borders.readings)} lượt người đọc` : ''}`}.`,
    ...(why.length > 0 ? [`Cần người xem vì: ${why.join('; ')}.`] : []),
    `Trong số khớp: ${count(outcomes.linked)} đúng nơi, ${count(outcomes.moved)} ở xã khác, ${count(outcomes.dead)} đã mất, ${count(outcomes.duplicate)} dòng lặp người.`,
    `So với ${count(register.people)} người, ${count(sum(planned))} cặp đã đếm trước, ${count(sum(pairs))} cặp được chấm trong ${(seconds.score ?? 0).toFixed(1)} giây.`,
    `Kết quả: ${stem}.csv. Dòng lỗi: ${stem}.loi.csv. Sổ chạy, ghép cột, mô hình: ${stem}.{manifest,mapping,model}.json. Các tệp có dữ liệu cá nhân, chỉ chủ máy đọc được.`,
  ].join('\n')
}
