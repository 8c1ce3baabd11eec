import type { Ctx } from '../../platform/index.ts'

/** Who took a step, as the history of a finding keeps it. */
export function whoOf({ actor }: Pick<Ctx, 'actor'>): { actorKind: string; actorPerson: string | null; appointment: string | null } {
  return { actorKind: actor.kind, actorPerson: 'personId' in actor ? actor.personId : null, appointment: actor.kind === 'officer' ? actor.appointmentId : null }
}
