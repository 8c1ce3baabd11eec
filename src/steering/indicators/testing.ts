import { newId } from '../../kernel/ids.ts'
import { sql, type Instant } from '../../platform/index.ts'
import type { TestDatabase } from '../../platform/testing.ts'
import { findService, publishCatalogue } from '../../public-services/dossier/index.ts'
import { systemActor } from '../../platform/testing.ts'

/** One part of a made-up filing; moments as the dossier module would have written them. */
export interface MadeLane {
  readonly area?: string
  readonly procedure?: string
  readonly submittedAt?: Instant
  readonly startedAt?: Instant | null
  readonly dueAt?: Instant | null
  readonly endedAt?: Instant | null
  readonly outcome?: 'done' | 'refused' | 'stopped' | 'withdrawn' | null
  readonly pauses?: readonly { readonly from: Instant; readonly to: Instant | null }[]
  /** When an officer first did something. */
  readonly takenAt?: Instant | null
  readonly state?: string
  readonly stateDue?: Instant | null
}

export interface MadeDossier extends Pick<MadeLane, 'area' | 'submittedAt' | 'endedAt'> {
  readonly mode?: 'self' | 'helped' | 'on-behalf' | 'counter'
  readonly lanes?: readonly MadeLane[]
}

const unit = '00000000-0000-7000-8000-00000000000a'
let serial = 0

/** Writes filings straight into the tables: histories that would take weeks to live through. */
export async function historyWriter(t: TestDatabase): Promise<(made: MadeDossier) => Promise<string>> {
  await t.as(systemActor)(publishCatalogue)
  const hash = findService('khai-sinh', '2026-11-01')!.hash
  return async (made) => {
    const dossierId = newId()
    const { area = '29602', submittedAt = '2026-11-03T02:00:00.000Z', endedAt = null, mode = 'self' } = made
    await t.owner.query(sql`
      insert into dossier (dossier_id, code, service_code, procedure_hash, channel, filing_mode, applicant_id, requester_id, submitter_id, helper_id, subjects, receiving_unit, area, submitted_at, status, answers, snapshot, command_id, ended_at)
      values (${dossierId}, ${`H86.41.01-261103-${String(++serial).padStart(4, '0')}`}, '1.001193', ${hash}, 'online', ${mode}, ${unit}, ${unit}, ${unit}, ${mode === 'helped' || mode === 'counter' ? unit : null}, '{}', ${unit}, ${area}, ${submittedAt}, 'in-process', '{}', '{"facts":{}}', ${dossierId}, ${endedAt})`)
    for (const [index, lane] of (made.lanes ?? []).entries()) await writeLane(t, dossierId, index === 0 ? 'main' : `part-${index}`, { area, submittedAt, ...lane })
    return dossierId
  }
}

async function writeLane(t: TestDatabase, dossierId: string, name: string, lane: MadeLane): Promise<void> {
  const { area, procedure = '1.001193', submittedAt, startedAt = submittedAt, dueAt = null, endedAt = null, outcome = endedAt ? 'done' : null, pauses = [], takenAt = submittedAt, state = 'checking', stateDue = dueAt } = lane
  await t.owner.query(sql`
    insert into dossier_lane (lane_id, dossier_id, lane, procedure_code, mandatory, organisation_id, area, state, national_status, outcome, state_since, state_due, started_at, due_at, pauses, ended_at)
    values (${newId()}, ${dossierId}, ${name}, ${procedure}, true, ${unit}, ${area}, ${state}, 4, ${outcome}, ${submittedAt}, ${stateDue}, ${startedAt}, ${dueAt}, ${sql.json(pauses)}, ${endedAt})`)
  if (takenAt) {
    await t.owner.query(sql`insert into dossier_event (event_id, dossier_id, lane, at, kind, actor_kind) values (${newId()}, ${dossierId}, ${name}, ${takenAt}, 'accept', 'officer')`)
  }
}
