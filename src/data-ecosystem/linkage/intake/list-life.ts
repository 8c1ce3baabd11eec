import { newId } from '../../../kernel/ids.ts'
import type { Ctx } from '../../../platform/index.ts'
import { insertListEvent, type ListEventKind } from './list.sql.ts'

/** One step in the life of a list, by whoever acts now. */
export function tellLife(ctx: Ctx, listId: string, kind: ListEventKind, detail: Readonly<Record<string, string | number | null>> = {}): Promise<void> {
  const { actor } = ctx
  return insertListEvent(ctx.tx, {
    eventId: newId(), listId, at: ctx.now, kind, detail, actorKind: actor.kind, actorPerson: 'personId' in actor ? actor.personId : null, appointment: actor.kind === 'officer' ? actor.appointmentId : null,
  })
}
