import { findAccess, fieldLabels, registerLabel } from '../../foundations/trail/index.ts'
import { allow, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { chainAbove, findQuestion, insertStep, questionsFor, type QuestionRow } from './my-data.sql.ts'
import { nameOfReader } from './name-of-reader.ts'
import { refuse, refuseUnless } from './refusals.ts'
import type { Finding } from './words.ts'

export interface AnswerAccessQuestion {
  readonly questionId: string
  readonly finding: Finding
  /** Why the data were read, in words the citizen understands. */
  readonly text: string
  /** True when the question is justified: the citizen is told who it was (ux.md §3.12 rule 3). */
  readonly namesOfficer?: boolean
}

/** The other side of a question: what was read and by whom. */
export interface QuestionForOfficer extends QuestionRow {
  readonly reading: {
    readonly at: string
    readonly register: string
    readonly fields: readonly string[]
    readonly purpose: string
    readonly basis: string
    readonly dossierId: string | null
    readonly refused: boolean
    readonly officerName: string | null
  }
}

/** Questions about readings of the officer's unit and the units below it, open ones first. No personal data beyond what the citizen wrote. */
export async function accessQuestionsFor(ctx: Ctx): Promise<QuestionRow[]> {
  const me = officerOf(ctx)
  allow(ctx, 'my-data.answer', { organisation: me.organisationId })
  const found = await questionsFor(ctx.tx, me.organisationId, 200)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'access-log', subjects: found.map((each) => each.askedBy), fields: ['accessEntry'] })
  return found
}

/** Opens one question and the reading it is about. The reader's name is read for this purpose and logged. The first opening acknowledges the question. */
export async function openAccessQuestion(ctx: Ctx, questionId: string): Promise<QuestionForOfficer> {
  const question = await questionFor(ctx, questionId)
  const row = (await findAccess(ctx.tx, question.logId)) ?? refuse('my-data.no-such-access')
  ctx.logRead({ kind: 'open', register: 'access-log', subjects: [question.about, question.askedBy], fields: ['accessEntry'] })
  const officerName = await nameOfReader(ctx, row.actor_kind === 'officer' ? row.actor_person : null)
  await insertStep(ctx.tx, { questionId, kind: 'received', at: ctx.now, byAppointment: officerOf(ctx).appointmentId, finding: null, text: null, namesOfficer: false })
  return {
    ...(await findQuestion(ctx.tx, questionId))!,
    reading: {
      at: row.at, register: registerLabel(row.register), fields: fieldLabels(row.fields), purpose: row.purpose_text ?? row.purpose_code, basis: row.purpose_basis,
      dossierId: row.dossier_id, refused: row.outcome === 'refused', officerName,
    },
  }
}

/** The unit's security officer answers, once. Acknowledges it too where nobody had. Refuses an empty answer. */
export async function answerAccessQuestion(ctx: Ctx, input: AnswerAccessQuestion): Promise<void> {
  const question = await questionFor(ctx, input.questionId)
  refuseUnless(input.text.trim() !== '', 'my-data.answer-needed', { field: 'text' })
  const step = { questionId: input.questionId, at: ctx.now, byAppointment: officerOf(ctx).appointmentId }
  await insertStep(ctx.tx, { ...step, kind: 'received', finding: null, text: null, namesOfficer: false })
  const first = await insertStep(ctx.tx, { ...step, kind: 'answered', finding: input.finding, text: input.text.trim(), namesOfficer: input.namesOfficer ?? false })
  refuseUnless(first, 'my-data.already-answered')
  ctx.publish('my-data.question-answered', { questionId: question.questionId, personId: question.askedBy }, { subject: question.questionId })
}

/** Refuses questions of other units as if there were none for this actor to answer. */
async function questionFor(ctx: Ctx, questionId: string): Promise<QuestionRow> {
  const question = await findQuestion(ctx.tx, questionId)
  if (question && question.organisationId === null) allow(ctx, 'my-data.answer-for-operator')
  else {
    const chain = question ? [question.organisationId!, ...(await chainAbove(ctx.tx, question.organisationId!))] : []
    const mine = ctx.actor.kind === 'officer' ? chain.find((id) => id === (ctx.actor as OfficerActor).organisationId) : undefined
    allow(ctx, 'my-data.answer', { organisation: mine ?? null })
  }
  return question ?? refuse('my-data.no-such-question')
}

function officerOf(ctx: Ctx): OfficerActor {
  if (ctx.actor.kind === 'officer') return ctx.actor
  allow(ctx, 'my-data.answer')
  throw new Error('only an officer may answer')
}
