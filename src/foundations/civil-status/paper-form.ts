import { partsOf } from '../../kernel/plain-date.ts'
import { upperVi } from '../../kernel/vietnamese-text.ts'
import type { Ctx, OfficerActor } from '../../platform/index.ts'
import { areaName } from '../areas/index.ts'
import type { StateForm } from '../documents/index.ts'
import { getOrganisation } from '../organisations/index.ts'
import type { Signer } from './plan.ts'
import { entryLines } from './preview.ts'
import type { EntryView } from './read-entry.ts'
import { recordLayouts } from './record-layouts.ts'

const papers: Readonly<Partial<Record<EntryView['kind'], string>>> = { 'birth': 'Giấy khai sinh', 'marriage': 'Giấy chứng nhận kết hôn', 'marital-certificate': 'Giấy xác nhận tình trạng hôn nhân' }

export const extractTitle = (kind: EntryView['kind']): string => `Trích lục ${recordLayouts[kind].title.toLowerCase()}`
/** The paper that the law gives for an entry of this kind; an extract where it names none. */
export const paperTitle = (kind: EntryView['kind']): string => papers[kind] ?? extractTitle(kind)

/** What is printed above and below an entry. */
export interface PaperWords { readonly title: string; readonly subtitle: string | null; readonly number: string; readonly closing: string; readonly signer: Signer }

/** A paper made from an entry, in the layout of NĐ 30/2020: names in capitals, dates and codes in words, what was noted later in a list of its own. */
export async function paperForm(ctx: Ctx, entry: EntryView, { title, subtitle, number, closing, signer }: PaperWords): Promise<StateForm> {
  const layout = recordLayouts[entry.kind]
  const names = new Set(Object.values(layout.people))
  const leaveOut = new Set(['so', 'quyenSo', 'trangSo', 'ngayDangKy', 'noiDangKy', 'nguoiKy', 'chucVuNguoiKy', 'nguoiThucHien', 'loaiDangKy'])
  const content = Object.fromEntries(Object.entries(entry.content).filter(([name]) => !leaveOut.has(name)).map(([name, value]) => [name, names.has(name) ? upperVi(value) : value]))
  const unit = await getOrganisation(ctx, (ctx.actor as OfficerActor).organisationId)
  const parent = unit.parentId ? await getOrganisation(ctx, unit.parentId) : undefined
  const { y, m, d } = partsOf(ctx.today)
  const place = areaName(unit.areaCode, ctx.today).replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố)\s+/, '')
  const notes = entry.later.map((each) => `${recordLayouts[each.kind].title}, số ${each.entryNumber}, quyển ${each.bookNumber}, ngày ${each.registeredOn.split('-').reverse().join('/')}: ${noteWords(each.content)}`)
  return {
    agency: parent ? [parent.name, unit.name] : [unit.name], number, placeAndDate: `${place}, ngày ${String(d).padStart(2, '0')} tháng ${String(m).padStart(2, '0')} năm ${y}`, title, ...(subtitle ? { subtitle } : {}),
    blocks: [
      { kind: 'rows', rows: entryLines(entry.kind, content, entry.registeredOn) },
      { kind: 'rows', heading: 'Đăng ký', rows: [
        { label: 'Nơi đăng ký', value: entry.authority }, { label: 'Số', value: entry.entryNumber }, ...(entry.bookNumber ? [{ label: 'Quyển số', value: entry.bookNumber }] : []),
        { label: 'Ngày đăng ký', value: entry.registeredOn.split('-').reverse().join('/') }, ...(entry.signerName ? [{ label: 'Người ký', value: [entry.signerTitle, entry.signerName].filter(Boolean).join(' ') }] : []),
      ] },
      ...(notes.length > 0 ? [{ kind: 'list' as const, heading: 'Ghi chú những thay đổi sau khi đăng ký', items: notes }] : []),
      { kind: 'paragraph', text: closing },
    ],
    signer: { post: signer.title, name: signer.fullName, note: '(Đã ký bằng khóa của hệ thống)' },
  }
}

function noteWords(content: Readonly<Record<string, string>>): string {
  const changed = content['noiDungMoi'] ? `${content['loaiViec'] ?? ''}: ${content['noiDungCu'] ?? ''} thành ${content['noiDungMoi']}` : (content['loaiGhiChu'] ?? content['lyDo'] ?? '')
  return [changed, content['ngayCoHieuLuc'] ? `hiệu lực từ ${content['ngayCoHieuLuc'].split('-').reverse().join('/')}` : ''].filter(Boolean).join(', ') || 'đã đăng ký'
}
