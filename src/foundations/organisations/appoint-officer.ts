import type { PlainDate } from '../../kernel/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import type { OrganisationEvents } from './events.ts'
import { checkTime } from './open-post.ts'
import type { Appointment } from './organisation.ts'
import { insertAppointment, lockPost, selectAppointment, selectHolders } from './organisations.sql.ts'
import { getOrganisation } from './read-organisations.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface AppointOfficer {
  /** Chosen by the caller so that a retry is harmless; a new one when not given. */
  readonly id?: string
  readonly personId: string
  readonly postId: string
  readonly from: PlainDate
  /** First day it no longer holds; open, or the end of the post, when not given. */
  readonly to?: PlainDate | null
  readonly decisionNumber: string
  /** May see the categories C07, C08 and C10; off unless the decision says so. */
  readonly sensitive?: boolean
}

/**
 * Gives a person a post from a day on, by a numbered decision. Nobody appoints themselves; a sole post has one holder at a
 * time. Whether the person may work in it (living, e-ID in force) is read again at every sign-in.
 */
export async function appointOfficer(ctx: Ctx, input: AppointOfficer): Promise<Appointment> {
  const post = (await lockPost(ctx.tx, input.postId)) ?? refuse('organisations.post-not-found')
  const organisation = await getOrganisation(ctx, post.organisationId)
  allow(ctx, 'organisations.appoint', { area: organisation.areaCode, organisation: organisation.id })
  refuseUnless(ctx.actor.kind !== 'officer' || ctx.actor.personId !== input.personId, 'organisations.self-appointment')
  refuseUnless(input.decisionNumber.trim() !== '', 'organisations.decision-missing', { field: 'decisionNumber' })
  const known = input.id && (await selectAppointment(ctx.tx, input.id))
  if (known) {
    refuseUnless(known.personId === input.personId && known.post.id === post.id, 'organisations.id-used')
    return known
  }
  const appointment: Appointment = {
    appointmentId: input.id ?? newId(), personId: input.personId, organisationId: organisation.id, role: post.role, areas: post.areas, post, organisation, sensitive: input.sensitive ?? false,
    decisionNumber: input.decisionNumber.trim(), from: input.from, to: input.to ?? post.to,
  }
  checkTime(appointment, post)
  const holders = await selectHolders(ctx.tx, post.id, appointment.from, appointment.to)
  refuseUnless(holders.every((holder) => holder.personId !== input.personId), 'organisations.already-appointed', { field: 'personId' })
  refuseUnless(!post.sole || holders.length === 0, 'organisations.post-held', { field: 'postId' })
  await insertAppointment(ctx.tx, appointment, ctx.now, ctx.actor)
  const told: OrganisationEvents['organisations.officer-appointed'] = {
    appointmentId: appointment.appointmentId, personId: input.personId, organisationId: organisation.id, role: post.role, from: appointment.from, to: appointment.to,
  }
  ctx.publish('organisations.officer-appointed', told, { subject: input.personId })
  return appointment
}
