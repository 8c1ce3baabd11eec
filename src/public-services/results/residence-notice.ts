import { issueDocument, type StateForm } from '../../foundations/documents/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { residenceNotice } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { agencyLines, placeAndDate } from './letters.ts'

/** Issues CT08, the notice of the result of a residence registration (TT 116/2026/TT-BCA), for the person and whoever filed; without a dossier where the police recorded it at the station. */
export async function issueResidenceNotice(ctx: Ctx, input: { actId: string; organisationId: string; dossierId: string | null; holders: readonly string[]; signer: { name: string; post: string } }): Promise<string> {
  const notice = await residenceNotice(ctx, input.actId)
  const unit = await getOrganisation(ctx, input.organisationId)
  const form: StateForm = {
    agency: await agencyLines(ctx, unit), number: notice.number, placeAndDate: placeAndDate(unit, notice.date), title: 'Thông báo kết quả đăng ký thường trú', subtitle: 'Mẫu CT08',
    blocks: [
      { kind: 'rows', rows: [
        { label: 'Họ, chữ đệm và tên', value: notice.fullName }, { label: 'Ngày, tháng, năm sinh', value: notice.birthDate ? formatPartialVi(notice.birthDate) : '' },
        { label: 'Số định danh cá nhân', value: notice.pin ?? '' }, { label: 'Nơi thường trú', value: notice.addressText }, { label: 'Số hồ sơ cư trú', value: notice.fileNumber },
        { label: 'Quan hệ với chủ hộ', value: notice.relationText }, { label: 'Từ ngày', value: formatPartialVi(notice.from) },
      ] },
      { kind: 'paragraph', text: 'Nơi thường trú trên đã được cập nhật vào cơ sở dữ liệu về cư trú.' },
    ],
    signer: { ...input.signer, note: '(Đã ký bằng khóa của hệ thống)' },
  }
  const { documentId } = await issueDocument(ctx, {
    kind: 'residence-notice', issuerId: unit.id, issuerName: unit.name, dossierId: input.dossierId, subjects: [notice.personId], holders: [...new Set([notice.personId, ...input.holders])], form,
  })
  return documentId
}
