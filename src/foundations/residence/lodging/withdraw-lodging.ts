import { addMilliseconds } from '../../../kernel/plain-date.ts'
import { allow, type Ctx } from '../../../platform/index.ts'
import { once, recordAct } from '../../acts/index.ts'
import { ruleNumber } from '../rules.ts'
import { lodgingWithdrawn } from './acts.ts'
import { reporterOf } from './hosts.ts'
import { selectNotice } from './lodging.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Takes a notice back within a minute, by whoever sent it; the act and what it said stay readable. Refuses `lodging.undo-over` later. */
export async function withdrawLodging(ctx: Ctx, input: { readonly noticeId: string; readonly commandId: string }): Promise<{ actId: string }> {
  allow(ctx, 'lodging.tell')
  return once(ctx, input.commandId, (act) => ({ actId: act.actId }), async () => {
    const notice = (await selectNotice(ctx.tx, reporterOf(ctx), input.noticeId)) ?? refuse('lodging.unknown')
    const seconds = ruleNumber('lodging-undo-seconds', ctx.today)
    refuseUnless(ctx.now <= addMilliseconds(notice.recordedAt, seconds * 1000), 'lodging.undo-over', { vars: { seconds } })
    const { actId } = await recordAct(ctx, lodgingWithdrawn, { subjectId: notice.hostId, payload: { noticeId: input.noticeId, hostId: notice.hostId }, basis: { article: 'Luật Cư trú 2020, đ.30' }, commandId: input.commandId })
    return { actId }
  })
}
