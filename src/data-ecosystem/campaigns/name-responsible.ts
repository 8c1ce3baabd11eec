import { officersIn } from '../../foundations/organisations/index.ts'
import type { Ctx, Role } from '../../platform/index.ts'
import { nameUnit, selectUnit } from './campaigns.sql.ts'
import { campaignToLead } from './own-campaigns.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { keepStep } from './steps.ts'

/** Whoever answers for a unit holds one of these posts there. */
export const responsibleRoles: readonly Role[] = ['police-commander', 'police-officer']

export interface NameResponsible {
  readonly campaignId: string
  readonly area: string
  readonly version: number
  /** Whoever holds this appointment now. */
  readonly appointmentId: string
}

/** "Rõ người": one named person answers for each unit. */
export async function nameResponsible(ctx: Ctx, input: NameResponsible): Promise<void> {
  await campaignToLead(ctx, input.campaignId)
  refuseUnless(await selectUnit(ctx.tx, input.campaignId, input.area), 'campaigns.unit-unknown')
  const officer = (await officersIn(ctx, input.area, responsibleRoles, ctx.today)).find((each) => each.appointmentId === input.appointmentId && each.organisation.areaCode === input.area) ?? refuse('campaigns.nobody-there', { field: 'appointment' })
  refuseUnless(await nameUnit(ctx.tx, input.campaignId, input.area, officer, input.version), 'campaigns.changed')
  await keepStep(ctx, { campaignId: input.campaignId, kind: 'named', area: input.area, detail: officer.personId })
}
