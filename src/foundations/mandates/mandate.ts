import type { PlainDate } from '../../kernel/plain-date.ts'

/** Why one may act for another: by law (child, ward, represented, organisation) or by permission (standing, one dossier). */
export type ActingBasis = 'child' | 'ward' | 'represented' | 'organisation' | 'standing' | 'dossier'

/** One right to act, as it holds on the day it was read. Subject and actor both go into acts, dossiers, tokens and the log. */
export interface ActingRight {
  readonly basis: ActingBasis
  readonly actorId: string
  /** Whom it is for: a person, or an organisation by its legal representative. */
  readonly subjectId: string
  readonly subjectKind: 'person' | 'organisation'
  /** The permission it rests on; null for rights by law. */
  readonly mandateId: string | null
  /** Codes of procedures; null: whatever the law lets a representative do. */
  readonly scope: readonly string[] | null
  readonly dossierId: string | null
  /** The first day it no longer holds; null while no end is known. */
  readonly until: PlainDate | null
  readonly article: string
}

export const articles: Readonly<Record<ActingBasis, string>> = {
  child: 'Bộ luật Dân sự 2015, đ.136', ward: 'Bộ luật Dân sự 2015, đ.136', represented: 'Bộ luật Dân sự 2015, đ.136', organisation: 'Bộ luật Dân sự 2015, đ.85, 137',
  standing: 'Bộ luật Dân sự 2015, đ.138', dossier: 'Bộ luật Dân sự 2015, đ.138',
}

/** Does one of these rights reach this procedure or this dossier? */
export function covers(rights: readonly ActingRight[], what: { readonly service?: string; readonly dossierId?: string }): boolean {
  return rights.some((right) => right.dossierId !== null
    ? right.dossierId === what.dossierId
    : right.scope === null || (what.service !== undefined && right.scope.includes(what.service)))
}
