import { allow, forPurpose, type Ctx, type OfficerActor, type Purpose } from '../../platform/index.ts'
import { caseById, openCaseOf, type CaseRow, type Reason } from './counter.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Why a desk looks at somebody, as that person reads it beside every look. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  file: 'Tiếp nhận hồ sơ tại quầy', ask: 'Trả lời câu hỏi về hồ sơ tại quầy', 'hand-over': 'Trả kết quả tại quầy', 'not-me': 'Ghi lời báo «không phải tôi nhờ»', other: 'Việc khác tại quầy',
}

/** How long a person is taken to stand at the desk; then the card is read again. */
export const caseSeconds = 2 * 3_600

export function deskOfficer(ctx: Ctx): OfficerActor {
  if (ctx.actor.kind === 'officer') return ctx.actor
  allow(ctx, 'counter.serve')
  return refuse('counter.case-unknown')
}

export const purposeOf = (caseId: string, reason: Reason, reasonText: string | null): Purpose => ({
  code: 'counter', basis: 'Luật Căn cước 2023 đ.10; NĐ 118/2025/NĐ-CP', text: reasonText ? `${reasonWords[reason]}: ${reasonText}` : reasonWords[reason], dossierId: caseId,
})

/** An open case of this desk, and the context in which its person may be read. Others are told nothing of it. */
export async function inCase(ctx: Ctx, caseId: string): Promise<{ row: CaseRow; reading: Ctx }> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.serve', { organisation: me.organisationId })
  const row = await caseById(ctx.tx, caseId)
  if (!row || row.organisationId !== me.organisationId) return refuse('counter.case-unknown')
  refuseUnless(row.endsAt > ctx.now, 'counter.case-over')
  return { row, reading: forPurpose(ctx, purposeOf(row.caseId, row.reason, row.reasonText)) }
}

/** The open case behind work for this person; refuses when nobody of this desk has the person in front. */
export async function caseOfPerson(ctx: Ctx, personId: string): Promise<{ row: CaseRow; reading: Ctx }> {
  const me = deskOfficer(ctx)
  const row = (await openCaseOf(ctx.tx, personId, me.organisationId, ctx.now)) ?? refuse('counter.case-over')
  return inCase(ctx, row.caseId)
}

/** What the person could see on an own phone: read with their rights, logged under the officer's name. */
export function asPerson(reading: Ctx, personId: string): Ctx {
  return { ...reading, actor: { kind: 'citizen', personId, accountId: '', sessionId: '', level: 2, authLevel: 2 } }
}
