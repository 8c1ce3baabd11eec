import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { maskPin } from '../../kernel/personal-number.ts'
import type { Database } from '../../platform/index.ts'
import { objectionsAfter, type StoredObjection } from './import.sql.ts'

/** Codes that say nothing of a person by themselves are shown; everything else is masked. */
const shown = new Set(['gender', 'ethnicity', 'religion', 'nationality', 'blood_type', 'birth_place_area', 'birth_registration_area', 'native_place_area', 'marital_status', 'relation_to_head', 'residence_area', 'life_status'])

/** A value as the report shows it: enough to find it in one's own file, not enough to learn it. */
export function masked(column: string, value: string): string {
  if (value === '') return ''
  if (shown.has(column)) return value.slice(0, 40)
  if (/^\d{9}$|^\d{12}$/.test(value)) return maskPin(value)
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(value)) return `****${value.slice(4)}`
  const letters = Array.from(value.replace(/[\u0000-\u001f\ufffd]/g, '?'))
  return letters.length < 4 ? '***' : `${letters.slice(0, 2).join('')}***${letters.length > 8 ? letters.at(-1) : ''}`
}

const outcomes: Readonly<Record<StoredObjection['outcome'], string>> = { refused: 'không nhập', claimed: 'nhập, chờ xác minh' }
const heading = ['Dòng', 'Cột', 'Kết quả', 'Lý do', 'Giá trị (đã che)', 'Mã việc làm sạch']

/** Writes every refused line and every claimed value of a run, by line, as a CSV that spreadsheets open rightly (UTF-8 with BOM, CRLF). */
export async function writeReport(database: Database, runId: string, path: string): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 })
  file.write(`\ufeff${heading.join(',')}\r\n`)
  let [line, ordinal] = [-1, -1]
  for (;;) {
    const some = await database.transaction((tx) => objectionsAfter(tx, runId, line, ordinal, 5_000))
    if (some.length === 0) break
    for (const each of some) file.write(`${[String(each.line), each.column, outcomes[each.outcome], each.sentence, each.shown, each.rule ?? ''].map(cell).join(',')}\r\n`)
    if (file.writableNeedDrain) await once(file, 'drain')
    ;({ line, ordinal } = some.at(-1)!)
  }
  file.end()
  await once(file, 'finish')
}

/** Quoted where CSV asks for it; a leading sign that a spreadsheet would take for a formula is made plain text. */
function cell(value: string): string {
  const plain = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
