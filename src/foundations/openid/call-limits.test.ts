import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import { sql, systemClock } from '../../platform/index.ts'
import { callLimits, type CallDone } from './call-limits.ts'
import { authorize, callToken, redeem, testClient } from './testing.ts'

const now = '2026-11-22T01:00:10.000Z'
const wrong = (clientId: string): CallDone => ({ clientId, isApp: false, error: 'invalid_client' })
const right = (clientId: string, isApp = false): CallDone => ({ clientId, isApp, error: null })

describe('how often the endpoints may be called', () => {
  let site: OpenidSite
  before(async () => { site = await openidSite() })
  after(() => site.close())

  it('a program that fails again and again is held up; another program on the same line is answered, and the true one too', async () => {
    const bank = await testClient(site.house.t.db, site.url)
    const guess = () => fetch(`${site.url}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: 'rp-doan', grant_type: 'authorization_code', code: 'x' }) })
    let held: Response | undefined
    for (let i = 0; i < 320 && !held; i++) {
      const answer = await guess()
      if (answer.status === 429) held = answer
      else await answer.text()
    }
    assert.ok(held, 'held up')
    assert.ok(Number(held.headers.get('retry-after')) >= 1)
    assert.equal(((await held.json()) as { error: string }).error, 'too_many_requests')
    const browser = await site.signedIn(site.house.who('mai').personId)
    assert.equal((await redeem(site.url, bank, await authorize(browser, bank, 'openid name'))).status, 200)
  })

  it('what others do under its name holds up no relying party; its own calls do, each environment by itself', async () => {
    const limits = callLimits(site.house.t.db)
    for (let i = 0; i < 400; i++) await limits.count('live', '203.0.113.9', 'rp-a', wrong('rp-a'), now)
    assert.notEqual(limits.beforeProgram('203.0.113.9', 'rp-a', now), null)
    assert.equal(limits.beforeProgram('198.51.100.7', 'rp-a', now), null, 'its own line')
    assert.equal(limits.spent('live', '198.51.100.7', right('rp-a'), now), null)
    for (let i = 0; i < 600; i++) await limits.count('sandbox', '198.51.100.7', 'thu-a', right('thu-a'), now)
    assert.notEqual(limits.spent('sandbox', '192.0.2.1', right('thu-a'), now), null, 'from whichever line')
    assert.equal(limits.spent('live', '192.0.2.1', right('thu-a'), now), null)
    assert.equal(limits.spent('sandbox', '192.0.2.1', right('thu-a'), '2026-11-22T01:01:10.000Z'), null, 'a minute later')
  })

  it('an app without a secret is counted by line: nobody uses up what everybody else has', async () => {
    const limits = callLimits(site.house.t.db)
    for (let i = 0; i < 600; i++) await limits.count('live', '203.0.113.20', 'rp-app', right('rp-app', true), now)
    assert.notEqual(limits.spent('live', '203.0.113.20', right('rp-app', true), now), null)
    assert.equal(limits.spent('live', '203.0.113.21', right('rp-app', true), now), null)
  })

  it('waiting for an answer is no failure', async () => {
    const limits = callLimits(site.house.t.db)
    for (let i = 0; i < 400; i++) await limits.count('live', '203.0.113.30', 'rp-tv', { clientId: 'rp-tv', isApp: true, error: 'authorization_pending' }, now)
    assert.equal(limits.beforeProgram('203.0.113.30', 'rp-tv', now), null)
  })

  it('a limit that is used up undoes the call: the code is still good', async () => {
    const shop = await testClient(site.house.t.db, site.url, {}, 'live', 'Cửa hàng Đông Khách')
    const browser = await site.signedIn(site.house.who('nam').personId)
    const answer = await authorize(browser, shop, 'openid name')
    const limits = callLimits(site.house.t.db)
    // All in one minute: near its end the next one is waited for.
    const left = 60_000 - (Date.now() % 60_000)
    if (left < 5_000) await new Promise((done) => setTimeout(done, left + 50))
    for (let i = 0; i < 60_000; i++) await limits.count('live', '127.0.0.1', shop.clientId, right(shop.clientId), systemClock())
    const fields = { grant_type: 'authorization_code', code: answer.code, redirect_uri: shop.redirectUri, code_verifier: answer.verifier }
    const refused = await callToken(site.url, shop, fields)
    assert.equal(refused.status, 429, JSON.stringify(refused.body))
    const [row] = await site.house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from openid_payload where model = 'AuthorizationCode' and consumed_at is null and payload->>'accountId' = ${site.house.who('nam').accountId}`)
    assert.ok(row!.n >= 1)
  })
})
