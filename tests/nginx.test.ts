import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { initialise } from '../src/app/operations/index.ts'
import { closeAll, houseOver } from '../src/app/operations/testing.ts'
import { administratorPages } from '../src/web/administrator/index.ts'
import { publicPages } from '../src/web/public/index.ts'
import { staticAssets } from '../src/web/kit/index.ts'
import { resolveSession } from '../src/app/session.ts'
import { buildServer, pageRoute } from '../src/platform/http/index.ts'
import { testConfig } from '../src/platform/http/testing.ts'
import { createLog, rootPath } from '../src/platform/index.ts'
import { testDb, testPurpose, type TestDatabase } from '../src/platform/testing.ts'
import { assertNoAxeViolations, closeBrowser, visitor } from './browser.ts'

const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path))
const openssl = spawnSync('openssl', ['version']).status === 0
const missing = !nginx ? 'nginx is not installed here: deploy/nginx/congdan.conf was not run (apt-get install nginx)' : !openssl ? 'openssl is not installed here: no certificate can be made' : false

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

/** The shipped nginx file, word for word but for names, ports and paths, in front of the program as it runs in production. */
describe('behind nginx over TLS', { skip: missing }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-nginx-'))
  let t: TestDatabase
  let app: FastifyInstance
  let proxy: ChildProcess
  let ports: { program: number; https: number; http: number }
  let certificate = ''

  before(async () => {
    ports = { program: await freePort(), https: await freePort(), http: await freePort() }
    t = await testDb()
    const seen = pageRoute({ method: 'GET', url: '/thu/ai', access: 'public', purpose: testPurpose, handler: async (_ctx, req) => ({ json: { remote: req.remote, publicUrl: req.publicUrl } }) })
    app = await buildServer({
      database: t.db, config: { ...testConfig, PUBLIC_URL: origin() }, mode: 'production', pages: [...publicPages, ...administratorPages, seen], apis: [], resolveSession,
      staticAssets: staticAssets(), health: () => true, log: createLog({ destination: { write: () => undefined } }),
    })
    await app.listen({ port: ports.program, host: '127.0.0.1' })
    makeCertificate()
    proxy = await startNginx()
  })
  after(async () => {
    proxy?.kill('SIGTERM')
    await closeBrowser()
    await closeAll()
    await app?.close()
    await t?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const origin = (): string => `https://localhost:${ports.https}`

  function makeCertificate(): void {
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')], { encoding: 'utf8' })
    assert.equal(made.status, 0, made.stderr)
    certificate = readFileSync(join(folder, 'fullchain.pem'), 'utf8')
  }

  async function startNginx(): Promise<ChildProcess> {
    const shipped = readFileSync(rootPath('deploy/nginx/congdan.conf'), 'utf8')
    const site = shipped
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${ports.program}`).replaceAll(/listen (\[::\]:)?443/g, `listen $1${ports.https}`).replaceAll(/listen (\[::\]:)?80;/g, `listen $1${ports.http};`)
      .replace('https://dichvu.example.vn$request_uri', `${origin()}$request_uri`).replaceAll('dichvu.example.vn', 'localhost')
      .replaceAll('/etc/ssl/congdan/', `${folder}/`).replace('/var/log/nginx/congdan.log', `${folder}/access.log`)
    mkdirSync(join(folder, 'tmp'))
    const inTmp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/tmp/${name};`).join(' ')
    // A machine without IPv6 is no fault of the file.
    const listening = existsSync('/proc/net/if_inet6') ? site : site.replaceAll(/^.*\[::\].*$/gm, '')
    writeFileSync(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; events { worker_connections 128; } http { default_type text/plain; ${inTmp}\n${listening}\n}`)
    const child = spawn(nginx!, ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    for (let tries = 0; tries < 100; tries++) {
      if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`)
      if (await send('/healthz').then((answer) => answer.status === 200, () => false)) return child
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`nginx does not answer: ${said}`)
  }

  function send(path: string, options: { method?: string; headers?: Record<string, string>; body?: string; port?: number } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const secure = options.port === undefined
      const asked = (secure ? request : plainRequest)({ host: 'localhost', port: options.port ?? ports.https, path, method: options.method ?? 'GET', headers: { 'accept-encoding': 'identity', ...options.headers }, ...(secure ? { ca: certificate, servername: 'localhost' } : {}) }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }))
      })
      asked.on('error', reject).end(options.body)
    })
  }

  const cookiesOf = (answer: Answer): string => [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]).join('; ')

  it('leads plain http to https', async () => {
    const answer = await send('/dang-nhap', { port: ports.http })
    assert.equal(answer.status, 301)
    assert.equal(answer.headers['location'], `${origin()}/dang-nhap`)
  })

  it('shows the sign-in page with the headers of the program and cookies that only https may carry', async () => {
    const answer = await send('/dang-nhap')
    assert.equal(answer.status, 200)
    assert.match(String(answer.headers['content-security-policy']), /default-src/)
    assert.match(String(answer.headers['strict-transport-security']), /max-age=/)
    assert.match(String(answer.headers['set-cookie']), /__Host-[^;]+;[^,]*Secure/)
    assert.match(answer.text, /<h1>Đăng nhập<\/h1>/)
  })

  it('serves the style sheet and the fonts named by the page, to be kept for a year', async () => {
    const page = await send('/dang-nhap')
    const sheet = /href="(\/static\/[^"]+\.css)"/.exec(page.text)![1]!
    const answer = await send(sheet)
    assert.equal(answer.status, 200)
    assert.match(String(answer.headers['cache-control']), /max-age=31536000/)
    const packed = await send(sheet, { headers: { 'accept-encoding': 'br' } })
    assert.equal(packed.headers['content-encoding'], 'br')
  })

  it('takes a posted form of this origin, and none of another', async () => {
    const page = await send('/dang-nhap')
    const form = new URLSearchParams({ _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)![1]!, pin: '001085012345', password: 'không phải', tiep: '/toi' }).toString()
    const post = (from: string) => send('/dang-nhap', { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(form)), 'origin': from, 'cookie': cookiesOf(page) } })
    const own = await post(origin())
    assert.equal(own.status, 422)
    assert.match(own.text, /chưa đúng/)
    assert.equal((await post('https://xau.example')).status, 403)
  })

  it('asks for passkeys of the host in PUBLIC_URL', async () => {
    const page = await send('/dang-nhap')
    const form = new URLSearchParams({ _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)![1]! }).toString()
    const answer = await send('/dang-nhap/khoa/bat-dau', { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(form)), 'origin': origin(), 'cookie': cookiesOf(page) } })
    assert.equal(answer.status, 200, answer.text.slice(0, 300))
    assert.equal((JSON.parse(answer.text) as { options: { rpId: string } }).options.rpId, 'localhost')
    assert.equal((JSON.parse((await send('/thu/ai')).text) as { publicUrl: string }).publicUrl, origin())
  })

  it('believes the address that nginx saw, never what the caller says about itself', async () => {
    const remote = async (headers: Record<string, string>) => (JSON.parse((await send('/thu/ai', { headers })).text) as { remote: string }).remote
    const own = await remote({})
    assert.match(own, /^(::ffff:)?127\.0\.0\.1$|^::1$/)
    assert.equal(await remote({ 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.8', 'forwarded': 'for=203.0.113.9' }), own)
  })

  it('lets the first administrator in by the printed link, keeps a passkey of this site, and signs in with it', async () => {
    const { token } = await initialise(await houseOver(t, 'production'), {
      name: 'Nguyễn Văn An', pin: '001085012345', birthDate: '1985-03-02', email: 'an@example.vn', organisationName: 'Ủy ban nhân dân thành phố Hà Nội', unitCode: 'H26', area: '01', decisionNumber: '12/QĐ-UBND',
    })
    const context = await visitor({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    const device = await context.newCDPSession(page)
    await device.send('WebAuthn.enable')
    await device.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
    await page.goto(`${origin()}/kich-hoat-quan-tri?m=${token}`)
    await assertNoAxeViolations(page)
    await page.fill('[name=password]', 'mây trắng trời xanh')
    await page.fill('[name=again]', 'mây trắng trời xanh')
    await page.click('[data-act=activate]')
    await page.waitForURL('**/kich-hoat-quan-tri/khoa')
    await assertNoAxeViolations(page)
    await page.click('[data-act=add-passkey]')
    await page.waitForURL('**/chuc-vu?vao=1')
    assert.match(await page.textContent('main') ?? '', /Quản trị hệ thống/)
    await page.goto(`${origin()}/dang-xuat`)
    await page.click('[data-act=sign-out]')
    await page.goto(`${origin()}/dang-nhap`)
    await page.click('[data-act=passkey]')
    await page.waitForURL('**/chuc-vu**')
    assert.match(await page.textContent('main') ?? '', /Quản trị hệ thống/)
    await context.close()
  })

  it('keeps query strings out of the log of the proxy', async () => {
    await send('/kich-hoat-quan-tri?m=bi-mat-mot-lan')
    const log = readFileSync(join(folder, 'access.log'), 'utf8')
    assert.match(log, /GET \/kich-hoat-quan-tri 410/)
    assert.doesNotMatch(log, /bi-mat-mot-lan/)
  })

  it('refuses a body larger than any form before the program reads it', async () => {
    const answer = await send('/dang-nhap', { method: 'POST', headers: { 'content-length': String(90 * 1024 * 1024), 'origin': origin() } }).catch(() => ({ status: 413 }))
    assert.equal(answer.status, 413)
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close((error) => (error ? reject(error) : resolve(port)))
    })
  })
}
