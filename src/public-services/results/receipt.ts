import { issueDocument } from '../../foundations/documents/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { instantOfLocal } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { lanesOf } from '../catalogue/index.ts'
import { readDossierForLetters } from '../dossier/index.ts'
import { letterOf, resolve } from '../forms/index.ts'
import { letterForm } from './letters.ts'

/** Issues form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", for a dossier that was just filed (TT 03/2025/TT-VPCP). */
export async function issueReceipt(ctx: Ctx, dossierId: string): Promise<string> {
  const { dossier, service, filing, papers, running } = await readDossierForLetters(ctx, dossierId)
  const unit = await getOrganisation(ctx, dossier.receivingUnit)
  const values = resolve(service, filing)
  const letter = letterOf({
    form: 'receipt', dossierCode: dossier.code, unit: unit.name, place: unit.shortName, date: ctx.today, procedure: service.name,
    applicant: { name: values.text('requester.fullName') || values.text('mother.fullName') || values.text('father.fullName'), address: values.text('requester.permanentResidence') || values.text('mother.permanentResidence'), phone: values.text('contact.phone') },
    contact: [unit.phone, unit.address].filter(Boolean).join(', ') || unit.name,
    receivedAt: dossier.submittedAt, promisedAt: instantOfLocal(dossier.dueOn ?? ctx.today, '17:00'), receiver: 'Hệ thống tiếp nhận trực tuyến',
    papers: [...lanesOf(service).filter((lane) => running.includes(lane.id)).map((lane) => ({ name: `Tờ khai điện tử: ${lane.title}`, as: 'electronic' as const })), ...papers.map((paper) => ({ name: paper.fileName, as: 'electronic' as const })), { name: 'Dữ liệu dân cư, hộ tịch, cư trú', as: 'register' as const }],
    sets: 1, limit: 'theo từng phần, ghi trong trang theo dõi', returnBy: 'bản điện tử ở «Giấy tờ của tôi»',
  })
  const { documentId } = await issueDocument(ctx, {
    kind: 'receipt', issuerId: unit.id, issuerName: unit.name, dossierId, subjects: dossier.subjects, holders: [dossier.applicantId], form: await letterForm(ctx, unit, letter, dossier.code),
  })
  return documentId
}
