import { allow, type Ctx } from '../../platform/index.ts'
import type { ConsentFound, ConsentWhat } from '../dossier/index.ts'
import { newestConsent, openCaseOf, type ConsentMethod } from './counter.sql.ts'
import { deskOfficer } from './desk.ts'
import { sealHolds } from './ladder.ts'
import { refuse } from './refusals.ts'

/** How somebody agreed, as it stands in the timeline. */
export const consentWords: Readonly<Record<ConsentWhat, Readonly<Record<ConsentMethod, string>>>> = {
  file: {
    'phone-code': 'Cán bộ ở quầy nộp giúp. Người nộp đồng ý bằng mã gửi tới điện thoại của mình.',
    signature: 'Cán bộ ở quầy nộp. Người nộp ký đồng ý trên giấy.',
    thumbprint: 'Cán bộ ở quầy nộp. Người nộp điểm chỉ đồng ý, có người làm chứng.',
  },
  answer: {
    'phone-code': 'Cán bộ ở quầy gửi giúp phần bổ sung. Người nộp đồng ý bằng mã gửi tới điện thoại của mình.',
    signature: 'Cán bộ ở quầy gửi giúp phần bổ sung. Người nộp ký đồng ý trên giấy.',
    thumbprint: 'Cán bộ ở quầy gửi giúp phần bổ sung. Người nộp điểm chỉ đồng ý, có người làm chứng.',
  },
  agree: {
    'phone-code': 'Người được hỏi đã đồng ý tại quầy, bằng mã gửi tới điện thoại của mình.',
    signature: 'Người được hỏi đã đồng ý tại quầy, có chữ ký trên giấy.',
    thumbprint: 'Người được hỏi đã đồng ý tại quầy, có điểm chỉ và người làm chứng.',
  },
  withdraw: {
    'phone-code': 'Cán bộ ở quầy rút giúp. Người nộp đồng ý bằng mã gửi tới điện thoại của mình.',
    signature: 'Cán bộ ở quầy rút giúp. Người nộp ký đồng ý trên giấy.',
    thumbprint: 'Cán bộ ở quầy rút giúp. Người nộp điểm chỉ đồng ý, có người làm chứng.',
  },
}

/**
 * The consent of this person to exactly this text, given to this desk, unused and in force. What says no is no consent, not an error.
 * Anything but a filing also wants the person still at the desk; a draft knows that by itself.
 */
export async function findConsent(ctx: Ctx, asked: { what: ConsentWhat; draftId: string; personId: string; documentHash: string }): Promise<ConsentFound | undefined> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.consent-for', { organisation: me.organisationId })
  const row = await newestConsent(ctx.tx, asked.draftId, asked.documentHash)
  if (!row || row.what !== asked.what || row.personId !== asked.personId || row.organisationId !== me.organisationId || row.validUntil <= ctx.now || !sealHolds(row)) return undefined
  if (row.what !== 'file' && !(await openCaseOf(ctx.tx, row.personId, me.organisationId, ctx.now))) return refuse('counter.case-over')
  const { consentId, method, givenAt, seal } = row
  return { consentId, mode: method === 'phone-code' ? 'helped' : 'counter', proof: { method: `consent-${method}`, consentId, documentHash: row.documentHash, at: givenAt, seal }, says: consentWords[row.what][method] }
}
