import { createHash, randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import { newId } from '../../kernel/ids.ts'
import { sql, systemClock, type Database } from '../../platform/index.ts'
import { emptySettings, type ClientPurpose, type ClientSettings } from './client.ts'
import { insertClient, insertOrganisation } from './clients.sql.ts'
import type { Environment } from './request-scope.ts'

/** A relying party of the tests, with its private key: what a bank's server holds. */
export interface TestClient {
  readonly clientId: string
  readonly key: CryptoKey
  readonly redirectUri: string
  readonly issuer: string
  /** RFC 7523; `more` spoils it. */
  assertion(more?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
}

export const testPurposes: readonly ClientPurpose[] = [{
  code: 'mo-tai-khoan', vi: 'Mở tài khoản ngân hàng', en: 'Open a bank account', ifRefused: 'Ông/bà mở tài khoản tại quầy, mang theo thẻ căn cước.', days: 90, authLevel: 1, freshWithin: null,
  facts: [
    { fact: 'name', why: 'ghi trên hợp đồng', required: true }, { fact: 'birthdate', why: 'kiểm tra đủ tuổi', required: true }, { fact: 'phone', why: 'báo khi có giao dịch', required: false },
    { fact: 'personal_number', why: 'luật phòng, chống rửa tiền bắt buộc', required: true }, { fact: 'assurance', why: 'luật phòng, chống rửa tiền bắt buộc', required: true }, { fact: 'over_18', why: 'kiểm tra đủ tuổi', required: false },
  ],
}]

/** Puts a client into force as if two people had approved it. */
export async function testClient(database: Database, issuer: string, settings: Partial<ClientSettings> = {}, environment: Environment = 'live', organisation = 'Ngân hàng Thử'): Promise<TestClient> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const clientId = `rp-${newId()}`
  const organisationId = newId()
  const kid = newId()
  const now = systemClock()
  const redirectUri = 'http://127.0.0.1:9/cb'
  const all: ClientSettings = {
    ...emptySettings, name: organisation, homeUrl: 'https://nganhang.example', redirectUris: [redirectUri], offline: true, purposes: testPurposes,
    keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } as JWK], ...settings,
  }
  await database.transaction(async (tx) => {
    await insertOrganisation(tx, { organisationId, name: organisation, businessNumber: `T${organisationId.slice(0, 8)}`, kind: 'state', licence: 'Thỏa thuận số 01 (thử)', contactName: 'Thử', contactEmail: 'thu@vidu.example', dataOfficer: 'Thử', verifiedAt: null, by: newId(), at: now })
    await insertClient(tx, { clientId, organisationId, environment, state: 'approved', settings: all, inForce: all, by: newId(), at: now })
  })
  return {
    clientId, key: privateKey, redirectUri, issuer,
    async assertion(more = {}, header = {}) {
      const at = Math.floor(Date.now() / 1_000)
      return new SignJWT({ iss: clientId, sub: clientId, aud: issuer, iat: at, exp: at + 60, jti: newId(), ...more }).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(privateKey)
    },
  }
}

export interface Pkce { readonly verifier: string; readonly challenge: string }
export function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** A DPoP key and its proofs (RFC 9449). */
export async function dpopKey(): Promise<{ proof(method: string, url: string, more?: { token?: string; jti?: string; typ?: string; claims?: Record<string, unknown> }): Promise<string> }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  return {
    proof: (method, url, more = {}) => new SignJWT({ htm: method, htu: url, jti: more.jti ?? newId(), ...(more.token ? { ath: createHash('sha256').update(more.token).digest('base64url') } : {}), ...more.claims })
      .setProtectedHeader({ alg: 'ES256', typ: more.typ ?? 'dpop+jwt', jwk }).setIssuedAt(Number(more.claims?.['iat'] ?? Math.floor(Date.now() / 1_000))).sign(privateKey),
  }
}

/** A browser for the protocol: keeps cookies, follows no redirect by itself. */
export class ProtocolBrowser {
  readonly cookies = new Map<string, string>()
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#send(path, { headers })
  }

  /** Sends a form of the page just answered: its hidden fields and what is given. */
  async post(path: string, fields: Record<string, string | readonly string[]>, page?: Answered, headers: Record<string, string> = {}): Promise<Answered> {
    const body = new URLSearchParams()
    const csrf = page && /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1]
    if (csrf) body.set('_csrf', csrf)
    const seen = page && /name="seen" value="([^"]+)"/.exec(page.text)?.[1]
    if (seen) body.set('seen', seen)
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string)
    return this.#send(path, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(this.#base).origin, ...headers } })
  }

  async #send(path: string, init: RequestInit): Promise<Answered> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.#base), { ...init, redirect: 'manual', headers: { ...init.headers as Record<string, string>, ...(cookie ? { cookie } : {}) } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name!)
      else this.cookies.set(name!, value!)
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text(), headers: answer.headers }
  }
}

