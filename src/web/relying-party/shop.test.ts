import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { exportJWK } from 'jose'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import { lockAccount } from '../../foundations/eid/index.ts'
import { follow, ProtocolBrowser, testClient, type Answered } from '../../foundations/openid/testing.ts'
import { rootPath } from '../../platform/index.ts'

/** The shop of docs/examples, run as its own program: foreign software that knows nothing of ours. */
describe('the example of a relying party', () => {
  let site: OpenidSite
  const shops: { child: ChildProcess; stop(): void }[] = []
  before(async () => { site = await openidSite() })
  after(async () => {
    for (const shop of shops) shop.stop()
    await site.close()
  })

  /** Starts the shop for a client of its own and answers its address. */
  async function shop(environment: 'live' | 'sandbox'): Promise<string> {
    const port = await freePort()
    const here = `http://127.0.0.1:${port}`
    const app = environment === 'sandbox'
    const client = await testClient(site.house.t.db, site.url, { redirectUris: [`${here}/cb`], postLogoutUris: [`${here}/`], backchannelLogoutUri: `${here}/out`, ...(app ? { auth: 'none' as const, keys: [] } : {}) }, environment, 'Cửa hàng Mẫu')
    const key = join(tmpdir(), `congdan-shop-${process.pid}-${port}.jwk`)
    if (!app) writeFileSync(key, JSON.stringify({ ...(await exportJWK(client.key)), kid: (JSON.parse(Buffer.from((await client.assertion()).split('.')[0]!, 'base64url').toString()) as { kid: string }).kid }))
    const child = spawn(process.execPath, [rootPath('docs', 'examples', 'relying-party', 'shop.mjs')], {
      env: { ...process.env, ISSUER: app ? `${site.url}/thu` : site.url, CLIENT_ID: client.clientId, PORT: String(port), SCOPE: 'openid name birthdate phone', ...(app ? {} : { KEY: key }) }, stdio: ['ignore', 'pipe', 'inherit'],
    })
    shops.push({ child, stop: () => { child.kill('SIGKILL'); rmSync(key, { force: true }) } })
    await new Promise<void>((done, fail) => {
      child.stdout.once('data', () => done())
      child.once('exit', (code) => fail(new Error(`the shop ended with ${code}`)))
    })
    return here
  }

  /** One browser at the shop and at Congdan, until the shop shows a page. */
  async function signIn(here: string, there: ProtocolBrowser, congdan: ProtocolBrowser, ticked: readonly string[], person = 'p01'): Promise<Answered> {
    let answer = await there.post('/sign-in', {})
    for (let i = 0; i < 6 && answer.status === 303; i++) {
      const to = new URL(answer.location, here)
      answer = to.origin === here ? await there.get(to.pathname + to.search) : await follow(congdan, await congdan.get(to.pathname + to.search), ticked, person)
    }
    return answer
  }

  it('signs in one of the sandbox: the facts that were allowed, and no others', async () => {
    const here = await shop('sandbox')
    const there = new ProtocolBrowser(here)
    assert.match((await there.get('/')).text, /Đăng nhập bằng Congdan/)
    const page = await signIn(here, there, new ProtocolBrowser(site.url), [], 'p05')
    assert.match(page.text, /Chào <strong>Thử<\/strong>/)
    assert.match(page.text, /<dt>birthdate<\/dt><dd>1979-07-07<\/dd>/)
    assert.doesNotMatch(page.text, /phone/, 'not ticked, not told')
    assert.match((await new ProtocolBrowser(here).get('/')).text, /Chưa ai đăng nhập/, 'another browser is somebody else')
  })

  it('signs in a true person with a key of its own, signs them out at both, and hears of a lock', async () => {
    const here = await shop('live')
    const mai = site.house.who('mai')
    const [there, congdan] = [new ProtocolBrowser(here), await site.signedIn(mai.personId)]
    assert.match((await signIn(here, there, congdan, ['phone'])).text, new RegExp(`Chào <strong>${mai.fullName}</strong>`))
    assert.match((await there.get('/')).text, /<dt>phone_number<\/dt>/)
    const out = new URL((await there.post('/sign-out', {})).location)
    assert.equal(out.origin, new URL(site.url).origin)
    const question = await congdan.get((await congdan.get(out.pathname + out.search)).location)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)![1]!
    assert.ok((await congdan.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' })).location.startsWith(here))
    assert.match((await there.get('/')).text, /Chưa ai đăng nhập/)

    const again = new ProtocolBrowser(here)
    assert.match((await signIn(here, again, await site.signedIn(mai.personId), [])).text, /Chào/)
    await site.house.asSystem()((ctx) => lockAccount(ctx, { personId: mai.personId, reason: 'thử' }))
    await site.house.t.drain()
    assert.match((await again.get('/')).text, /Chưa ai đăng nhập/, 'told at once')
  })

  it('takes no answer it did not ask for, and no notice that Congdan did not sign', async () => {
    const here = await shop('sandbox')
    const there = new ProtocolBrowser(here)
    assert.equal((await there.get('/cb?code=x&state=y')).status, 500)
    await there.post('/sign-in', {})
    assert.equal((await there.get('/cb?code=x&state=of-somebody-else')).status, 500)
    const forged = await fetch(`${here}/out`, { method: 'POST', body: new URLSearchParams({ logout_token: 'x.y.z' }) })
    assert.equal(forged.status, 500)
  })
})

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
