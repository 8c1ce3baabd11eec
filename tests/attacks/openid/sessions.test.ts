import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose'
import { answerWaitingRequest, waitingRequests } from '../../../src/foundations/openid/index.ts'
import { authorize, callToken, follow, redeem, storedText, testClient, userinfo, type Answered, type ProtocolBrowser, type TestClient, type Tokens } from '../../../src/foundations/openid/testing.ts'
import { keys, sql, systemClock } from '../../../src/platform/index.ts'
import { testPurpose } from '../../../src/platform/testing.ts'
import { twoServers, type TwoServers } from './two-servers.ts'

interface Heard { readonly path: string; readonly authorization: string | undefined; readonly type: string | undefined; readonly body: string }

/** What begins at one process goes on at the other: keys turned between, another device, sign-out, an answer that is told. */
describe('signed in over two server processes', () => {
  let two: TwoServers
  let bank: TestClient
  let sink: Server
  let there = ''
  const heard: Heard[] = []
  before(async () => {
    two = await twoServers()
    sink = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => { body += text }).on('end', () => {
        heard.push({ path: request.url!, authorization: request.headers.authorization, type: request.headers['content-type'], body })
        response.writeHead(204).end()
      })
    })
    await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
    there = `http://127.0.0.1:${(sink.address() as { port: number }).port}`
    bank = await testClient(two.house.t.db, two.issuer, { elsewhere: ['device', 'ciba'], cibaPingUri: `${there}/ping`, backchannelLogoutUri: `${there}/out`, postLogoutUris: ['http://127.0.0.1:9/bye'] })
  })
  after(async () => {
    sink.close()
    await two.close()
  })

  const published = async (i: number): Promise<JSONWebKeySet> => (await (await fetch(`${two.url(i)}/oidc/jwks`)).json()) as JSONWebKeySet
  const verified = async (token: string, i: number) => jwtVerify(token, createLocalJWKSet(await published(i)), { issuer: two.issuer })
  const refresh = (tokens: Tokens, i: number): Promise<Tokens> => callToken(two.url(i), bank, { grant_type: 'refresh_token', refresh_token: tokens.body['refresh_token']! })
  /** A form of a page, sent to one of the two as the proxy would. */
  const send = async (i: number, browser: ProtocolBrowser, path: string, fields: Record<string, string>): Promise<void> => {
    const { cookies } = await two.postThrough(i, browser, path, fields)
    for (const [name, value] of cookies) browser.cookies.set(name, value)
  }
  const callAt = async (i: number, path: string, fields: Record<string, string>): Promise<Record<string, string>> => {
    const body = new URLSearchParams({ client_id: bank.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await bank.assertion(), ...fields })
    return (await (await fetch(two.url(i) + path, { method: 'POST', body })).json()) as Record<string, string>
  }
  const hidden = ({ text }: Answered, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? assert.fail(`no ${name} in ${text.slice(0, 200)}`)

  it('the signing key is turned by a third process: no session ends, and what either signs from that moment on verifies with the keys of either', async () => {
    const browser = await two.signedIn(two.house.who('mai').personId)
    const before = await redeem(two.url(0), bank, await authorize(browser, bank, 'openid name offline_access', { prompt: 'consent' }))
    for (let round = 0; round < 3; round++) {
      const kid = await keys().rotate('identity-token')
      for (const i of [1, 0]) assert.ok((await published(i)).keys.some((key) => key.kid === kid), `process ${i} publishes the new key at once`)
      for (const i of [0, 1]) {
        assert.equal((await userinfo(two.url(i), before.body['access_token']!)).status, 200)
        const again = await refresh(before, i)
        assert.equal(again.status, 200, JSON.stringify(again.body))
        const anew = await redeem(two.url(i), bank, await authorize(browser, bank, 'openid name'))
        assert.equal(decodeProtectedHeader(anew.body['id_token']!).kid, kid, 'signed with the new one')
        for (const token of [before, again, anew]) await verified(token.body['id_token']!, 1 - i)
      }
    }
  })

  it('a QR code of a screen at one process, scanned and confirmed at the other', async () => {
    const asked = await callAt(1, '/oidc/device/auth', { scope: 'openid name' })
    const code = asked['user_code']!
    assert.equal(new URL(asked['verification_uri_complete']!).searchParams.get('user_code'), code, 'what the QR code holds')
    const phone = await two.signedIn(two.house.who('mai').personId)
    const page = await follow(phone, await phone.get(`/oidc/device?user_code=${code}`))
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: asked['device_code']! }
    assert.equal((await callToken(two.url(1), bank, grant)).body['error'], 'authorization_pending')
    await follow(phone, await phone.post('/oidc/device', { xsrf: hidden(page, 'xsrf'), user_code: code, confirm: 'yes' }))
    const got = await callToken(two.url(1), bank, grant)
    assert.equal(got.status, 200, JSON.stringify(got.body))
    assert.equal((await userinfo(two.url(0), got.body['access_token']!)).status, 200)
  })

  it('an answer on the telephone is told to the party that named an address (CIBA ping), which fetches its tokens at either, once', async () => {
    const mai = two.house.who('mai')
    const browser = await two.signedIn(mai.personId)
    const known = await redeem(two.url(0), bank, await authorize(browser, bank, 'openid name'))
    const fields = { scope: 'openid name', id_token_hint: known.body['id_token']!, binding_message: 'Quầy 7' }
    assert.equal((await callAt(0, '/oidc/ciba', fields))['error'], 'invalid_request', 'a party that is told proves to itself that it is us: by a token of its own')
    const token = 'dau-hieu-cua-ngan-hang-0123456789'
    const [session] = await two.house.t.owner.query<{ id: string }>(sql`select session_id as id from eid_session where account_id = ${mai.accountId} and revoked_at is null limit 1`)
    const asMai = two.house.t.as({ kind: 'citizen', personId: mai.personId, accountId: mai.accountId, sessionId: session!.id, level: 2, authLevel: 2 }, testPurpose, { now: systemClock() })
    for (const agree of [true, false]) {
      const asked = await callAt(0, '/oidc/ciba', { ...fields, client_notification_token: token })
      assert.ok(asked['auth_req_id'], JSON.stringify(asked))
      const stored = await storedText(two.house.t.owner)
      assert.ok(!stored.includes(token) && !stored.includes(asked['auth_req_id']), 'no secret stands in the table')
      heard.length = 0
      const [waiting] = await asMai((ctx) => waitingRequests(ctx))
      await asMai((ctx) => answerWaitingRequest(ctx, { name: waiting!.name, agree, seen: waiting!.seen, ticked: [] }))
      const [queued] = await two.house.t.owner.query<{ text: string }>(sql`select payload::text as text from job where name = 'openid.tell-of-answer'`)
      assert.ok(queued && !queued.text.includes(token) && !queued.text.includes(asked['auth_req_id']), 'nor in the queue')
      await two.house.t.drain()
      assert.deepEqual(heard.filter(({ path }) => path === '/ping'), [{ path: '/ping', authorization: `Bearer ${token}`, type: 'application/json', body: JSON.stringify({ auth_req_id: asked['auth_req_id'] }) }])
      const grant = { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: asked['auth_req_id'] }
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => callToken(two.url(i), bank, grant)))
      assert.equal(answers.filter(({ status }) => status === 200).length, agree ? 1 : 0)
      if (!agree) assert.ok(answers.every(({ body }) => ['access_denied', 'invalid_grant'].includes(body['error']!)), JSON.stringify(answers[0]))
    }
  })

  it('signed out from the party at one process: out of Congdan and of what was signed in with at both, and told by a notice that verifies', async () => {
    const browser = await two.signedIn(two.house.who('mai').personId)
    const tokens = await redeem(two.url(0), bank, await authorize(browser, bank, 'openid name'))
    heard.length = 0
    const asked = await browser.get(`/oidc/session/end?${new URLSearchParams({ id_token_hint: tokens.body['id_token']!, post_logout_redirect_uri: 'http://127.0.0.1:9/bye' }).toString()}`)
    const page = await browser.get(asked.location)
    await send(1, browser, '/oidc/session/end/confirm', { xsrf: hidden(page, 'xsrf'), logout: 'yes' })
    for (const i of [0, 1]) assert.equal((await userinfo(two.url(i), tokens.body['access_token']!)).status, 401)
    assert.equal((await browser.get('/toi')).status, 303, 'signed out of Congdan')
    await two.house.t.drain()
    const [told] = heard.filter(({ path }) => path === '/out')
    const notice = await verified(new URLSearchParams(told!.body).get('logout_token')!, 1)
    assert.deepEqual([notice.payload.aud, notice.payload.sub], [bank.clientId, (await verified(tokens.body['id_token']!, 0)).payload.sub])
    assert.equal(notice.protectedHeader.typ, 'logout+jwt')
  })
})
