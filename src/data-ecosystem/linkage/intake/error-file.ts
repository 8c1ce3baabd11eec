import type { Ctx } from '../../../platform/index.ts'
import { refuseUnless } from '../refusals.ts'
import { tellLife } from './list-life.ts'
import { rowsAfter, type StoredRow } from './list.sql.ts'
import { problemText } from './problems.ts'
import { listFor } from './read-lists.ts'

const states: Readonly<Record<StoredRow['state'], string>> = { ok: 'dùng được', fixable: 'đã sửa tự động', blocked: 'không đối khớp được' }

/** Every line there is anything to say of, with its cells as the file had them, so that its owner can put it right: CSV that spreadsheets open rightly. Taking it is a step in the life of the list. */
export async function takeErrorFile(ctx: Ctx, listId: string): Promise<{ name: string; text: string }> {
  const list = await listFor(ctx, listId, 'take-in')
  refuseUnless(list.erasedAt === null, 'linkage.list-over')
  refuseUnless(list.task === null && (list.status === 'checked' || list.status === 'linked'), 'linkage.not-checked')
  const lines = [['Dòng', 'Tình trạng', 'Lỗi và sửa đổi', ...(list.layout.headings ?? [])]]
  for (let after = -1; ;) {
    const some = await rowsAfter(ctx.tx, listId, after, 5_000, 'wrong')
    for (const row of some) lines.push(errorCells(row))
    if (some.length < 5_000) break
    after = some.at(-1)!.rowNo
  }
  await tellLife(ctx, listId, 'error-file', { lines: lines.length - 1 })
  return { name: `loi-${listId.slice(0, 8)}.csv`, text: csvText(lines) }
}

export const errorCells = ({ rowNo, state, problems, raw }: StoredRow): string[] => [String(rowNo), states[state], problems.map(({ code }) => problemText(code)).join('; '), ...raw]

/** With the mark that says UTF-8, and no cell that a spreadsheet would run as a formula. */
export const csvText = (lines: readonly (readonly string[])[]): string => `\ufeff${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`

export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
