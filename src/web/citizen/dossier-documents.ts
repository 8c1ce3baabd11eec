import { documentsIn } from '../../foundations/documents/index.ts'
import type { Ctx } from '../../platform/index.ts'

/** A paper or letter of one dossier as its pages list it. */
export interface DossierDocument {
  readonly documentId: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuedAt: string
  readonly issuerName: string
  readonly state: 'valid' | 'replaced' | 'revoked'
}

/** Papers of a dossier that this person holds. */
export async function ownDocumentsIn(ctx: Ctx, dossierId: string, personId: string): Promise<DossierDocument[]> {
  const found = await documentsIn(ctx, dossierId, [personId])
  return found.filter((each) => each.holders.includes(personId)).map(({ documentId, kind, title, number, issuedAt, issuerName, state }) => ({ documentId, kind, title, number, issuedAt, issuerName, state }))
}
