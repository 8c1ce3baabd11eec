import { newId } from '../../kernel/ids.ts'
import { allow, defineKeyUse, forPurpose, keys, type Ctx } from '../../platform/index.ts'
import { isProtectedAmong, readPeople, type PersonField } from '../population/index.ts'
import { checkFields } from './field-scopes.ts'
import { countPeopleOf, findExport, insertExport, insertExportEnd, selectExportIds, selectPeopleOf, type Export } from './feeds.sql.ts'
import { byWhom } from './follow-changes.ts'
import { refuse, refuseUnless } from './refusals.ts'

const markKey = defineKeyUse('export-mark', 'hmac-sha256', { rotates: false })

export interface StartExport {
  readonly recipient: string
  readonly purpose: string
  readonly basis: string
  readonly text: string
  readonly decision: string
  readonly fields: readonly string[]
  /** A commune or a province. */
  readonly area: string
}

export interface StartedExport {
  readonly exportId: string
  readonly fields: readonly PersonField[]
  /** About how many: the register goes on changing. */
  readonly people: number
  /** The first line of the file: names the recipient and the export, so that a copy says where it came from. */
  readonly header: string
}

/** Opens the export of a list. Refuses more fields than the purpose needs, and what no decision orders. */
export async function startExport(ctx: Ctx, input: StartExport): Promise<StartedExport> {
  allow(ctx, 'feeds.export', { area: input.area })
  refuseUnless(input.decision.trim() !== '' && input.recipient.trim() !== '' && input.basis.trim() !== '', 'feeds.decision-needed', { field: 'decision' })
  const fields = checkFields(input.purpose, input.fields, ctx.today)
  const made: Export = {
    exportId: newId(), recipient: input.recipient.trim(), purposeCode: input.purpose, purposeBasis: input.basis.trim(), purposeText: input.text, decision: input.decision.trim(), fields, area: input.area, startedAt: ctx.now,
  }
  await insertExport(ctx.tx, made, byWhom(ctx))
  const header = `# ${made.exportId} | nơi nhận: ${made.recipient} | ${made.decision} | ${ctx.today}\n${[...fields, 'dau'].join(',')}\n`
  return { exportId: made.exportId, fields, people: await countPeopleOf(ctx.tx, input.area), header }
}

export interface ExportedPage {
  readonly lines: string
  readonly people: number
  /** Ask with this for the next page; null at the end. */
  readonly next: string | null
}

const first = '00000000-0000-0000-0000-000000000000'

/** The next people as lines of CSV, each with its mark. Everybody on the page is logged before the page leaves. Protected people are left out. */
export async function exportPage(ctx: Ctx, exportId: string, after: string | null, size = 500): Promise<ExportedPage> {
  const found = (await findExport(ctx.tx, exportId)) ?? refuse('feeds.export-unknown')
  allow(ctx, 'feeds.export', { area: found.area })
  refuseUnless(!found.ended, 'feeds.export-ended')
  const ids = await selectPeopleOf(ctx.tx, found.area, after ?? first, size)
  const hidden = await isProtectedAmong(ctx.tx, ids)
  const reading = forPurpose(ctx, { code: found.purposeCode, basis: found.purposeBasis, text: `Trích danh sách cho ${found.recipient}: ${found.purposeText}` })
  const people = await readPeople(reading, ids.filter((id) => !hidden.has(id)), found.fields as PersonField[], { lawfulBy: found.decision })
  const lines = ids.flatMap((id) => {
    const person = people.get(id) as Readonly<Record<string, unknown>> | undefined
    if (!person) return []
    const line = found.fields.map((field) => cell(person[field])).join(',')
    return [`${line},${markOf(exportId, line)}\n`]
  })
  return { lines: lines.join(''), people: lines.length, next: ids.length < size ? null : ids.at(-1)! }
}

/** The end of an export: its hash is kept, so that a copy can be told from a changed one. */
export async function finishExport(ctx: Ctx, input: { readonly exportId: string; readonly people: number; readonly bytes: number; readonly sha256: string }): Promise<void> {
  const found = (await findExport(ctx.tx, input.exportId)) ?? refuse('feeds.export-unknown')
  allow(ctx, 'feeds.export', { area: found.area })
  refuseUnless(await insertExportEnd(ctx.tx, { ...input, at: ctx.now }), 'feeds.export-ended')
}

/** From which export a line was copied: its mark fits one export alone. Nothing where none fits, or somebody changed the line. */
export async function traceLine(ctx: Ctx, line: string): Promise<Export | undefined> {
  allow(ctx, 'feeds.trace')
  const cut = line.trimEnd().lastIndexOf(',')
  const [content, mark] = [line.slice(0, cut), line.trimEnd().slice(cut + 1)]
  for (const exportId of await selectExportIds(ctx.tx, 10_000)) if (cut > 0 && markOf(exportId, content) === mark) return findExport(ctx.tx, exportId)
  return undefined
}

const markOf = (exportId: string, line: string): string => Buffer.from(keys().hmac(markKey, `${exportId}|${line}`)).toString('base64url').slice(0, 11)

/** CSV as spreadsheets read it; a cell that a spreadsheet would run is made text. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : Array.isArray(value) ? value.map((each) => (typeof each === 'object' && each !== null ? JSON.stringify(each) : String(each))).join(' ') : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""').replace(/[\n\r]+/g, ' ')}"` : safe
}
