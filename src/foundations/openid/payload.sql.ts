import { sql, type Instant, type Query, type Tx } from '../../platform/index.ts'

/** The driver sends only Buffers as bytea. */
export const bytes = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength)

export interface StoredPayload {
  readonly payload: Record<string, unknown>
  readonly sealedId: Uint8Array | null
  readonly consumedAt: Instant | null
}

export interface NewPayload {
  readonly model: string
  readonly idHash: Uint8Array
  readonly payload: object
  readonly sealedId: Uint8Array | null
  readonly grantId: string | null
  readonly uid: string | null
  readonly userCodeHash: Uint8Array | null
  readonly accountId: string | null
  readonly expiresAt: Instant
  /** It was read in this transaction: saved again it takes no place that somebody has emptied meanwhile. */
  readonly stored?: boolean
}

const columns = sql`payload, sealed_id as "sealedId", consumed_at as "consumedAt"`
/** The same of a table that goes by this name in a statement. */
export const payloadColumns = (table: 'p') => sql`${sql.ident(table)}.payload, ${sql.ident(table)}.sealed_id as "sealedId", ${sql.ident(table)}.consumed_at as "consumedAt"`

const valuesOf = (row: NewPayload) => sql`(${row.model}::text, ${bytes(row.idHash)}::bytea, ${sql.json(row.payload)}::jsonb, ${row.sealedId && bytes(row.sealedId)}::bytea, ${row.grantId}::text, ${row.uid}::text, ${row.userCodeHash && bytes(row.userCodeHash)}::bytea, ${row.accountId}::text, ${row.expiresAt}::timestamptz)`
const insertion = (rows: readonly NewPayload[]) => sql`
  insert into openid_payload (model, id_hash, payload, sealed_id, grant_id, uid, user_code_hash, account_id, expires_at) values ${sql.join(rows.map(valuesOf))}`

/** What was used up stays used up, whatever is saved over it. */
const saving = (rows: readonly NewPayload[]) => sql`${insertion(rows)} on conflict (model, id_hash) do update set payload = excluded.payload, sealed_id = excluded.sealed_id, grant_id = excluded.grant_id, uid = excluded.uid,
    user_code_hash = excluded.user_code_hash, account_id = excluded.account_id, expires_at = excluded.expires_at`

/** Only what still stands: what was ended since it was read stays ended. */
const updating = (rows: readonly NewPayload[]) => sql`
  update openid_payload o set payload = v.payload, sealed_id = v.sealed_id, grant_id = v.grant_id, uid = v.uid, user_code_hash = v.user_code_hash, account_id = v.account_id, expires_at = v.expires_at
  from (values ${sql.join(rows.map(valuesOf))}) v (model, id_hash, payload, sealed_id, grant_id, uid, user_code_hash, account_id, expires_at) where o.model = v.model and o.id_hash = v.id_hash`

export const savePayload = (tx: Tx, row: NewPayload) => tx.run(saving([row]))

/** What a transaction deletes and then saves with its commit, in one statement each. */
interface Batch {
  readonly deleted: Map<string, Query>
  readonly saved: Map<string, NewPayload>
}

const batches = new WeakMap<Tx, Batch>()
const keyOf = (model: string, idHash: Uint8Array): string => `${model} ${bytes(idHash).toString('base64url')}`

function batchOf(tx: Tx): Batch {
  const known = batches.get(tx)
  if (known) return known
  const made: Batch = { deleted: new Map(), saved: new Map() }
  batches.set(tx, made)
  tx.last(() => [
    // In one order, so that two who save do not meet.
    ...(made.deleted.size === 0 ? [] : [sql`delete from openid_payload where (model, id_hash) in (${sql.join(inOrder(made.deleted))})`]),
    ...savings(inOrder(made.saved)),
  ])
  return made
}

function savings(rows: readonly NewPayload[]): Query[] {
  const [fresh, stored] = [rows.filter((row) => !row.stored), rows.filter((row) => row.stored)]
  return [...(stored.length > 0 ? [updating(stored)] : []), ...(fresh.length > 0 ? [saving(fresh)] : [])]
}

const inOrder = <T>(some: ReadonlyMap<string, T>): T[] => [...some].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)

/** The same together with the commit, which it prevents when it fails. */
export function savePayloadLast(tx: Tx, row: NewPayload): void {
  batchOf(tx).saved.set(keyOf(row.model, row.idHash), row)
}

