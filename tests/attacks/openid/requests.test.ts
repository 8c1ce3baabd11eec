import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import * as oidc from 'openid-client'
import { openidSite, type OpenidSite } from '../../../src/app/testing/openid-site.ts'
import { lockAccount } from '../../../src/foundations/eid/index.ts'
import { mayReach, NotPublicAddress, postOutside } from '../../../src/foundations/openid/outside-call.ts'
import { authorize, authorizePath, callToken, follow, pkce, ProtocolBrowser, redeem, testClient, testPurposes, userinfo, type TestClient } from '../../../src/foundations/openid/testing.ts'
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

  it('A1: no PKCE, plain PKCE, a missing, wrong or stolen verifier', async () => {
    await noCode(ask({ code_challenge: null, code_challenge_method: null }), 'none')
    await noCode(ask({ code_challenge_method: 'plain' }), 'plain')
    await noCode(ask({ code_challenge_method: null }), 'method left out means plain')
    for (const verifier of ['', pkce().verifier, 'ngắn']) {
      const answer = await authorize(browser, bank, 'openid name')
      const tokens = await redeem(site.url, bank, { code: answer.code, verifier })
      assert.equal(tokens.status, 400, verifier)
      assert.equal(tokens.body['access_token'], undefined)
    }
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
      'http://127.0.0.1:9/cb#', '//127.0.0.1:9/cb', 'javascript:alert(1)', 'data:text/html,x', 'http://127.0.0.1:9/cb\\@evil.example', 'http://127.0.0.1.evil.example:9/cb', ' http://127.0.0.1:9/cb', 'http://[::ffff:127.0.0.1]:9/cb']
    for (const trick of tricks) {
      const answer = await browser.get(ask({ redirect_uri: trick }))
      assert.ok(answer.status >= 400 && answer.location === '', `${trick}: ${answer.status} ${answer.location}`)
    }
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
  })

  it('A5: assertions with alg none, HS256 over a public key, injected keys, wrong times and endless headers', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const now = Math.floor(Date.now() / 1_000)
    const claims = { iss: bank.clientId, sub: bank.clientId, aud: site.url, iat: now, exp: now + 60, jti: String(now) }
    const jwks = (await (await fetch(`${site.url}/oidc/jwks`)).json()) as { keys: object[] }
    const hmac = (head: object): string => `${part(head)}.${part(claims)}.${createHmac('sha256', JSON.stringify(jwks.keys[0])).update(`${part(head)}.${part(claims)}`).digest('base64url')}`
    const stranger = await testClient(site.house.t.db, site.url)
    const forged = [
      `${part({ alg: 'none' })}.${part(claims)}.`, hmac({ alg: 'HS256' }),
      await stranger.assertion({ iss: bank.clientId, sub: bank.clientId }, { jwk: { kty: 'EC' }, jku: 'https://evil.example/jwks', x5u: 'https://evil.example/x5u' }),
      await bank.assertion({ aud: 'https://other.example' }), await bank.assertion({}, { alg: 'ES256', crit: ['exp'] }).catch(() => 'x.y.z'), `${part({ alg: 'ES256', x: 'A'.repeat(100_000) })}.${part(claims)}.AAAA`,
    ]
    for (const assertion of forged) {
      const answer = await fetch(`${site.url}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: bank.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, grant_type: 'authorization_code', code: 'x', redirect_uri: bank.redirectUri, code_verifier: pkce().verifier }) })
      assert.ok([400, 401, 413].includes(answer.status), `${assertion.slice(0, 40)}: ${answer.status}`)
      assert.doesNotMatch(await answer.text(), /invalid_grant/, 'nobody was taken for the client')
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

  it('A8: consent without its own page, from another site or by another browser; the answer names its issuer', async () => {
    const page = await follow(browser, await browser.get(ask({ prompt: 'consent' }, clinic)), []).catch((error: unknown) => error)
    assert.ok(page, 'the first one is answered')
    const waiting = await browser.get(ask({ prompt: 'consent' }))
    const path = new URL(waiting.location, site.url).pathname
    assert.equal((await browser.post(path, { answer: 'yes' })).status >= 300, true)
    assert.doesNotMatch((await browser.post(path, { answer: 'yes' })).location, /oidc\/auth/, 'no form token')
    const shown = await browser.get(path)
    assert.equal((await browser.post(path, { answer: 'yes' }, shown, { origin: 'https://evil.example' })).status, 403)
    assert.equal((await browser.post(path, { answer: 'yes' }, shown, { 'sec-fetch-site': 'cross-site' })).status, 403)
    const other = await site.signedIn(site.house.who('nam').personId)
    assert.equal((await other.get(path)).status, 404, 'another browser has not brought this request')
    const done = await follow(browser, await browser.post(path, { answer: 'yes' }, shown))
    assert.equal(new URL(done.location).searchParams.get('iss'), site.url)
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
    await site.house.t.owner.query(sql`update eid_session set auth_level = 1, created_at = created_at - interval '10 minutes', proved_at = proved_at - interval '10 minutes' where account_id = ${site.house.who('mai').accountId}`)
    const again = await follow(mai, await mai.get(authorizePath(strict, 'openid name', pkce().challenge)))
    assert.match(again.text, /data-screen="C-22-start"/, 'asked to sign in again')
    const stronger = await follow(mai, await mai.get(authorizePath(bank, 'openid name', pkce().challenge, { acr_values: 'urn:vn:nd69-2024:xac-thuc:2' })))
    assert.match(stronger.text, /data-screen="C-22-start"/)
    const silent = await mai.get(authorizePath(bank, 'openid name', pkce().challenge, { acr_values: 'urn:vn:nd69-2024:xac-thuc:2', prompt: 'none' }))
    assert.equal(new URL(silent.location).searchParams.get('error'), 'unmet_authentication_requirements')
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
    await site.house.t.owner.query(sql`update openid_client set in_force = in_force || ${sql.json({ jwks_uri: `http://127.0.0.1:${port}/jwks`, homeUrl: `http://127.0.0.1:${port}/` })}::jsonb where client_id = ${fetching.clientId}`)
    const before = connections
    await browser.get(`${ask({}, fetching)}&request_uri=${encodeURIComponent(`http://127.0.0.1:${port}/request`)}`)
    await callToken(site.url, fetching, { grant_type: 'authorization_code', code: 'x', redirect_uri: fetching.redirectUri, code_verifier: pkce().verifier })
    assert.equal(connections, before)
    sink.close()
  })

  async function introspect(client: TestClient, token: string): Promise<Record<string, unknown>> {
    const body = new URLSearchParams({ token, client_id: client.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await client.assertion() })
    return (await (await fetch(`${site.url}/oidc/token/introspection`, { method: 'POST', body })).json()) as Record<string, unknown>
  }
  const kidOf = async (client: TestClient): Promise<string> => (JSON.parse(Buffer.from((await client.assertion()).split('.')[0]!, 'base64url').toString()) as { kid: string }).kid
})
