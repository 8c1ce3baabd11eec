import type { ColumnType, Row, Value } from './tables.ts'

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => escapes[found]!) : text)

/** One row as a line of COPY text, columns in the given order. */
export function copyLine(columns: readonly string[], types: readonly ColumnType[], row: Row): string {
  let line = ''
  for (let i = 0; i < columns.length; i++) {
    if (i > 0) line += '\t'
    line += copyValue(types[i]!, row[columns[i]!] ?? null)
  }
  return `${line}\n`
}

export function copyValue(type: ColumnType, value: Value): string {
  if (value === null) return '\\N'
  switch (type) {
    case 'jsonb': return escaped(JSON.stringify(value))
    case 'text[]': case 'uuid[]': return escaped(arrayText(value as readonly string[]))
    case 'boolean': return value ? 't' : 'f'
    case 'text': return escaped(value as string)
    default: return String(value)
  }
}

function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}
