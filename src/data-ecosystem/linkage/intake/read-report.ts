import type { Ctx } from '../../../platform/index.ts'
import { refuseUnless } from '../refusals.ts'
import { rowsOf, selectPreview } from './list.sql.ts'
import type { MatchingList } from './list.ts'
import type { ColumnRole } from './mapping.ts'
import { listFor } from './read-lists.ts'

export interface ColumnExamples {
  readonly heading: string
  readonly role: ColumnRole
  /** Up to three values, masked. */
  readonly examples: readonly string[]
}

/** D-03: the columns of the file as guessed or confirmed, with masked examples. */
export async function readColumns(ctx: Ctx, listId: string): Promise<{ list: MatchingList; columns: readonly ColumnExamples[] }> {
  const list = await listFor(ctx, listId, 'take-in')
  refuseUnless(list.erasedAt === null, 'linkage.list-over')
  const preview = await selectPreview(ctx.tx, listId)
  const columns = (list.mapping?.columns ?? []).map(({ heading, role }, i) => ({ heading, role, examples: [...new Set(preview.map((cells) => (cells[i] ?? '').trim()).filter((text) => text !== ''))].slice(0, 3).map(masked) }))
  return { list, columns }
}

export interface ProblemExamples {
  readonly code: string
  readonly lines: number
  readonly examples: readonly { readonly rowNo: number; readonly shown: string }[]
}

/** D-04: what was found in the lines, by kind, each with five masked examples. */
export async function readReport(ctx: Ctx, listId: string): Promise<{ list: MatchingList; problems: readonly ProblemExamples[] }> {
  const list = await listFor(ctx, listId, 'read-list')
  const found = Object.entries(list.counts.problems ?? {}).sort(([, a], [, b]) => b - a)
  const problems: ProblemExamples[] = []
  for (const [code, lines] of list.erasedAt === null ? found : []) {
    const rows = await rowsOf(ctx.tx, listId, list.counts.examples?.[code] ?? [])
    problems.push({ code, lines, examples: rows.map(({ rowNo, raw, problems: own }) => ({ rowNo, shown: exampleOf(list, raw, own.find((each) => each.code === code)?.field ?? 'line') })) })
  }
  return { list, problems }
}

const columnsOf: Readonly<Record<string, readonly ColumnRole[]>> = {
  name: ['fullName', 'surname', 'given'], birth: ['birth', 'birthDay', 'birthMonth', 'birthYear', 'birthMale', 'birthFemale'], gender: ['gender'], numbers: ['pin', 'number', 'oldNumber'], commune: ['communeCode', 'commune', 'district', 'province', 'address'],
  extra: ['status', 'code', 'day', 'until'],
}

function exampleOf({ mapping }: MatchingList, raw: readonly string[], field: string): string {
  const roles = columnsOf[field] ?? ['fullName', 'surname', 'given']
  const cells = (mapping?.columns ?? []).flatMap(({ role }, i) => (roles.includes(role) && (raw[i] ?? '').trim() !== '' ? [role === 'commune' || role === 'communeCode' || role === 'district' || role === 'province' ? raw[i]!.trim().slice(0, 60) : masked(raw[i]!.trim())] : []))
  return cells.join(' · ')
}

/** A value as a screen shows it: enough to find it in one's own file, not enough to learn it. Words, also those of an old encoding or typed by keys, keep their first letter, numbers their last three digits, a date its year. Names of units are nobody's. */
export function masked(value: string): string {
  const text = value.slice(0, 60)
  if (/\d{6,}/.test(text.replace(/[\s.\-/]/g, '')) && !/[/.-]/.test(text.trim())) return text.replace(/\d(?=.*\d.*\d.*\d)/g, '•')
  if (/^\D*\d{1,4}[/.-]\d{1,2}([/.-]\d{1,4})?/.test(text)) return text.replace(/(?<!\d)\d{1,2}(?!\d)/g, '••')
  if (/^\d{1,5}$/.test(text) || /^(nam|nữ|nu|male|female)$/i.test(text)) return text
  return text.replace(/(?<![^\s,;./-])([^\s\d,;./-])[^\s,;./-]+/gu, '$1•••').replace(/\d(?=.*\d.*\d.*\d)/g, '•')
}
