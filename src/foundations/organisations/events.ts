import type { PlainDate } from '../../kernel/plain-date.ts'

/** What this module tells others. `personId` is an internal id; no event holds a name or a number. */
export interface OrganisationEvents {
  'organisations.opened': { organisationId: string; kind: string; areaCode: string; from: PlainDate }
  'organisations.closed': { organisationId: string; on: PlainDate }
  'organisations.officer-appointed': { appointmentId: string; personId: string; organisationId: string; role: string; from: PlainDate; to: PlainDate | null }
  /** Sessions opened with this appointment must end by `on`. */
  'organisations.appointment-ended': { appointmentId: string; personId: string; organisationId: string; on: PlainDate }
}
