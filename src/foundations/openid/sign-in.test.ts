import assert from 'node:assert/strict'
import { createPublicKey, X509Certificate, type JsonWebKey } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { decodeJwt, decodeProtectedHeader, createRemoteJWKSet, jwtVerify } from 'jose'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import { keys, sql } from '../../platform/index.ts'
import { ownConsents, setProviderSettings, withdrawConsent } from './index.ts'
import { authorize, authorizePath, follow, ProtocolBrowser, redeem, storedText, testClient, userinfo, type TestClient } from './testing.ts'

describe('signing in at a relying party', () => {
  let site: OpenidSite
  let bank: TestClient
  before(async () => {
    site = await openidSite()
    bank = await testClient(site.house.t.db, site.url)
  })
  after(() => site.close())

  it('says where everything is, at the address people type', async () => {
    const found = (await (await fetch(`${site.url}/.well-known/openid-configuration`)).json()) as Record<string, unknown>
    assert.equal(found['issuer'], site.url)
    assert.equal(found['token_endpoint'], `${site.url}/oidc/token`)
    assert.deepEqual(found['code_challenge_methods_supported'], ['S256'])
    assert.deepEqual(found['subject_types_supported'], ['pairwise'])
    assert.equal(found['authorization_response_iss_parameter_supported'], true)
    assert.deepEqual(found['response_types_supported'], ['code'])
  })

  it('from the request to the facts: code, tokens, userinfo; the reading stands in the log under the name of the party', async () => {
    const mother = site.house.who('mai')
    const browser = await site.signedIn(mother.personId)
    const answer = await authorize(browser, bank, 'openid name birthdate personal_number assurance phone', {}, [])
    assert.equal(answer.iss, site.url)
    const tokens = await redeem(site.url, bank, answer)
    assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
    const { payload } = await jwtVerify(tokens.body['id_token']!, createRemoteJWKSet(new URL(`${site.url}/oidc/jwks`)), { issuer: site.url, audience: bank.clientId, algorithms: ['ES256'] })
    assert.match(String(payload['acr']), /xac-thuc:2$/)
    assert.ok(!JSON.stringify(payload).includes(mother.pin) && !JSON.stringify(payload).includes(mother.fullName), 'a token names nobody')
    const told = await userinfo(site.url, tokens.body['access_token']!)
    assert.equal(told.status, 200, JSON.stringify(told.body))
    assert.equal(told.body['name'], mother.fullName)
    assert.equal(told.body['personal_number'], mother.pin)
    assert.equal(told.body['sub'], payload.sub)
    assert.equal(told.body['phone_number'], undefined, 'not ticked, not told')
    assert.equal((told.body['verified_claims'] as { verification: { assurance_level: string } }).verification.assurance_level, 'muc_2')
    const [read] = await site.house.t.owner.query<{ actor: string; fields: string[]; purpose: string; text: string }>(sql`
      select actor_name as actor, fields, purpose_code as purpose, purpose_text as text from access_log where actor_kind = 'relying-party' and ${mother.personId} = any(subjects) order by at desc limit 1`)
    assert.deepEqual(read, { actor: 'Ngân hàng Thử', fields: ['fullName', 'birthDate', 'pin'], purpose: `consent:${bank.clientId}:mo-tai-khoan`, text: 'Mở tài khoản ngân hàng' })
    const stored = await storedText(site.house.t.owner)
    for (const secret of [tokens.body['access_token']!, answer.code, mother.pin]) assert.ok(!stored.includes(secret), 'no token, code or number stands in the tables')
  })

  it('asks once: what was agreed to is not asked again, anything more is', async () => {
    const browser = await site.signedIn(site.house.who('nam').personId)
    await authorize(browser, bank, 'openid name')
    const { challenge } = { challenge: 'A'.repeat(43) }
    const again = await follow(browser, await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, redirect_uri: bank.redirectUri, response_type: 'code', scope: 'openid name', code_challenge: challenge, code_challenge_method: 'S256' }).toString()}`))
    assert.match(again.location, /code=/)
    const more = await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, redirect_uri: bank.redirectUri, response_type: 'code', scope: 'openid name birthdate', code_challenge: challenge, code_challenge_method: 'S256' }).toString()}`)
    assert.match(more.location, /\/dong-y\//)
  })

  it('another text under the same purpose was never agreed to: nothing is told, and the person is asked', async () => {
    const shop = await testClient(site.house.t.db, site.url, {}, 'live', 'Cửa hàng Thử')
    const browser = await site.signedIn(site.house.who('mai').personId)
    const tokens = await redeem(site.url, shop, await authorize(browser, shop, 'openid name'))
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 200)
    await site.house.t.owner.query(sql`update openid_client set in_force = jsonb_set(in_force, '{purposes,0,vi}', '"Bán dữ liệu cho bên khác"') where client_id = ${shop.clientId}`)
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 401)
    const again = await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: shop.clientId, redirect_uri: shop.redirectUri, response_type: 'code', scope: 'openid name', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }).toString()}`)
    assert.match(again.location, /\/dong-y\//)
  })

  it('what is asked changes while the page is being read: nothing is given, the new text is shown with what was ticked, and the answer to it is kept as it was read', async () => {
    const shop = await testClient(site.house.t.db, site.url, {}, 'live', 'Nhà xe Thử')
    const browser = await site.signedIn(site.house.who('mai').personId)
    const asked = await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: shop.clientId, redirect_uri: shop.redirectUri, response_type: 'code', scope: 'openid name phone', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }).toString()}`)
    const path = new URL(asked.location, site.url).pathname
    let page = await browser.get(path)
    while (!/data-act="agree"/.test(page.text)) page = await browser.get(page.location || /url=([^"]+)/.exec(page.headers.get('refresh') ?? '')![1]!)
    const consentPath = /action="(\/dong-y\/[^"]+)"/.exec(page.text)![1]!
    await site.house.t.owner.query(sql`update openid_client set in_force = jsonb_set(in_force, '{purposes,0,facts,0,why}', '"bán cho bên khác"') where client_id = ${shop.clientId}`)
    const consents = () => site.house.t.owner.query<{ shown: { facts: { fact: string; why: string }[]; ifRefused: string; days: number } }>(sql`select shown from openid_consent where client_id = ${shop.clientId}`)
    const again = await browser.post(consentPath, { answer: 'yes', facts: ['phone'] }, page)
    assert.equal(again.status, 409)
    assert.match(again.text, /vừa đổi nội dung xin/)
    assert.match(again.text, /bán cho bên khác/)
    assert.match(again.text, /value="phone"[^>]*checked|checked[^>]*value="phone"/)
    assert.deepEqual(await consents(), [])
    assert.equal((await browser.post(consentPath, { answer: 'yes' }, { ...again, text: again.text.replace('name="seen"', '') })).status, 409, 'an answer that does not say what was read is none')
    assert.match((await follow(browser, await browser.post(consentPath, { answer: 'yes', facts: ['phone'] }, again))).location, /code=/)
    const [kept] = await consents()
    assert.deepEqual(kept!.shown.facts.map(({ fact, why }) => [fact, why]), [['name', 'bán cho bên khác'], ['phone', 'báo khi có giao dịch']])
    assert.equal(kept!.shown.days, 90)
  })

  it('two organisations know one person by two names', async () => {
    const other = await testClient(site.house.t.db, site.url, {}, 'live', 'Bệnh viện Thử')
    const browser = await site.signedIn(site.house.who('mai').personId)
    const subjects = await Promise.all([bank, other].map(async (client) => {
      const tokens = await redeem(site.url, client, await authorize(browser, client, 'openid name'))
      return decodeJwt(tokens.body['id_token']!).sub
    }))
    assert.notEqual(subjects[0], subjects[1])
  })

  it('taken back, nothing works any more', async () => {
    const father = site.house.who('nam')
    const browser = await site.signedIn(father.personId)
    const tokens = await redeem(site.url, bank, await authorize(browser, bank, 'openid name offline_access', { prompt: 'consent' }))
    assert.ok(tokens.body['refresh_token'])
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 200)
    const asFather = site.house.asPerson(father)
    const [consent] = await asFather((ctx) => ownConsents(ctx))
    await asFather((ctx) => withdrawConsent(ctx, consent!.consentId))
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 401)
  })

  it('a turned key breaks nothing that was issued', async () => {
    const browser = await site.signedIn(site.house.who('mai').personId)
    const before = await redeem(site.url, bank, await authorize(browser, bank, 'openid name'))
    await keys().rotate('identity-token')
    assert.equal((await userinfo(site.url, before.body['access_token']!)).status, 200)
    const after = await redeem(site.url, bank, await authorize(browser, bank, 'openid name'))
    const kids = [before, after].map((tokens) => decodeProtectedHeader(tokens.body['id_token']!).kid)
    assert.notEqual(kids[0], kids[1])
    const jwks = createRemoteJWKSet(new URL(`${site.url}/oidc/jwks`))
    for (const tokens of [before, after]) await jwtVerify(tokens.body['id_token']!, jwks, { issuer: site.url })
  })

  it('signing out there signs out of Congdan too, when the person agrees', async () => {
    const shop = await testClient(site.house.t.db, site.url, { postLogoutUris: ['http://127.0.0.1:9/bye'] }, 'live', 'Hiệu sách Thử')
    const browser = await site.signedIn(site.house.who('mai').personId)
    const tokens = await redeem(site.url, shop, await authorize(browser, shop, 'openid name'))
    const asked = await browser.get(`/oidc/session/end?${new URLSearchParams({ id_token_hint: tokens.body['id_token']!, post_logout_redirect_uri: 'http://127.0.0.1:9/bye', state: 'x1' }).toString()}`)
    const page = await browser.get(asked.location)
    assert.match(page.text, /Hiệu sách Thử/)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!
    const done = await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' })
    assert.equal(done.location, 'http://127.0.0.1:9/bye?state=x1')
    assert.equal((await browser.get('/toi')).status, 303, 'signed out of Congdan')
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 401)
    const nobody = new ProtocolBrowser(site.url)
    assert.equal((await nobody.get('/oidc/session/end')).location, '/dang-xuat-chung/xong')
  })

  it('mutual TLS: the certificate that the proxy verified is the client, and its tokens are bound to it', async () => {
    const { pem, jwk } = certificate()
    setProviderSettings({ publicUrl: site.url, certificateHeader: 'x-client-cert' })
    try {
      const agency = await testClient(site.house.t.db, site.url, { auth: 'mtls', keys: [jwk] }, 'live', 'Cục Thử')
      const browser = await site.signedIn(site.house.who('mai').personId)
      const answer = await authorize(browser, agency, 'openid name')
      const call = (headers: Record<string, string>): Promise<Response> => fetch(`${site.url}/oidc/token`, { method: 'POST', headers, body: new URLSearchParams({ client_id: agency.clientId, grant_type: 'authorization_code', code: answer.code, redirect_uri: agency.redirectUri, code_verifier: answer.verifier }) })
      assert.equal((await call({})).status, 401, 'without a certificate')
      const shown = { 'x-client-cert': encodeURIComponent(pem) }
      const tokens = (await (await call(shown)).json()) as Record<string, string>
      assert.ok(tokens['access_token'], JSON.stringify(tokens))
      assert.equal((await userinfo(site.url, tokens['access_token']!)).status, 401, 'a stolen token')
      assert.equal((await userinfo(site.url, tokens['access_token']!, shown)).status, 200)
    } finally {
      setProviderSettings({ publicUrl: site.url, certificateHeader: null })
    }
  })

  it('a visitor sees who asks before signing in, and may stop', async () => {
    const browser = new ProtocolBrowser(site.url)
    const page = await follow(browser, await browser.get(`/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, redirect_uri: bank.redirectUri, response_type: 'code', scope: 'openid name', state: 'x', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }).toString()}`))
    assert.match(page.text, /Ngân hàng Thử muốn biết/)
    assert.match(page.text, /\/dang-nhap\?tiep=%2Fdong-y%2F/)
    const action = /action="(\/dong-y\/[^"]+)"/.exec(page.text)![1]!
    const stopped = await follow(browser, await browser.post(action, { answer: 'no' }, page))
    assert.equal(new URL(stopped.location).searchParams.get('error'), 'access_denied')
  })

  it('to a browser that opens the address the page is the answer itself; everybody else is sent to it', async () => {
    // `fetch` says of itself that it opens no address: what a browser would send is given to the server as it is.
    const open = async (asked: string, from = new ProtocolBrowser(site.url)): Promise<{ status: number; text: string; policy: string; browser: ProtocolBrowser }> => {
      const cookie = [...from.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const { statusCode, payload, headers, cookies } = await site.app.inject({ method: 'GET', url: asked, headers: { 'host': new URL(site.url).host, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', ...(cookie ? { cookie } : {}) } })
      for (const { name, value } of cookies) from.cookies.set(name, value)
      return { status: statusCode, text: payload, policy: String(headers['content-security-policy']), browser: from }
    }
    const path = (more: Record<string, string> = {}) => authorizePath(bank, 'openid name', 'A'.repeat(43), more)
    const { status, text, policy, browser } = await open(path())
    assert.equal(status, 200)
    assert.match(text, /Ngân hàng Thử muốn biết/)
    assert.ok(policy.includes(`form-action 'self' ${new URL(bank.redirectUri).origin}`), policy)
    const action = /action="(\/dong-y\/[^"]+)"/.exec(text)![1]!
    // Loaded again, or opened in the other language, it is the same request at its own address.
    const page = await browser.get(action)
    assert.match(page.text, /Ngân hàng Thử muốn biết/)
    const stopped = await follow(browser, await browser.post(action, { answer: 'no' }, page))
    assert.equal(new URL(stopped.location).searchParams.get('error'), 'access_denied')
    assert.equal((await new ProtocolBrowser(site.url).get(action)).status, 404, 'nobody else may open it')
    assert.equal((await new ProtocolBrowser(site.url).get(path())).status, 303, 'a program that says nothing of a page')
    assert.equal((await open(path(), await site.signedIn(site.house.who('mai').personId))).status, 303, 'whoever is signed in already')
    assert.equal((await open(path({ prompt: 'none' }))).status, 303, 'a party that wants no page')
    assert.equal((await open(path({ redirect_uri: 'https://elsewhere.example/cb' }))).status, 400)
    const pushed = await fetch(`${site.url}/oidc/par`, { method: 'POST', body: new URLSearchParams({
      ...Object.fromEntries(new URL(path(), site.url).searchParams), client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await bank.assertion(),
    }) })
    const { request_uri: reference } = (await pushed.json()) as { request_uri: string }
    assert.equal((await open(`/oidc/auth?${new URLSearchParams({ client_id: bank.clientId, request_uri: reference }).toString()}`)).status, 303, 'a pushed request, which cannot be opened twice')
  })
})

