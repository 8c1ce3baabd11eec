import { readFileSync } from 'node:fs'
import { parseCsv } from '../../../foundations/areas/index.ts'
import { allow, rootPath, type Ctx, type PlainDate } from '../../../platform/index.ts'
import { isSensitive } from '../intake/list-kinds.ts'
import { selectAreaOf, selectClaims, type StoredClaim } from './claims.sql.ts'

let rows: readonly Record<string, string>[] | undefined

/** Which list's word stands first for a field on one day (data/linkage/claim-precedence.csv); the row without a kind is for all others. */
export function claimRank(field: string, kind: string, on: PlainDate): number {
  rows ??= parseCsv(readFileSync(rootPath('data', 'linkage', 'claim-precedence.csv'), 'utf8')) as readonly Record<string, string>[]
  const own = rows.filter((row) => row['field'] === field && row['from']! <= on && (row['to'] === '' || on < row['to']!))
  const row = own.find((each) => each['kind'] === kind) ?? own.find((each) => each['kind'] === '')
  if (!row) throw new Error(`data/linkage/claim-precedence.csv says nothing of ${field} on ${on}`)
  return Number(row['rank'])
}

/**
 * What sectors' lists say of a person beside the register: claimed, each with its source and day, the one that goes before first. Never the register's fact, and
 * nobody's but theirs to change. For the police of the area and for the person; that somebody stands on a sensitive list only those posts learn whose appointment
 * names that right. Logged.
 */
export async function claimedValuesOf(ctx: Ctx, personId: string): Promise<readonly StoredClaim[]> {
  ctx.logRead({ kind: 'open', register: 'sector-lists', subjects: [personId], fields: ['phone', 'residence', 'sectorNumber'] })
  allow(ctx, 'linkage.read-claims', { person: personId, area: await selectAreaOf(ctx.tx, personId) })
  const trusted = ctx.actor.kind !== 'officer' || ctx.actor.sensitive === true
  const claims = (await selectClaims(ctx.tx, personId, ctx.today)).filter(({ kind }) => trusted || !isSensitive(kind))
  return claims.toSorted((a, b) => a.field.localeCompare(b.field) || claimRank(a.field, a.kind, ctx.today) - claimRank(b.field, b.kind, ctx.today) || b.statedOn.localeCompare(a.statedOn))
}
