import { sql, type Tx } from '../../platform/index.ts'

/** One row of the access log as it is written; ids are UUIDs, `at` an instant. */
export interface NewAccess {
  readonly log_id: string
  readonly at: string
  readonly request_id: string
  readonly actor_kind: string
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

const columns = sql`log_id, at, request_id, actor_kind, actor_person, actor_organisation, actor_role, actor_appointment, actor_name, on_behalf_of,
  automatic, purpose_code, purpose_basis, purpose_text, dossier_id, kind, register, subjects, fields, query_hash, outcome, refers_to, refers_leaf`

/** All rows of one transaction in one prepared statement, however many they are; it leaves together with the commit, which it prevents when it fails. */
export function insertAccesses(tx: Tx, rows: readonly NewAccess[]): void {
  tx.last(sql`
    insert into access_log (${columns})
    select ${columns}
    from jsonb_to_recordset(${sql.json(rows)}::jsonb) as r (
      log_id uuid, at timestamptz, request_id text, actor_kind text, actor_person uuid, actor_organisation uuid, actor_role text, actor_appointment uuid,
      actor_name text, on_behalf_of uuid, automatic boolean, purpose_code text, purpose_basis text, purpose_text text, dossier_id uuid, kind text,
      register text, subjects uuid[], fields text[], query_hash text, outcome text, refers_to uuid, refers_leaf text)`)
}
