import { sql, type Tx } from '../../platform/index.ts'

export const countDossiers = (tx: Tx, areas: readonly string[]) =>
  tx.one<{ n: number }>(sql`select count(*)::int as n from dossier_public.dossier_fact where area = any(${areas})`)
