import type { PlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import type { OrganisationEvents } from './events.ts'
import { lockPost, selectAppointment, updateAppointmentEnd } from './organisations.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface EndAppointment {
  readonly appointmentId: string
  /** First day it no longer holds. */
  readonly on: PlainDate
  readonly decisionNumber: string
}

/** Ends an appointment by a numbered decision; ending it again on the same day changes nothing, later than it ended is refused. */
export async function endAppointment(ctx: Ctx, input: EndAppointment): Promise<void> {
  const found = (await selectAppointment(ctx.tx, input.appointmentId)) ?? refuse('organisations.appointment-not-found')
  allow(ctx, 'organisations.end-appointment', { area: found.organisation.areaCode, organisation: found.organisation.id })
  refuseUnless(input.decisionNumber.trim() !== '', 'organisations.decision-missing', { field: 'decisionNumber' })
  await lockPost(ctx.tx, found.post.id)
  const appointment = (await selectAppointment(ctx.tx, input.appointmentId))!
  if (appointment.to === input.on) return
  refuseUnless(input.on > appointment.from, 'organisations.dates', { field: 'on' })
  refuseUnless(appointment.to === null || input.on < appointment.to, 'organisations.appointment-ended', { field: 'on' })
  await updateAppointmentEnd(ctx.tx, appointment.appointmentId, input.on, input.decisionNumber.trim(), ctx.now, ctx.actor)
  const told: OrganisationEvents['organisations.appointment-ended'] = {
    appointmentId: appointment.appointmentId, personId: appointment.personId, organisationId: appointment.organisation.id, on: input.on,
  }
  ctx.publish('organisations.appointment-ended', told, { subject: appointment.personId })
}
