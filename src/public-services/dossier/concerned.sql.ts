import { sql, type Tx } from '../../platform/index.ts'

/** Of these dossiers, those that concern any of these people, as applicant or as somebody the case is about: for rights and for naming them to those people. */
export function dossiersConcerning(tx: Tx, dossierIds: readonly string[], people: readonly string[]): Promise<{ dossierId: string; code: string; serviceName: string }[]> {
  return tx.many(sql`
    select d.dossier_id as "dossierId", d.code, v.name as "serviceName"
    from dossier d join procedure_version v on v.hash = d.procedure_hash
    where d.dossier_id = any(${dossierIds}::uuid[]) and (d.applicant_id = any(${people}::uuid[]) or d.subjects && ${people}::uuid[])`)
}
