import { errors, type Adapter, type AdapterConstructor, type AdapterPayload } from 'oidc-provider'
import { sha256 } from '../../kernel/hash.ts'
import { keys, millisecondsOf, plusSeconds, type Instant, type Tx } from '../../platform/index.ts'
import { clientMetadataOf, metadataOf } from './client-metadata.ts'
import type { ClientInForce } from './clients.sql.ts'
import type { Consent } from './consent.sql.ts'
import { consumePayload, deleteGrants, deletePayloadLast, findPayload, grantOfPayload, insertPayloadOnce, payloadByUid, payloadByUserCode, savePayload, savePayloadLast, type NewPayload, type StoredPayload } from './payload.sql.ts'
import { knownIn, onceIn, scope, type Environment } from './request-scope.ts'
import { consentTogether, interactionTogether, tokenTogether, type Models } from './together.sql.ts'

/** Found by something else than their id, and saved again afterwards: their id is kept, encrypted. */
const savedAgain = new Set(['Session', 'DeviceCode', 'BackchannelAuthenticationRequest'])
/** What is listed or ended by account. */
const listedByAccount = new Set(['Session', 'BackchannelAuthenticationRequest'])
/** Written together with the commit: within a request they are asked for by their id alone, if at all. */
const savedLast = new Set(['AccessToken', 'RefreshToken', 'AuthorizationCode', 'Interaction', 'Session', 'Grant'])
/** Whatever is issued under a grant is worth what the grant is: the library asks for it next. */
const underGrant = new Set(['AccessToken', 'RefreshToken', 'AuthorizationCode'])

/**
 * The library's storage in our tables and in the transaction of the request. The library finds, checks and then consumes; here consuming is a
 * conditional update, so that of any number of simultaneous users, in any number of processes, exactly one goes on. Whoever comes second ends the grant
 * (RFC 6749 §4.1.2, RFC 9700 §4.14): the error it raises is answered, not rolled back.
 */
