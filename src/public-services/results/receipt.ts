import { documentSettings, issueDocument, type StateForm } from '../../foundations/documents/index.ts'
import { appointmentsOf, getOrganisation } from '../../foundations/organisations/index.ts'
import { readNames } from '../../foundations/population/index.ts'
import { instantOfLocal, todayAt } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { lanesOf } from '../catalogue/index.ts'
import { readDossierForLetters, type DossierRow } from '../dossier/index.ts'
import { letterOf, resolve } from '../forms/index.ts'
import { letterForm } from './letters.ts'

/** Issues form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", for a dossier that was just filed (TT 03/2025/TT-VPCP). */
export async function issueReceipt(ctx: Ctx, dossierId: string): Promise<string> {
  const { dossier, service, filing, papers, running } = await readDossierForLetters(ctx, dossierId)
  const unit = await getOrganisation(ctx, dossier.receivingUnit)
  const values = resolve(service, filing)
  const receiver = await receiverOf(ctx, dossier)
  const letter = letterOf({
    form: 'receipt', dossierCode: dossier.code, unit: unit.name, place: unit.shortName, date: ctx.today, procedure: service.name,
    applicant: { name: values.text('requester.fullName') || values.text('mother.fullName') || values.text('father.fullName'), address: values.text('requester.permanentResidence') || values.text('mother.permanentResidence'), phone: values.text('contact.phone') },
    contact: [unit.phone, unit.address].filter(Boolean).join(', ') || unit.name,
    receivedAt: dossier.submittedAt, promisedAt: instantOfLocal(dossier.dueOn ?? ctx.today, '17:00'), receiver: receiver ? `${receiver.post} ${receiver.name}` : 'Hệ thống tiếp nhận trực tuyến', ...(receiver ? { signer: receiver } : {}),
    papers: [...lanesOf(service).filter((lane) => running.includes(lane.id)).map((lane) => ({ name: `Tờ khai điện tử: ${lane.title}`, as: 'electronic' as const })), ...papers.map((paper) => ({ name: paper.fileName, as: 'electronic' as const })), { name: 'Dữ liệu dân cư, hộ tịch, cư trú', as: 'register' as const }],
    sets: 1, limit: 'theo từng phần, ghi trong trang theo dõi', returnBy: receiver ? 'bản giấy tại quầy nơi nhận hồ sơ; bản điện tử ở «Giấy tờ của tôi»' : 'bản điện tử ở «Giấy tờ của tôi»',
  })
  const { documentId } = await issueDocument(ctx, {
    kind: 'receipt', issuerId: unit.id, issuerName: unit.name, dossierId, subjects: dossier.subjects, holders: [dossier.applicantId],
    form: forFollowing(await letterForm(ctx, unit, letter, dossier.code), dossier, [unit.phone, unit.address].filter(Boolean).join(', ')),
  })
  return documentId
}

/** The officer of the desk that received it, by the post they held; nobody where it came in online. */
async function receiverOf(ctx: Ctx, dossier: DossierRow): Promise<{ post: string; name: string } | undefined> {
  if (dossier.helperId === null) return undefined
  const held = await appointmentsOf(ctx, dossier.helperId, todayAt(dossier.submittedAt))
  const post = held.find((each) => each.organisation.id === dossier.receivingUnit)?.post.title ?? ''
  return { post, name: (await readNames(ctx, [dossier.helperId])).get(dossier.helperId) ?? '' }
}

/** What a desk gives into the hand of somebody who may have no phone: large print, and how to follow the dossier from the paper alone. */
function forFollowing(form: StateForm, dossier: DossierRow, contact: string): StateForm {
  if (dossier.channel !== 'counter') return form
  const { publicUrl } = documentSettings.call()
  const address = `${publicUrl}/tra-cuu`
  return {
    ...form, large: true,
    blocks: [...form.blocks, { kind: 'qr', address: `${address}?ma=${dossier.code}`, text: `Xem hồ sơ tới đâu: quét mã này, hoặc vào ${address.replace(/^https?:\/\//, '')} rồi gõ mã hồ sơ. Không có máy thì gọi ${contact}, hoặc đưa giấy này cho bất kỳ quầy nào.` },
      { kind: 'paragraph', text: 'Không phải ông/bà nhờ nộp hồ sơ này? Báo ở bất kỳ quầy nào. Phần chưa xong dừng lại ngay.' }],
  }
}
