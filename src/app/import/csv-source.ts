import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { columns, type Chunk, type ImportSource, type ListRow, type Unreadable } from './list-row.ts'

/** The list cannot be read at all: said once, before anything is written. */
export class ListProblem extends Error {}

export interface CsvOptions {
  readonly path: string
  readonly list: string
  readonly statedOn: string
  readonly sourceCode?: string
}

const required: readonly string[] = ['external_id', 'full_name']
/** A quoted cell that does not end within this many characters was never closed: the line is refused and reading goes on after it. */
const longestRecord = 64_000

/** A CSV file (RFC 4180, UTF-8 with or without BOM, LF or CRLF), read as a stream. Throws `ListProblem` for a missing file or a heading that is not understood. */
export function csvSource({ path, list, statedOn, sourceCode = 'population-register' }: CsvOptions): ImportSource {
  const size = sizeOf(path)
  return {
    list, statedOn, sourceCode, name: basename(path),
    read() {
      const hash = createHash('sha256')
      let bytes = 0
      const texts = async function* (): AsyncGenerator<string> {
        const decoder = new TextDecoder('utf-8')
        for await (const part of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
          hash.update(part)
          bytes += part.length
          yield decoder.decode(part, { stream: true })
        }
        yield decoder.decode()
      }
      return { chunks: chunksOf(texts()), fingerprint: () => hash.copy().digest('hex'), share: () => (size === 0 ? 1 : bytes / size) }
    },
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    throw new ListProblem(`Không đọc được tệp ${path}. Xem lại đường dẫn.`)
  }
}

async function* chunksOf(texts: AsyncIterable<string>): AsyncGenerator<Chunk> {
  let rest = ''
  let toRow: RowMaker | undefined
  let line = 1
  let width = 0
  const take = (text: string, last: boolean): Chunk | undefined => {
    const records: string[][] = []
    rest = takeRecords(text, last, width, records)
    if (!toRow && records.length > 0) {
      width = records[0]!.length
      toRow = rowMaker(records.shift()!)
    }
    if (records.length === 0) return undefined
    const chunk = { firstLine: line + 1, rows: records.map(toRow!) }
    line += records.length
    return chunk
  }
  for await (const text of texts) {
    const chunk = take(rest + text, false)
    if (chunk) yield chunk
  }
  const chunk = take(rest, true)
  if (chunk) yield chunk
  if (!toRow) throw new ListProblem('Tệp trống. Dòng đầu phải là tên các cột.')
}

/** Takes the whole records off the front of the text and returns what is left. An empty line is a record without cells: it counts as a line. */
function takeRecords(text: string, last: boolean, width: number, records: string[][]): string {
  let at = 0
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    if (end < 0 && !last) break
    const line = text.slice(at, end < 0 ? text.length : end)
    if (!line.includes('"')) {
      records.push(line.length < 2 && (line === '' || line === '\r') ? [] : (line.endsWith('\r') ? line.slice(0, -1) : line).split(','))
      at += line.length + 1
      continue
    }
    const quoted = quotedLine(line, at) ?? quotedRecord(text, at, last)
    if (quoted === 'more') break
    // A quote that swallowed lines until some later quote: only its own line is lost.
    const swallowed = quoted === 'unclosed' || (width > 0 && quoted.next > at + line.length + 1 && quoted.cells.length !== width)
    records.push(swallowed ? [unclosed, line] : quoted.cells)
    at = swallowed ? at + line.length + 1 : quoted.next
  }
  return text.slice(at)
}

const unclosed = '\u0000unclosed'

/** A record with quoted cells that ends with its line, as nearly all do; nothing when it needs a closer look. */
function quotedLine(whole: string, start: number): { cells: string[]; next: number } | undefined {
  const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole
  const cells: string[] = []
  for (let at = 0; at <= line.length;) {
    const isQuoted = line.charCodeAt(at) === 34
    const close = isQuoted ? line.indexOf('"', at + 1) : -1
    const end = isQuoted ? close + 1 : line.indexOf(',', at)
    if (isQuoted && (close < 0 || (end < line.length && line.charCodeAt(end) !== 44))) return undefined
    cells.push(isQuoted ? line.slice(at + 1, close) : line.slice(at, end < 0 ? line.length : end))
    if (end < 0) break
    at = end + 1
  }
  return { cells, next: start + whole.length + 1 }
}

/** A record with quoted cells. `more` when its end is not in the text yet; `unclosed` when a quote never ends or ends inside a cell: its own line is lost. */
function quotedRecord(text: string, start: number, last: boolean): { cells: string[]; next: number } | 'more' | 'unclosed' {
  const cells: string[] = []
  for (let at = start; ;) {
    let cell = ''
    const isQuoted = text[at] === '"'
    for (let open = true; text[at] === '"'; open = false) {
      const close = text.indexOf('"', at + 1)
      if (close < 0 || close - start > longestRecord) return last || text.length - start > longestRecord ? 'unclosed' : 'more'
      cell += (open ? '' : '"') + text.slice(at + 1, close)
      at = close + 1
    }
    const stop = /[,\n]/g
    stop.lastIndex = at
    const found = stop.exec(text)
    if (!found && !last) return 'more'
    const end = found ? found.index : text.length
    const bare = text.slice(at, end).replace(/\r$/, '')
    if (isQuoted && bare !== '') return 'unclosed'
    cells.push(cell + bare)
    if (!found || found[0] === '\n') return { cells, next: end + 1 }
    at = end + 1
  }
}

type RowMaker = (cells: readonly string[]) => ListRow | Unreadable | undefined

/** Puts cells under their names. Refuses a heading with a column we do not know, one named twice, or without the columns that must be there. */
function rowMaker(heading: readonly string[]): RowMaker {
  const names = heading.map((name) => name.trim().toLowerCase())
  const known = new Set(columns.map(({ name }) => name))
  const strange = names.filter((name) => !known.has(name))
  if (strange.length > 0) throw new ListProblem(`Dòng đầu có cột lạ: ${strange.slice(0, 5).join(', ')}. Xem tên các cột trong docs/import.md.`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) throw new ListProblem(`Cột ${twice} có hai lần ở dòng đầu.`)
  const missing = required.filter((name) => !names.includes(name))
  if (missing.length > 0) throw new ListProblem(`Dòng đầu thiếu cột ${missing.join(', ')}.`)
  const places = columns.map(({ key, name }) => [key, names.indexOf(name)] as const)
  return (cells) => {
    if (cells.length === 0) return undefined
    if (cells[0] === unclosed) return objection('unclosed-quote', 'Dấu ngoặc kép mở mà không đóng. Sửa dòng này.', cells[1]!)
    if (cells.length !== names.length) return objection('cell-count', `Dòng có ${cells.length} ô, cần ${names.length} ô. Xem lại dấu phẩy và ngoặc kép.`, '')
    const row: Record<string, string> = {}
    for (const [key, place] of places) row[key] = place < 0 ? '' : cells[place]!
    return row as unknown as ListRow
  }
}

const objection = (code: string, vi: string, value: string): Unreadable => ({ unreadable: { column: '', code, vi, value } })