export function adapterOf(environment: Environment): AdapterConstructor {
  return class PayloadAdapter implements Adapter {
    readonly #name: string
    readonly #model: string

    constructor(name: string) {
      this.#name = name
      this.#model = modelName(environment, name)
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      const { tx } = scope().ctx
      const row = rowOf(this.#model, this.#name, id, payload, expiresIn)
      if (!savedLast.has(this.#name)) return void (await savePayload(tx, row))
      savePayloadLast(tx, { ...row, stored: readIn(tx).has(nameOf(this.#model, row.idHash)) })
      this.#remember(row.idHash, { payload: { ...row.payload }, sealedId: row.sealedId, consumedAt: null })
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      const { tx } = scope().ctx
      if (this.#name === 'Client') return /^[\w-]{1,64}$/.test(id) ? onceIn(tx, clientName(environment, id), () => clientMetadataOf(tx, environment, id)) : undefined
      const known = this.#remembered(id)
      if (known !== undefined) return payloadOf(known ?? undefined, this.#model, id)
      const found = underGrant.has(this.#name) ? await readToken(environment, this.#name, id) : await this.#read(id)
      if (found) readIn(scope().ctx.tx).add(nameOf(this.#model, hashOf(id)))
      return payloadOf(found, this.#model, id)
    }

    /** Sessions and interactions are read again and again within one request, and held to nothing but their existence: what was read stands until the request saves or destroys it. */
    async #read(id: string): Promise<StoredPayload | undefined> {
      const { tx } = scope().ctx
      if (this.#name === 'Interaction') {
        const row = await interactionTogether(tx, environment, this.#model, hashOf(id))
        if (row) rememberClient(environment, String(Object(row.payload['params'])['client_id']), row.client)
        if (row) this.#remember(hashOf(id), row)
        return row
      }
      const row = await findPayload(tx, this.#model, hashOf(id))
      if (row && this.#name === 'Session') this.#remember(hashOf(id), row)
      return row
    }

    /** What this request saved or read before; null where it was destroyed. */
    #remembered(id: string): StoredPayload | null | undefined {
      return knownIn(scope().ctx.tx).get(nameOf(this.#model, hashOf(id))) as StoredPayload | null | undefined
    }

    #remember(idHash: Uint8Array, row: StoredPayload | null): void {
      knownIn(scope().ctx.tx).set(nameOf(this.#model, idHash), row)
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      const { tx } = scope().ctx
      const known = knownIn(tx).get(uidName(this.#model, uid)) as StoredPayload | null | undefined
      const found = payloadOf(known === undefined ? await payloadByUid(tx, this.#model, uid) : (known ?? undefined), this.#model)
      if (found?.jti !== undefined) readIn(tx).add(nameOf(this.#model, hashOf(found.jti)))
      return found
    }

    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return payloadOf(await payloadByUserCode(scope().ctx.tx, this.#model, hashOf(userCode)), this.#model)
    }

    async consume(id: string): Promise<void> {
      const { ctx } = scope()
      if (await consumePayload(ctx.tx, this.#model, hashOf(id), ctx.now)) return
      if (this.#name === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was already used')
      const found = await grantOfPayload(ctx.tx, this.#model, hashOf(id))
      if (found?.grantId) await endGrants(ctx.tx, [found.grantId])
      throw new errors.InvalidGrant('already consumed')
    }

    async destroy(id: string): Promise<void> {
      deletePayloadLast(scope().ctx.tx, this.#model, hashOf(id))
      this.#remember(hashOf(id), null)
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      // All of it in one statement and one order: two who revoke at the same time do not lock each other.
      await endGrants(scope().ctx.tx, [grantId])
    }
  }
}

/**
 * A code or token as it stands, with all that the library asks for after it: grant, session, client. What was read ahead is handed out once, so that nobody
 * who asks again within the request is told of a row that has been used meanwhile.
 */
async function readToken(environment: Environment, name: string, id: string): Promise<StoredPayload | undefined> {
  const { tx } = scope().ctx
  const [known, ahead] = [knownIn(tx), `ahead ${nameOf(modelName(environment, name), hashOf(id))}`]
  const read = known.get(ahead) as Promise<StoredPayload | undefined> | undefined
  known.delete(ahead)
  return read ?? readTogether(environment, name, id)
}

/** Reads a code or token before the library asks for it. Undefined where there is none; whose it is says nothing of whether it may be used. */
export function readAhead(environment: Environment, name: 'AccessToken' | 'AuthorizationCode' | 'RefreshToken', id: string): Promise<StoredPayload | undefined> {
  return onceIn(scope().ctx.tx, `ahead ${nameOf(modelName(environment, name), hashOf(id))}`, () => readTogether(environment, name, id))
}

async function readTogether(environment: Environment, name: string, id: string): Promise<StoredPayload | undefined> {
  const { tx } = scope().ctx
  const models: Models = { environment, grant: modelName(environment, 'Grant'), session: modelName(environment, 'Session') }
  const found = await tokenTogether(tx, models, modelName(environment, name), hashOf(id))
  if (!found) return undefined
  rememberGrant(models.grant, found.grantId, found.grant)
  if (found.sessionUid !== null) knownIn(tx).set(uidName(models.session, found.sessionUid), found.session && { payload: found.session, sealedId: found.sessionSealedId, consumedAt: null })
  rememberClient(environment, String(found.payload['clientId']), found.client)
  return found
}

/** The agreement that stands for a purpose; the grant behind it is known from then on. */
export async function readStandingConsent(environment: Environment, asked: { readonly accountId: string; readonly clientId: string; readonly purpose: string; readonly at: Instant }): Promise<Consent | undefined> {
  const model = modelName(environment, 'Grant')
  const found = await consentTogether(scope().ctx.tx, model, asked)
  if (found) rememberGrant(model, found.grantId, found.grant)
  return found
}

function rememberGrant(model: string, grantId: string | null, payload: StoredPayload['payload'] | null): void {
  if (!grantId || !payload) return
  const { tx } = scope().ctx
  const name = nameOf(model, hashOf(grantId))
  if (!knownIn(tx).has(name)) knownIn(tx).set(name, { payload, sealedId: null, consumedAt: null })
  readIn(tx).add(name)
}

function rememberClient(environment: Environment, clientId: string, client: ClientInForce | null): void {
  void onceIn(scope().ctx.tx, clientName(environment, clientId), async () => metadataOf(clientId, environment, client))
}

const clientName = (environment: Environment, clientId: string): string => `client ${environment} ${clientId}`
const uidName = (model: string, uid: string): string => `uid ${model} ${uid}`

/** Remembers the id of a proof (DPoP, client assertion) until it expires: true for the first sender only. */
export async function rememberProof(environment: Environment, id: string, expiresInSeconds: number): Promise<boolean> {
  return insertPayloadOnce(scope().ctx.tx, rowOf(modelName(environment, 'ReplayDetection'), 'ReplayDetection', id, {}, expiresInSeconds))
}

/** Ends everything issued under these grants. */
export async function endGrants(tx: Tx, grantIds: readonly string[]): Promise<void> {
  if (grantIds.length === 0) return
  const models = ['Grant', modelName('sandbox', 'Grant')]
  for (const model of models) for (const id of grantIds) knownIn(tx).set(nameOf(model, hashOf(id)), null)
  await deleteGrants(tx, grantIds, grantIds.map(hashOf), models)
}

const read = new WeakMap<Tx, Set<string>>()

/** What this transaction found in the table: it is changed there, never put there again. */
function readIn(tx: Tx): Set<string> {
  const found = read.get(tx) ?? new Set<string>()
  read.set(tx, found)
  return found
}

const nameOf = (model: string, idHash: Uint8Array): string => `${model} ${Buffer.from(idHash).toString('base64url')}`
export const modelName = (environment: Environment, name: string): string => (environment === 'live' ? name : `sandbox.${name}`)
export const hashOf = (id: string): Uint8Array => sha256(id)

function rowOf(model: string, name: string, id: string, given: AdapterPayload, expiresIn: number): NewPayload {
  const { ctx } = scope()
  const { jti: _secret, ...payload } = name === 'Interaction' ? withoutSecrets(given, model) : name === 'BackchannelAuthenticationRequest' ? withSealedToken(given, model) : given
  return {
    model, idHash: hashOf(id), payload,
    sealedId: savedAgain.has(name) ? sealed(id, model) : null,
    // An interaction only remembers a grant; it must outlive it when the person agrees anew.
    grantId: name === 'Interaction' ? null : (payload.grantId ?? null), uid: name === 'Session' ? (payload.uid ?? null) : null,
    userCodeHash: payload.userCode ? hashOf(payload.userCode) : null,
    accountId: listedByAccount.has(name) ? (payload.accountId ?? null) : null,
    expiresAt: plusSeconds(ctx.now, expiresIn),
  }
}

/** A row as the library knows it; `id` where the caller brought it. */
export function payloadOf(row: StoredPayload | undefined, model: string, id?: string): AdapterPayload | undefined {
  if (!row) return undefined
  const known = id ?? (row.sealedId ? opened(row.sealedId, model) : undefined)
  return { ...withSecrets(row.payload, model), ...(known === undefined ? {} : { jti: known }), ...(row.consumedAt === null ? {} : { consumed: Math.floor(millisecondsOf(row.consumedAt) / 1_000) }) }
}

const sealed = (text: string, model: string): Uint8Array => keys().encrypt('field-encryption', Buffer.from(text), `openid_payload ${model}`)
const opened = (bytes: Uint8Array, model: string): string => Buffer.from(keys().decrypt('field-encryption', bytes, `openid_payload ${model}`)).toString()

const secrets = ['deviceCode', 'parJti'] as const

/** An interaction names the session cookie, the device code and the pushed request it came from: the first is not needed, the others are encrypted. */
function withoutSecrets(payload: AdapterPayload, model: string): AdapterPayload {
  const kept: Record<string, unknown> = { ...payload }
  for (const name of secrets) if (typeof kept[name] === 'string') kept[name] = { sealed: Buffer.from(sealed(kept[name], model)).toString('base64url') }
  if (payload.session) kept['session'] = { ...payload.session, cookie: undefined }
  return kept as AdapterPayload
}

/** By what a party knows that it is us who tells it of an answer (CIBA ping). */
function withSealedToken(payload: AdapterPayload, model: string): AdapterPayload {
  const token: unknown = payload.params?.[notificationToken]
  return typeof token === 'string' ? { ...payload, params: { ...payload.params, [notificationToken]: { sealed: Buffer.from(sealed(token, model)).toString('base64url') } } } : payload
}

const notificationToken = 'client_notification_token'

function withSecrets(payload: Record<string, unknown>, model: string): Record<string, unknown> {
  const token = Object(Object(payload['params'])[notificationToken]).sealed as unknown
  if (typeof token === 'string') return { ...payload, params: { ...(payload['params'] as object), [notificationToken]: opened(Buffer.from(token, 'base64url'), model) } }
  if (!secrets.some((name) => payload[name] !== undefined)) return payload
  const open = (value: unknown): unknown => (typeof Object(value).sealed === 'string' ? opened(Buffer.from(Object(value).sealed, 'base64url'), model) : value)
  return { ...payload, ...Object.fromEntries(secrets.filter((name) => payload[name] !== undefined).map((name) => [name, open(payload[name])])) }
}
