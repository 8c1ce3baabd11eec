import type { PlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import type { OrganisationEvents } from './events.ts'
import { selectLastingAppointments, updateAppointmentEnd, updateOrganisationEnd } from './organisations.sql.ts'
import { getOrganisation } from './read-organisations.ts'
import { refuseUnless } from './refusals.ts'

export interface CloseOrganisation {
  readonly organisationId: string
  /** First day it no longer exists. */
  readonly on: PlainDate
  readonly decisionNumber: string
}

/** Ends a body with its posts and the appointments to them, as the districts ended on 2025-07-01. Refuses a day before it began. */
export async function closeOrganisation(ctx: Ctx, input: CloseOrganisation): Promise<void> {
  const organisation = await getOrganisation(ctx, input.organisationId)
  allow(ctx, 'organisations.close', { area: organisation.areaCode })
  refuseUnless(input.decisionNumber.trim() !== '', 'organisations.decision-missing', { field: 'decisionNumber' })
  if (organisation.to === input.on) return
  refuseUnless(input.on > organisation.from, 'organisations.dates', { field: 'on' })
  refuseUnless(organisation.to === null || input.on < organisation.to, 'organisations.not-in-force', { field: 'on' })
  for (const appointment of await selectLastingAppointments(ctx.tx, organisation.id, input.on)) {
    if (appointment.from >= input.on) continue // never begins: a post of a closed body gives nobody a right
    await updateAppointmentEnd(ctx.tx, appointment.appointmentId, input.on, input.decisionNumber.trim(), ctx.now, ctx.actor)
    const told: OrganisationEvents['organisations.appointment-ended'] = { appointmentId: appointment.appointmentId, personId: appointment.personId, organisationId: organisation.id, on: input.on }
    ctx.publish('organisations.appointment-ended', told, { subject: appointment.personId })
  }
  await updateOrganisationEnd(ctx.tx, organisation.id, input.on)
  const told: OrganisationEvents['organisations.closed'] = { organisationId: organisation.id, on: input.on }
  ctx.publish('organisations.closed', told)
}
