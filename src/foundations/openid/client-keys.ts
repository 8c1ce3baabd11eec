import { X509Certificate, type JsonWebKey } from 'node:crypto'
import { daysBetween, type PlainDate } from '../../kernel/plain-date.ts'
import { dayInVietnam, instantOf, type Ctx, type Instant } from '../../platform/index.ts'
import { keysLastUsed } from './calls.sql.ts'
import type { Client, ClientSettings } from './client.ts'
import { lockClient, setClientState, updateClient } from './clients.sql.ts'
import { changeClient, ownClient, type OwnClient } from './edit-client.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** `next`: in the settings, not in force yet. `leaving`: in force, and left out of the settings that are being written. */
export type KeyState = 'active' | 'next' | 'leaving'

export interface ClientKey {
  readonly kid: string
  readonly kind: string
  readonly state: KeyState
  readonly lastUsedAt: Instant | null
  /** Of its certificate, where it has one. */
  readonly until: { readonly day: PlainDate; readonly daysLeft: number } | null
}

export interface ClientKeys extends OwnClient {
  readonly keys: readonly ClientKey[]
  readonly mayCutOff: boolean
}

/** the keys of a client, which of them is in force, and since when each has lain unused. */
export async function clientKeys(ctx: Ctx, clientId: string): Promise<ClientKeys> {
  const own = await ownClient(ctx, clientId)
  const { settings, inForce } = own.client
  const used = new Map((await keysLastUsed(ctx.tx, clientId)).map((row) => [row.keyId, row.at]))
  const all = new Map([...(inForce?.keys ?? []), ...settings.keys].map((key) => [kidOf(key), key]))
  const has = (keys: ClientSettings['keys'] | undefined, kid: string): boolean => (keys ?? []).some((key) => kidOf(key) === kid)
  const keys = [...all].map(([kid, key]): ClientKey => ({
    kid, kind: [key.kty, key.crv].filter(Boolean).join(' '), lastUsedAt: used.get(kid) ?? null, until: endOf(key, ctx.today),
    state: !has(inForce?.keys, kid) ? 'next' : has(settings.keys, kid) ? 'active' : 'leaving',
  }))
  return { ...own, keys, mayCutOff: inForce !== null && own.client.state !== 'suspended' }
}

/** The next key beside those there are, so that both work while the server is changed over. In truth it comes into force by two people, as every addition. */
export async function addKeys(ctx: Ctx, clientId: string, keys: ClientSettings['keys']): Promise<void> {
  const { client } = await ownClient(ctx, clientId)
  const known = new Set(client.settings.keys.map(kidOf))
  const wrong = keys.length === 0 || keys.some((key) => kidOf(key) === '' || known.has(kidOf(key))) || new Set(keys.map(kidOf)).size < keys.length
  refuseUnless(!wrong, 'openid.field-missing', { errors: [{ field: 'keys', vi: 'Dán ít nhất một khoá, mỗi khoá có «kid» riêng, khác những khoá đã có.', en: 'Paste at least one key, each with a “kid” of its own that no other has.' }] })
  await changeClient(ctx, clientId, { keys: [...client.settings.keys, ...keys] })
}

/** A key that works no more from this commit on, in truth too and without anybody's approval: less is never a risk. A request that waits goes back. */
export async function stopKey(ctx: Ctx, clientId: string, kid: string): Promise<void> {
  await ownClient(ctx, clientId)
  const client = (await lockClient(ctx.tx, clientId))!
  const without = (settings: ClientSettings): ClientSettings => ({ ...settings, keys: settings.keys.filter((key) => kidOf(key) !== kid) })
  const [settings, inForce] = [without(client.settings), client.inForce && without(client.inForce)]
  const gone = settings.keys.length < client.settings.keys.length || (client.inForce?.keys.length ?? 0) > (inForce?.keys.length ?? 0)
  if (!gone) return refuse('openid.key-unknown')
  refuseUnless(settings.keys.length > 0 && inForce?.keys.length !== 0, 'openid.last-key')
  const waits = client.state === 'waiting'
  refuseUnless(await updateClient(ctx.tx, client, { state: waits ? 'draft' : client.state, settings, inForce, submittedAt: waits ? null : client.submittedAt }), 'openid.changed-meanwhile')
}

/** The last key is in wrong hands: nothing of this client works from this commit on, until the operator lets it back in. */
export async function cutOffOwnClient(ctx: Ctx, clientId: string): Promise<void> {
  await ownClient(ctx, clientId)
  const client = (await lockClient(ctx.tx, clientId)) as Client
  refuseUnless(client.inForce !== null && client.state !== 'suspended', 'openid.changed-meanwhile')
  await setClientState(ctx.tx, clientId, 'suspended')
}

const kidOf = (key: JsonWebKey): string => (typeof (key as { kid?: unknown }).kid === 'string' ? (key as { kid: string }).kid : '')

function endOf(key: JsonWebKey, today: PlainDate): ClientKey['until'] {
  const [certificate] = ((key as { x5c?: readonly string[] }).x5c ?? [])
  if (certificate === undefined) return null
  try {
    const day = dayInVietnam(instantOf(Date.parse(new X509Certificate(Buffer.from(certificate, 'base64')).validTo)))
    return { day, daysLeft: daysBetween(today, day) }
  } catch {
    return null
  }
}
