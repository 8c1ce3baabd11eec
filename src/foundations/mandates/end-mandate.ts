import { allow, type Ctx } from '../../platform/index.ts'
import { recordAct } from '../acts/index.ts'
import { mandateEnded } from './mandate-acts.ts'
import { mandateById, mandatesOf } from './mandates.sql.ts'
import { ownId } from './own-id.ts'
import { refuse } from './refusals.ts'

/** Bộ luật Dân sự 2015 đ.140: giver or holder ends the permission; it is gone at the next request. Refuses a stranger as if there were none. */
export async function endMandate(ctx: Ctx, input: { mandateId: string; commandId: string }): Promise<void> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.end', { person: me })
  const found = await mandateById(ctx.tx, input.mandateId)
  if (!found || (found.giverId !== me && found.holderId !== me)) return refuse('mandates.not-found')
  if (found.until <= ctx.today) return
  await end(ctx, found, found.giverId === me ? 'giver' : 'holder', input.commandId)
}

/** Bộ luật Dân sự 2015 đ.140: permissions end with the death of either side. Called when the register says so. */
export async function endMandatesOfPerson(ctx: Ctx, input: { personId: string; commandIdOf: (mandateId: string) => string }): Promise<number> {
  allow(ctx, 'mandates.end')
  const open = (await mandatesOf(ctx.tx, input.personId)).filter((each) => ctx.today < each.until)
  for (const each of open) await end(ctx, each, 'law', input.commandIdOf(each.mandateId))
  return open.length
}

async function end(ctx: Ctx, found: { mandateId: string; giverId: string; holderId: string }, endedBy: 'giver' | 'holder' | 'law', commandId: string): Promise<void> {
  const { mandateId, giverId, holderId } = found
  await recordAct(ctx, mandateEnded, { subjectId: giverId, payload: { mandateId, giverId, holderId, on: ctx.today, endedBy }, basis: { article: 'Bộ luật Dân sự 2015, đ.140' }, commandId })
}
