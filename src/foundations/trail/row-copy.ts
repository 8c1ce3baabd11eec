import type { Readable } from 'node:stream'
import { keptColumns, shownColumns, type ColumnKind } from './verifier/row.ts'

/**
 * Rows of the access log arrive here as PostgreSQL's COPY text and leave as the canonical texts of their two parts, without objects in between:
 * a million rows must be sealed in seconds. Everything is UTF-8 bytes read as latin1 (one character a byte); JSON and COPY escape only ASCII, so
 * nothing is lost. `rowTextsOf` equals `partText` of the same row read as an object (tested).
 */
export const copiedColumns: readonly string[] = [...Object.keys(shownColumns), ...Object.keys(keptColumns)]

interface Part {
  readonly writers: readonly { readonly key: string; readonly kind: ColumnKind }[]
}

const partOf = (columns: Readonly<Record<string, ColumnKind>>): Part => ({ writers: Object.entries(columns).map(([name, kind]) => ({ key: `"${name}":`, kind })) })
const shownPart = partOf(shownColumns)
const keptPart = partOf(keptColumns)

/** The two texts of a row whose cells begin at `from`, in the order of `copiedColumns`. */
export function rowTextsOf(cells: readonly string[], from: number): { readonly shown: string; readonly kept: string } {
  return { shown: partText(shownPart, cells, from), kept: partText(keptPart, cells, from + shownPart.writers.length) }
}

function partText(part: Part, cells: readonly string[], from: number): string {
  let text = ''
  for (let i = 0; i < part.writers.length; i++) {
    const cell = cells[from + i]!
    if (cell === '\\N') continue
    const { key, kind } = part.writers[i]!
    text += (text === '' ? '{' : ',') + key + jsonOf(kind, cell)
  }
  return text === '' ? '{}' : text + '}'
}

function jsonOf(kind: ColumnKind, cell: string): string {
  switch (kind) {
    case 'plain': return `"${cell}"`
    case 'text': return quote(unescape(cell))
    case 'boolean': return cell === 't' ? 'true' : 'false'
    case 'instant': return `"${instant(cell)}"`
    case 'plain-list': return cell === '{}' ? '[]' : `["${cell.slice(1, -1).replaceAll(',', '","')}"]`
    case 'text-list': return list(unescape(cell))
  }
}

/** '2026-11-22 01:02:03.4+00' → '2026-11-22T01:02:03.400Z'. The column holds milliseconds and the connection speaks UTC. */
function instant(cell: string): string {
  if (!cell.endsWith('+00')) throw new Error('the connection must speak UTC')
  return `${cell.slice(0, 10)}T${cell.slice(11, 19)}.${cell.slice(20, -3).padEnd(3, '0')}Z`
}

const copyEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Undoes the escapes of COPY text. */
export function unescape(cell: string): string {
  if (!cell.includes('\\')) return cell
  return cell.replace(/\\(.)/gs, (_whole, letter: string) => copyEscapes[letter] ?? letter)
}

function quote(text: string): string {
  return /["\\\u0000-\u001f]/.test(text) ? JSON.stringify(text) : `"${text}"`
}

/** A PostgreSQL array of text, as JSON. */
function list(array: string): string {
  if (array === '{}') return '[]'
  const inside = array.slice(1, -1)
  if (!/["\\\u0000-\u001f]|NULL/.test(inside)) return `["${inside.replaceAll(',', '","')}"]`
  const items = inside.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)
  return `[${Array.from(items, ([, quoted, bare]) => (bare === 'NULL' ? 'null' : quote(bare ?? quoted!.replace(/\\(.)/gs, '$1')))).join(',')}]`
}

/** The lines of a COPY stream, as latin1, many at a time. */
export async function* copyLines(stream: Readable): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    if (lines.length > 0) yield lines
  }
  if (rest !== '') throw new Error('a COPY stream ended in the middle of a line')
}
