import { addDays, addMonths, formatDateVi } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { mayLiveFrom, noticeNumber } from './moving.ts'
import { selectResidences } from './residence.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { ruleNumber } from './rules.ts'
import { temporaryRenewed } from './temporary-acts.ts'

export interface RenewTemporary {
  readonly personId: string
  readonly until: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.28: asked for in the last fifteen days of the term, at most two years more. Refuses earlier and later requests: after the end it is a new registration. */
export async function renewTemporary(ctx: Ctx, input: RenewTemporary): Promise<{ actId: string; replayed: boolean; until: PlainDate; noticeNumber: string }> {
  const found = (await selectResidences(ctx.tx, input.personId)).find((each) => each.kind === 'temporary' && each.standing === 'confirmed')
  allow(ctx, 'residence.register-temporary', { area: found?.area ?? null })
  return once(ctx, input.commandId, done, async () => {
    await mayLiveFrom(ctx, input.personId, ctx.today)
    const was = found?.until ?? refuse('residence.not-registered', { field: 'personId' })
    const first = addDays(was, -ruleNumber('temporary-renew-before-days', ctx.today))
    refuseUnless(ctx.today <= was, 'residence.term-over', { field: 'until', vars: { until: formatDateVi(was) } })
    refuseUnless(first <= ctx.today, 'residence.renewal-too-early', { field: 'until', vars: { first: formatDateVi(first) } })
    refuseUnless(was < input.until, 'residence.renewal-not-longer', { field: 'until', vars: { until: formatDateVi(was) } })
    refuseUnless(input.until <= addMonths(was, ruleNumber('temporary-longest-months', ctx.today)), 'residence.term-too-long', { field: 'until' })
    const payload = { personId: input.personId, area: found!.area, was, until: input.until, noticeNumber: await noticeNumber(ctx) }
    return done(await recordAct(ctx, temporaryRenewed, { subjectId: input.personId, payload, basis: { article: 'Luật Cư trú 2020, đ.28' }, commandId: input.commandId, dossierId: input.dossierId ?? null }))
  })
}

function done(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): { actId: string; replayed: boolean; until: PlainDate; noticeNumber: string } {
  const { until, noticeNumber: number } = result.payload as { until: PlainDate; noticeNumber: string }
  return { actId: result.actId, replayed: result.replayed ?? true, until, noticeNumber: number }
}
