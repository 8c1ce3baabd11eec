import { sql, type Tx } from '../../platform/index.ts'

/** Empties a row under an order; only the owner of the tables may. Keeps when, which register and how it ended; nobody can be found from that. */
export function emptyRow(tx: Tx, logId: string, orderId: string): Promise<number> {
  return tx.run(sql`
    update access_log set redacted_by = ${orderId}, salt = null, request_id = '', actor_person = null, actor_organisation = null, actor_role = null, actor_appointment = null,
      actor_name = null, on_behalf_of = null, purpose_code = 'redacted', purpose_basis = '', purpose_text = null, dossier_id = null, subjects = '{}', fields = '{}', query_hash = null
    where log_id = ${logId} and redacted_by is null and kind <> 'redaction'`)
}
