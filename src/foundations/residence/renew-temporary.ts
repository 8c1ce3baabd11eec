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
  /** The day it was asked for in a dossier; today where nothing is said. */
  readonly askedOn?: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

/** When a term that ends on this day may be renewed: its last fifteen days, never before and never after. */
export interface RenewalTime { readonly state: 'early' | 'open' | 'over'; readonly first: PlainDate }
export function renewalOf(until: PlainDate, today: PlainDate): RenewalTime {
  const first = addDays(until, -ruleNumber('temporary-renew-before-days', today))
  return { first, state: today > until ? 'over' : today < first ? 'early' : 'open' }
}

/** Luật Cư trú 2020 đ.28: asked for in the last fifteen days of the term, at most two years more. Refuses earlier and later requests: after the end it is a new registration. */
export async function renewTemporary(ctx: Ctx, input: RenewTemporary): Promise<{ actId: string; replayed: boolean; until: PlainDate; noticeNumber: string }> {
  const found = (await selectResidences(ctx.tx, input.personId)).find((each) => each.kind === 'temporary' && each.standing === 'confirmed')
  allow(ctx, 'residence.register-temporary', { area: found?.area ?? null })
  const askedOn = input.askedOn ?? ctx.today
  refuseUnless(!input.askedOn || (input.dossierId && input.askedOn <= ctx.today), 'residence.date-in-future', { field: 'askedOn' })
  return once(ctx, input.commandId, done, async () => {
    await mayLiveFrom(ctx, input.personId, ctx.today)
    const was = found?.until ?? refuse('residence.not-registered', { field: 'personId' })
    const asked = renewalOf(was, askedOn)
    refuseUnless(asked.state !== 'over', 'residence.term-over', { field: 'until', vars: { until: formatDateVi(was) } })
    refuseUnless(asked.state !== 'early', 'residence.renewal-too-early', { field: 'until', vars: { first: formatDateVi(asked.first) } })
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
