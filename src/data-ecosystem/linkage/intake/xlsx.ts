import { addDays, type PlainDate } from '../../../kernel/plain-date.ts'
import { readEntry, streamEntry, zipEntries, type ZipEntry } from './zip.ts'
import { FileProblem, limits, type Table, type TableRow } from './table.ts'
import { attribute, elementFrom, elementsOf, tagsOf, type Element } from './xml.ts'

/** Why our own reader: what the registry offers is frozen with known faults, or unpacks a whole file before anybody can say that it is a bomb. */

const since1900: PlainDate = '1899-12-30'
const since1904: PlainDate = '1904-01-01'
/** A sheet's row that does not end within so many signs is no row. */
const longestRow = 1_500_000

/** The first sheet of a workbook that is shown and holds anything. Formulas give the value they last had; macros, other packings and locked files are refused. */
export function openXlsx(bytes: Buffer): Table {
  const entries = zipEntries(bytes)
  refuseOthers(entries)
  const part = (name: string): string => (entries.has(name) ? readEntry(bytes, entries.get(name)!) : '')
  const workbook = part('xl/workbook.xml')
  const sheet = firstSheet(workbook, part('xl/_rels/workbook.xml.rels'), entries)
  const styles = stylesOf(part('xl/styles.xml'))
  const days = /date1904="(?:1|true)"/.test(workbook) ? since1904 : since1900
  return {
    format: 'xlsx', encoding: null, sheet: sheet.name,
    async *rows() {
      const shared = await sharedStrings(bytes, entries.get('xl/sharedStrings.xml'))
      let last = 0
      let rest = ''
      for await (const piece of streamEntry(bytes, sheet.entry)) {
        rest += piece
        let at = 0
        for (let found = elementFrom(rest, 'row', at); found; found = elementFrom(rest, 'row', at)) {
          at = found.next
          const row = rowOf(found, last + 1, { shared, styles, days })
          last = row.line
          if (row.line > limits.rows + 50) throw new FileProblem('too-many-rows', { max: limits.rows })
          if (row.cells.some((cell) => cell.trim() !== '')) yield row
        }
        rest = rest.slice(at)
        if (rest.length > longestRow) throw new FileProblem('damaged-file')
      }
    },
  }
}

