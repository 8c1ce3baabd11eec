import { issueDocument, type StateForm } from '../../foundations/documents/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import type { Ctx } from '../../platform/index.ts'
import { genderWord } from './form-parts.ts'
import { agencyLines, placeAndDate } from './letters.ts'

export interface IssueOldNumberConfirmation {
  readonly personId: string
  /** The old number, as the register holds it now. */
  readonly value: string
  readonly kind: 'cmnd9' | 'pin'
  readonly organisationId: string
  readonly dossierId: string | null
  readonly signer: { readonly name: string; readonly post: string }
}

const words = { cmnd9: 'Số chứng minh nhân dân 09 số', pin: 'Số định danh cá nhân đã hủy' } as const

/** Issues CC04, the confirmation that an old number and the personal number are one person's (TT 17/2024/TT-BCA; NĐ 70/2024 đ.12): what the register says of it. */
export async function issueOldNumberConfirmation(ctx: Ctx, input: IssueOldNumberConfirmation): Promise<string> {
  const { fullName, birthDate, gender, pin, identityNumbers } = await readPerson(ctx, input.personId, ['fullName', 'birthDate', 'gender', 'pin', 'identityNumbers'])
  const held = identityNumbers.find((each) => each.kind === input.kind && each.value === input.value && each.standing === 'confirmed')
  if (!held) throw new Error('only a number the register holds as confirmed is printed')
  const unit = await getOrganisation(ctx, input.organisationId)
  const row = (label: string, value: string | null) => (value ? [{ label, value }] : [])
  const form: StateForm = {
    agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, ctx.today), title: 'Giấy xác nhận số chứng minh nhân dân, số định danh cá nhân', subtitle: 'Mẫu CC04',
    blocks: [
      { kind: 'rows', rows: [
        ...row('Họ, chữ đệm và tên', fullName), ...row('Ngày, tháng, năm sinh', birthDate && formatPartialVi(birthDate)), ...row('Giới tính', genderWord(gender)), ...row('Số định danh cá nhân', pin && groupPin(pin)),
        ...row(words[input.kind], groupPin(held.value)), ...row('Ngày cấp', held.issuedOn && formatPartialVi(held.issuedOn)), ...row('Nơi cấp', held.issuedBy),
      ] },
      { kind: 'paragraph', text: 'Các số trên là của cùng một người trong Cơ sở dữ liệu quốc gia về dân cư.' },
    ],
    signer: { ...input.signer, note: '(Đã ký bằng khóa của hệ thống)' },
  }
  const { documentId } = await issueDocument(ctx, { kind: 'old-number-confirmation', issuerId: unit.id, issuerName: unit.name, dossierId: input.dossierId, subjects: [input.personId], holders: [input.personId], form })
  return documentId
}
