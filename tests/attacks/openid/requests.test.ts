import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeJwt } from 'jose'
import * as oidc from 'openid-client'
import { openidSite, type OpenidSite } from '../../../src/app/testing/openid-site.ts'
import { lockAccount } from '../../../src/foundations/eid/index.ts'
import { mayReach, NotPublicAddress, postOutside } from '../../../src/foundations/openid/outside-call.ts'
import { authorize, authorizePath, callToken, dpopKey, follow, pkce, ProtocolBrowser, redeem, testClient, testPurposes, userinfo, type TestClient } from '../../../src/foundations/openid/testing.ts'
import { keys, sql } from '../../../src/platform/index.ts'

/** Attacks A1, A3–A5, A7–A9 and A17 on the OpenID provider, and what must hold at the commit of a lock. */
describe('attacks on the OpenID provider', () => {
  let site: OpenidSite
  let bank: TestClient
  let clinic: TestClient
  let browser: ProtocolBrowser
  before(async () => {
    site = await openidSite()
    bank = await testClient(site.house.t.db, site.url)
    clinic = await testClient(site.house.t.db, site.url, {}, 'live', 'Phòng khám Thử')
    browser = await site.signedIn(site.house.who('mai').personId)
    await authorize(browser, bank, 'openid name')
  })
  after(() => site.close())

  const ask = (more: Record<string, string | null>, client = bank): string => {
    const query = new URLSearchParams(authorizePath(client, 'openid name', pkce().challenge).split('?')[1])
    for (const [name, value] of Object.entries(more)) {
      if (value === null) query.delete(name)
      else query.set(name, value)
    }
    return `/oidc/auth?${query.toString()}`
  }
  const noCode = async (path: string, what: string): Promise<void> => {
    const answer = await follow(browser, await browser.get(path))
    assert.doesNotMatch(answer.location, /[?&]code=/, what)
  }

  /** Pushes a request as that client would, spoiled by `more`. */
  const push = async (client: TestClient, more: Record<string, string | null> = {}): Promise<{ status: number; body: Record<string, string> }> => {
    const fields: Record<string, string | null> = { client_id: client.clientId, redirect_uri: client.redirectUri, response_type: 'code', scope: 'openid name', code_challenge: pkce().challenge, code_challenge_method: 'S256', ...more }
    const body = new URLSearchParams({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await client.assertion() })
    for (const [name, value] of Object.entries(fields)) if (value !== null) body.set(name, value)
    const answer = await fetch(`${site.url}/oidc/par`, { method: 'POST', body })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }

  it('A1: no PKCE, plain PKCE, a missing, wrong or stolen verifier', async () => {
    const weak: Record<string, string | null>[] = [{ code_challenge: null, code_challenge_method: null }, { code_challenge_method: 'plain' }, { code_challenge_method: null }, { code_challenge: null }, { code_challenge: '' }, { code_challenge: 'ngắn' }]
    for (const more of weak) {
      const what = JSON.stringify(more)
      await noCode(ask(more), what)
      assert.match((await browser.get(ask(more))).location, /[?&]error=invalid_request/, what)
      const pushed = await push(bank, more)
      assert.deepEqual([pushed.status, pushed.body['error']], [400, 'invalid_request'], what)
    }
    const other = await authorize(browser, bank, 'openid name')
    for (const verifier of ['', pkce().verifier, 'ngắn', other.verifier, pkce().challenge, null]) {
      const answer = await authorize(browser, bank, 'openid name')
      const tokens = verifier === null
        ? await callToken(site.url, bank, { grant_type: 'authorization_code', code: answer.code, redirect_uri: bank.redirectUri })
        : await redeem(site.url, bank, { code: answer.code, verifier })
      assert.equal(tokens.status, 400, String(verifier))
      assert.equal(tokens.body['access_token'], undefined)
    }
    assert.equal((await redeem(site.url, bank, other)).status, 200, 'the verifier of its own session does')
  })

  it('a NUL in any parameter is no fault of ours', async () => {
    const client = new URLSearchParams({ client_id: 'x', state: 'x' }).toString()
    for (const path of [`/oidc/auth?${client.replace('client_id=x', 'client_id=%00')}`, `/oidc/auth?${client}%00`, '/oidc/device?user_code=%00', '/oidc/session/end?client_id=%00']) {
      assert.ok((await fetch(site.url + path, { redirect: 'manual' })).status < 500, path)
    }
    const nul = { alg: 'ES256' }
    const assertion = [nul, { iss: '\0', sub: '\0' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.AA'
    const asked: Record<string, string>[] = [{ client_id: '\0', grant_type: 'authorization_code', code: '\0' }, { grant_type: 'authorization_code', code: 'x', client_assertion: assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }]
    for (const fields of asked) assert.ok((await fetch(`${site.url}/oidc/token`, { method: 'POST', body: new URLSearchParams(fields) })).status < 500)
  })

  it('A3: never leaves for an address that is not exactly a registered one', async () => {
    const tricks = ['http://127.0.0.1:9/cb/', 'http://127.0.0.1:9/cb/..', 'http://127.0.0.1:9/cb%2f..', 'http://127.0.0.1:9/cb?x=1', 'http://127.0.0.1:9/CB', 'HTTP://127.0.0.1:9/cb', 'http://127.0.0.1:99/cb', 'http://127.0.0.1:9@evil.example/cb', 'http://evil.example/cb', 'https://127.0.0.1:9/cb',
      'http://127.0.0.1:9/cb#', '//127.0.0.1:9/cb', 'javascript:alert(1)', 'data:text/html,x', 'http://127.0.0.1:9/cb\\@evil.example', 'http://127.0.0.1.evil.example:9/cb', ' http://127.0.0.1:9/cb', 'http://[::ffff:127.0.0.1]:9/cb', 'http://127.0.0.1:9/cbx', 'http://127.0.0.1:9/x/../cb', 'http://127.0.0.1:9/%63b', 'http://127.0.0.1:9/cb;x', 'http://127.0.0.1/cb', 'http://127.0.0.1:9/', 'http://127.0.0.1:09/cb', 'http://localhost:9/cb',
      'http://user@127.0.0.1:9/cb', 'http://127.0.0.1:9/cb%00', 'http://127.0.0.1:9/cb\n', 'http://127.0.0.1:9\t/cb', '/cb']
    for (const trick of tricks) {
      const answer = await browser.get(ask({ redirect_uri: trick }))
      assert.ok(answer.status >= 400 && answer.location === '', `${trick}: ${answer.status} ${answer.location}`)
      const pushed = await push(bank, { redirect_uri: trick })
      assert.ok(pushed.status >= 400 && pushed.body['request_uri'] === undefined, `${trick}, pushed: ${pushed.status}`)
    }
    // Whatever else stands after an address, before it or in the middle of it.
    await fc.assert(fc.asyncProperty(fc.nat(bank.redirectUri.length), fc.string({ minLength: 1, maxLength: 8, unit: 'binary-ascii' }), async (at, piece) => {
      const trick = bank.redirectUri.slice(0, at) + piece + bank.redirectUri.slice(at)
      const answer = await browser.get(ask({ redirect_uri: trick }))
      assert.ok(trick.replaceAll('\0', '') === bank.redirectUri || (answer.status >= 400 && answer.location === ''), `${JSON.stringify(trick)}: ${answer.status} ${answer.location}`)
    }), { numRuns: 40 })
    const twice = await browser.get(`${ask({})}&redirect_uri=${encodeURIComponent('http://evil.example/')}`)
    assert.ok(!twice.location.includes('evil.example') && !/code=/.test(twice.location))
    assert.ok(!(await browser.get(`/oidc/session/end?client_id=${bank.clientId}&post_logout_redirect_uri=${encodeURIComponent('http://evil.example/')}`)).location.includes('evil.example'))
  })

  it('A4: a token of one is nothing in the hands of another; an ID token is no access token', async () => {
    const own = await redeem(site.url, bank, await authorize(browser, bank, 'openid name offline_access', { prompt: 'consent' }))
    assert.equal((await userinfo(site.url, own.body['id_token']!)).status, 401)
    assert.equal((await userinfo(site.url, own.body['refresh_token']!)).status, 401)
    assert.equal((await callToken(site.url, clinic, { grant_type: 'refresh_token', refresh_token: own.body['refresh_token']! })).body['error'], 'invalid_grant')
    const answer = await authorize(browser, bank, 'openid name')
    assert.equal((await redeem(site.url, clinic, answer)).body['error'], 'invalid_grant', 'a code of another client')
    const seen = await introspect(clinic, own.body['access_token']!)
    assert.deepEqual(seen, { active: false })
    assert.equal((await introspect(bank, own.body['access_token']!))['active'], true)
    assert.match(String((await introspect(bank, own.body['access_token']!))['acr']), /xac-thuc:2/)
    const foreign = await testClient(site.house.t.db, `${site.url}/thu`, {}, 'sandbox')
    assert.notEqual((await callToken(site.url, foreign, { grant_type: 'authorization_code', code: 'x', redirect_uri: foreign.redirectUri, code_verifier: 'x' })).status, 200, 'a client of the sandbox is nobody here')
    assert.equal((await fetch(`${site.url}/thu/oidc/userinfo`, { headers: { authorization: `Bearer ${own.body['access_token']!}` } })).status, 401)

    const idToken = own.body['id_token']!
    const signedByBank = await bank.assertion()
    for (const assertion of [idToken, signedByBank]) {
      const taken = await callToken(site.url, clinic, { grant_type: 'authorization_code', code: 'x', redirect_uri: clinic.redirectUri, code_verifier: pkce().verifier, client_assertion: assertion })
      assert.ok([400, 401].includes(taken.status) && /^invalid_(client|request)$/.test(taken.body['error']!), `what another signed proves nobody: ${taken.status} ${taken.body['error']}`)
    }
    const dpop = await dpopKey()
    const bound = await redeem(site.url, bank, await authorize(browser, bank, 'openid name'), { dpop: await dpop.proof('POST', `${site.url}/oidc/token`) })
    const token = bound.body['access_token']!
    const asProof = async (proof: string): Promise<string> => {
      const read = await userinfo(site.url, token, { authorization: `DPoP ${token}`, dpop: proof })
      return `${read.status} ${/error="(\w+)"/.exec(read.wwwAuthenticate)?.[1]}`
    }
    for (const proof of [await dpop.proof('GET', `${site.url}/oidc/userinfo`, { token, typ: 'JWT' }), await dpop.proof('GET', `${site.url}/oidc/userinfo`, { token, typ: 'at+jwt' }), idToken, await bank.assertion()]) {
      assert.equal(await asProof(proof), '401 invalid_dpop_proof', 'no token of another kind is a proof')
    }
    assert.equal(await asProof(await (await dpopKey()).proof('GET', `${site.url}/oidc/userinfo`, { token })), '401 invalid_token', 'a stolen token without its key')
    const logged = await site.house.t.owner.query<{ client: string; status: number; error: string }>(sql`select client_id as client, status, error from openid_call where error is not null and client_id = any(${[clinic.clientId, bank.clientId]}) order by at`)
    assert.ok(logged.some((each) => each.client === clinic.clientId && each.error === 'invalid_grant'), 'who tried another\'s code or token is written down')
    assert.ok(logged.some((each) => each.client === bank.clientId && each.status === 401 && each.error === 'invalid_token'), 'and who held a token without its key, for the party it was stolen from')
  })

  it('A5: assertions with alg none, HS256 over a public key, injected keys, wrong times and endless headers; none costs more than a plain refusal', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const now = Math.floor(Date.now() / 1_000)
    const claims = { iss: bank.clientId, sub: bank.clientId, aud: site.url, iat: now, exp: now + 60, jti: String(now) }
    const jwks = (await (await fetch(`${site.url}/oidc/jwks`)).json()) as { keys: object[] }
    const hmac = (head: object): string => `${part(head)}.${part(claims)}.${createHmac('sha256', JSON.stringify(jwks.keys[0])).update(`${part(head)}.${part(claims)}`).digest('base64url')}`
    const stranger = await testClient(site.house.t.db, site.url)
    const asBank = { iss: bank.clientId, sub: bank.clientId }
    const own = await kidOf(bank)
    const forged: Record<string, () => Promise<string> | string> = {
      'alg none': () => `${part({ alg: 'none' })}.${part(claims)}.`,
      'alg nOnE': () => `${part({ alg: 'nOnE' })}.${part(claims)}.AAAA`,
      'HS256 over a public key': () => hmac({ alg: 'HS256' }),
      'HS256 with the kid of a public key': () => hmac({ alg: 'HS256', kid: own }),
      'a key of its own': () => stranger.assertion(asBank, { jwk: { kty: 'EC' }, jku: 'https://evil.example/jwks', x5u: 'https://evil.example/x5u' }),
      'the kid of another\'s key': async () => stranger.assertion(asBank, { kid: own }),
      'a kid that is a path': () => stranger.assertion(asBank, { kid: '../../../../dev/null' }),
      'a kid that is a statement': () => stranger.assertion(asBank, { kid: "x' or '1'='1" }),
      'another audience': () => bank.assertion({ aud: 'https://other.example' }),
      'expired': () => bank.assertion({ exp: now - 3_600, iat: now - 7_200 }),
      'issued in the future': () => bank.assertion({ iat: now + 3_600, exp: now + 7_200 }),
      'not yet valid': () => bank.assertion({ nbf: now + 3_600 }),
      'without an end': () => bank.assertion({ exp: undefined }),
      'without an id': () => bank.assertion({ jti: undefined }),
      'another subject': () => bank.assertion({ sub: stranger.clientId }),
      'a header of 40 KB': () => `${part({ alg: 'ES256', x: 'A'.repeat(30_000) })}.${part(claims)}.AAAA`,
      'a header of 100 KB': () => `${part({ alg: 'ES256', x: 'A'.repeat(100_000) })}.${part(claims)}.AAAA`,
      'ten thousand dots': () => '.'.repeat(10_000),
    }
    const send = async (assertion: string): Promise<{ status: number; text: string; ms: number }> => {
      const body = new URLSearchParams({ client_id: bank.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, grant_type: 'authorization_code', code: 'x', redirect_uri: bank.redirectUri, code_verifier: pkce().verifier })
      const began = performance.now()
      const answer = await fetch(`${site.url}/oidc/token`, { method: 'POST', body })
      const text = await answer.text()
      return { status: answer.status, text, ms: performance.now() - began }
    }
    const fastest = async (make: () => Promise<string> | string): Promise<number> => {
      let best = Infinity
      for (let i = 0; i < 9; i++) best = Math.min(best, (await send(await make())).ms)
      return best
    }
    // As dear again as a plain refusal at the most; measured anew, side by side, where other work of the machine came between.
    const extra = async (make: () => Promise<string> | string): Promise<number> => {
      let least = Infinity
      for (let round = 0; round < 6 && least > 0; round++) {
        const plain = await fastest(() => bank.assertion())
        least = Math.min(least, (await fastest(make)) - plain - Math.max(5, plain))
      }
      return least
    }
    for (const [what, make] of Object.entries(forged)) {
      const answer = await send(await make())
      assert.ok([400, 401, 413].includes(answer.status), `${what}: ${answer.status} ${answer.text}`)
      assert.doesNotMatch(answer.text, /invalid_grant/, `${what}: nobody was taken for the client`)
      const dear = await extra(make)
      assert.ok(dear <= 0, `${what}: ${dear.toFixed(1)} ms dearer than it may be`)
    }
  })

  it('A7: a FAPI client pushes its requests; a pushed request is for its own client; with openid-client, PAR and DPoP, all is well', async () => {
    const agency = await testClient(site.house.t.db, site.url, { profile: 'fapi2' }, 'live', 'Sở Thử')
    const direct = await browser.get(ask({}, agency))
    assert.doesNotMatch(direct.location, /code=|dong-y/)
    const pushed = await fetch(`${site.url}/oidc/par`, { method: 'POST', body: new URLSearchParams({ client_id: bank.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await bank.assertion(), redirect_uri: bank.redirectUri, response_type: 'code', scope: 'openid name', code_challenge: pkce().challenge, code_challenge_method: 'S256' }) })
    const { request_uri: uri } = (await pushed.json()) as { request_uri: string }
    const theirs = await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: clinic.clientId, request_uri: uri }).toString()}`)
    assert.doesNotMatch(theirs.location, /code=|dong-y/)
    assert.ok(direct.status >= 400 || /error=invalid_request/.test(direct.location), `${direct.status} ${direct.location}`)
    const late = await push(bank)
    assert.equal(late.status, 201)
    await site.house.t.owner.query(sql`update openid_payload set payload = jsonb_set(payload, '{exp}', to_jsonb(extract(epoch from now())::int - 5)) where model = 'PushedAuthorizationRequest' and consumed_at is null`)
    const expired = await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, request_uri: late.body['request_uri']! }).toString()}`)
    assert.ok(expired.status >= 400 || /[?&]error=invalid_request_uri/.test(expired.location), `an expired request: ${expired.status} ${expired.location}`)
    assert.doesNotMatch(expired.location, /[?&]code=/)
    const invented = await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, request_uri: `${late.body['request_uri']!.slice(0, -4)}AAAA` }).toString()}`)
    assert.ok(invented.status >= 400 || /[?&]error=invalid_request_uri/.test(invented.location), `an invented one: ${invented.status} ${invented.location}`)
    assert.doesNotMatch(invented.location, /[?&]code=/)

    const config = await oidc.discovery(new URL(site.url), agency.clientId, undefined, oidc.PrivateKeyJwt({ key: agency.key, kid: await kidOf(agency) }), { execute: [oidc.allowInsecureRequests] })
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'))
    const verifier = oidc.randomPKCECodeVerifier()
    const start = await oidc.buildAuthorizationUrlWithPAR(config, { redirect_uri: agency.redirectUri, scope: 'openid name', state: 's', nonce: 'n', code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }, { DPoP })
    assert.deepEqual([...start.searchParams.keys()].toSorted(), ['client_id', 'request_uri'])
    const end = await follow(browser, await browser.get(start.pathname + start.search))
    const tokens = await oidc.authorizationCodeGrant(config, new URL(end.location), { pkceCodeVerifier: verifier, expectedState: 's', expectedNonce: 'n', idTokenExpected: true }, undefined, { DPoP })
    assert.equal(tokens.token_type, 'dpop')
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub, { DPoP })).name, site.house.who('mai').fullName)
    const without = await redeem(site.url, agency, { code: 'x', verifier })
    assert.equal(without.body['access_token'], undefined, 'no token without a proof')
  })

  it('A7: RS256 proves a client of the plain profile, never one of FAPI 2.0', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    for (const [profile, error] of [['standard', 'invalid_grant'], ['fapi2', 'invalid_client']] as const) {
      const party = await testClient(site.house.t.db, site.url, { profile, keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'rsa-1', use: 'sig' } as never] }, 'live', `Sở ${profile}`)
      const now = Math.floor(Date.now() / 1_000)
      const input = [{ alg: 'RS256', kid: 'rsa-1' }, { iss: party.clientId, sub: party.clientId, aud: site.url, jti: `${profile} ${now}`, iat: now, exp: now + 60 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
      const assertion = `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`
      const answer = await callToken(site.url, party, { client_assertion: assertion, grant_type: 'authorization_code', code: 'x', redirect_uri: party.redirectUri, code_verifier: pkce().verifier })
      assert.equal(answer.body['error'], error, profile)
    }
  })

  it('A8: consent without its own page, from another site or by another browser', async () => {
    const waiting = await browser.get(ask({ prompt: 'consent' }))
    const path = new URL(waiting.location, site.url).pathname
    // A press that is kept for its own browser to make again has done nothing.
    const refused = ({ status, location }: { status: number; location: string }, what: string): void => assert.ok(status === 403 || (status === 303 && location === '/tiep-tuc'), `${what}: ${status} ${location}`)
    for (const answer of ['yes', 'no']) refused(await browser.post(path, { answer }), 'no form token')
    const shown = await browser.get(path)
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }] as Record<string, string>[]) {
      assert.equal((await browser.post(path, { answer: 'yes' }, shown, headers)).status, 403, JSON.stringify(headers))
    }
    const bare = new ProtocolBrowser(site.url)
    refused(await bare.post(path, { answer: 'yes' }, shown), 'no cookie at all')
    const other = await site.signedIn(site.house.who('nam').personId)
    assert.equal((await other.get(path)).status, 404, 'another browser has not brought this request')
    refused(await other.post(path, { answer: 'yes' }, shown), 'nor does the form token of this one help it')
    const thief = await site.signedIn(site.house.who('nam').personId)
    for (const [name, value] of browser.cookies) if (name !== 'congdan') thief.cookies.set(name, value)
    const stolen = await thief.get(path)
    assert.ok(stolen.status >= 400 || !/data-act="agree"/.test(stolen.text), 'the cookies of the request without those of its person give nobody\'s facts')
    const done = await follow(browser, await browser.post(path, { answer: 'yes' }, shown))
    assert.equal(new URL(done.location).searchParams.get('iss'), site.url)
    assert.equal((await browser.post(path, { answer: 'yes' }, shown)).status, 404, 'once')
  })

  it('A8: every answer names its issuer, also a no and an error; who mixes issuers up is refused by openid-client', async () => {
    const waiting = await browser.get(ask({ prompt: 'consent' }))
    const path = new URL(waiting.location, site.url).pathname
    const no = await follow(browser, await browser.post(path, { answer: 'no' }, await browser.get(path)))
    assert.deepEqual(['error', 'iss'].map((name) => new URL(no.location).searchParams.get(name)), ['access_denied', site.url])
    const wrong = await browser.get(ask({ scope: 'openid name', purpose: 'không có' }))
    assert.equal(new URL(wrong.location).searchParams.get('iss'), site.url)
    const config = await oidc.discovery(new URL(site.url), bank.clientId, undefined, oidc.PrivateKeyJwt({ key: bank.key, kid: await kidOf(bank) }), { execute: [oidc.allowInsecureRequests] })
    assert.equal(config.serverMetadata().authorization_response_iss_parameter_supported, true)
    for (const iss of [null, 'https://evil.example', `${site.url}/thu`]) {
      const answer = await authorize(browser, bank, 'openid name')
      const url = new URL(answer.location)
      if (iss === null) url.searchParams.delete('iss')
      else url.searchParams.set('iss', iss)
      await assert.rejects(oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier: answer.verifier, expectedState: 's-1', expectedNonce: 'n-1', idTokenExpected: true }), (error: { cause?: unknown }) => /iss/.test(String(error) + String(error.cause)), String(iss))
    }
  })

  it('A9: too weak, too old: the request asks for more, the facts are not told (RFC 9470)', async () => {
    const strict = await testClient(site.house.t.db, site.url, { purposes: [{ ...testPurposes[0]!, authLevel: 2, freshWithin: 300 }] }, 'live', 'Kho bạc Thử')
    const mai = await site.signedIn(site.house.who('mai').personId)
    const tokens = await redeem(site.url, strict, await authorize(mai, strict, 'openid name'))
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 200)
    await site.house.t.owner.query(sql`update openid_payload set payload = jsonb_set(payload, '{extra,auth_time}', to_jsonb((payload->'extra'->>'auth_time')::int - 400)) where model = 'AccessToken'`)
    const old = await userinfo(site.url, tokens.body['access_token']!)
    assert.equal(old.status, 401)
    assert.match(old.wwwAuthenticate, /error="insufficient_user_authentication".*acr_values="urn:vn:nd69-2024:xac-thuc:2", max_age="300"/)
    await site.house.t.owner.query(sql`update openid_payload set payload = jsonb_set(jsonb_set(payload, '{extra,auth_time}', to_jsonb(extract(epoch from now())::int)), '{extra,acr}', '"urn:vn:nd69-2024:xac-thuc:1"') where model = 'AccessToken'`)
    const weak = await userinfo(site.url, tokens.body['access_token']!)
    assert.equal(weak.status, 401, 'a sign-in of level 1 at facts of level 2')
    assert.match(weak.wwwAuthenticate, /error="insufficient_user_authentication".*acr_values="urn:vn:nd69-2024:xac-thuc:2", max_age="300"/)
    assert.equal(weak.body['name'], undefined)
    await site.house.t.owner.query(sql`update eid_session set auth_level = 1, created_at = created_at - interval '10 minutes', proved_at = proved_at - interval '10 minutes' where account_id = ${site.house.who('mai').accountId}`)
    const again = await follow(mai, await mai.get(authorizePath(strict, 'openid name', pkce().challenge)))
    assert.match(again.text, /data-screen="C-22-start"/, 'asked to sign in again')
    const stronger = await follow(mai, await mai.get(authorizePath(bank, 'openid name', pkce().challenge, { acr_values: 'urn:vn:nd69-2024:xac-thuc:2' })))
    assert.match(stronger.text, /data-screen="C-22-start"/)
    const silent = await mai.get(authorizePath(bank, 'openid name', pkce().challenge, { acr_values: 'urn:vn:nd69-2024:xac-thuc:2', prompt: 'none' }))
    assert.equal(new URL(silent.location).searchParams.get('error'), 'unmet_authentication_requirements')
    const stale = await follow(mai, await mai.get(authorizePath(bank, 'openid name', pkce().challenge, { max_age: '300' })))
    assert.match(stale.text, /data-screen="C-22-start"/, 'max_age of the request itself')
    const staleSilent = await mai.get(authorizePath(bank, 'openid name', pkce().challenge, { max_age: '300', prompt: 'none' }))
    assert.equal(new URL(staleSilent.location).searchParams.get('error'), 'login_required')
    browser = await site.signedIn(site.house.who('mai').personId)
  })

  it('asks no more than was approved', async () => {
    const small = await testClient(site.house.t.db, site.url, { purposes: [{ ...testPurposes[0]!, facts: [{ fact: 'over_18', why: 'bán rượu', required: true }] }] }, 'live', 'Cửa hàng Thử')
    const tries: Record<string, string>[] = [{ scope: 'openid personal_number' }, { scope: 'openid profile' }, { claims: JSON.stringify({ userinfo: { name: null } }) }, { claims: JSON.stringify({ id_token: { personal_number: null } }) }, { purpose: 'khác' }]
    for (const more of tries) {
      const answer = await browser.get(ask({ scope: 'openid over_18', ...more }, small))
      assert.match(answer.location, /error=invalid_(scope|request)/, JSON.stringify(more))
    }
    const tokens = await redeem(site.url, small, await authorize(browser, small, 'openid over_18'))
    assert.deepEqual(Object.keys((await userinfo(site.url, tokens.body['access_token']!)).body).toSorted(), ['over_18', 'sub'])
  })

  it('from the commit of a lock on there is nothing: no code, no token, no refresh, no facts, and the parties are told', async () => {
    const nam = site.house.who('nam')
    const told: string[] = []
    const sink = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => told.push(text)).on('end', () => response.end())
    })
    await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
    const shop = await testClient(site.house.t.db, site.url, { backchannelLogoutUri: `http://127.0.0.1:${(sink.address() as { port: number }).port}/logout` }, 'live', 'Siêu thị Thử')
    const his = await site.signedIn(nam.personId)
    const answer = await authorize(his, shop, 'openid name offline_access', { prompt: 'consent' })
    const tokens = await redeem(site.url, shop, answer)
    const waiting = await authorize(his, shop, 'openid name')
    await site.house.asSystem()((ctx) => lockAccount(ctx, { personId: nam.personId, reason: 'thử' }))
    assert.equal((await redeem(site.url, shop, waiting)).body['error'], 'invalid_grant')
    assert.equal((await callToken(site.url, shop, { grant_type: 'refresh_token', refresh_token: tokens.body['refresh_token']! })).body['error'], 'invalid_grant')
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 401)
    assert.equal((await introspect(shop, tokens.body['access_token']!))['active'], false)
    assert.doesNotMatch((await follow(his, await his.get(authorizePath(shop, 'openid name', pkce().challenge)))).location, /code=/)
    await site.house.t.drain()
    sink.close()
    const logout = decodeJwt(new URLSearchParams(told.join('')).get('logout_token')!)
    assert.equal(logout.aud, shop.clientId)
    assert.equal(logout.sub, decodeJwt(tokens.body['id_token']!).sub)
    assert.ok(await keys().verify('identity-token', Buffer.from(new URLSearchParams(told[0]).get('logout_token')!.split('.').slice(0, 2).join('.')), Buffer.from(new URLSearchParams(told[0]).get('logout_token')!.split('.')[2]!, 'base64url')))
  })

  it('A17: calls nobody that is not a public server, and connects to nothing to find out', async () => {
    let connections = 0
    const sink = createServer((_request, response) => response.end()).on('connection', () => void connections++)
    await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
    const { port } = sink.address() as { port: number }
    const body = new URLSearchParams({ logout_token: 'x' })
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f.1', '169.254.169.254', '10.0.0.1', '[fe80::1]', '[fd00::1]', '192.168.1.1', '100.64.0.1', '[64:ff9b::7f00:1]', '[2002:7f00:1::]']) {
      await assert.rejects(postOutside({ url: `https://${host}:${port}/`, body, ownMachine: false }), NotPublicAddress, host)
    }
    await assert.rejects(postOutside({ url: `https://good.example:${port}/`, body, ownMachine: false, resolve: async () => ['8.8.8.8', '127.0.0.1'] }), NotPublicAddress, 'one bad address of several')
    await assert.rejects(postOutside({ url: `http://good.example:${port}/`, body, ownMachine: false, resolve: async () => ['8.8.8.8'] }), NotPublicAddress, 'without https')
    await assert.rejects(postOutside({ url: `http://192.168.1.1:${port}/`, body, ownMachine: true }), NotPublicAddress, 'a demonstration reaches its own machine and no other')
    assert.equal(connections, 0)
    assert.equal(await postOutside({ url: `http://127.0.0.1:${port}/`, body, ownMachine: true }), 200)
    // A name that is public when it is checked and this machine when it is called: it is asked once, and the call goes to what was checked.
    let asked = 0
    const rebound = async (): Promise<readonly string[]> => (asked++ === 0 ? ['127.0.0.1'] : ['127.0.0.2'])
    assert.equal(await postOutside({ url: `http://rebinding.example:${port}/`, body, ownMachine: true, resolve: rebound }), 200)
    assert.equal(asked, 1)
    // A server that sends on to another: nobody goes there.
    let followed = 0
    const inner = createServer((_request, response) => response.end()).on('connection', () => void followed++)
    await new Promise<void>((done) => inner.listen(0, '127.0.0.1', done))
    const sender = createServer((_request, response) => void response.writeHead(307, { location: `http://127.0.0.1:${(inner.address() as { port: number }).port}/` }).end())
    await new Promise<void>((done) => sender.listen(0, '127.0.0.1', done))
    assert.equal(await postOutside({ url: `http://127.0.0.1:${(sender.address() as { port: number }).port}/`, body, ownMachine: true }), 307)
    assert.equal(followed, 0)
    inner.close()
    sender.close()
    // An answer that drips in sign by sign is never idle: the call, and the transaction it is made in, end all the same.
    const dripping = createTcpServer((socket) => {
      socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\nx: ')
      const drip = setInterval(() => socket.write('x'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    await new Promise<void>((done) => dripping.listen(0, '127.0.0.1', done))
    const slow = postOutside({ url: `http://127.0.0.1:${(dripping.address() as { port: number }).port}/`, body, ownMachine: true, milliseconds: 300 })
    await assert.rejects(Promise.race([slow, new Promise((done) => { setTimeout(done, 5_000).unref() })]))
    dripping.close()
    assert.ok(mayReach('8.8.8.8', false) && mayReach('2606:4700::1111', false))
    const fetching = await testClient(site.house.t.db, site.url)
    await site.house.t.owner.query(sql`update openid_client set in_force = in_force || ${sql.json(Object.fromEntries(['jwks_uri', 'jwksUri', 'logo_uri', 'logoUri', 'sector_identifier_uri', 'request_uris', 'policy_uri', 'homeUrl'].map((name) => [name, `http://127.0.0.1:${port}/${name}`])))}::jsonb where client_id = ${fetching.clientId}`)
    const before = connections
    await browser.get(`${ask({}, fetching)}&request_uri=${encodeURIComponent(`http://127.0.0.1:${port}/request`)}`)
    await callToken(site.url, fetching, { grant_type: 'authorization_code', code: 'x', redirect_uri: fetching.redirectUri, code_verifier: pkce().verifier })
    await push(fetching, { request_uri: `http://127.0.0.1:${port}/request` })
    await push(fetching)
    await follow(browser, await browser.get(ask({ prompt: 'consent' }, fetching))).catch(() => undefined)
    assert.equal(connections, before)
    sink.close()
  })

  async function introspect(client: TestClient, token: string): Promise<Record<string, unknown>> {
    const body = new URLSearchParams({ token, client_id: client.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await client.assertion() })
    return (await (await fetch(`${site.url}/oidc/token/introspection`, { method: 'POST', body })).json()) as Record<string, unknown>
  }
  const kidOf = async (client: TestClient): Promise<string> => (JSON.parse(Buffer.from((await client.assertion()).split('.')[0]!, 'base64url').toString()) as { kid: string }).kid
})
