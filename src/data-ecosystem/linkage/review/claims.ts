import { readFileSync } from 'node:fs'
import { parseCsv } from '../../../foundations/areas/index.ts'
import { getOrganisation } from '../../../foundations/organisations/index.ts'
import { readCorrection, refuseHidden } from '../../../foundations/population/index.ts'
import { sha256Hex } from '../../../kernel/hash.ts'
import { newId } from '../../../kernel/ids.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import { allow, rootPath, type Ctx, type PlainDate } from '../../../platform/index.ts'
import { isSensitive } from '../intake/list-kinds.ts'
import { claimFields, copyRefuted, dropClaims, insertRefuted, keepClaims, selectAreaOf, selectClaims, selectClaimsBeside, selectDoubtful, type ClaimField, type KeepClaims, type StoredClaim } from './claims.sql.ts'
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

/** One word however it is written: a telephone number as it is dialled at home, all else by its letters and digits. */
const claimKey = (field: ClaimField, value: string): string => (field === 'phone' ? parsePhone(value)?.national : undefined) ?? value.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const digestOf = (salt: string, field: ClaimField, value: string): string => sha256Hex(`${salt}|${claimKey(field, value)}`)

/** Keeps what linked rows say beside the register. What was found wrong of somebody is not kept again, whichever list of that owner and kind repeats it; a new word is. */
export async function keepClaimsOf(ctx: Ctx, claims: KeepClaims): Promise<number> {
  const wrong = (await selectDoubtful(ctx.tx, claims)).filter(({ salt, digest, field, value }) => digestOf(salt, field, value) === digest)
  return keepClaims(ctx.tx, claims, wrong)
}

/**
 * The police have found that a list is wrong about somebody who said so: what it says is taken away here for good, and its owner is asked to mend it. What they
 * refused stays, and so does what the list has said anew since. Nothing of the register is touched either way.
 */
export async function followClaimCorrection(ctx: Ctx, news: { readonly caseId: string; readonly personId: string; readonly field: string; readonly decision: 'accepted' | 'refused' }): Promise<void> {
  allow(ctx, 'linkage.publish')
  const [said, name, listId] = news.field.split('.')
  const field: ClaimField | undefined = claimFields.find((each) => each === name)
  if (said !== 'list' || !field || !listId || news.decision !== 'accepted') return
  const { personId, caseId } = news
  const { claimed, shown, reason } = await readCorrection(ctx, caseId)
  const own = (await selectClaimsBeside(ctx.tx, { personId, listId, field })).find((each) => each.listId === listId)
  if (!own || !wasShown(shown, own.value)) return
  // Where the line is about somebody else, every word of it is.
  const notMe = reason === 'not-me'
  for (const each of notMe ? claimFields : [field]) await refute(ctx, { personId, caseId, listId, field: each })
  const word = `${claimWords[field]} «${own.value}»`
  const question = notMe
    ? `Người được khớp báo dòng này không phải mình (${word}). Công an xã đã xem và đồng ý. Đề nghị xem lại dòng này.`
    : `Người có tên báo sai: ${word}${claimed ? `, đúng ra là «${claimed}»` : ''}. Công an xã đã xem và đồng ý. Đề nghị sửa danh sách.`
  await openQuestion(ctx.tx, { discrepancyId: newId(), runId: own.runId, listId, rowNo: own.rowNo, readingId: null, field, area: await selectAreaOf(ctx.tx, personId), question, at: ctx.now, ...whoOf(ctx) })
}

/** Takes the word of a list away, and the same word of the owner's other lists of its kind, and remembers by its digest that it is wrong. */
async function refute(ctx: Ctx, of: { readonly personId: string; readonly caseId: string; readonly listId: string; readonly field: ClaimField }): Promise<void> {
  const { personId, caseId, field } = of
  const beside = await selectClaimsBeside(ctx.tx, of)
  const own = beside.find((each) => each.listId === of.listId)
  if (!own) return
  const same = beside.filter(({ value }) => claimKey(field, value) === claimKey(field, own.value))
  const salt = newId()
  await insertRefuted(ctx.tx, { personId, caseId, organisationId: own.organisationId, kind: own.kind, field, salt, digest: digestOf(salt, field, own.value), at: ctx.now })
  await dropClaims(ctx.tx, { personId, field, listIds: same.map((each) => each.listId) })
}

/** The case was about this word: it stands as it was shown, or with the list and the day behind it. */
const wasShown = (shown: string | null, value: string): boolean => shown === null || shown === value || shown.startsWith(`${value} (`)

/** Two entries are one person: what lists were wrong about in the one they are wrong about in the other. */
export async function followMergeOfClaims(ctx: Ctx, { mergedId, survivorId }: { readonly mergedId: string; readonly survivorId: string }): Promise<void> {
  allow(ctx, 'linkage.publish')
  await copyRefuted(ctx.tx, mergedId, survivorId)
}

const claimWords: Readonly<Record<ClaimField, string>> = { phone: 'số điện thoại', address: 'địa chỉ', 'sector-number': 'số của ngành' }
