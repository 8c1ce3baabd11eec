import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { plusSeconds, type Actor, type Database, type Instant, type Tx } from '../index.ts'
import { formBody } from './form-body.ts'
import { findKeptForm, keepForm, takeKeptForm, type KeptRow } from './kept-forms.sql.ts'
import { refuseUnless } from './refusals.ts'
import { looksLikeSessionToken, newSessionToken } from './session-cookie.ts'
import type { FormBody, KeptForm, UploadedFile } from './types.ts'

const keptSeconds = 1_800
/** Without a former session anybody may fill the table: then only short forms are kept. */
const strangersBytes = 64 * 1024

interface Content {
  readonly fields: readonly (readonly [string, string])[]
  readonly files: readonly UploadedFile[]
}

/**
 * Keeps a form that came after the session had ended ("session end never loses a page"). The key is in the cookie
 * alone: who reads the database reads nothing. Returns the cookie's token, or null when it is too large to keep.
 */
export async function keep(database: Database, target: string, form: FormBody, files: readonly UploadedFile[], endedAccountId: string | null, now: Instant): Promise<string | null> {
  const fields = form.names().filter((name) => name !== '_csrf').flatMap((name) => form.all(name).map((value) => [name, value] as const))
  const plain = serialize({ fields, files: files.map((file) => ({ ...file, bytes: new Uint8Array(file.bytes) })) } satisfies Content)
  if (endedAccountId === null && plain.length > strangersBytes) return null
  const { token } = newSessionToken()
  await keepForm(database, hashOf(token), { account_id: endedAccountId, target, sealed: seal(token, plain), kept_until: plusSeconds(now, keptSeconds) }, now)
  return token
}

/** What waits under this cookie for this person; nothing when it belongs to another account. */
export async function lookAtKept(tx: Tx, token: string | undefined, actor: Actor, now: Instant): Promise<KeptForm | null> {
  if (!token || !looksLikeSessionToken(token)) return null
  const row = await findKeptForm(tx, hashOf(token), now)
  if (!row || !belongsTo(row, actor)) return null
  const { fields, files } = open(token, row.sealed)
  return { action: row.target, fields: fields.filter(([name]) => !name.startsWith('_')).length, files: files.length, keptUntil: row.kept_until }
}

/** Takes the kept form of this address for this person, in the transaction of the act it becomes. Refuses when it is gone. */
export async function takeKept(tx: Tx, token: string | undefined, target: string, actor: Actor, now: Instant): Promise<{ form: FormBody; files: readonly UploadedFile[] }> {
  const row = token && looksLikeSessionToken(token) ? await takeKeptForm(tx, hashOf(token), now) : undefined
  refuseUnless(row && token && row.target === target && belongsTo(row, actor), 'http.kept-gone')
  const { fields, files } = open(token, row.sealed)
  return { form: formBody(fields), files }
}

/** A shared telephone: what one account sent is never sent again by another one. */
function belongsTo(row: KeptRow, actor: Actor): boolean {
  return row.account_id === null || ((actor.kind === 'citizen' || actor.kind === 'officer') && actor.accountId === row.account_id)
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(`kept ${token}`).digest()
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, 'congdan kept form', 'aes-256-gcm', 32))
}

function seal(token: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(token: string, sealed: Buffer): Content {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), sealed.subarray(0, 12), { authTagLength: 16 }).setAuthTag(sealed.subarray(-16))
  return deserialize(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])) as Content
}
