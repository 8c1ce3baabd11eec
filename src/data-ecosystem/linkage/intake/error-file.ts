import type { Ctx } from '../../../platform/index.ts'
import { refuseUnless } from '../refusals.ts'
import { tellLife } from './list-life.ts'
import type { MatchingList } from './list.ts'
import { wrongRows, type StoredRow } from './list.sql.ts'
import { problemText } from './problems.ts'
import { listFor } from './read-lists.ts'

const states: Readonly<Record<StoredRow['state'], string>> = { ok: 'dùng được', fixable: 'đã sửa tự động', blocked: 'không đối khớp được' }

/** Lines of one part of the file of errors: what a page can hand out without holding much. */
export const errorPart = 20_000

/** How many parts the file of errors of a list has. */
export const errorParts = ({ counts }: Pick<MatchingList, 'counts'>): number => Math.ceil((counts.wrong ?? 0) / errorPart)

/**
 * Every line there is anything to say of, with its cells as the file had them, so that its owner can put it right: CSV that spreadsheets open rightly, in
 * parts where there are many. Taking it is a step in the life of the list.
 */
export async function takeErrorFile(ctx: Ctx, listId: string, part = 1): Promise<{ name: string; text: string }> {
  const list = await listFor(ctx, listId, 'take-in')
  refuseUnless(list.erasedAt === null, 'linkage.list-over')
  refuseUnless(list.task === null && (list.status === 'checked' || list.status === 'linked'), 'linkage.not-checked')
  const some = await wrongRows(ctx.tx, listId, errorPart, (part - 1) * errorPart)
  await tellLife(ctx, listId, 'error-file', { lines: some.length, part })
  return { name: `loi-${listId.slice(0, 8)}${errorParts(list) > 1 ? `-${part}` : ''}.csv`, text: csvText([['Dòng', 'Tình trạng', 'Lỗi và sửa đổi', ...(list.layout.headings ?? [])], ...some.map(errorCells)]) }
}

export const errorCells = ({ rowNo, state, problems, raw }: StoredRow): string[] => [String(rowNo), states[state], problems.map(({ code }) => problemText(code)).join('; '), ...raw]

/** With the mark that says UTF-8, and no cell that a spreadsheet would run as a formula. */
export const csvText = (lines: readonly (readonly string[])[]): string => `\ufeff${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`

/** A spreadsheet set to Vietnamese splits lines by semicolons, whatever the quotes mean: what would then begin a cell runs no formula either. */
export function csvCell(text: string): string {
  const safe = text.replace(/[\n\r]+/g, ' ').replace(/(^|[;,\t|"])(?=[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20\t])/g, "$1'")
  return /[",;\t|]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
