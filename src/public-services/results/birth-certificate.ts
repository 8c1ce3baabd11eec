import { issueDocument, type StateForm } from '../../foundations/documents/index.ts'
import { labelOf } from '../../foundations/areas/index.ts'
import { birthExtract, type BirthExtract } from '../../foundations/civil-status/index.ts'
import { getOrganisation, type Organisation } from '../../foundations/organisations/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { upperVi } from '../../kernel/vietnamese-text.ts'
import type { Ctx } from '../../platform/index.ts'
import { agencyLines, placeAndDate } from './letters.ts'

/** Issues giấy khai sinh from the entry in the birth book (Luật Hộ tịch 2014 art. 14, 16; layout NĐ 30/2020). Holders: the child and both parents. */
export async function issueBirthCertificate(ctx: Ctx, input: { recordId: string; organisationId: string; dossierId: string }): Promise<string> {
  const entry = await birthExtract(ctx, { recordId: input.recordId })
  const unit = await getOrganisation(ctx, input.organisationId)
  const people = [entry.childId, entry.motherId, entry.fatherId].filter((id): id is string => id !== null)
  const { documentId } = await issueDocument(ctx, {
    kind: 'birth-certificate', issuerId: unit.id, issuerName: unit.name, dossierId: input.dossierId, subjects: people, holders: people, form: await certificateForm(ctx, unit, entry),
  })
  return documentId
}

async function certificateForm(ctx: Ctx, unit: Organisation, entry: BirthExtract): Promise<StateForm> {
  return {
    agency: await agencyLines(ctx, unit), number: `${entry.entryNumber}/${entry.registeredOn.slice(0, 4)}`, placeAndDate: placeAndDate(unit, entry.registeredOn), title: 'Giấy khai sinh',
    blocks: [
      { kind: 'rows', heading: 'Người được khai sinh', rows: [
        row('Họ, chữ đệm, tên', upperVi(entry.childName)), row('Ngày, tháng, năm sinh', formatPartialVi(entry.childBirthDate)), row('Ghi bằng chữ', entry.childBirthDateWords),
        row('Giới tính', entry.childGender === 'male' ? 'Nam' : 'Nữ'), row('Dân tộc', ethnicity(entry.childEthnicity, entry)), row('Quốc tịch', nationality(entry.childNationalities[0] ?? null, entry)),
        row('Nơi sinh', entry.childBirthPlace), row('Quê quán', entry.childNativePlace ?? ''), row('Số định danh cá nhân', entry.childPin),
      ] },
      ...parentBlock('mẹ', entry, entry.motherName, entry.motherBirthDate, entry.motherEthnicity, entry.motherNationality, entry.motherResidence),
      ...parentBlock('cha', entry, entry.fatherName, entry.fatherBirthDate, entry.fatherEthnicity, entry.fatherNationality, entry.fatherResidence),
      { kind: 'rows', heading: 'Đăng ký', rows: [
        row('Nơi đăng ký khai sinh', entry.authority), row('Ngày, tháng, năm đăng ký', formatPartialVi(entry.registeredOn)), row('Quyển số', entry.bookNumber),
        row('Người đi khai sinh', `${entry.requesterName} (${entry.requesterRelation})`),
      ] },
    ],
    signer: { post: entry.signerTitle, name: entry.signerName, note: '(Đã ký bằng khóa của hệ thống)' },
  }
}

function parentBlock(who: 'mẹ' | 'cha', entry: BirthExtract, name: string | null, birth: string | null, ethnic: string | null, nation: string | null, residence: string | null) {
  if (name === null) return []
  return [{ kind: 'rows' as const, heading: who === 'mẹ' ? 'Người mẹ' : 'Người cha', rows: [
    row(`Họ, chữ đệm, tên người ${who}`, upperVi(name)), row('Năm sinh', birth ? birth.slice(0, 4) : ''), row('Dân tộc', ethnicity(ethnic, entry)), row('Quốc tịch', nationality(nation, entry)), row('Nơi cư trú', residence ?? ''),
  ] }]
}

const row = (label: string, value: string) => ({ label, value })
/** The words the book's day knew the code by. */
const ethnicity = (code: string | null, entry: BirthExtract): string => (code ? labelOf('ethnic-groups', code, entry.registeredOn) ?? code : '')
const nationality = (code: string | null, entry: BirthExtract): string => (code ? labelOf('nationalities', code, entry.registeredOn) ?? code : '')