/** Deletes together with the commit, before anything is saved there under the same name. */
export function deletePayloadLast(tx: Tx, model: string, idHash: Uint8Array): void {
  const { deleted, saved } = batchOf(tx)
  saved.delete(keyOf(model, idHash))
  deleted.set(keyOf(model, idHash), sql`(${model}, ${bytes(idHash)}::bytea)`)
}

/** True for exactly one of any number of simultaneous senders, in whichever process. */
export const insertPayloadOnce = async (tx: Tx, row: NewPayload): Promise<boolean> => (await tx.run(sql`${insertion([row])} on conflict do nothing`)) === 1

export const findPayload = (tx: Tx, model: string, idHash: Uint8Array) => tx.maybe<StoredPayload>(sql`select ${columns} from openid_payload where model = ${model} and id_hash = ${bytes(idHash)}`)
export const payloadByUid = (tx: Tx, model: string, uid: string) => tx.maybe<StoredPayload>(sql`select ${columns} from openid_payload where model = ${model} and uid = ${uid}`)
export const payloadByUserCode = (tx: Tx, model: string, hash: Uint8Array) => tx.maybe<StoredPayload>(sql`select ${columns} from openid_payload where model = ${model} and user_code_hash = ${bytes(hash)}`)

/** True for exactly one of any number of simultaneous users: the others wait for its commit and find the row used. */
export const consumePayload = async (tx: Tx, model: string, idHash: Uint8Array, at: Instant): Promise<boolean> =>
  (await tx.run(sql`update openid_payload set consumed_at = ${at} where model = ${model} and id_hash = ${bytes(idHash)} and consumed_at is null`)) === 1

export const grantOfPayload = (tx: Tx, model: string, idHash: Uint8Array) =>
  tx.maybe<{ grantId: string | null }>(sql`select grant_id as "grantId" from openid_payload where model = ${model} and id_hash = ${bytes(idHash)}`)

/**
 * Everything that hangs on these grants, and the grants: nothing issued under them works from the commit on. Locked in one order, so that two who revoke do not meet:
 * first what was used up last. Whoever came second at a code waited for its row and holds it from then on (PostgreSQL locks a row before it looks at it again),
 * while somebody who came a little later has found the code used and holds nothing yet.
 */
export const deleteGrants = (tx: Tx, grantIds: readonly string[], grantHashes: readonly Uint8Array[], grantModels: readonly string[]) =>
  nowAndLast(tx, sql`delete from openid_payload where (model, id_hash) in (
    select model, id_hash from openid_payload where grant_id = any(${grantIds}) or (model = any(${grantModels}) and id_hash = any(${grantHashes.map(bytes)})) order by consumed_at desc nulls last, model, id_hash for update)`)

/** What this very request is about to save goes too; what it saves from here on stays. */
function nowAndLast(tx: Tx, deletion: Query): Promise<number> {
  batches.delete(tx)
  tx.last(deletion)
  return tx.run(deletion)
}

/** What belongs to an account, whether its holder was there for themselves or for another (`acting.ts`). */
const ofAccount = (accountId: string) => sql`split_part(account_id, '~', 1) = ${accountId}`

export const payloadsOfAccount = (tx: Tx, model: string, accountId: string, at: Instant) =>
  tx.many<StoredPayload>(sql`select ${columns} from openid_payload where model = ${model} and ${ofAccount(accountId)} and expires_at > ${at} order by expires_at desc`)

/** Sign-ins of somebody for another. */
export const actingSessions = (tx: Tx, model: string, at: Instant) => tx.many<StoredPayload>(sql`select ${columns} from openid_payload where model = ${model} and position('~' in account_id) > 0 and expires_at > ${at}`)

export const deletePayloadByUid = (tx: Tx, model: string, uid: string) => nowAndLast(tx, sql`delete from openid_payload where model = ${model} and uid = ${uid}`)

export const sessionsOfOwn = (tx: Tx, model: string, ownSessionId: string, accountId: string) =>
  tx.many<StoredPayload>(sql`select ${columns} from openid_payload where model = ${model} and ${ofAccount(accountId)} and payload->>'ownSessionId' = ${ownSessionId}`)

export const deleteEnded = (tx: Tx, before: Instant) => tx.run(sql`delete from openid_payload where expires_at < ${before}`)
