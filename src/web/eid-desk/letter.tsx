import { areaAsOf, fullAreaName } from '../../foundations/areas/index.ts'
import { documentSettings, renderPdf, svgOf, type StateForm } from '../../foundations/documents/index.ts'
import { eidRule, openForReview, type EidCase } from '../../foundations/eid/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import { addDays, formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import type { Ctx, OfficerActor } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { agencyLines, placeAndDate } from '../../public-services/results/index.ts'
import { intakePurpose, policeAccess as access } from './purposes.ts'
import { home, idOf, named } from './queue.tsx'
import { deskStrings } from './strings.ts'

const say = deskStrings.in('vi')

/** P-11: what the person is told, on paper, for whoever has no telephone at hand: when an answer is due, or what the answer is. No code and no number stands on it: it may be lost. */
export const letterRoute = pageRoute({
  method: 'GET', url: `${home}/:case/thu`, access, purpose: { ...intakePurpose, text: 'In thư về yêu cầu định danh điện tử' },
  async handler(ctx, req) {
    const { form, unit } = await letterOf(ctx, idOf(req))
    const qr = new Map(await Promise.all(form.blocks.flatMap((block) => (block.kind === 'qr' ? [svgOf(block.address).then((svg) => [block.address, svg] as const)] : []))))
    const bytes = renderPdf(form, { qr, footer: documentSettings.call().demo ? 'Congdan – bản chạy thử, dữ liệu giả, không có giá trị pháp lý' : unit })
    return { bytes, type: 'application/pdf', filename: `dinh-danh-${ctx.today}.pdf`, inline: true, cache: 'no-store' }
  },
})

export async function letterOf(ctx: Ctx, caseId: string): Promise<{ form: StateForm; unit: string }> {
  const [found] = await named(ctx, [await openForReview(ctx, caseId)])
  const officer = ctx.actor as OfficerActor
  const unit = (await appointmentOn(ctx.tx, officer.appointmentId, ctx.today))?.organisation ?? (await getOrganisation(ctx, officer.organisationId))
  const blocks = [...await about(ctx, found!), ...told(ctx, found!)]
  return { unit: unit.name, form: { agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, ctx.today), title: say(`letter.${kindOf(found!)}`), subtitle: null, addressee: await addressee(ctx, found!), blocks, signer: null, large: true } }
}

const kindOf = ({ state }: EidCase): 'receipt' | 'approved' | 'rejected' => (state === 'approved' || state === 'rejected' ? state : 'receipt')

async function addressee(ctx: Ctx, { name, residenceArea }: EidCase & { readonly name: string }): Promise<string> {
  const place = residenceArea && areaAsOf(residenceArea, ctx.today) ? fullAreaName(residenceArea, ctx.today) : null
  return [name, place].filter(Boolean).join(', ')
}

async function about(ctx: Ctx, found: EidCase): Promise<StateForm['blocks'][number][]> {
  const { intakeUnit, receivedAt, level } = found
  return [{ kind: 'rows', rows: [
    { label: say('letter.asked'), value: say(`kind.${found.kind}`, { level: level ?? '' }) },
    { label: say('case.intake-unit'), value: intakeUnit ? (await getOrganisation(ctx, intakeUnit)).name : say('case.intake-home') }, { label: say('queue.since'), value: formatDateVi(todayAt(receivedAt)) },
  ] }]
}

function told(ctx: Ctx, found: EidCase): StateForm['blocks'][number][] {
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, text })
  const page = `${documentSettings.call().publicUrl}/kich-hoat`
  if (found.state === 'rejected') return [paragraph(say('letter.rejected-reason', { reason: found.reason ?? '' })), paragraph(say('letter.rejected-next')), paragraph(say('letter.counter'))]
  if (found.state !== 'approved') return [paragraph(say('letter.receipt-due', { day: formatDateVi(found.dueOn), basis: found.basis })), paragraph(say('letter.receipt-next')), paragraph(say('letter.counter'))]
  if (found.kind === 'organisation') return [paragraph(say('letter.approved-organisation'))]
  const last = addDays(todayAt(found.decidedAt ?? ctx.now), eidRule('activation-days', ctx.today).value)
  return [paragraph(say('letter.approved-by', { day: formatDateVi(last) })), paragraph(say('letter.approved-code')), { kind: 'qr', address: page, text: say('letter.approved-page', { page }) }, paragraph(say('letter.approved-late')), paragraph(say('letter.counter'))]
}
