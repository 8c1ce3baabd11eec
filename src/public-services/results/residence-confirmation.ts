import { issueDocument, type StateForm } from '../../foundations/documents/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { confirmationOfCommand, keepConfirmation, residenceConfirmation, type ResidenceConfirmation } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { addDays, formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { agencyLines, placeAndDate } from './letters.ts'

export interface IssueConfirmation {
  readonly personId: string
  readonly organisationId: string
  /** What is to be confirmed, in the applicant's words; the whole record where nothing is said. */
  readonly content?: string | null
  readonly signer: { readonly name: string; readonly post: string }
  readonly dossierId?: string | null
  readonly commandId: string
}

/** Issues CT07, the confirmation of residence (TT 116/2026/TT-BCA): valid for a year, void at once when the data change. Sent twice it is one paper. */
export async function issueResidenceConfirmation(ctx: Ctx, input: IssueConfirmation): Promise<string> {
  const before = await confirmationOfCommand(ctx, input.personId, input.commandId)
  if (before) return before
  const stated = await residenceConfirmation(ctx, input.personId)
  const unit = await getOrganisation(ctx, input.organisationId)
  const form: StateForm = {
    agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, ctx.today), title: 'Xác nhận thông tin về cư trú', subtitle: 'Mẫu CT07',
    blocks: [{ kind: 'rows', rows: rowsOf(stated) }, ...membersOf(stated), { kind: 'rows', rows: [{ label: 'Nội dung xác nhận', value: input.content?.trim() || 'Thông tin cư trú trên đây đúng với cơ sở dữ liệu về cư trú.' }] },
      { kind: 'paragraph', text: `Xác nhận này có giá trị đến hết ngày ${formatDateVi(stated.validUntil)} và hết giá trị ngay khi thông tin cư trú thay đổi.` }],
    signer: { ...input.signer, note: '(Đã ký bằng khóa của hệ thống)' },
  }
  const holders = [input.personId]
  const { documentId } = await issueDocument(ctx, { kind: 'residence-confirmation', issuerId: unit.id, issuerName: unit.name, dossierId: input.dossierId ?? null, subjects: [input.personId, ...stated.members.map((each) => each.personId)], holders, validTo: addDays(stated.validUntil, 1), form })
  await keepConfirmation(ctx, { documentId, issuerId: unit.id, holders, stated, commandId: input.commandId })
  return documentId
}

const born = (date: string | null): string => (date ? formatPartialVi(date) : '')

function rowsOf({ person, permanent, temporary, current, fileNumber, head }: ResidenceConfirmation): { label: string; value: string }[] {
  const none = 'Không có'
  return [
    { label: 'Họ, chữ đệm và tên', value: person.fullName }, { label: 'Ngày, tháng, năm sinh', value: born(person.birthDate) }, { label: 'Giới tính', value: person.gender }, { label: 'Số định danh cá nhân', value: person.pin ?? '' },
    { label: 'Dân tộc', value: person.ethnicity }, { label: 'Tôn giáo', value: person.religion }, { label: 'Quốc tịch', value: person.nationality }, { label: 'Quê quán', value: person.nativePlace },
    { label: 'Nơi thường trú', value: permanent ?? none }, { label: 'Nơi tạm trú', value: temporary ?? none }, { label: 'Nơi ở hiện tại', value: current ?? permanent ?? temporary ?? none }, { label: 'Số hồ sơ cư trú', value: fileNumber ?? none },
    ...(head ? [{ label: 'Họ tên chủ hộ', value: head.fullName }, { label: 'Số định danh của chủ hộ', value: head.pin ?? '' }, { label: 'Quan hệ với chủ hộ', value: head.relation }] : []),
  ]
}

function membersOf({ members }: ResidenceConfirmation): StateForm['blocks'] {
  if (members.length === 0) return []
  return [{
    kind: 'table', heading: 'Thành viên khác trong hộ', columns: ['TT', 'Họ, chữ đệm và tên', 'Ngày sinh', 'Giới tính', 'Số định danh', 'Quan hệ với chủ hộ'],
    rows: members.map((each, i) => [String(i + 1), each.fullName, born(each.birthDate), each.gender, each.pin ?? '', each.relation]),
  }]
}
