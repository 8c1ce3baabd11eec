import { readFileSync } from 'node:fs'
import { parseCsv } from '../../../foundations/areas/index.ts'
import { getOrganisation } from '../../../foundations/organisations/index.ts'
import { readCorrection, refuseHidden } from '../../../foundations/population/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { allow, rootPath, type Ctx, type PlainDate } from '../../../platform/index.ts'
import { isSensitive } from '../intake/list-kinds.ts'
import { claimFields, dropClaim, selectAreaOf, selectClaims, type ClaimField, type StoredClaim } from './claims.sql.ts'
import { openQuestion } from './discrepancies.sql.ts'
import { whoOf } from './own.ts'

let rows: readonly Record<string, string>[] | undefined

/** Which list's word stands first for a field on one day (data/linkage/claim-precedence.csv); the row without a kind is for all others. */
export function claimRank(field: string, kind: string, on: PlainDate): number {
  rows ??= parseCsv(readFileSync(rootPath('data', 'linkage', 'claim-precedence.csv'), 'utf8')) as readonly Record<string, string>[]
  const own = rows.filter((row) => row['field'] === field && row['from']! <= on && (row['to'] === '' || on < row['to']!))
  const row = own.find((each) => each['kind'] === kind) ?? own.find((each) => each['kind'] === '')
  if (!row) throw new Error(`data/linkage/claim-precedence.csv says nothing of ${field} on ${on}`)
  return Number(row['rank'])
}

export interface Claim extends StoredClaim {
  /** The body that holds the list. */
  readonly owner: string
}

/**
 * What sectors' lists say of a person beside the register: claimed, each with its source and day, the one that goes before first. Never the register's fact, and
 * nobody's but theirs to change. For the police of the area, of protected people only for those who may read them, and for the person; that somebody stands on a sensitive list only those posts learn whose appointment
 * names that right. Logged.
 */
export async function claimedValuesOf(ctx: Ctx, personId: string): Promise<readonly Claim[]> {
  ctx.logRead({ kind: 'open', register: 'sector-lists', subjects: [personId], fields: ['phone', 'residence', 'sectorNumber'] })
  allow(ctx, 'linkage.read-claims', { person: personId, area: await selectAreaOf(ctx.tx, personId) })
  await refuseHidden(ctx, personId)
  const trusted = ctx.actor.kind !== 'officer' || ctx.actor.sensitive === true
  const claims = (await selectClaims(ctx.tx, personId, ctx.today)).filter(({ kind }) => trusted || !isSensitive(kind))
  const owners = new Map<string, string>()
  for (const { organisationId } of claims) if (!owners.has(organisationId)) owners.set(organisationId, (await getOrganisation(ctx, organisationId)).name)
  return claims.map((claim) => ({ ...claim, owner: owners.get(claim.organisationId)! })).toSorted((a, b) => a.field.localeCompare(b.field) || claimRank(a.field, a.kind, ctx.today) - claimRank(b.field, b.kind, ctx.today) || b.statedOn.localeCompare(a.statedOn))
}

/** How a case of correction names what a list says: 'list.phone.' and the list. */
export const claimPath = ({ field, listId }: Pick<StoredClaim, 'field' | 'listId'>): string => `list.${field}.${listId}`

/**
 * The police have found that a list is wrong about somebody who said so: what it says is taken away here, and its owner is asked to mend it. What they refused
 * stays. Nothing of the register is touched either way.
 */
export async function followClaimCorrection(ctx: Ctx, news: { readonly caseId: string; readonly personId: string; readonly field: string; readonly decision: 'accepted' | 'refused' }): Promise<void> {
  allow(ctx, 'linkage.publish')
  const [said, name, listId] = news.field.split('.')
  const field: ClaimField | undefined = claimFields.find((each) => each === name)
  if (said !== 'list' || !field || !listId || news.decision !== 'accepted') return
  const dropped = await dropClaim(ctx.tx, { personId: news.personId, listId, field })
  if (!dropped) return
  const { claimed } = await readCorrection(ctx, news.caseId)
  const question = `Người có tên báo sai: ${claimWords[field]} «${dropped.value}»${claimed ? `, đúng ra là «${claimed}»` : ''}. Công an xã đã xem và đồng ý. Đề nghị sửa danh sách.`
  await openQuestion(ctx.tx, { discrepancyId: newId(), runId: dropped.runId, listId, rowNo: dropped.rowNo, readingId: null, field, area: await selectAreaOf(ctx.tx, news.personId), question, at: ctx.now, ...whoOf(ctx) })
}

const claimWords: Readonly<Record<ClaimField, string>> = { phone: 'số điện thoại', address: 'địa chỉ', 'sector-number': 'số của ngành' }
