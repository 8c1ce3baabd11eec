import { createWriteStream, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { parseCsv } from '../../foundations/areas/index.ts'
import { takeInBookRow, type EntryKind, type TakenIn } from '../../foundations/civil-status/index.ts'
import { inTransaction, type Clock, type Database } from '../../platform/index.ts'
import { cell } from './cell.ts'

/** A file that cannot be taken in at all, in words for whoever runs the command. */
export class BookFileProblem extends Error {}

export interface ImportBooks {
  readonly database: Database
  readonly area: string
  readonly kind: EntryKind
  readonly path: string
  readonly reportPath: string
  readonly clock: Clock
  readonly onProgress?: (done: number, of: number) => void
}
export interface BooksImported { readonly rows: number; readonly entered: number; readonly linked: number; readonly present: number; readonly duplicate: number; readonly wrong: number }

const words: Readonly<Record<Exclude<TakenIn['outcome'], 'entered' | 'present'>, string>> = { duplicate: 'trùng số', wrong: 'sai' }
const atOnce = 4

/** Takes in one file of a digitised book. Each right row is an act of its own, so a stop in the middle loses nothing and the same command goes on; wrong rows and taken numbers go to the report with their line. */
export async function importBooks(input: ImportBooks): Promise<BooksImported> {
  const rows = readRows(input.path)
  const report = createWriteStream(input.reportPath, { mode: 0o600 })
  report.write(`\ufeffDòng,Số,Quyển số,Kết quả,Lý do,Bản đăng ký đang có\r\n`)
  const counted = { rows: rows.length, entered: 0, linked: 0, present: 0, duplicate: 0, wrong: 0 }
  const purpose = { code: 'import-books', basis: 'NĐ 87/2020/NĐ-CP', text: 'Nhập sổ hộ tịch đã số hóa' }
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce)
    const taken = await Promise.all(some.map((row) => inTransaction(input.database, { actor: { kind: 'system', name: 'import-books' }, purpose, now: input.clock() }, (ctx) => takeInBookRow(ctx, { area: input.area, kind: input.kind, row }))))
    for (const [i, each] of taken.entries()) {
      counted[each.outcome]++
      if (each.outcome === 'entered') counted.linked += each.linked
      if (each.outcome !== 'duplicate' && each.outcome !== 'wrong') continue
      const row = some[i]!
      const why = each.outcome === 'wrong' ? each.why.join('; ') : `số này đã có bản đăng ký khác, ngày ${each.registeredOn.split('-').reverse().join('/')}`
      report.write(`${[String(start + i + 2), String(row['so'] ?? ''), String(row['quyenSo'] ?? ''), words[each.outcome], why, each.outcome === 'duplicate' ? `/ho-tich/so/${each.entryId}` : ''].map(cell).join(',')}\r\n`)
    }
    input.onProgress?.(Math.min(start + atOnce, rows.length), rows.length)
  }
  report.end()
  await once(report, 'finish')
  return counted
}

/** Rows of a CSV with a heading line, or of a JSON list. */
function readRows(path: string): readonly Readonly<Record<string, unknown>>[] {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  if (!path.toLowerCase().endsWith('.json')) {
    const rows = parseCsv(text)
    if (rows.length > 0 && !('so' in rows[0]!)) throw new BookFileProblem('Dòng đầu phải ghi tên cột theo bố cục, có cột «so».')
    return rows
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new BookFileProblem('Tệp JSON không đọc được. Kiểm tra dấu ngoặc và mã hóa UTF-8.')
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { rows?: unknown } | null)?.rows
  if (!Array.isArray(list) || list.some((row) => typeof row !== 'object' || row === null || Array.isArray(row))) throw new BookFileProblem('Tệp JSON phải là một danh sách các dòng, mỗi dòng là tên cột và giá trị.')
  return list as Record<string, unknown>[]
}