/** What a sign-in page brought along for the key of a device. */
export function offerIn({ text }: Answered): { readonly challengeId: string; readonly options: never } {
  const found = /data-offer="([^"]+)"/.exec(text)?.[1]
  if (found === undefined) throw new Error('the page offers no sign-in by key')
  return JSON.parse(found.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as { challengeId: string; options: never }
}

export interface Answered { readonly status: number; readonly location: string; readonly text: string; readonly headers: Headers }

export interface Authorization { readonly code: string; readonly state: string; readonly iss: string; readonly verifier: string; readonly location: string }

export function authorizePath(client: TestClient, scope: string, challenge: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ client_id: client.clientId, redirect_uri: client.redirectUri, response_type: 'code', scope, state: 's-1', nonce: 'n-1', code_challenge: challenge, code_challenge_method: 'S256', ...more })
  return `${new URL(client.issuer).pathname.replace(/\/$/, '')}/oidc/auth?${query.toString()}`
}

/** Goes through the request as a signed-in person who agrees to everything needed: from /oidc/auth to the relying party's address. */
export async function authorize(browser: ProtocolBrowser, client: TestClient, scope = 'openid name', more: Record<string, string> = {}, ticked: readonly string[] = []): Promise<Authorization> {
  const { verifier, challenge } = pkce()
  const answer = await follow(browser, await browser.get(more['request_uri'] ? `/oidc/auth?${new URLSearchParams({ client_id: client.clientId, request_uri: more['request_uri'] }).toString()}` : authorizePath(client, scope, challenge, more)), ticked)
  if (!answer.location) throw new Error(`stopped at ${answer.status}: ${answer.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)}`)
  const url = new URL(answer.location)
  const found = { code: url.searchParams.get('code') ?? '', state: url.searchParams.get('state') ?? '', iss: url.searchParams.get('iss') ?? '', verifier, location: answer.location }
  if (!found.code) throw new Error(`no code: ${answer.location}`)
  return found
}

/** Redirects and our own pages, until the browser would leave for another site. */
export async function follow(browser: ProtocolBrowser, first: Answered, ticked: readonly string[] = [], person = 'p01'): Promise<Answered> {
  let answer = first
  let path = ''
  for (let step = 0; step < 15; step++) {
    if (answer.status === 303 || answer.status === 302) {
      if (answer.location.startsWith('http') && !answer.location.startsWith('http://localhost')) return answer
      path = answer.location.startsWith('http') ? new URL(answer.location).pathname + new URL(answer.location).search : answer.location
      answer = await browser.get(path)
    } else if (answer.status === 200 && /data-act="agree"/.test(answer.text)) answer = await browser.post(path, { answer: 'yes', facts: ticked }, answer)
    else if (answer.status === 200 && /data-act="sign-in-as"/.test(answer.text)) answer = await browser.post(path, { person }, answer)
    else if (answer.status === 200 && /data-act="go-on"/.test(answer.text)) answer = await browser.get(/url=([^"]+)/.exec(answer.headers.get('refresh') ?? '')![1]!)
    else return answer
  }
  throw new Error('the request goes round in circles')
}

export interface Tokens { readonly status: number; readonly body: Record<string, string> }

export async function callToken(base: string, client: TestClient, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: client.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await client.assertion(), ...fields })
  const answer = await fetch(`${base}/oidc/token`, { method: 'POST', body, headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, string> }
}

export const redeem = (base: string, client: TestClient, { code, verifier }: Pick<Authorization, 'code' | 'verifier'>, headers: Record<string, string> = {}): Promise<Tokens> =>
  callToken(base, client, { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, code_verifier: verifier }, headers)

export async function userinfo(base: string, token: string, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown>; wwwAuthenticate: string }> {
  const answer = await fetch(`${base}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}`, ...headers } })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, wwwAuthenticate: answer.headers.get('www-authenticate') ?? '' }
}

/** What stands in the tables of the provider, as text: to see that no secret is among it. */
export const storedText = async (owner: Database): Promise<string> => (await owner.query<{ text: string }>(sql`select coalesce(string_agg(payload::text, ' '), '') as text from openid_payload`))[0]!.text
