import { sql, type Tx } from '../../platform/index.ts'

/** A whole row of the log, as the parts of its leaf name the columns. */
export interface AccessRow {
  readonly log_id: string
  readonly at: string
  readonly written_in: string
  readonly request_id: string
  readonly actor_kind: 'visitor' | 'system' | 'relying-party' | 'citizen' | 'officer'
  readonly actor_person: string | null
  readonly actor_organisation: string | null
  readonly actor_role: string | null
  readonly actor_appointment: string | null
  readonly actor_name: string | null
  readonly on_behalf_of: string | null
  readonly automatic: boolean
  readonly purpose_code: string
  readonly purpose_basis: string
  readonly purpose_text: string | null
  readonly dossier_id: string | null
  readonly kind: 'open' | 'search' | 'list' | 'redaction'
  readonly register: string
  readonly subjects: readonly string[]
  readonly fields: readonly string[]
  readonly query_hash: string | null
  readonly outcome: 'done' | 'refused'
  readonly refers_to: string | null
  readonly refers_leaf: string | null
}

const columns = sql`log_id, at, written_in::text, request_id, actor_kind, actor_person, actor_organisation, actor_role, actor_appointment, actor_name, on_behalf_of,
  automatic, purpose_code, purpose_basis, purpose_text, dossier_id, kind, register, subjects, fields, query_hash, outcome, refers_to, refers_leaf`

export function findRow(tx: Tx, logId: string): Promise<AccessRow | undefined> {
  return tx.maybe<AccessRow>(sql`select ${columns} from access_log where log_id = ${logId}`)
}

/** Readings that touched any of these people in [from, until), newest first, without orders of redaction. */
export function rowsAbout(tx: Tx, people: readonly string[], from: string, until: string, dossierId: string | null): Promise<AccessRow[]> {
  return tx.many<AccessRow>(sql`
    select ${columns} from access_log
    where subjects && ${people}::uuid[] and at >= ${from} and at < ${until} and kind <> 'redaction' and (${dossierId}::uuid is null or dossier_id = ${dossierId})
    order by at desc, log_id desc`)
}
