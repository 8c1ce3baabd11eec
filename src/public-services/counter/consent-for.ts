import { allow, type Ctx } from '../../platform/index.ts'
import type { ConsentFound } from '../dossier/index.ts'
import { newestConsent, type ConsentMethod } from './counter.sql.ts'
import { sealHolds } from './consent.ts'
import { deskOfficer } from './desk.ts'

/** How somebody agreed, as it stands in the timeline. */
export const consentWords: Readonly<Record<ConsentMethod, string>> = {
  'phone-code': 'Cán bộ ở quầy nộp giúp. Người nộp đồng ý bằng mã gửi tới điện thoại của mình.',
  signature: 'Cán bộ ở quầy nộp. Người nộp ký đồng ý trên giấy.',
  thumbprint: 'Cán bộ ở quầy nộp. Người nộp điểm chỉ đồng ý, có người làm chứng.',
}

/** The consent of this person to exactly these answers, given to this desk, unused and in force. What says no is no consent, not an error. */
export async function findConsent(ctx: Ctx, asked: { draftId: string; personId: string; documentHash: string }): Promise<ConsentFound | undefined> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.consent-for', { organisation: me.organisationId })
  const row = await newestConsent(ctx.tx, asked.draftId, asked.documentHash)
  if (!row || row.personId !== asked.personId || row.organisationId !== me.organisationId || row.validUntil <= ctx.now || !sealHolds(row)) return undefined
  const { consentId, method, givenAt, seal } = row
  return { consentId, mode: method === 'phone-code' ? 'helped' : 'counter', proof: { method: `consent-${method}`, consentId, documentHash: row.documentHash, at: givenAt, seal }, says: consentWords[method] }
}
