import { tidySpaces } from '../../../kernel/vietnamese-text.ts'
import type { Ctx } from '../../../platform/index.ts'
import { once, recordAct } from '../../acts/index.ts'
import { codeEntry, labelOf } from '../../areas/index.ts'
import { personIdOf } from '../../population/index.ts'
import { lodgingStandingEnded, lodgingStandingTold } from './acts.ts'
import { hostFor, reporterOf } from './hosts.ts'
import { selectStanding } from './lodging.sql.ts'
import { refuseUnless } from './refusals.ts'

/** Luật Cư trú 2020 đ.30 k.4: grandparents, parents, spouse, children, grandchildren and siblings who often come are told once. Codes of the list relation-to-head. */
export const closeRelatives: readonly string[] = ['02', '03', '04', '05', '06', '07', '14', '15', '16', '18', '19', '20']

export interface TellStanding {
  readonly hostId: string
  readonly pin: string
  readonly name: string
  readonly relation: string
  readonly commandId: string
}

/** A member of a household tells once of a close relative who often comes to stay. */
export async function tellStanding(ctx: Ctx, input: TellStanding): Promise<void> {
  const host = await hostFor(ctx, input.hostId)
  await once(ctx, input.commandId, () => undefined, async () => {
    refuseUnless(host.kind === 'household', 'lodging.standing-household', { field: 'host' })
    refuseUnless(closeRelatives.includes(input.relation) && codeEntry('relation-to-head', input.relation, ctx.today), 'lodging.relation-needed', { field: 'relation' })
    const name = tidySpaces(input.name)
    refuseUnless(name !== '', 'lodging.name-needed', { field: 'name' })
    const payload = { hostId: host.hostId, area: host.area, guestId: (await personIdOf(ctx.tx, input.pin)) ?? null, name, docNumber: input.pin, relation: input.relation, reporterId: reporterOf(ctx), from: ctx.today }
    await recordAct(ctx, lodgingStandingTold, { subjectId: host.hostId, payload, basis: { article: 'Luật Cư trú 2020, đ.30 k.4' }, commandId: input.commandId })
  })
}

export async function endStanding(ctx: Ctx, input: { readonly hostId: string; readonly docNumber: string; readonly commandId: string }): Promise<void> {
  const host = await hostFor(ctx, input.hostId)
  await once(ctx, input.commandId, () => undefined, async () => {
    await recordAct(ctx, lodgingStandingEnded, { subjectId: host.hostId, payload: { hostId: host.hostId, docNumber: input.docNumber, on: ctx.today }, basis: { article: 'Luật Cư trú 2020, đ.30 k.4' }, commandId: input.commandId })
  })
}

export interface StandingGuest {
  readonly hostId: string
  readonly name: string
  readonly docNumber: string
  readonly relation: string
  readonly relationText: string
  readonly since: string
}

/** Relatives one has told of for this dwelling, as one told them. */
export async function standingGuestsOf(ctx: Ctx, hostId: string): Promise<StandingGuest[]> {
  const host = await hostFor(ctx, hostId)
  return (await selectStanding(ctx.tx, host.hostId)).map((each) => ({ ...each, relationText: labelOf('relation-to-head', each.relation, ctx.today) }))
}
