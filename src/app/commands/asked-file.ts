import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { columnRoles, FileProblem, guessMapping, isColumnRole, kindOfList, limits, listKinds, missingRoles, openTable, problemText, surveyTable, type ColumnRole, type LinkFile, type Mapping, type RunProgress } from '../../data-ecosystem/linkage/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { rootPath, type Config } from '../../platform/index.ts'
import { listFolderOf } from '../list-work.ts'
import { progressLine, stepLine, UsageError } from './command.ts'

/** Short names for the columns people name most. */
const aliases: Readonly<Record<string, ColumnRole>> = { id: 'ref', name: 'fullName', numbers: 'number' }

/** What the command line says of a file. */
export interface AskedFile {
  readonly path: string
  readonly map: string
  readonly mapping?: string | undefined
  /** What kind of list it is (data/list-kinds). */
  readonly kind?: string | undefined
  /** A column that takes no part, and shows how good the matching was. */
  readonly truth?: string | undefined
  readonly memoryMb: number
}

/** A file that can be matched: read, its table found, its columns known. */
export interface OpenedFile extends Pick<LinkFile, 'bytes' | 'fileName' | 'layout' | 'mapping' | 'engine'> {
  readonly truthColumn: number | null
  /** Where steps of this house are kept. */
  readonly folder: string
}

/** What is wrong with the file is said before anything else is opened. */
export async function openFile(config: Config, asked: AskedFile): Promise<OpenedFile> {
  if (asked.kind !== undefined && !kindOfList(asked.kind)) throw new UsageError(`--kind: không có loại danh sách «${asked.kind}». Các loại: ${listKinds().map(({ id }) => id).join(', ')}.`)
  const bytes = readList(asked.path)
  const folder = listFolderOf({ dataFolder: resolve(rootPath(), config.DATA_DIR) })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const engine = { memory: `${Math.floor(asked.memoryMb / 2)}MB`, threads: 1, folder }
  const fileName = basename(asked.path)
  const { layout, preview } = await openTable(bytes, fileName, engine).then(surveyTable).catch(inWords)
  const truthColumn = asked.truth === undefined ? null : columnOf(layout.headings ?? [], asked.truth)
  return { bytes, fileName, layout, mapping: mappingOf(layout.headings ?? [], preview, asked, truthColumn), engine, truthColumn, folder }
}

/** The folder of the steps: the same for the same file asked for in the same way, so that a command given again goes on. */
export const stagesOfCommand = ({ folder, bytes, mapping }: OpenedFile, more: unknown): string => join(folder, `lenh-${sha256Hex(JSON.stringify([sha256Hex(bytes.toString('base64')), mapping, more])).slice(0, 24)}`)

/** What is wrong with the file, in a sentence. */
function inWords(error: unknown): never {
  if (error instanceof FileProblem) throw new UsageError(problemText(error.code, 'vi', error.vars))
  throw error
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
function mappingOf(headings: readonly string[], preview: readonly (readonly string[])[], { map, mapping }: Pick<AskedFile, 'map' | 'mapping'>, truthColumn: number | null): Mapping {
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

export const stepWords: Readonly<Record<NonNullable<RunProgress['step']>, string>> = { 'read-register': 'đọc dân cư', 'prepare': 'chuẩn hóa', 'model': 'mô hình', 'count': 'đếm cặp', 'score': 'chấm điểm', 'publish': 'ghi kết quả' }

/** Moves by pairs while pairs are scored; before that each step says that it has begun. */
export function tellSteps(label: string): (progress: RunProgress) => void {
  const [bar, step] = [progressLine(label, 'cặp'), stepLine()]
  return (progress) => {
    if (progress.pairs) bar(progress.pairs.done, progress.pairs.all)
    else if (progress.step) step(`${label}: ${stepWords[progress.step]}`)
  }
}
