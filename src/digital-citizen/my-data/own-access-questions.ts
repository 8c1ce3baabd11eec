import { findAccess } from '../../foundations/trail/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { nameOfReader } from './name-of-reader.ts'
import { questionsBy, type QuestionRow } from './my-data.sql.ts'

export interface OwnQuestion extends QuestionRow {
  /** Past the promised day and not answered. */
  readonly late: boolean
  /** Who it was, where the answer discloses it. */
  readonly officerName: string | null
}

/** What the citizen has asked and what was answered, newest first. A disclosed officer's name is read for it, and that is logged for the officer to see. */
export async function ownAccessQuestions(ctx: Ctx): Promise<OwnQuestion[]> {
  const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  allow(ctx, 'my-data.read-own-questions', { person: me })
  const found = await questionsBy(ctx.tx, me!)
  const shown: OwnQuestion[] = []
  for (const question of found) {
    const officer = question.namesOfficer ? ((await findAccess(ctx.tx, question.logId))?.actor_person ?? null) : null
    shown.push({
      ...question, late: question.answeredAt === null && question.answerBy < ctx.today,
      officerName: await nameOfReader(ctx, officer),
    })
  }
  return shown
}
