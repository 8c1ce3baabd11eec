import type { Written } from './changes.ts'
import type { ColumnType, RegisterTable, Row, Value } from './tables.ts'

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => escapes[found]!) : text)

/** One stored row as a line of COPY text, columns in the given order. */
export function copyLine(columns: readonly string[], types: readonly ColumnType[], row: Row): string {
  let line = copyValue(types[0]!, row[columns[0]!])
  for (let i = 1; i < columns.length; i++) line += `\t${copyValue(types[i]!, row[columns[i]!])}`
  return `${line}\n`
}

/** The same for a row fresh from `apply`: the bookkeeping is added on the way, without another object. */
export function copyFreshLine(columns: readonly string[], types: readonly ColumnType[], table: RegisterTable, act: Written, row: Row, rowId: string): string {
  let line = ''
  for (let i = 0; i < columns.length; i++) line += `${copyValue(types[i]!, row[columns[i]!])}\t`
  if (table.kind === 'directory') return `${line}${act.actId}\n`
  return `${line}${rowId}\t${row['valid_from'] as string}\t${(row['valid_to'] as string | null) ?? '\\N'}\t${(row['standing'] as string | undefined) ?? 'confirmed'}\t${act.recordedAt}\t\\N\t${act.actId}\t\\N\n`
}

function copyValue(type: ColumnType, value: Value | undefined): string {
  if (value === null || value === undefined) return '\\N'
  switch (type) {
    case 'jsonb': return escaped(JSON.stringify(value))
    case 'text[]': case 'uuid[]': return escaped(arrayText(value as readonly string[]))
    case 'boolean': return value ? 't' : 'f'
    case 'text': return escaped(value as string)
    default: return String(value)
  }
}

function arrayText(items: readonly string[]): string {
  let text = '{'
  for (let i = 0; i < items.length; i++) text += `${i > 0 ? ',' : ''}"${items[i]!.replace(/["\\]/g, '\\$&')}"`
  return `${text}}`
}
