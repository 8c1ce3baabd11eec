import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { holdsRights, personStatus } from '../population/index.ts'
import { mandateGiven } from './mandate-acts.ts'
import { answerRequest } from './mandates.sql.ts'
import { ownId } from './own-id.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** The other side agrees: the permission holds from today, by one act. Exactly one of any number of answers counts. */
export async function acceptMandate(ctx: Ctx, input: { requestId: string; commandId: string }): Promise<{ mandateId: string }> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.answer', { person: me })
  return once(ctx, input.commandId, (first) => ({ mandateId: (first.payload as { mandateId: string }).mandateId }), async () => {
    const mandateId = newId()
    const request = (await answerRequest(ctx.tx, input.requestId, 'other_id', me, 'accepted', mandateId, ctx.now)) ?? refuse('mandates.answered')
    const [giverId, holderId] = request.askedAs === 'giver' ? [request.askerId, me] : [me, request.askerId]
    for (const person of [giverId, holderId]) refuseUnless(holdsRights((await personStatus(ctx.tx, person))?.lifeStatus), 'mandates.person-not-living')
    refuseUnless(ctx.today < request.until, 'mandates.answered')
    await recordAct(ctx, mandateGiven, {
      subjectId: giverId, basis: { article: 'Bộ luật Dân sự 2015, đ.138' }, commandId: input.commandId,
      payload: { mandateId, giverId, holderId, kind: request.kind, scope: [...request.scope], dossierId: request.dossierId, from: ctx.today, until: request.until, requestId: request.requestId, askedAs: request.askedAs },
    })
    return { mandateId }
  })
}

/** The other side says no. */
export async function refuseMandate(ctx: Ctx, requestId: string): Promise<void> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.end', { person: me })
  if (!(await answerRequest(ctx.tx, requestId, 'other_id', me, 'refused', null, ctx.now))) refuse('mandates.answered')
}

/** Whoever asked takes it back. */
export async function withdrawRequest(ctx: Ctx, requestId: string): Promise<void> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.end', { person: me })
  if (!(await answerRequest(ctx.tx, requestId, 'asker_id', me, 'withdrawn', null, ctx.now))) refuse('mandates.answered')
}