/** Refuses a ZIP that is no plain workbook, saying what it is. Looks at names alone: cheap enough for the page that takes the file. */
export function refuseOthers(entries: ReadonlyMap<string, ZipEntry>): void {
  if (entries.has('xl/workbook.bin')) throw new FileProblem('binary-workbook')
  if ([...entries.keys()].some((name) => /vbaProject\.bin$|^xl\/macrosheets\//i.test(name))) throw new FileProblem('macro-file')
  if (!entries.has('xl/workbook.xml')) throw new FileProblem('other-archive')
}

function firstSheet(workbook: string, relations: string, entries: ReadonlyMap<string, ZipEntry>): { name: string; entry: ZipEntry } {
  const targets = new Map([...tagsOf(relations, 'Relationship')].map((text) => [attribute(text, 'Id'), attribute(text, 'Target')]))
  const sheets = [...tagsOf(workbook, 'sheet')].map((text) => ({ name: decodeText(attribute(text, 'name')), hidden: /hidden/i.test(attribute(text, 'state')), target: targets.get(/\s\w+:id="([^"]*)"/.exec(text.slice(0, 4_000))?.[1] ?? '') ?? '' }))
  for (const { name, hidden, target } of sheets) {
    const entry = entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`)
    // An empty sheet is a few hundred bytes.
    if (entry && !hidden && (entry.size > 1_000 || sheets.length === 1)) return { name, entry }
  }
  const [only] = sheets.flatMap(({ name, hidden, target }) => (!hidden && entries.has(`xl/${target}`) ? [{ name, entry: entries.get(`xl/${target}`)! }] : []))
  if (!only) throw new FileProblem('no-sheet')
  return only
}

/** What a cell's style means for its text: a date, or digits filled up with zeros. */
type Style = 'date' | number | null

const dateFormats = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

function stylesOf(xml: string): readonly Style[] {
  const formats = new Map([...tagsOf(xml, 'numFmt')].map((text) => [attribute(text, 'numFmtId'), decodeText(attribute(text, 'formatCode'))]))
  return [...tagsOf(elementFrom(xml, 'cellXfs', 0)?.inner ?? '', 'xf')].map((text): Style => {
    const id = attribute(text, 'numFmtId')
    if (dateFormats.has(Number(id))) return 'date'
    const code = (formats.get(id) ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    if (/^0{2,15}$/.test(code)) return code.length
    return /[dy]/i.test(code) && !/[#0?]/.test(code) ? 'date' : null
  })
}

async function sharedStrings(bytes: Buffer, entry: ZipEntry | undefined): Promise<readonly string[]> {
  const texts: string[] = []
  if (!entry) return texts
  let rest = ''
  for await (const piece of streamEntry(bytes, entry)) {
    rest += piece
    let at = 0
    for (let found = elementFrom(rest, 'si', at); found; found = elementFrom(rest, 'si', at)) {
      texts.push(textOf(found.inner))
      at = found.next
    }
    rest = rest.slice(at)
    if (rest.length > longestRow) throw new FileProblem('damaged-file')
  }
  return texts
}

/** The text of a string: all its runs, without the readings that stand beside some scripts. */
function textOf(xml: string): string {
  let [text, at] = ['', 0]
  let reading = elementFrom(xml, 'rPh', 0)
  for (let run = elementFrom(xml, 't', 0); run; run = elementFrom(xml, 't', at)) {
    if (reading && reading.start < run.start) {
      at = Math.max(at, reading.next)
      reading = elementFrom(xml, 'rPh', at)
      continue
    }
    text += decodeText(run.inner)
    at = run.next
  }
  return text
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeText(text: string): string {
  const plain = text.includes('&') ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (all, decimal?: string, hex?: string, name?: string) => (name ? named[name] ?? all : fromCode(decimal ? Number(decimal) : Number.parseInt(hex!, 16)))) : text
  return plain.includes('_x') ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => fromCode(Number.parseInt(hex, 16))) : plain
}

const fromCode = (code: number): string => (code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd')

interface Book {
  readonly shared: readonly string[]
  readonly styles: readonly Style[]
  /** The day whose number is zero. */
  readonly days: PlainDate
}

function rowOf(row: Element, next: number, book: Book): TableRow {
  const line = Number(attribute(row.attributes, 'r')) || next
  const cells: string[] = []
  let long = false
  let place = 0
  for (const { attributes, inner } of elementsOf(row.inner, 'c')) {
    const reference = attribute(attributes, 'r')
    if (reference !== '') place = columnOf(reference)
    if (place >= limits.columns) {
      if (valueOf(attributes, inner, book) !== '') throw new FileProblem('too-many-columns', { max: limits.columns })
      continue
    }
    while (cells.length < place) cells.push('')
    const value = valueOf(attributes, inner, book)
    if (value.length > limits.cell) long = true
    cells[place++] = value.slice(0, limits.cell)
  }
  return { line, cells, ...(long ? { broken: 'cell-too-long' as const } : {}) }
}

/** 'C7' → 2. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/i.exec(reference)?.[0].toUpperCase() ?? 'A') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function valueOf(attributes: string, inner: string, { shared, styles, days }: Book): string {
  const type = attribute(attributes, 't')
  if (type === 'inlineStr') return textOf(inner)
  const raw = elementFrom(inner, 'v', 0)?.inner ?? ''
  if (raw === '') return ''
  if (type === 's') return shared[Number(raw)] ?? ''
  if (type === 'd') return raw.slice(0, 10)
  if (type === 'str' || type === 'e') return decodeText(raw)
  if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE'
  const value = Number(raw)
  if (!Number.isFinite(value)) return decodeText(raw)
  const style = styles[Number(attribute(attributes, 's') || 0)] ?? null
  if (style === 'date' && value > 0 && value < 2_958_466) return dayOf(value, days)
  if (typeof style === 'number' && Number.isInteger(value) && value >= 0) return String(value).padStart(style, '0')
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
}

/** The day of a serial number. The old calendar has a day 60 that never was: numbers before it are one day off. */
const dayOf = (serial: number, first: PlainDate): PlainDate => addDays(first, Math.floor(serial) + (first === since1900 && serial < 60 ? 1 : 0))

/** The day of a spreadsheet's serial number, of the calendar most of them use. */
export const dayOfSerial = (serial: number): PlainDate => dayOf(serial, since1900)
