import { isId, newId } from '../../kernel/ids.ts'
import { sha256 } from '../../kernel/hash.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { representedBy } from '../wallet/index.ts'
import { findAsked, insertQuestion, type QuestionRow } from './my-data.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { accessRules, promisedDays } from './rules.ts'
import { visibleAccess, type Viewer } from './visible-accesses.ts'
import type { Concern } from './words.ts'

export interface AskAboutAccess {
  readonly logId: string
  readonly concern: Concern
  readonly note: string
}

/**
 * "Tôi không biết việc này" (ux.md C-25): opens a question about one reading, with the days by which it is acknowledged and answered
 * (NĐ 356/2025 Đ5; data/access-log). It goes to the unit that read. A reception officer may ask for the person being helped (`ctx.onBehalfOf`).
 * Asking again about the same reading gives the question that stands. Refuses readings that are not in the person's list, and own ones.
 */
export async function askAboutAccess(ctx: Ctx, input: AskAboutAccess): Promise<QuestionRow> {
  const askedBy = askerOf(ctx)
  const represents = await representedBy(ctx.tx, askedBy, ctx.today)
  allow(ctx, 'my-data.ask', { person: askedBy, represents, organisation: ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null })
  refuseUnless(input.note.length <= 2_000, 'my-data.note-too-long', { field: 'note' })
  const viewer: Viewer = { me: askedBy, represents, people: [askedBy, ...represents] }
  if (!isId(input.logId)) return refuse('my-data.no-such-access')
  const { row, relation } = await visibleAccess(ctx, viewer, input.logId)
  refuseUnless(relation !== 'own', 'my-data.own-reading')
  const about = row.subjects.find((person) => viewer.people.includes(person))!
  const known = await findAsked(ctx.tx, row.log_id, about, askedBy)
  if (known) return known
  const questionId = newId()
  await insertQuestion(ctx.tx, {
    questionId, code: codeOf(questionId), logId: row.log_id, about, askedBy,
    filedByAppointment: ctx.actor.kind === 'officer' ? ctx.actor.appointmentId : null,
    organisationId: row.actor_organisation, concern: input.concern, note: input.note.trim(), askedAt: ctx.now, ...promisedDays(ctx.now, accessRules(ctx.today)),
  })
  const made = (await findAsked(ctx.tx, row.log_id, about, askedBy))!
  if (made.questionId === questionId) ctx.publish('my-data.access-questioned', { questionId, organisationId: row.actor_organisation }, { subject: questionId })
  return made
}

function askerOf(ctx: Ctx): string {
  if (ctx.actor.kind === 'citizen') return ctx.actor.personId
  if (ctx.actor.kind === 'officer') return ctx.onBehalfOf ?? refuse('my-data.not-on-behalf')
  allow(ctx, 'my-data.ask')
  throw new Error('only citizens and officers may ask')
}

/** 'HX-7K3M-9QPD': letters and figures that nobody mixes up on the telephone. */
function codeOf(questionId: string): string {
  const alphabet = '23456789ACDEFGHJKMNPQRTUVWXY'
  const letters = [...sha256(questionId).subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return `HX-${letters.slice(0, 4)}-${letters.slice(4)}`
}
