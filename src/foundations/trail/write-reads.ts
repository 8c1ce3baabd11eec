import { newId } from '../../kernel/ids.ts'
import type { Actor, ReadEntry, ReadFrame, Tx } from '../../platform/index.ts'
import { insertAccesses, type NewAccess } from './access-log.sql.ts'

/**
 * Writes the readings of one transaction into the access log, in that transaction (Luật Căn cước Đ10; ARCHITECTURE D4).
 * Fills the port `platform.writeReads`; throws when the log cannot be written, and then nothing that was read leaves the program.
 */
export async function writeAccessLog(tx: Tx, frame: ReadFrame, reads: readonly ReadEntry[]): Promise<void> {
  if (reads.length === 0) return
  const who = actorColumns(frame.actor)
  insertAccesses(tx, reads.map((read): NewAccess => {
    const purpose = read.purpose ?? frame.purpose
    return {
      ...who,
      log_id: newId(), at: frame.at, request_id: frame.requestId, on_behalf_of: frame.onBehalfOf,
      purpose_code: purpose.code, purpose_basis: purpose.basis, purpose_text: purpose.text ?? null, dossier_id: purpose.dossierId ?? null,
      kind: read.kind, register: read.register, subjects: [...new Set(read.subjects)], fields: read.fields,
      query_hash: read.queryHash ?? null, outcome: frame.outcome, refers_to: null, refers_leaf: null,
    }
  }))
}

type ActorColumns = Pick<NewAccess, 'actor_kind' | 'actor_person' | 'actor_organisation' | 'actor_role' | 'actor_appointment' | 'actor_name' | 'automatic'>

/** Who acted, as columns. A job or a connected system reads by itself; a citizen or an officer is a human being. */
export function actorColumns(actor: Actor): ActorColumns {
  const nobody: ActorColumns = {
    actor_kind: actor.kind, actor_person: null, actor_organisation: null, actor_role: null, actor_appointment: null, actor_name: null, automatic: false,
  }
  switch (actor.kind) {
    case 'visitor': return nobody
    case 'system': return { ...nobody, actor_name: actor.name, automatic: true }
    case 'relying-party': return { ...nobody, actor_name: actor.name ?? actor.clientId, automatic: true }
    case 'citizen': return { ...nobody, actor_person: actor.personId }
    case 'officer': return {
      ...nobody, actor_person: actor.personId, actor_organisation: actor.organisationId, actor_role: actor.role, actor_appointment: actor.appointmentId,
    }
  }
}
