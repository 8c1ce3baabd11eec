import { canonicalJson } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/ids.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { recordAct, type Row } from '../acts/index.ts'
import { fullAreaName, getArea } from '../areas/index.ts'
import { personIdOf } from '../population/index.ts'
import { readBookRow, writeValue } from './book-row.ts'
import { selectBirth } from './books.sql.ts'
import { entryDigitised } from './entry-acts.ts'
import { selectBirthByNumber, selectBirthIds, selectEntryByNumber, selectForExport, selectOldMarriageIds } from './entries.sql.ts'
import { entryOfBirth, findEntry } from './read-entry.ts'
import { recordLayouts, type EntryKind } from './record-layouts.ts'
import { refuse } from './refusals.ts'

const basis = { article: 'NĐ 87/2020/NĐ-CP; Luật Hộ tịch 2014, đ.57–61' }

export type TakenIn =
  | { readonly outcome: 'entered'; readonly entryId: string; readonly linked: number; readonly unknown: readonly string[] }
  /** The very same entry is here already. */
  | { readonly outcome: 'present'; readonly entryId: string }
  /** Another entry has this number: nothing is taken over; the report names the one that is here. */
  | { readonly outcome: 'duplicate'; readonly entryId: string; readonly registeredOn: PlainDate }
  | { readonly outcome: 'wrong'; readonly why: readonly string[] }

/**
 * Takes one row of a digitised book: an entry as its page says, people found by their personal number linked as claimed, no fact
 * of anybody changed. The same row again is `present`; a number that another entry has is `duplicate`. For the import command.
 */
export async function takeInBookRow(ctx: Ctx, input: { readonly area: string; readonly kind: EntryKind; readonly row: Readonly<Record<string, unknown>> }): Promise<TakenIn> {
  allow(ctx, 'civil-status.exchange-books', { area: input.area })
  const layout = recordLayouts[input.kind]
  const read = readBookRow(layout, input.row, ctx.today)
  if (!read.ok) return { outcome: 'wrong', why: read.why }
  const { content } = read
  const at = { area: input.area, kind: input.kind, bookNumber: content['quyenSo'] ?? '', entryNumber: content['so']! }
  const before = await selectEntryByNumber(ctx.tx, at)
  if (before) {
    const same = canonicalJson(before.content as object) === canonicalJson(content)
    return same ? { outcome: 'present', entryId: before.entryId } : { outcome: 'duplicate', entryId: before.entryId, registeredOn: before.registeredOn }
  }
  const birth = input.kind === 'birth' ? await selectBirthByNumber(ctx.tx, at) : undefined
  if (birth) return { outcome: 'duplicate', entryId: birth.recordId, registeredOn: birth.registeredOn }
  const about = Object.values(layout.people).map((column) => content[column]).filter(Boolean).join(' – ')
  const people: { part: string; personId: string }[] = []
  for (const [part, prefix] of Object.entries(layout.prefixes)) {
    const number = content[`${prefix}SoGiayToTuyThan`] ?? (part === 'child' ? content['soDinhDanhCaNhan'] : undefined)
    const personId = number && /^\d{12}$/.test(number) ? await personIdOf(ctx.tx, number) : undefined
    if (personId && !people.some((each) => each.personId === personId)) people.push({ part, personId })
  }
  const entryId = newId()
  const entry = {
    entry_id: entryId, kind: input.kind, origin: 'digitised', registered_area: input.area, authority: content['noiDangKy'] ?? `Ủy ban nhân dân ${fullAreaName(getArea(input.area, ctx.today).code, ctx.today)}`, book_number: at.bookNumber, entry_number: at.entryNumber,
    page_number: content['trangSo'] ?? null, registered_on: content['ngayDangKy']!, registration_kind: content['loaiDangKy'] ?? null, signer_name: content['nguoiKy'] ?? null, signer_title: content['chucVuNguoiKy'] ?? null, performed_by: content['nguoiThucHien'] ?? null,
    refers_to: null, about, names_plain: plainKey(about), content,
  } as Row & { entry_id: string; kind: string; registered_area: string; registered_on: string }
  await recordAct(ctx, entryDigitised, { subjectId: entryId, payload: { entry, people }, basis, occurredOn: content['ngayDangKy']!, commandId: newId() })
  return { outcome: 'entered', entryId, linked: people.length, unknown: read.unknown }
}

export interface BookPage { readonly rows: readonly Readonly<Record<string, string>>[]; readonly next: string | null }
const pageSize = 500
const firstId = '00000000-0000-0000-0000-000000000000'

/** Entries of one book of a commune in a period, in the columns of the layout; further columns of an entry come along under their own names. By pages; logged for everybody in them. For the export command. */
export async function exportBookPage(ctx: Ctx, what: { readonly area: string; readonly kind: EntryKind; readonly from: PlainDate; readonly to: PlainDate; readonly after?: string | null }): Promise<BookPage> {
  allow(ctx, 'civil-status.exchange-books', { area: what.area })
  // Births registered here and marriages taken over stand in tables of their own: they come first, then all other entries.
  const [table, after] = (what.after ?? `${{ birth: 'b', marriage: 'm' }[what.kind as string] ?? 'e'}:${firstId}`).split(':') as [string, string]
  const asked = { ...what, after, limit: pageSize }
  const ids = (table === 'b' ? await selectBirthIds(ctx.tx, asked) : table === 'm' ? await selectOldMarriageIds(ctx.tx, asked) : await selectForExport(ctx.tx, asked)).map((each) => each.entryId)
  const layout = recordLayouts[what.kind]
  const rows: Record<string, string>[] = []
  const subjects = new Set<string>()
  for (const id of ids) {
    const entry = table === 'b' ? entryOfBirth((await selectBirth(ctx.tx, { recordId: id })) ?? refuse('civil-status.record-unknown')) : ((await findEntry(ctx, id)) ?? refuse('civil-status.record-unknown'))
    for (const person of entry.people) subjects.add(person.personId)
    const known = new Set(layout.fields.map((field) => field.name))
    rows.push({ ...Object.fromEntries(layout.fields.map((field) => [field.name, writeValue(field, entry.content[field.name])])), ...Object.fromEntries(Object.entries(entry.content).filter(([name]) => !known.has(name))) })
  }
  ctx.logRead({ kind: 'list', register: 'civil-status', subjects: [...subjects], fields: ['bookLine'] })
  const next = ids.length === pageSize ? `${table}:${ids.at(-1)}` : table === 'b' ? `e:${firstId}` : null
  return { rows, next }
}
