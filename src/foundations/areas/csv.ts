/** One line of a CSV file by column name; a missing cell is the empty string. */
export type CsvRow = Readonly<Record<string, string>>

/**
 * Splits CSV text (RFC 4180, comma, double quotes, a heading line) into cells. Lines without a quote, the great majority of
 * our facts, take the short way. Refuses nothing: our own files are checked by their tests.
 */
export function parseCsvCells(text: string): string[][] {
  const rows: string[][] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const line = text.slice(at, text[end - 1] === '\r' ? end - 1 : end)
    if (!line.includes('"')) {
      if (line !== '') rows.push(line.split(','))
      at = end + 1
      continue
    }
    const quoted = readQuotedLine(text, at)
    rows.push(quoted.cells)
    at = quoted.next
  }
  return rows
}

/** CSV text as rows named by the heading line. */
export function parseCsv(text: string): CsvRow[] {
  const [heading = [], ...lines] = parseCsvCells(text)
  return lines.map((cells) => Object.fromEntries(heading.map((column, i) => [column, cells[i] ?? ''])))
}

function readQuotedLine(text: string, start: number): { cells: string[]; next: number } {
  const cells: string[] = []
  let cell = ''
  let inside = false
  let at = start
  for (; at < text.length; at++) {
    const char = text[at]!
    if (inside) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else inside = false
    } else if (char === '"') inside = true
    else if (char === ',') {
      cells.push(cell)
      cell = ''
    } else if (char === '\n') break
    else if (char !== '\r') cell += char
  }
  cells.push(cell)
  return { cells, next: at + 1 }
}
