import { newId } from '../../kernel/ids.ts'
import { partsOf } from '../../kernel/plain-date.ts'
import { upperVi } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { areaName } from '../areas/index.ts'
import { issueDocument, type StateForm } from '../documents/index.ts'
import { getOrganisation } from '../organisations/index.ts'
import { nextEntry } from './books.sql.ts'
import { insertCopy, selectCopyOfCommand, type StoredCopy } from './entries.sql.ts'
import type { Signer } from './plan.ts'
import { entryLines } from './preview.ts'
import { readEntry, type EntryView } from './read-entry.ts'
import { recordLayouts } from './record-layouts.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

export interface IssueCopy {
  readonly entryId: string
  /** `extract`: trích lục; `copy`: the paper itself, as a copy (giấy khai sinh, giấy chứng nhận kết hôn …). */
  readonly kind: 'extract' | 'copy'
  /** Prints asked for. */
  readonly copies: number
  /** Who asks, as printed in the book of copies. */
  readonly requester: string
  readonly signer: Signer
  /** How many later notes the officer had seen: one more since then refuses, with what it says. */
  readonly seenNotes: number
  readonly commandId: string
}

/**
 * Luật Hộ tịch 2014 đ.63–64: issues an extract or a copy from an entry, numbered, sealed and with a code anybody can check it by.
 * It prints what the book says, and under it every change noted since. Refuses when a note came in between, and more prints than
 * the dated rule. For justice officer and chair of the commune that keeps the book.
 */
export async function issueCopy(ctx: Ctx, input: IssueCopy): Promise<StoredCopy> {
  const entry = await readEntry(ctx, input.entryId)
  allow(ctx, 'civil-status.issue-copy', { area: entry.area })
  const before = await selectCopyOfCommand(ctx.tx, input.commandId)
  if (before) return before
  refuseUnless(entry.later.length === input.seenNotes, 'civil-status.entry-changed', { vars: { what: entry.later.at(-1)?.content['loaiViec'] ?? entry.later.at(-1)?.content['loaiGhiChu'] ?? recordLayouts[entry.later.at(-1)?.kind ?? 'change'].title } })
  const most = civilRule('copy-most-at-once', ctx.today)
  refuseUnless(Number.isInteger(input.copies) && input.copies >= 1 && input.copies <= most, 'civil-status.too-many-copies', { field: 'copies', vars: { most } })
  refuseUnless(input.requester.trim() !== '', 'civil-status.field-needed', { field: 'requester', vars: { what: 'họ tên người yêu cầu' } })
  const year = Number(ctx.today.slice(0, 4))
  const number = await nextEntry(ctx.tx, entry.area, 'copy', year)
  const people = [...new Set(entry.people.filter((each) => each.standing === 'confirmed').map((each) => each.personId))]
  const unit = (ctx.actor as OfficerActor).organisationId
  const { documentId } = await issueDocument(ctx, {
    kind: `civil-${input.kind}`, issuerId: unit, issuerName: (await getOrganisation(ctx, unit)).name, dossierId: ctx.purpose.dossierId ?? null, subjects: people, holders: people,
    form: await copyForm(ctx, entry, input, `${number}/${year}/TLHT-BS`),
  })
  const copy = { copyId: newId(), entryId: entry.entryId, kind: input.kind, documentId, area: entry.area, year, number, copies: input.copies, requester: input.requester.trim(), by: (ctx.actor as OfficerActor).personId, at: ctx.now, commandId: input.commandId }
  await insertCopy(ctx.tx, copy)
  return { ...copy, issuedAt: ctx.now }
}

const paperTitles: Readonly<Partial<Record<EntryView['kind'], string>>> = { 'birth': 'Giấy khai sinh', 'marriage': 'Giấy chứng nhận kết hôn', 'marital-certificate': 'Giấy xác nhận tình trạng hôn nhân' }

/** The layout of NĐ 30/2020: names in capitals, dates and codes in words, what was noted later in a list of its own. */
async function copyForm(ctx: Ctx, entry: EntryView, input: IssueCopy, number: string): Promise<StateForm> {
  const layout = recordLayouts[entry.kind]
  const names = new Set(Object.values(layout.people))
  const leaveOut = new Set(['so', 'quyenSo', 'trangSo', 'ngayDangKy', 'noiDangKy', 'nguoiKy', 'chucVuNguoiKy', 'nguoiThucHien', 'loaiDangKy'])
  const content = Object.fromEntries(Object.entries(entry.content).filter(([name]) => !leaveOut.has(name)).map(([name, value]) => [name, names.has(name) ? upperVi(value) : value]))
  const unit = await getOrganisation(ctx, (ctx.actor as OfficerActor).organisationId)
  const parent = unit.parentId ? await getOrganisation(ctx, unit.parentId) : undefined
  const { y, m, d } = partsOf(ctx.today)
  const place = areaName(unit.areaCode, ctx.today).replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố)\s+/, '')
  const title = input.kind === 'copy' ? (paperTitles[entry.kind] ?? `Trích lục ${layout.title.toLowerCase()}`) : `Trích lục ${layout.title.toLowerCase()}`
  const notes = entry.later.map((each) => `${recordLayouts[each.kind].title}, số ${each.entryNumber}, quyển ${each.bookNumber}, ngày ${each.registeredOn.split('-').reverse().join('/')}: ${noteWords(each.content)}`)
  return {
    agency: parent ? [parent.name, unit.name] : [unit.name], number, placeAndDate: `${place}, ngày ${String(d).padStart(2, '0')} tháng ${String(m).padStart(2, '0')} năm ${y}`, title, subtitle: '(Bản sao)',
    blocks: [
      { kind: 'rows', rows: entryLines(entry.kind, content, entry.registeredOn) },
      { kind: 'rows', heading: 'Đăng ký', rows: [
        { label: 'Nơi đăng ký', value: entry.authority }, { label: 'Số', value: entry.entryNumber }, ...(entry.bookNumber ? [{ label: 'Quyển số', value: entry.bookNumber }] : []),
        { label: 'Ngày đăng ký', value: entry.registeredOn.split('-').reverse().join('/') }, ...(entry.signerName ? [{ label: 'Người ký', value: [entry.signerTitle, entry.signerName].filter(Boolean).join(' ') }] : []),
      ] },
      ...(notes.length > 0 ? [{ kind: 'list' as const, heading: 'Ghi chú những thay đổi sau khi đăng ký', items: notes }] : []),
      { kind: 'paragraph', text: 'Trích sao đúng từ Cơ sở dữ liệu hộ tịch điện tử.' },
    ],
    signer: { post: input.signer.title, name: input.signer.fullName, note: '(Đã ký bằng khóa của hệ thống)' },
  }
}

function noteWords(content: Readonly<Record<string, string>>): string {
  const changed = content['noiDungMoi'] ? `${content['loaiViec'] ?? ''}: ${content['noiDungCu'] ?? ''} thành ${content['noiDungMoi']}` : (content['loaiGhiChu'] ?? content['lyDo'] ?? '')
  return [changed, content['ngayCoHieuLuc'] ? `hiệu lực từ ${content['ngayCoHieuLuc'].split('-').reverse().join('/')}` : ''].filter(Boolean).join(', ') || 'đã đăng ký'
}
