import { sql, type Instant, type Tx } from '../../platform/index.ts'
import type { StateForm } from './state-form.ts'

export interface IssuedDocument {
  readonly documentId: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuerId: string
  readonly issuerName: string
  readonly dossierId: string | null
  readonly subjects: readonly string[]
  readonly holders: readonly string[]
  readonly issuedAt: Instant
  readonly form: StateForm
  readonly formHash: string
  readonly verificationCode: string
  readonly seal: { readonly kid: string; readonly algorithm: string; readonly signature: string }
  readonly fileHash: string | null
  readonly state: 'valid' | 'replaced' | 'revoked'
  readonly stateReason: string | null
}

const columns = sql`document_id as "documentId", kind, title, number, issuer_id as "issuerId", issuer_name as "issuerName", dossier_id as "dossierId", subjects, holders, issued_at as "issuedAt",
  form, form_hash as "formHash", verification_code as "verificationCode", seal, file_hash as "fileHash", state, state_reason as "stateReason"`

export const insertDocument = (tx: Tx, d: Omit<IssuedDocument, 'fileHash' | 'state' | 'stateReason'>) =>
  tx.run(sql`
    insert into issued_document (document_id, kind, title, number, issuer_id, issuer_name, dossier_id, subjects, holders, issued_at, form, form_hash, verification_code, seal)
    values (${d.documentId}, ${d.kind}, ${d.title}, ${d.number}, ${d.issuerId}, ${d.issuerName}, ${d.dossierId}, ${d.subjects}, ${d.holders}, ${d.issuedAt}, ${sql.json(d.form)}, ${d.formHash}, ${d.verificationCode}, ${sql.json(d.seal)})`)

export const documentById = (tx: Tx, id: string) => tx.maybe<IssuedDocument>(sql`select ${columns} from issued_document where document_id = ${id}`)
export const documentByCode = (tx: Tx, code: string) => tx.maybe<IssuedDocument>(sql`select ${columns} from issued_document where verification_code = ${code}`)
export const documentsOfDossier = (tx: Tx, dossierId: string) => tx.many<IssuedDocument>(sql`select ${columns} from issued_document where dossier_id = ${dossierId} order by issued_at`)
export const setFile = (tx: Tx, id: string, hash: string) => tx.run(sql`update issued_document set file_hash = ${hash} where document_id = ${id} and file_hash is null`)
export const setState = (tx: Tx, id: string, state: 'replaced' | 'revoked', reason: string, replacedBy: string | null) =>
  tx.run(sql`update issued_document set state = ${state}, state_reason = ${reason}, replaced_by = ${replacedBy} where document_id = ${id} and state = 'valid'`)
