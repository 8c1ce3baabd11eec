import { activationFunnel, peopleAtStage, type CampaignRow } from '../../foundations/eid/index.ts'
import { documentSettings, renderPdf } from '../../foundations/documents/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import type { OfficerActor } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { agencyLines, placeAndDate } from '../../public-services/results/index.ts'
import { campaignPurpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'

export const visitUrl = '/dc/kich-hoat/di-nha'
/** What a team can see in some days; the rest is printed hamlet by hamlet. */
const most = 150

/** P-12: who waits for activation, on paper, house by house within each hamlet, with room for what was found. No personal number, no telephone number: the sheet may be lost. */
export const visitListRoute = pageRoute({
  method: 'GET', url: visitUrl, access, purpose: { ...campaignPurpose, text: 'In danh sách đi từng nhà vận động kích hoạt định danh' },
  async handler(ctx, req) {
    const say = deskStrings.in('vi')
    const hamlet = req.query['ap']?.slice(0, 80) || null
    const found = await peopleAtStage(ctx, { by: 'residence', stage: 'not-activated', hamlet, most })
    const waiting = (await activationFunnel(ctx, 'residence')).hamlets.filter((each) => hamlet === null || each.hamlet === hamlet).reduce((sum, { n }) => sum + n, 0)
    const officer = ctx.actor as OfficerActor
    const unit = (await appointmentOn(ctx.tx, officer.appointmentId, ctx.today))?.organisation ?? (await getOrganisation(ctx, officer.organisationId))
    const byHamlet = Map.groupBy(found, (row) => row.hamlet ?? say('camp.hamlet-none'))
    const bytes = renderPdf({
      agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, ctx.today), title: say('visit.title'), subtitle: hamlet,
      blocks: [
        { kind: 'paragraph', text: say('visit.how') },
        ...(waiting > found.length ? [{ kind: 'paragraph' as const, text: say('visit.most', { most, total: waiting }) }] : []),
        ...[...byHamlet].map(([name, rows]) => ({
          kind: 'table' as const, heading: `${name}: ${rows.length} người`, columns: ['visit.no', 'camp.name', 'camp.born', 'camp.address', 'camp.phone', 'visit.result'].map((key) => say(key as 'visit.no')), rows: rows.toSorted(byHouse).map((row, i) => lineOf(row, i + 1)),
        })),
        { kind: 'signatures', cells: [{ title: say('visit.who'), note: say('visit.sign') }] },
      ],
      signer: null,
    }, { footer: documentSettings.call().demo ? 'Congdan – bản chạy thử, dữ liệu giả, không có giá trị pháp lý' : unit.name })
    return { bytes, type: 'application/pdf', filename: `di-nha-${ctx.today}.pdf`, inline: true, cache: 'no-store' }
  },
})

function lineOf(row: CampaignRow, serial: number): string[] {
  const say = deskStrings.in('vi')
  return [String(serial), row.displayName, row.birthDate?.slice(0, 4) ?? '–', row.detail ?? '–', say(row.hasPhone ? 'camp.phone-yes' : 'camp.phone-no'), '']
}

const collator = new Intl.Collator('vi', { numeric: true })
const byHouse = (a: CampaignRow, b: CampaignRow): number => collator.compare(a.detail ?? '', b.detail ?? '') || collator.compare(a.displayName, b.displayName)
