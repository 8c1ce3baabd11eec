import type { Tx } from './database.ts'

/** A moment in UTC with milliseconds: '2026-11-22T01:02:03.004Z'. */
export type Instant = string
/** A calendar day in Việt Nam: '2026-11-22'. */
export type PlainDate = string

/** The roles of domain Annex G that exist so far. Every role is held through a dated appointment to a post of one unit. */
export const roles = [
  'reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer',
  'data-steward', 'leader', 'administrator', 'auditor', 'security-officer',
] as const
export type Role = (typeof roles)[number]

export interface CitizenActor {
  readonly kind: 'citizen'
  readonly personId: string
  readonly accountId: string
  readonly sessionId: string
  /** Level of the e-ID account, NĐ 69/2024 art. 7. */
  readonly level: 1 | 2
  /** Authentication level of this session, NĐ 69/2024 art. 20. */
  readonly authLevel: 1 | 2 | 3 | 4
}

export interface OfficerActor {
  readonly kind: 'officer'
  readonly personId: string
  readonly accountId: string
  readonly sessionId: string
  readonly authLevel: 1 | 2 | 3 | 4
  readonly appointmentId: string
  readonly organisationId: string
  readonly role: Role
  /** Unit codes this post is responsible for: communes (5 digits) or provinces (2 digits). */
  readonly areas: readonly string[]
  /** May see the categories C07, C08, C10. */
  readonly sensitive?: boolean
}

export type Actor =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'relying-party'; readonly clientId: string; /** As people know it. */ readonly name?: string }
  | CitizenActor
  | OfficerActor

/** Why personal data are touched: a code, the article of law, and the sentence the citizen reads (Luật Căn cước art. 10). */
export interface Purpose {
  readonly code: string
  readonly basis: string
  readonly text?: string
  readonly dossierId?: string
}

/** One reading of personal data, as it will stand in the access log. */
export interface ReadEntry {
  readonly kind: 'open' | 'search' | 'list'
  readonly register: string
  /** Ids of the people whose data were read or shown. */
  readonly subjects: readonly string[]
  readonly fields: readonly string[]
  /** Keyed hash of what was searched for: proves, without repeating it. */
  readonly queryHash?: string
  /** Where this one reading has another purpose than its transaction (see `forPurpose`). */
  readonly purpose?: Purpose
}

export interface PublishedEvent {
  readonly type: string
  readonly payload: object
  readonly subject: string | null
}

export interface EnqueuedJob {
  readonly name: string
  readonly payload: object
  readonly runAt: Instant
  readonly uniqueKey: string | null
}

/** What every use case receives: the open transaction, who acts, for whom, why, and the time. */
export interface Ctx {
  readonly tx: Tx
  readonly actor: Actor
  readonly onBehalfOf: string | null
  readonly purpose: Purpose
  readonly now: Instant
  readonly today: PlainDate
  readonly requestId: string
  /** Buffered; written in this transaction, or in one of its own when the act is refused. */
  logRead(entry: ReadEntry): void
  /** Leaves by the outbox of this transaction. */
  publish(type: string, payload: object, options?: { subject?: string }): void
  enqueue(job: string, payload: object, options?: { runAt?: Instant; uniqueKey?: string }): void
}

/** The same transaction for a narrower purpose: reads made through it are logged with that purpose (a job that works for one dossier). */
export function forPurpose(ctx: Ctx, purpose: Purpose): Ctx {
  return { ...ctx, purpose, logRead: (entry) => ctx.logRead({ purpose, ...entry }) }
}
