/** First line of a dump. */
export const dumpHeader = '{"dump":"congdan/access-log/1"}'

/**
 * One line of a dump, taken apart without being believed. Lines have exactly these shapes, so that a row's bytes can be hashed as they stand:
 *
 *   {"position":7,"leaf":"<hex>","salt":"<hex>","shown":{…},"kept":{…}}      a sealed row
 *   {"position":7,"leaf":"<hex>","redactedBy":"<id>","shown":{…},"kept":{…}} a row emptied by law
 *   {"position":7,"leaf":"<hex>","missing":true}                             a place whose row is gone
 *   {"position":null,"salt":"<hex>","shown":{…},"kept":{…}}                  a row without a place
 *   {"head":"<signed note>"}
 */
export type DumpLine =
  | { readonly kind: 'row'; readonly position: number | null; readonly leaf: string; readonly salt: string | null; readonly redactedBy: string | null; readonly shown: string; readonly kept: string }
  | { readonly kind: 'missing'; readonly position: number; readonly leaf: string }
  | { readonly kind: 'head'; readonly note: string }

const start = /\{"position":(?:null|(0|[1-9]\d{0,15}),"leaf":"([0-9a-f]{64})"),(?:"salt":"([0-9a-f]{64})"|"redactedBy":"([0-9a-f-]{36})"),"shown":\{/y
const gone = /^\{"position":(0|[1-9]\d{0,15}),"leaf":"([0-9a-f]{64})","missing":true\}$/
// Both parts are flat objects and a quotation mark inside a JSON text is escaped, so this can only be the seam between them.
const seam = '},"kept":{'

/** Reads a line given as latin1; undefined for anything else than the shapes above. */
export function readDumpLine(line: string): DumpLine | undefined {
  start.lastIndex = 0
  const found = start.exec(line)
  if (found) {
    const from = start.lastIndex - 1
    const cut = line.indexOf(seam, from)
    if (cut < 0 || !line.endsWith('}}')) return undefined
    const position = found[1] === undefined ? null : Number(found[1])
    return {
      kind: 'row', position, leaf: found[2] ?? '', salt: found[3] ?? null, redactedBy: found[4] ?? null,
      shown: line.slice(from, cut + 1), kept: line.slice(cut + seam.length - 1, -1),
    }
  }
  if (line.startsWith('{"head":"')) return readHead(line)
  const missing = gone.exec(line)
  return missing ? { kind: 'missing', position: Number(missing[1]), leaf: missing[2]! } : undefined
}

function readHead(line: string): DumpLine | undefined {
  try {
    const text = Buffer.from(line, 'latin1').toString('utf8')
    const { head } = JSON.parse(text) as { head: string }
    return typeof head === 'string' && JSON.stringify({ head }) === text ? { kind: 'head', note: head } : undefined
  } catch {
    return undefined
  }
}

/** What the checks need of a row, from the text of its shown part. */
export interface RowFacts {
  readonly at: string
  readonly logId: string
  readonly writtenIn: string
  /** For an order of redaction: the leaf of the row it empties. */
  readonly emptiesLeaf: string | null
}

/**
 * Reads the facts without parsing the rest. Sound for a row whose leaf was computed: its text is canonical, with keys in order, and `"key":"`
 * cannot stand inside a text, where quotation marks are escaped. For any other text the answer may be empty.
 */
export function factsOf(shown: string): RowFacts {
  const at = valueAfter(shown, '"at":"', 0)
  const kind = valueAfter(shown, '"kind":"', at.end)
  const logId = valueAfter(shown, '"log_id":"', kind.end)
  return {
    at: at.value, logId: logId.value, writtenIn: valueAfter(shown, '"written_in":"', Math.max(0, shown.lastIndexOf('"written_in":"'))).value,
    emptiesLeaf: kind.value === 'redaction' ? valueAfter(shown, '"refers_leaf":"', logId.end).value : null,
  }
}

function valueAfter(text: string, key: string, start: number): { value: string; end: number } {
  const at = text.indexOf(key, start)
  if (at < 0) return { value: '', end: start }
  const from = at + key.length
  const end = text.indexOf('"', from)
  return { value: text.slice(from, end < 0 ? undefined : end), end: end < 0 ? text.length : end }
}
