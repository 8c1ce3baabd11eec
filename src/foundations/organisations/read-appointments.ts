import type { PlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type Role, type Tx } from '../../platform/index.ts'
import { areaAsOf, communesOf } from '../areas/index.ts'
import type { Appointment } from './organisation.ts'
import { selectAppointment, selectAppointmentsOf, selectHoldersOf, selectOfficersIn, selectOfficersOf } from './organisations.sql.ts'
import { getOrganisation } from './read-organisations.ts'

const fields = ['appointment', 'post', 'organisation']

/** The posts a person holds on a day, for choosing one at sign-in. Logged as a reading of that person. */
export async function appointmentsOf(ctx: Ctx, personId: string, on: PlainDate): Promise<Appointment[]> {
  allow(ctx, 'organisations.appointments-of-person', { person: personId })
  const found = await selectAppointmentsOf(ctx.tx, personId, on)
  ctx.logRead({ kind: 'open', register: 'organisations', subjects: [personId], fields })
  return found
}

/** Who holds the posts of a body on a day. Logged as a list of those people. */
export async function officersOf(ctx: Ctx, organisationId: string, on: PlainDate): Promise<Appointment[]> {
  const organisation = await getOrganisation(ctx, organisationId)
  allow(ctx, 'organisations.list-officers', { area: organisation.areaCode, organisation: organisation.id })
  const found = await selectOfficersOf(ctx.tx, organisationId, on)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'organisations', subjects: found.map((one) => one.personId), fields })
  return found
}

/** Who holds posts of these roles in the bodies of a unit and of the communes inside it, for naming who answers for a piece of work there. Logged as a list of those people. */
export async function officersIn(ctx: Ctx, areaCode: string, roles: readonly Role[], on: PlainDate): Promise<Appointment[]> {
  allow(ctx, 'organisations.name-officers', { area: areaCode })
  const areas = [areaCode, ...(areaAsOf(areaCode, on)?.level === 'province' ? communesOf(areaCode, on).map((commune) => commune.code) : [])]
  const found = await selectOfficersIn(ctx.tx, areas, roles, on)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'organisations', subjects: [...new Set(found.map((one) => one.personId))], fields })
  return found
}

/** Whom to tell what concerns everybody who holds a post of these roles. For sending, never to be shown: not logged. */
export const holdersOf = async (tx: Tx, roles: readonly Role[], on: PlainDate): Promise<string[]> => [...new Set((await selectHoldersOf(tx, roles, on)).map((one) => one.personId))]

/**
 * The appointment while it holds: on that day it, its post and its body exist; else null. For the session machinery, which asks
 * in the transaction of every request and compares `personId` with the session's own; that shows nobody's data to anybody, so it
 * is not logged. Whoever shows an appointment to people uses `appointmentsOf` or `officersOf`.
 */
export async function appointmentOn(tx: Tx, appointmentId: string, on: PlainDate): Promise<Appointment | null> {
  const found = await selectAppointment(tx, appointmentId)
  return found && [found, found.post, found.organisation].every((part) => part.from <= on && (part.to === null || on < part.to)) ? found : null
}
