import { isSyllable } from '../syllables.ts'
import { fromVniWindows } from './legacy-text.ts'
import { repairText } from '../repair.ts'
import { FileProblem, limits, type Table, type TableRow } from './table.ts'

const delimiters = [',', ';', '\t', '|'] as const
/** A quoted cell that does not end within so many signs was never closed: its line is reported, reading goes on after it. */
const longestRecord = 64_000

/** A text of rows, whatever its encoding and delimiter. Refuses bytes that are no text. */
export function openCsv(bytes: Uint8Array): Table {
  const { text, encoding } = decode(bytes)
  const delimiter = delimiterOf(text)
  return {
    format: 'csv', encoding, delimiter,
    async *rows() {
      let line = 0
      let width = 0
      for (const cells of recordsOf(text, delimiter, () => width)) {
        line++
        if (line > limits.rows + 50) throw new FileProblem('too-many-rows', { max: limits.rows })
        if (cells.length > limits.columns) throw new FileProblem('too-many-columns', { max: limits.columns })
        const row = rowOf(line, cells)
        if (!row) continue
        // The widest of the first lines is the table: a title above it has one cell.
        if (line <= 20 && !row.broken) width = Math.max(width, cells.length)
        yield row
      }
    },
  }
}

function rowOf(line: number, cells: readonly string[]): TableRow | null {
  if (cells[0] === unclosed) return { line, cells: [cells[1]!.slice(0, limits.cell)], broken: 'unclosed-quote' }
  if (cells.every((cell) => cell.trim() === '')) return null
  if (cells.some((cell) => cell.length > limits.cell)) return { line, cells: cells.map((cell) => cell.slice(0, limits.cell)), broken: 'cell-too-long' }
  return { line, cells }
}

const unclosed = '\u0000unclosed'

/** The records of a text (RFC 4180 with any delimiter). A quote that never closes, or swallows lines until some later quote, costs its own line alone. */
export function* recordsOf(text: string, delimiter: string, width: () => number = () => 0): Generator<readonly string[]> {
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at)
    const line = text.slice(at, end.stop)
    if (!line.includes('"')) {
      yield line === '' ? [] : line.split(delimiter)
      at = end.next
      continue
    }
    const quoted = quotedRecord(text, at, delimiter)
    const swallowed = quoted === null || (width() > 1 && quoted.next > end.next && quoted.cells.length !== width())
    yield swallowed ? [unclosed, line] : quoted.cells
    at = swallowed ? end.next : quoted.next
  }
}

function lineEnd(text: string, at: number): { stop: number; next: number } {
  const end = text.indexOf('\n', at)
  if (end < 0) return { stop: text.length, next: text.length }
  return { stop: text[end - 1] === '\r' && end > at ? end - 1 : end, next: end + 1 }
}

function quotedRecord(text: string, start: number, delimiter: string): { cells: string[]; next: number } | null {
  const cells: string[] = []
  for (let at = start; ;) {
    let cell = ''
    const isQuoted = text[at] === '"'
    for (let open = true; text[at] === '"'; open = false) {
      const close = text.indexOf('"', at + 1)
      if (close < 0 || close - start > longestRecord) return null
      cell += (open ? '' : '"') + text.slice(at + 1, close)
      at = close + 1
    }
    let stop = at
    while (stop < text.length && text[stop] !== delimiter && text[stop] !== '\n') stop++
    const bare = text.slice(at, stop).replace(/\r$/, '')
    if (isQuoted && bare.trim() !== '') return null
    cells.push(cell + (isQuoted ? '' : bare))
    if (stop >= text.length || text[stop] === '\n') return { cells, next: stop + 1 }
    at = stop + 1
    if (at >= text.length) return { cells: [...cells, ''], next: at }
  }
}

/** The sign that splits the first lines into the same number of cells, the most of them. */
export function delimiterOf(text: string): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>()
    let seen = 0
    for (const cells of recordsOf(text.slice(0, 200_000), delimiter)) {
      if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
      if (++seen >= 50) break
    }
    for (const [width, lines] of counts) if (lines * Math.min(width, 12) > best.score) best = { delimiter, score: lines * Math.min(width, 12) }
  }
  return best.delimiter
}

/** Bytes as text: UTF-8 and UTF-16 with or without their mark, else one of the old Vietnamese encodings, told by which gives Vietnamese syllables. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { text: whole(bytes.subarray(3), 'utf-8'), encoding: 'UTF-8 (BOM)' }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: whole(bytes.subarray(2), 'utf-16le'), encoding: 'UTF-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: whole(bytes.subarray(2), 'utf-16be'), encoding: 'UTF-16' }
  const zeros = zeroPlaces(bytes)
  if (zeros === 'odd') return { text: whole(bytes, 'utf-16le'), encoding: 'UTF-16' }
  if (zeros === 'even') return { text: whole(bytes, 'utf-16be'), encoding: 'UTF-16' }
  if (zeros === 'some') throw new FileProblem('not-a-table')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return legacy(bytes)
  }
}

function whole(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new FileProblem('damaged-text', { encoding: encoding.toUpperCase() })
  }
}

/** Where zero bytes stand: text has none; UTF-16 of Vietnamese has them at every other place. */
function zeroPlaces(bytes: Uint8Array): 'none' | 'odd' | 'even' | 'some' {
  let [odd, even] = [0, 0]
  const size = Math.min(bytes.length, 64_000)
  for (let i = 0; i < size; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 1) odd++
    else even++
  }
  if (odd + even === 0) return 'none'
  if (odd > size / 8 && even < odd / 10) return 'odd'
  return even > size / 8 && odd < even / 10 ? 'even' : 'some'
}

function legacy(bytes: Uint8Array): { text: string; encoding: string } {
  const latin = new TextDecoder('windows-1252').decode(bytes)
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  const sample = latin.slice(0, 100_000)
  // Letters as they stand stay for the reading of each cell, which keeps the raw text: only the name of the encoding is told here.
  const candidates = [
    { encoding: 'Windows-1258', text: vietnamese, good: syllablesIn(vietnamese.slice(0, 100_000), (word) => word) },
    { encoding: 'VNI', text: latin, good: syllablesIn(sample, fromVniWindows) },
    { encoding: 'TCVN3', text: latin, good: syllablesIn(sample, (word) => repairText(word).text) },
  ]
  candidates.sort((a, b) => b.good - a.good)
  const [best] = candidates
  return best!.good === 0 ? { text: latin, encoding: 'Windows-1252' } : { text: best!.text, encoding: best!.encoding }
}

/** Words beyond ASCII that become Vietnamese syllables. */
function syllablesIn(text: string, read: (word: string) => string): number {
  const words = new Set(text.split(/[\s,;|"\t]+/).filter((word) => /[^\u0000-\u007f]/.test(word)).slice(0, 2_000))
  return [...words].filter((word) => {
    const meant = read(word)
    return /[^\u0000-\u007f]/.test(meant) && /^\p{L}+$/u.test(meant) && isSyllable(meant)
  }).length
}
