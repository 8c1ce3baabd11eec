import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose'
import { lockAccount } from '../../../src/foundations/eid/index.ts'
import { answerWaitingRequest, waitingRequests } from '../../../src/foundations/openid/index.ts'
import { authorize, callToken, redeem, testClient, testPurposes, userinfo, type ProtocolBrowser, type TestClient } from '../../../src/foundations/openid/testing.ts'
import { sql, systemClock } from '../../../src/platform/index.ts'
import { testPurpose } from '../../../src/platform/testing.ts'
import { twoServers, type TwoServers } from './two-servers.ts'

interface Told { readonly authorization: string | undefined; readonly body: Record<string, string> }

const notification = 'dau-hieu-cua-nha-xe-0123456789'
const grantType = 'urn:openid:params:grant-type:ciba'
const half = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

/** CIBA Core 1.0 §10.3, §12: the tokens themselves arrive at the party, once, and nowhere else. */
describe('tokens pushed to a party (CIBA push)', () => {
  let two: TwoServers
  let sink: Server
  let status = 204
  let shop: TestClient
  let browser: ProtocolBrowser
  const told: Told[] = []
  before(async () => {
    two = await twoServers()
    sink = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => { body += text }).on('end', () => {
        told.push({ authorization: request.headers.authorization, body: JSON.parse(body) as Record<string, string> })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
    shop = await testClient(two.house.t.db, two.issuer, { elsewhere: ['ciba'], cibaPingUri: `http://127.0.0.1:${(sink.address() as { port: number }).port}/push`, cibaPush: true, purposes: testPurposes }, 'live', 'Nhà xe Thử')
    browser = await two.signedIn(two.house.who('mai').personId)
  })
  after(async () => {
    sink.close()
    await two.close()
  })
  beforeEach(() => {
    told.length = 0
    status = 204
  })

  const subOf = async (): Promise<string> => decodeJwt((await redeem(two.issuer, shop, await authorize(browser, shop, 'openid name'))).body['id_token']!).sub!
  async function ask(more: Record<string, string> = {}): Promise<Record<string, string>> {
    const body = new URLSearchParams({
      client_id: shop.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await shop.assertion(),
      scope: 'openid name offline_access', login_hint: await subOf(), binding_message: 'Quầy 9', client_notification_token: notification, ...more,
    })
    return (await (await fetch(`${two.url(1)}/oidc/ciba`, { method: 'POST', body })).json()) as Record<string, string>
  }
  async function asMai() {
    const mai = two.house.who('mai')
    const [session] = await two.house.t.owner.query<{ id: string }>(sql`select session_id as id from eid_session where account_id = ${mai.accountId} and revoked_at is null limit 1`)
    return two.house.t.as({ kind: 'citizen', personId: mai.personId, accountId: mai.accountId, sessionId: session!.id, level: 2, authLevel: 2 }, testPurpose, { now: systemClock() })
  }
  async function say(agree: boolean): Promise<void> {
    const run = await asMai()
    const [waiting] = await run((ctx) => waitingRequests(ctx))
    await run((ctx) => answerWaitingRequest(ctx, { name: waiting!.name, agree, seen: waiting!.seen, ticked: [] }))
  }
  /** The jobs that wait for their time are due now. */
  const later = () => two.house.t.owner.query(sql`update job set run_at = ${systemClock()} where name like 'openid.%' and state = 'waiting'`)
  const queue = async (): Promise<string> => (await two.house.t.owner.query<{ text: string }>(sql`select coalesce(string_agg(payload::text, ' '), '') as text from job`))[0]!.text

  it('after a yes: access, refresh and ID token, bound to each other and to the request; no secret waits in the queue in clear', async () => {
    const asked = await ask()
    assert.ok(asked['auth_req_id'], JSON.stringify(asked))
    await say(true)
    assert.equal(told.length, 0, 'the person waits for nobody')
    const waiting = await queue()
    for (const secret of [asked['auth_req_id'], notification]) assert.ok(!waiting.includes(secret))
    status = 503
    await two.house.t.drain()
    assert.equal(told.length, 1, 'tried')
    for (const secret of [told[0]!.body['access_token']!, told[0]!.body['refresh_token']!, notification]) assert.ok(!(await queue()).includes(secret), 'and waits, sealed')
    status = 204
    await later()
    await two.house.t.drain()
    assert.deepEqual(told[1], told[0], 'the same words again')
    const { authorization, body } = told[1]!
    assert.equal(authorization, `Bearer ${notification}`)
    assert.deepEqual(Object.keys(body).toSorted(), ['access_token', 'auth_req_id', 'expires_in', 'id_token', 'refresh_token', 'token_type'])
    assert.deepEqual([body['auth_req_id'], body['token_type'], body['expires_in']], [asked['auth_req_id'], 'Bearer', 600])
    const published = (await (await fetch(`${two.url(0)}/oidc/jwks`)).json()) as JSONWebKeySet
    const { payload } = await jwtVerify(body['id_token']!, createLocalJWKSet(published), { issuer: two.issuer, audience: shop.clientId })
    assert.deepEqual([payload['urn:openid:params:jwt:claim:auth_req_id'], payload['at_hash'], payload['urn:openid:params:jwt:claim:rt_hash']], [asked['auth_req_id'], half(body['access_token']!), half(body['refresh_token']!)])
    assert.deepEqual([payload.sub, payload['acr'], payload['name']], [await subOf(), 'urn:vn:nd69-2024:xac-thuc:2', undefined])
    await two.house.t.drain()
    assert.equal(told.length, 2, 'told once')
  })

  it('what arrived works at either process as any other token, and ends as any other', async () => {
    await ask()
    await say(true)
    await two.house.t.drain()
    const { access_token: token, refresh_token: refresh } = told[0]!.body
    for (const i of [0, 1]) assert.equal((await userinfo(two.url(i), token!)).body['name'], two.house.who('mai').fullName)
    const again = await callToken(two.url(1), shop, { grant_type: 'refresh_token', refresh_token: refresh! })
    assert.equal(again.status, 200, JSON.stringify(again.body))
    await authorize(browser, shop, 'openid name', { prompt: 'consent' })
    assert.equal((await userinfo(two.url(0), token!)).status, 401, 'a new agreement took the place of the one behind it')
    assert.equal((await callToken(two.url(0), shop, { grant_type: 'refresh_token', refresh_token: refresh! })).body['error'], 'invalid_grant')
  })

  it('fetching is refused whatever is named, before and after the answer', async () => {
    const asked = await ask()
    const fetched = (id: string) => callToken(two.url(0), shop, { grant_type: grantType, auth_req_id: id }).then(({ status: code, body }) => [code, body['error']])
    assert.deepEqual(await fetched(asked['auth_req_id']!), [400, 'unauthorized_client'])
    await say(true)
    assert.deepEqual(await fetched(asked['auth_req_id']!), [400, 'unauthorized_client'])
    assert.deepEqual(await fetched('khong-co'), [400, 'unauthorized_client'])
    await two.house.t.drain()
    assert.ok(told[0]!.body['access_token'], 'and spoils nothing')
  })

  it('the answer and the end of the time, worked off by several at the same moment: one outcome', async () => {
    for (let round = 0; round < 3; round++) {
      told.length = 0
      await ask()
      await say(true)
      await later()
      await Promise.all(Array.from({ length: 4 }, () => two.house.t.drain()))
      assert.deepEqual(told.map(({ body }) => [Boolean(body['access_token']), body['error']]), [[true, undefined]])
    }
  })

  it('what could not be handed over in ten minutes is worth nothing', async () => {
    status = 500
    await ask()
    await say(true)
    await two.house.t.drain()
    const token = told[0]!.body['access_token']!
    assert.equal((await userinfo(two.url(0), token)).status, 200)
    status = 204
    await two.house.t.owner.query(sql`update job set payload = jsonb_set(payload, '{until}', '"2026-01-01T00:00:00.000Z"') where name = 'openid.push-outcome'`)
    await later()
    await two.house.t.drain()
    assert.equal(told.length, 1, 'too late to be told')
    assert.equal((await userinfo(two.url(0), token)).status, 401)
  })

  it('after a no, after silence, and when the account was locked meanwhile: one word each, and no token', async () => {
    const outcome = async (): Promise<(string | undefined)[]> => {
      await later()
      await two.house.t.drain()
      assert.equal(told.length, 1)
      assert.deepEqual(Object.keys(told[0]!.body).toSorted(), ['auth_req_id', 'error', 'error_description'])
      const { authorization, body } = told.pop()!
      return [authorization, body['auth_req_id'], body['error']]
    }
    const refused = await ask()
    await say(false)
    assert.deepEqual(await outcome(), [`Bearer ${notification}`, refused['auth_req_id'], 'access_denied'])
    const unanswered = await ask()
    assert.deepEqual(await outcome(), [`Bearer ${notification}`, unanswered['auth_req_id'], 'expired_token'])
    const run = await asMai()
    assert.deepEqual(await run((ctx) => waitingRequests(ctx)), [], 'what has been told as over is answered no more')
    const locked = await ask()
    await say(true)
    await run((ctx) => lockAccount(ctx, { personId: two.house.who('mai').personId, ground: 'holder', reason: 'Mất điện thoại' }))
    assert.deepEqual(await outcome(), [`Bearer ${notification}`, locked['auth_req_id'], 'transaction_failed'])
  })
})
