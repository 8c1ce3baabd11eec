/** `npm run apache`: a real Apache with mod_auth_openidc signs somebody in. Not part of `npm test`: Debian's packages must be there, and it fails rather than skips where they are not. */
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openidSite, type OpenidSite } from '../../src/app/testing/openid-site.ts'
import { lockAccount } from '../../src/foundations/eid/index.ts'
import { follow, ProtocolBrowser, testClient } from '../../src/foundations/openid/testing.ts'
import { rootPath, sql } from '../../src/platform/index.ts'

const modules = '/usr/lib/apache2/modules'
const example = rootPath('docs', 'examples', 'apache')

describe('Apache with mod_auth_openidc', () => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-apache-'))
  let site: OpenidSite
  let apache: ChildProcess
  let here = ''
  let clientId = ''
  before(async () => {
    assert.ok(existsSync(join(modules, 'mod_auth_openidc.so')), 'missing: apt-get install apache2 libapache2-mod-auth-openidc')
    site = await openidSite()
    const port = await freePort()
    here = `http://127.0.0.1:${port}`
    const kid = 'apache-1'
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    writeFileSync(join(folder, 'private.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }))
    writeFileSync(join(folder, 'public.pem'), publicKey.export({ format: 'pem', type: 'spki' }))
    const client = await testClient(site.house.t.db, site.url, { redirectUris: [`${here}/cb`], keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } as never] }, 'live', 'Trang nội bộ Thử')
    clientId = client.clientId
    mkdirSync(join(folder, 'pages'))
    cpSync(join(example, 'index.shtml'), join(folder, 'pages', 'index.shtml'))
    for (const each of [folder, join(folder, 'pages')]) chmodSync(each, 0o777)
    const environment = {
      FOLDER: folder, PAGES: join(folder, 'pages'), MODULES: modules, EXAMPLE: example, PORT: String(port), USER: 'www-data', KEYS: folder, KEY_ID: kid,
      CONGDAN: site.url, CLIENT_ID: clientId, FACTS: 'name', PURPOSE: 'mo-tai-khoan', HERE: here, COOKIE_SECRET: randomBytes(16).toString('hex'),
    }
    apache = spawn('/usr/sbin/apache2', ['-DFOREGROUND', '-f', join(example, 'httpd.conf')], { env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit'] })
    for (let i = 0; i < 100 && !(await fetch(here, { redirect: 'manual' }).then(() => true, () => false)); i++) await new Promise((done) => setTimeout(done, 100))
  })
  after(async () => {
    if (process.env['DEBUG']) console.log(readFileSync(join(folder, 'error.log'), 'utf8'))
    apache?.kill('SIGTERM')
    await site?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('sends a stranger to Congdan, and shows them by name when they come back', async () => {
    const person = new Visitor(await site.signedIn(site.house.who('mai').personId))
    const page = await person.open('/')
    assert.equal(page.status, 200, page.text.slice(0, 500))
    assert.match(page.text, new RegExp(`<dd id="name">${site.house.who('mai').fullName}</dd>`))
    assert.match(page.text, /<dd id="acr">urn:vn:nd69-2024:xac-thuc:2<\/dd>/)
    assert.match(page.text, /<dd id="sub">[\w-]{43}/)
    assert.ok(!page.text.includes(site.house.who('mai').pin))
    const [read] = await site.house.t.owner.query<{ actor: string; fields: string[] }>(sql`select actor_name as actor, fields from access_log where actor_kind = 'relying-party' order by at desc limit 1`)
    assert.deepEqual(read, { actor: 'Trang nội bộ Thử', fields: ['fullName'] })
  })

  it('knows the person again without asking, and nobody who has no session', async () => {
    const person = new Visitor(await site.signedIn(site.house.who('nam').personId))
    const first = await person.open('/')
    const again = await person.get('/')
    assert.equal(again.status, 200)
    assert.equal(/id="sub">([^<]+)/.exec(again.text)![1], /id="sub">([^<]+)/.exec(first.text)![1])
    const stranger = await new Visitor(new ProtocolBrowser(site.url)).get('/')
    assert.equal(stranger.status, 302)
    assert.ok(stranger.location.startsWith(`${site.url}/oidc/auth?`))
    const query = new URL(stranger.location).searchParams
    assert.deepEqual([query.get('code_challenge_method'), query.get('purpose')], ['S256', 'mo-tai-khoan'])
  })

  it('gets nothing for somebody whose account is locked', async () => {
    const hoa = site.house.who('hoa')
    const person = new Visitor(await site.signedIn(hoa.personId))
    await site.house.asSystem()((ctx) => lockAccount(ctx, { personId: hoa.personId, reason: 'thử' }))
    const page = await person.open('/')
    assert.doesNotMatch(page.text, /id="name"/)
  })

  it(`versions: ${spawnSync('/usr/sbin/apache2', ['-v'], { encoding: 'utf8' }).stdout?.split('\n')[0] ?? ''}, mod_auth_openidc ${spawnSync('dpkg-query', ['-W', '-f', '${Version}', 'libapache2-mod-auth-openidc'], { encoding: 'utf8' }).stdout ?? ''}`, () => undefined)

  /** One browser, at Apache and at Congdan. */
  class Visitor {
    readonly #cookies = new Map<string, string>()
    readonly #congdan: ProtocolBrowser
    constructor(congdan: ProtocolBrowser) {
      this.#congdan = congdan
    }

    /** As a browser that opens a page: Node's fetch says that a script asks, and mod_auth_openidc sends scripts nowhere. */
    get(path: string): Promise<Opened> {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      return new Promise((done, fail) => {
        get(new URL(path, here), { headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate', ...(cookie ? { cookie } : {}) } }, (answer) => {
          for (const line of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
            this.#cookies.set(name!, value!)
          }
          let text = ''
          answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => done({ status: answer.statusCode!, location: answer.headers.location ?? '', text }))
        }).on('error', fail)
      })
    }

    /** Opens a page of Apache and follows where it leads, by way of Congdan. */
    async open(path: string): Promise<Opened> {
      let answer = await this.get(path)
      for (let i = 0; i < 6 && [302, 303].includes(answer.status); i++) {
        const to = new URL(answer.location, here)
        answer = to.origin === here ? await this.get(to.pathname + to.search) : await follow(this.#congdan, await this.#congdan.get(to.pathname + to.search))
      }
      return answer
    }
  }
})

interface Opened { readonly status: number; readonly location: string; readonly text: string }

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
