import { issueDocument, type StateForm } from '../../foundations/documents/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { residenceNotice, type ResidenceNotice } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { addDays } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { agencyLines, placeAndDate } from './letters.ts'

const words: Readonly<Record<ResidenceNotice['kind'], { readonly title: string; readonly place: string; readonly from: string }>> = {
  permanent: { title: 'Thông báo kết quả đăng ký thường trú', place: 'Nơi thường trú', from: 'Từ ngày' },
  temporary: { title: 'Thông báo kết quả đăng ký tạm trú', place: 'Nơi tạm trú', from: 'Từ ngày' },
  renewal: { title: 'Thông báo kết quả gia hạn tạm trú', place: 'Nơi tạm trú', from: 'Thời hạn cũ đến hết ngày' },
  split: { title: 'Thông báo kết quả tách hộ', place: 'Nơi thường trú', from: 'Từ ngày' },
}

/** Issues CT08, the notice of the result of a residence registration (TT 116/2026/TT-BCA), for the person and whoever filed; without a dossier where the police recorded it at the station. */
export async function issueResidenceNotice(ctx: Ctx, input: { actId: string; organisationId: string; dossierId: string | null; holders: readonly string[]; signer: { name: string; post: string } }): Promise<string> {
  const notice = await residenceNotice(ctx, input.actId)
  const unit = await getOrganisation(ctx, input.organisationId)
  const { title, place, from } = words[notice.kind]
  const row = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  const form: StateForm = {
    agency: await agencyLines(ctx, unit), number: notice.number, placeAndDate: placeAndDate(unit, notice.date), title, subtitle: 'Mẫu CT08',
    blocks: [
      { kind: 'rows', rows: [
        ...row('Họ, chữ đệm và tên', notice.fullName), ...row('Ngày, tháng, năm sinh', notice.birthDate ? formatPartialVi(notice.birthDate) : ''), ...row('Số định danh cá nhân', notice.pin ?? ''), ...row(place, notice.addressText),
        ...row('Số hồ sơ cư trú', notice.fileNumber), ...row('Quan hệ với chủ hộ', notice.relationText), ...row(from, formatPartialVi(notice.from)), ...row('Đến hết ngày', notice.until && formatPartialVi(notice.until)),
      ] },
      ...(notice.others.length === 0 ? [] : [{ kind: 'table' as const, heading: 'Thành viên khác của hộ mới', columns: ['TT', 'Họ, chữ đệm và tên', 'Quan hệ với chủ hộ'], rows: notice.others.map((each, i) => [String(i + 1), each.fullName, each.relationText]) }]),
      { kind: 'paragraph', text: `${notice.kind === 'split' ? 'Hộ mới' : place} trên đã được cập nhật vào cơ sở dữ liệu về cư trú.` },
    ],
    signer: { ...input.signer, note: '(Đã ký bằng khóa của hệ thống)' },
  }
  const { documentId } = await issueDocument(ctx, {
    kind: 'residence-notice', issuerId: unit.id, issuerName: unit.name, dossierId: input.dossierId, subjects: [notice.personId, ...notice.others.map((each) => each.personId)], holders: [...new Set([notice.personId, ...input.holders])], form,
    // Of a temporary residence the notice holds as long as the term.
    ...(notice.until ? { validTo: addDays(notice.until, 1) } : {}),
  })
  return documentId
}
