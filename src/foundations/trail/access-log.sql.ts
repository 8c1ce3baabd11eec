import { sql, type Tx } from '../../platform/index.ts'
import type { AccessRow } from './read-row.sql.ts'

/** One row of the access log as it is written; ids are UUIDs, `at` an instant. The database adds in which transaction. */
export type NewAccess = Omit<AccessRow, 'written_in'>

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