/** A self-signed certificate, good until 2126, and its key as a client registers it. The private half is nowhere: the proxy has verified it. */
const pem = `-----BEGIN CERTIFICATE-----
MIIBczCCARmgAwIBAgIUOL0aEP9b41rLh0hga73hkfCRNqswCgYIKoZIzj0EAwIw
DjEMMAoGA1UEAwwDdGh1MCAXDTI2MTEyMjA3MTczNloYDzIxMjYxMDI5MDcxNzM2
WjAOMQwwCgYDVQQDDAN0aHUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASKUj/l
02SFGXV2ScZWE/F3HXL6qWnoXBdE53tamMba5NGAVlucHx6fDzTnucBaBjABAPIC
MeEttoKbaZeOirZuo1MwUTAdBgNVHQ4EFgQU0bCUa30sjf2dFedX4+IHT4Cq6X8w
HwYDVR0jBBgwFoAU0bCUa30sjf2dFedX4+IHT4Cq6X8wDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiEAiW3MYLXZSRGQjTL1K2s09WwrzuzDfMFydGHE
R/bI0UMCIBW0hwmLuvw4BxeJJlRemxCtUCJFh3sqnPWTWLb+qqsE
-----END CERTIFICATE-----`

function certificate(): { pem: string; jwk: JsonWebKey } {
  const parsed = new X509Certificate(pem)
  return { pem: parsed.toString(), jwk: { ...createPublicKey(parsed.publicKey.export({ format: 'pem', type: 'spki' })).export({ format: 'jwk' }), kid: 'm1', x5c: [parsed.raw.toString('base64')] } as JsonWebKey }
}
