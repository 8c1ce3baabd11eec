import { sql, type Tx } from '../../platform/index.ts'

/**
 * Of these dossiers, those that concern any of these people, as applicant or as somebody the case is about: for rights and for naming them
 * to those people. What somebody else types for a person and has not filed bears the id the dossier will have.
 */
export function dossiersConcerning(tx: Tx, dossierIds: readonly string[], people: readonly string[]): Promise<{ dossierId: string; code: string; serviceName: string; openable?: boolean }[]> {
  return tx.many(sql`
    select d.dossier_id as "dossierId", d.code, v.name as "serviceName", true as openable
    from dossier d join procedure_version v on v.hash = d.procedure_hash
    where d.dossier_id = any(${dossierIds}::uuid[]) and (d.applicant_id = any(${people}::uuid[]) or d.subjects && ${people}::uuid[])
    union all
    select f.draft_id, 'chưa nộp', v.name, false from draft f join procedure_version v on v.hash = f.procedure_hash
    where f.draft_id = any(${dossierIds}::uuid[]) and f.owner_id = any(${people}::uuid[]) and (f.helper_id is not null or f.actor_id is not null) and f.dossier_id is null`)
}
