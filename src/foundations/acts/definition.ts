import type { z } from 'zod'
import type { Actor, Instant, PlainDate } from '../../platform/index.ts'
import type { Prior, PriorRead, RowChange } from './changes.ts'

/** The article of law an act rests on, and the papers that were shown. */
export interface Basis {
  readonly article: string
  readonly documents?: readonly { readonly kind: string; readonly number?: string; readonly date?: PlainDate; readonly issuer?: string; readonly hash?: string }[]
}

/** Who did it, without session and without data that change: what must still be readable in fifty years. */
export type ActActor =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'relying-party'; readonly clientId: string }
  | { readonly kind: 'citizen'; readonly personId: string }
  | { readonly kind: 'officer'; readonly personId: string; readonly appointmentId: string; readonly organisationId: string; readonly role: string }

/** One act as it stands in `legal_act`. */
export interface RecordedAct<P = unknown> {
  readonly actId: string
  readonly type: string
  readonly subjectId: string
  readonly payload: P
  readonly occurredOn: PlainDate
  readonly recordedAt: Instant
  readonly actor: ActActor
  readonly onBehalfOf: string | null
  readonly basis: Basis
  readonly dossierId: string | null
  readonly commandId: string
}

export interface ActDefinition<P> {
  readonly type: string
  readonly schema: z.ZodType<P>
  /** Which rows `apply` and `check` must see. */
  readonly prior?: (payload: P) => readonly PriorRead[]
  /** Live only: refuses what the law forbids, given what stands. Replay never judges the past again. */
  readonly check?: (act: RecordedAct<P>, prior: Prior, today: PlainDate) => void
  /** Pure. Looks only at rows it supersedes; everything else stands in the payload. */
  readonly apply: (act: RecordedAct<P>, prior: Prior) => readonly RowChange[]
  readonly event?: (act: RecordedAct<P>) => { readonly type: string; readonly payload: object; readonly subject?: string }
}

const definitions = new Map<string, ActDefinition<never>>()

/** Declares one kind of legal act. Each type once; a type that has acts is never taken away. */
export function defineAct<P>(definition: ActDefinition<P>): ActDefinition<P> {
  if (definitions.has(definition.type)) throw new Error(`act ${definition.type} is defined twice`)
  definitions.set(definition.type, definition as unknown as ActDefinition<never>)
  return definition
}

export function definitionOf(type: string): ActDefinition<unknown> {
  const definition = definitions.get(type)
  if (!definition) throw new Error(`no act ${type} is defined in this program`)
  return definition as unknown as ActDefinition<unknown>
}

/** The part of an actor that an act keeps. */
export function actActor(actor: Actor): ActActor {
  switch (actor.kind) {
    case 'citizen': return { kind: 'citizen', personId: actor.personId }
    case 'officer': return { kind: 'officer', personId: actor.personId, appointmentId: actor.appointmentId, organisationId: actor.organisationId, role: actor.role }
    default: return actor
  }
}
