import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { addressOf, type Address } from './address.ts'
import { mayLiveFrom, noticeNumber } from './moving.ts'
import { refuseUnless } from './refusals.ts'
import { currentPlaceDeclared } from './temporary-acts.ts'

export interface DeclareCurrentPlace {
  readonly personId: string
  readonly place: { readonly area: string; readonly detail: string; readonly oldText?: string | null }
  readonly from?: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.19: where somebody lives who can register nowhere, as the police of the commune have verified it. Refuses whoever is registered permanently or temporarily. */
export async function declareCurrentPlace(ctx: Ctx, input: DeclareCurrentPlace): Promise<{ actId: string; replayed: boolean; address: Address; noticeNumber: string }> {
  allow(ctx, 'residence.declare-current-place', { area: input.place.area })
  return once(ctx, input.commandId, done, async () => {
    const from = input.from ?? ctx.today
    await mayLiveFrom(ctx, input.personId, from)
    refuseUnless(input.place.detail.trim() !== '', 'residence.place-needed', { field: 'place' })
    const payload = { personId: input.personId, from, address: addressOf(input.place, from), noticeNumber: await noticeNumber(ctx) }
    return done(await recordAct(ctx, currentPlaceDeclared, { subjectId: input.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.19' }, commandId: input.commandId, dossierId: input.dossierId ?? null }))
  })
}

function done(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): { actId: string; replayed: boolean; address: Address; noticeNumber: string } {
  const { address, noticeNumber: number } = result.payload as { address: Address; noticeNumber: string }
  return { actId: result.actId, replayed: result.replayed ?? true, address, noticeNumber: number }
}
