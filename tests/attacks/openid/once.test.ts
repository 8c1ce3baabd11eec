import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../../src/kernel/ids.ts'
import { answerWaitingRequest, waitingRequests } from '../../../src/foundations/openid/index.ts'
import { beginPasskeyRegistration, registerPasskey } from '../../../src/foundations/eid/index.ts'
import { SoftwareAuthenticator } from '../../../src/foundations/eid/testing.ts'
import { authorize, authorizePath, callToken, dpopKey, follow, offerIn, pkce, ProtocolBrowser, redeem, testClient, userinfo, type Answered, type TestClient, type Tokens } from '../../../src/foundations/openid/testing.ts'
import { sql, systemClock } from '../../../src/platform/index.ts'
import { testPurpose } from '../../../src/platform/testing.ts'
import { twoServers, type TwoServers } from './two-servers.ts'

const many = 50
const goodOnes = (answers: readonly { status: number }[]): number => answers.filter(({ status }) => status === 200).length

/** A2 and A6: what may be used once is used once, whoever comes at the same moment, through whichever process. */
describe('used once, by fifty at the same time, over two server processes', () => {
  let two: TwoServers
  let bank: TestClient
  let browser: ProtocolBrowser
  before(async () => {
    two = await twoServers()
    bank = await testClient(two.house.t.db, two.issuer, { elsewhere: ['device', 'ciba'] })
    browser = await two.signedIn(two.house.who('mai').personId)
  })
  after(() => two.close())

  const fifty = <T>(one: (url: string) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: many }, (_, i) => one(two.url(i))))
  const stillWorks = async (tokens: Tokens): Promise<boolean> => (await userinfo(two.issuer, tokens.body['access_token']!)).status === 200

  it('an authorization code; the replay ends what the first one got', async () => {
    for (let round = 0; round < 3; round++) {
      const answer = await authorize(browser, bank, 'openid name')
      const answers = await fifty((url) => redeem(url, bank, answer))
      assert.equal(goodOnes(answers), 1, JSON.stringify(answers.map(({ status }) => status)))
      assert.deepEqual(answers.filter(({ status, body }) => status !== 200 && (status !== 400 || body['error'] !== 'invalid_grant')), [])
      assert.equal(await stillWorks(answers.find(({ status }) => status === 200)!), false, 'the token of the one that won is revoked')
    }
    const answer = await authorize(browser, bank, 'openid name')
    const tokens = await redeem(two.url(0), bank, answer)
    assert.equal((await redeem(two.url(1), bank, answer)).body['error'], 'invalid_grant', 'also one after the other')
    assert.equal(await stillWorks(tokens), false)
  })

  it('a rotating refresh token: reuse ends the whole family', async () => {
    const phone = await testClient(two.house.t.db, two.issuer, { auth: 'none', keys: [] })
    const own = (url: string, fields: Record<string, string>): Promise<Tokens> => fetch(`${url}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: phone.clientId, ...fields }) }).then(async (answer) => ({ status: answer.status, body: (await answer.json()) as Record<string, string> }))
    const answer = await authorize(browser, phone, 'openid name offline_access', { prompt: 'consent' })
    const first = await own(two.issuer, { grant_type: 'authorization_code', code: answer.code, redirect_uri: phone.redirectUri, code_verifier: answer.verifier })
    assert.ok(first.body['refresh_token'], JSON.stringify(first.body))
    const answers = await fifty((url) => own(url, { grant_type: 'refresh_token', refresh_token: first.body['refresh_token']! }))
    assert.equal(goodOnes(answers), 1)
    const winner = answers.find(({ status }) => status === 200)!
    assert.equal(await stillWorks(winner), false)
    assert.equal((await own(two.issuer, { grant_type: 'refresh_token', refresh_token: winner.body['refresh_token']! })).body['error'], 'invalid_grant')
    const anew = await authorize(browser, phone, 'openid name offline_access', { prompt: 'consent' })
    const [one, again] = [await own(two.url(0), { grant_type: 'authorization_code', code: anew.code, redirect_uri: phone.redirectUri, code_verifier: anew.verifier }), (token: string, i: number) => own(two.url(i), { grant_type: 'refresh_token', refresh_token: token })]
    const next = await again(one.body['refresh_token']!, 0)
    assert.equal(next.status, 200, JSON.stringify(next.body))
    assert.equal((await again(one.body['refresh_token']!, 1)).body['error'], 'invalid_grant', 'also one after the other')
    assert.equal((await again(next.body['refresh_token']!, 0)).body['error'], 'invalid_grant', 'and then the one that came of it is worth nothing')
    assert.equal(await stillWorks(next), false)
  })

  it('a pre-authorized code is no way in: none are given out', async () => {
    const answer = await callToken(two.issuer, bank, { grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': newId() })
    assert.deepEqual([answer.status, answer.body['error']], [400, 'unsupported_grant_type'])
    assert.equal((await fetch(`${two.issuer}/.well-known/openid-credential-issuer`)).status, 404)
  })

  it('a device code', async () => {
    const asked = await callAt(two.issuer, '/oidc/device/auth', bank, { scope: 'openid name' })
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    const page = await follow(browser, await browser.get(`/oidc/device?user_code=${asked.body['user_code']!}`))
    assert.match(page.text, /data-act="confirm-device"/)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!
    const done = await follow(browser, await browser.post('/oidc/device', { xsrf, user_code: asked.body['user_code']!, confirm: 'yes' }))
    assert.match(done.text, /data-screen="C-22-device-done"/)
    const answers = await fifty((url) => callToken(url, bank, { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: asked.body['device_code']! }))
    assert.equal(goodOnes(answers), 1)
    assert.equal(await stillWorks(answers.find(({ status }) => status === 200)!), false)
  })

  it('a request that the person answered on the telephone (CIBA)', async () => {
    const known = await redeem(two.issuer, bank, await authorize(browser, bank, 'openid name'))
    const without = await callAt(two.issuer, '/oidc/ciba', bank, { scope: 'openid name', id_token_hint: known.body['id_token']! })
    assert.equal(without.body['error'], 'invalid_binding_message', 'both sides must see the same words')
    const asked = await callAt(two.issuer, '/oidc/ciba', bank, { scope: 'openid name', id_token_hint: known.body['id_token']!, binding_message: 'Quầy 3' })
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    const grant = { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: asked.body['auth_req_id']! }
    assert.equal((await callToken(two.issuer, bank, grant)).body['error'], 'authorization_pending')
    const mai = two.house.who('mai')
    const [session] = await two.house.t.owner.query<{ id: string }>(sql`select session_id as id from eid_session where account_id = ${mai.accountId} limit 1`)
    const asMai = two.house.t.as({ kind: 'citizen', personId: mai.personId, accountId: mai.accountId, sessionId: session!.id, level: 2, authLevel: 2 }, testPurpose, { now: systemClock() })
    const [waiting] = await asMai((ctx) => waitingRequests(ctx))
    assert.equal(waiting?.message, 'Quầy 3')
    await asMai((ctx) => answerWaitingRequest(ctx, { name: waitingName(waiting), agree: true, seen: waiting!.seen, ticked: [] }))
    await assert.rejects(asMai((ctx) => answerWaitingRequest(ctx, { name: waitingName(waiting), agree: true, seen: waiting!.seen, ticked: [] })), { code: 'openid.request-ended' })
    const answers = await fifty((url) => callToken(url, bank, grant))
    assert.equal(goodOnes(answers), 1, JSON.stringify(answers[0]))
    assert.equal(await stillWorks(answers.find(({ status }) => status === 200)!), false)
  })
  const waitingName = (one: { name: string } | undefined): string => one!.name

  it('the answer of a key to what the page of a request brought along', async () => {
    const nam = two.house.who('nam')
    const site = { host: 'localhost', origin: two.issuer }
    const device = new SoftwareAuthenticator(site)
    const asNam = two.house.asSignedIn(nam, { now: systemClock() })
    const begun = await asNam((ctx) => beginPasskeyRegistration(ctx, site))
    await asNam((ctx) => registerPasskey(ctx, { challengeId: begun.challengeId, response: device.create(begun.options), label: 'Điện thoại', site }))
    const [fresh, elsewhere] = [new ProtocolBrowser(two.issuer), new ProtocolBrowser(two.issuer)]
    const { challenge, verifier } = pkce()
    const opened = async (by: ProtocolBrowser): Promise<{ path: string; page: Answered }> => {
      const path = new URL((await by.get(authorizePath(bank, 'openid name', challenge))).location, two.issuer).pathname
      return { path, page: await by.get(path) }
    }
    const [first, other] = [await opened(elsewhere), await opened(fresh)]
    const offer = offerIn(other.page)
    const answer = { challengeId: offer.challengeId, response: JSON.stringify(device.get(offer.options)) }
    assert.match((await elsewhere.post(`${first.path}/khoa`, answer, first.page)).text, /"says"/, 'made for the page of another request')
    const form = { ...answer, _csrf: /name="_csrf" value="([^"]+)"/.exec(other.page.text)![1]! }
    const answers = await Promise.all(Array.from({ length: many }, async (_, i) => {
      const { text, cookies } = await two.postThrough(i, fresh, `${other.path}/khoa`, form)
      return { cookies, next: (JSON.parse(text) as { next?: string }).next }
    }))
    const won = answers.filter(({ next }) => next !== undefined)
    assert.equal(won.length, 1)
    // The first time there is the page of the consent; the cookies that belong to it came with the answer.
    assert.match(won[0]!.next!, /\/dong-y\//)
    for (const [name, value] of won[0]!.cookies) fresh.cookies.set(name, value)
    const agreed = await fresh.post(won[0]!.next!, { answer: 'yes' }, await fresh.get(won[0]!.next!))
    const done = await follow(fresh, agreed)
    const code = new URL(done.location).searchParams.get('code')
    assert.equal((await redeem(two.issuer, bank, { code: code ?? '', verifier })).status, 200)
    assert.notEqual((await fresh.get(`/oidc/auth/${other.path.split('/').at(-1)}`)).status, 303, 'the request has been gone on with')
  })

  it('a pushed request', async () => {
    await authorize(browser, bank, 'openid name')
    const { challenge, verifier } = pkce()
    const pushed = await callAt(two.issuer, '/oidc/par', bank, { redirect_uri: bank.redirectUri, response_type: 'code', scope: 'openid name', code_challenge: challenge, code_challenge_method: 'S256' })
    assert.equal(pushed.status, 201, JSON.stringify(pushed.body))
    const path = `/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, request_uri: pushed.body['request_uri']! }).toString()}`
    const answers = await fifty((url) => {
      const another = new ProtocolBrowser(url)
      for (const [name, value] of browser.cookies) another.cookies.set(name, value)
      return another.get(path)
    })
    const codes = answers.flatMap(({ location }) => /[?&]code=([^&]+)/.exec(location)?.[1] ?? [])
    assert.equal(codes.length, 1)
    assert.equal((await redeem(two.issuer, bank, { code: codes[0]!, verifier })).status, 200)
    assert.doesNotMatch((await browser.get(path)).location, /code=/)
  })

  it('a DPoP proof, and a client assertion', async () => {
    const dpop = await dpopKey()
    const answer = await authorize(browser, bank, 'openid name')
    const tokens = await redeem(two.issuer, bank, answer, { dpop: await dpop.proof('POST', `${two.issuer}/oidc/token`) })
    assert.equal(tokens.body['token_type'], 'DPoP', JSON.stringify(tokens.body))
    const token = tokens.body['access_token']!
    const proof = await dpop.proof('GET', `${two.issuer}/oidc/userinfo`, { token })
    const read = await fifty((url) => userinfo(url, token, { authorization: `DPoP ${token}`, dpop: proof }))
    assert.equal(goodOnes(read), 1)
    assert.deepEqual(read.filter(({ status, wwwAuthenticate }) => status !== 200 && (status !== 401 || !/error="invalid_dpop_proof"/.test(wwwAuthenticate))), [])
    const assertion = await bank.assertion()
    const known = await fifty((url) => callToken(url, bank, { grant_type: 'authorization_code', code: newId(), redirect_uri: bank.redirectUri, code_verifier: pkce().verifier, client_assertion: assertion }))
    assert.equal(known.filter(({ status, body }) => status === 400 && body['error'] === 'invalid_grant').length, 1, 'one is known, and then has no code')
    assert.equal(known.filter(({ status, body }) => status === 401 && body['error'] === 'invalid_client').length, many - 1)
  })

  it('the same proof again, another key, another address, another method: refused', async () => {
    const dpop = await dpopKey()
    const tokens = await redeem(two.issuer, bank, await authorize(browser, bank, 'openid name'), { dpop: await dpop.proof('POST', `${two.issuer}/oidc/token`) })
    const token = tokens.body['access_token']!
    const call = async (proof: string | null): Promise<string> => {
      const { status, wwwAuthenticate } = await userinfo(two.url(1), token, { authorization: `DPoP ${token}`, ...(proof ? { dpop: proof } : {}) })
      return status === 200 ? '200' : `${status} ${/error="(\w+)"/.exec(wwwAuthenticate)?.[1]}`
    }
    const wrong = '401 invalid_dpop_proof'
    const url = `${two.issuer}/oidc/userinfo`
    assert.equal(await call(await dpop.proof('GET', url, { token })), '200')
    assert.match(await call(await (await dpopKey()).proof('GET', url, { token })), /^401 /, 'a stolen token without its key')
    assert.match(await call(null), /^4/, 'no proof at all')
    assert.equal((await userinfo(two.issuer, token)).status, 401, 'as a bearer token')
    for (const [method, at] of [['POST', url], ['GET', `${two.issuer}/oidc/token`], ['GET', 'https://evil.example/oidc/userinfo']] as const) assert.equal(await call(await dpop.proof(method, at, { token })), wrong, `${method} ${at}`)
    assert.equal(await call(await dpop.proof('GET', url, { token: 'another' })), wrong, 'the hash of another token')
    assert.equal(await call(await dpop.proof('GET', url)), wrong, 'the hash of no token')
    for (const seconds of [-3_600, 3_600]) assert.equal(await call(await dpop.proof('GET', url, { token, claims: { iat: Math.floor(Date.now() / 1000) + seconds } })), wrong, `made ${seconds} seconds from now`)
  })

  async function callAt(url: string, path: string, client: TestClient, fields: Record<string, string>): Promise<Tokens> {
    const body = new URLSearchParams({ client_id: client.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await client.assertion(), ...fields })
    const answer = await fetch(url + path, { method: 'POST', body })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }

})
