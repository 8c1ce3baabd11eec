import assert from 'node:assert/strict'
import { gunzipSync } from 'node:zlib'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { refusals, type Refusals } from '../../kernel/refusal.ts'
import { citizenActor, officerActor, testDb, testPurpose, type TestDatabase } from '../testing.ts'
import { sql, writeReads, type ReadFrame } from '../index.ts'
import { apiRoute, buildServer, newSessionToken, pageRoute, type ResolvedSession } from './index.ts'
import { TestBrowser, testConfig, testServer } from './testing.ts'

const texts = { 'test.no': { vi: 'Không được, ông {name}.', next: 'Đợi.', status: 409 }, 'test.form': { vi: 'Tên còn trống.', status: 422 } } as const
const { refuse }: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)

const personId = '00000000-0000-7000-8000-000000000001'
const citizen = newSessionToken()
const officer = newSessionToken()
const ended = newSessionToken()
const view = { accountId: '00000000-0000-7000-8000-000000000000', personId, displayName: 'Nguyễn Thị Lan', authLevel: 2, expiresAt: '2026-11-22T03:00:00.000Z' } as const
const sessions = new Map<string, ResolvedSession | { endedAccountId: string }>([
  [citizen.hash, { actor: citizenActor(personId, 1) as ResolvedSession['actor'], view: { ...view, kind: 'citizen', level: 1 } }],
  [officer.hash, { actor: officerActor('police-officer', ['00001']), view: { ...view, kind: 'officer', role: 'police-officer' } }],
  [ended.hash, { endedAccountId: view.accountId }],
])
let faults = 0
const page = { purpose: testPurpose, access: 'public' } as const
const form = (token: string, more = '') => `<!doctype html><form method="post"><input name="_csrf" value="${token}">${more}</form>`

const pages = [
  pageRoute({ ...page, method: 'GET', url: '/', handler: async () => ({ html: `<p>${'Xin chào. '.repeat(300)}</p>` }) }),
  pageRoute({ ...page, method: 'GET', url: '/dang-nhap', handler: async (_ctx, req) => ({ html: form(req.csrfToken) }) }),
  pageRoute({ ...page, method: 'POST', url: '/dang-nhap', handler: async (_ctx, req) => ({ redirect: req.form.get('tiep') || '/', session: citizen.token }) }),
  pageRoute({ ...page, method: 'POST', url: '/dang-xuat', handler: async () => ({ redirect: '/', session: null }) }),
  pageRoute({ ...page, method: 'GET', url: '/ho-so/:id', access: 'signed-in', handler: async (ctx, req) => ({ html: `${form(req.csrfToken)}${req.session!.displayName} ${ctx.actor.kind} ${req.params['id']}` }) }),
  pageRoute({
    ...page, method: 'POST', url: '/ho-so/:id', access: 'signed-in',
    async handler(ctx, req) {
      if (req.form.get('ten') === 'lỗi' && ++faults === 1) throw new Error('disk on fire')
      if (req.form.get('ten') === '') refuse('test.form', { field: 'ten' })
      ctx.publish('test.sent', { name: req.form.get('ten'), id: req.params['id'] })
      return { redirect: '/xong' }
    },
    onRefusal: async (_ctx, req, refusal) => ({ html: form(req.csrfToken, `<p>${refusal.vi}</p><input name="nghe" value="${req.form.get('nghe')}">`) }),
  }),
  pageRoute({ ...page, method: 'GET', url: '/cap-2', access: { citizen: { level: 2 } }, handler: async () => ({ html: 'ok' }) }),
  pageRoute({ ...page, method: 'GET', url: '/cong-an', access: { officer: ['police-officer'] }, handler: async () => ({ html: 'ok' }) }),
  pageRoute({
    ...page, method: 'GET', url: '/doc',
    async handler(ctx) {
      ctx.publish('test.never', {})
      ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['fullName'] })
      return refuse('test.no', { vars: { name: 'Ba' } })
    },
  }),
  pageRoute({ ...page, method: 'GET', url: '/loi', handler: async () => { throw new Error('no person 079203001234 at lan@example.vn or 0912345678') } }),
  pageRoute({ ...page, method: 'GET', url: '/ra-ngoai', handler: async (ctx) => { ctx.publish('test.outside', {}); return { redirect: '//evil.example' } } }),
  pageRoute({ ...page, method: 'GET', url: '/hiem', rateLimit: { key: 'ip', max: 2, perSeconds: 60 }, handler: async () => ({ html: 'ok' }) }),
  pageRoute({ ...page, method: 'POST', url: '/thu-so', rateLimit: { key: (req) => req.form.get('so') || null, max: 1, perSeconds: 60 }, handler: async () => ({ redirect: '/' }) }),
  pageRoute({ ...page, method: 'GET', url: '/loc', repeats: ['xa'], handler: async (_ctx, req) => ({ json: [req.query, req.queryAll('xa')] }) }),
  pageRoute({
    ...page, method: 'POST', url: '/tep', upload: { maxBytes: 1024 * 1024, maxFiles: 2 },
    handler: async (_ctx, req) => ({ json: { ten: req.form.get('ten'), files: req.files.map(({ field, name, type, bytes }) => ({ field, name, type, size: bytes.length })) } }),
    onRefusal: async (_ctx, req, refusal) => ({ json: { refused: refusal.code, field: refusal.field, ten: req.form.get('ten') } }),
  }),
  pageRoute({ ...page, method: 'GET', url: '/giay.pdf', access: 'signed-in', handler: async () => ({ bytes: Buffer.from('%PDF-'), type: 'application/pdf', filename: 'Giấy khai sinh.pdf', inline: true }) }),
  pageRoute({ ...page, method: 'POST', url: '/oidc/token', machine: true, handler: async (ctx, req) => (req.form.get('grant') ? { json: { actor: ctx.actor.kind } } : refuse('test.form')) }),
  pageRoute({ ...page, method: 'GET', url: '/trang.html', handler: async () => ({ bytes: Buffer.from('<script>'), type: 'text/html', inline: true }) }),
]

const apis = [
  apiRoute({
    method: 'POST', url: '/api/cong', access: 'public', purpose: testPurpose, summary: 'Cộng hai số',
    body: z.object({ a: z.number(), b: z.number().max(10) }).strict(), reply: z.object({ sum: z.number() }),
    handler: async (_ctx, { body }) => ({ sum: body.a + body.b, secret: 'x' }),
  }),
  apiRoute({
    method: 'GET', url: '/api/nguoi/:id', access: 'signed-in', purpose: testPurpose, summary: 'Một người', params: z.object({ id: z.string() }), reply: z.object({ id: z.string() }),
    handler: async (ctx, { params }) => { ctx.publish('test.api', {}); return params.id === 'sai' ? ({ id: 7 } as never) : { id: params.id } },
  }),
  apiRoute({ method: 'GET', url: '/api/doi-tac', access: { relyingParty: true }, purpose: testPurpose, summary: 'Cho đối tác', reply: z.object({ client: z.string() }), handler: async (ctx) => ({ client: (ctx.actor as { clientId: string }).clientId }) }),
]

describe('the web server', () => {
  let t: TestDatabase
  let app: FastifyInstance
  let server: Awaited<ReturnType<typeof testServer>>
  const browser = (token?: string) => {
    const one = new TestBrowser(app)
    if (token) one.cookies.set('congdan', token)
    return one
  }
  const events = async (type: string) => (await t.db.query<{ payload: Record<string, string> }>(sql`select payload from outbox where type = ${type}`)).map((row) => row.payload)
  before(async () => {
    t = await testDb()
    server = await testServer(t, {
      pages, apis,
      resolveSession: async (_tx, hash) => sessions.get(hash) ?? null,
      resolveRelyingParty: async (_tx, authorization) => (authorization === 'Bearer good' ? { clientId: 'bv-a' } : null),
      staticAssets: [{ path: '/tep-tinh/a-1.css', bytes: Buffer.from('body{}'), type: 'text/css; charset=utf-8', immutable: true, br: Buffer.from('BR'), gz: Buffer.from('GZ') }],
    })
    app = server.app
  })
  // All tests share one process: those that come later need the real log again.
  after(async () => {
    writeReads.fill((await import('../../foundations/trail/index.ts')).writeAccessLog)
    await app.close()
    await t.close()
  })

  describe('pages', () => {
    it('carry the security headers and no inline permission', async () => {
      const { headers, statusCode } = await browser().get('/')
      assert.equal(statusCode, 200)
      const policy = String(headers['content-security-policy'])
      for (const part of ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"]) assert.ok(policy.includes(part), part)
      assert.ok(!policy.includes('unsafe'))
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['referrer-policy'], 'same-origin')
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
      assert.equal(headers['cache-control'], 'private, no-cache')
      assert.equal(headers['strict-transport-security'], undefined)
      assert.equal(headers['set-cookie'], undefined, 'a page without a form sets no cookie')
    })

    it('leave packed when the browser can unpack', async () => {
      const answer = await browser().get('/', { 'accept-encoding': 'gzip, br' })
      assert.equal(answer.headers['content-encoding'], 'gzip')
      assert.ok(answer.rawPayload.length < 300)
      assert.match(gunzipSync(answer.rawPayload).toString(), /Xin chào/)
      const refused = await browser().get('/', { 'accept-encoding': 'gzip;q=0' })
      assert.equal(refused.headers['content-encoding'], undefined)
    })

    it('of a signed-in person are never kept by the browser', async () => {
      const answer = await browser(citizen.token).get('/ho-so/7')
      assert.equal(answer.headers['cache-control'], 'no-store')
      assert.match(answer.payload, /Nguyễn Thị Lan citizen 7/)
    })

    it('send a stranger to the sign-in page and remember where from', async () => {
      const answer = await browser().get('/ho-so/7?tab=2')
      assert.equal(answer.statusCode, 303)
      assert.equal(answer.headers.location, '/dang-nhap?tiep=%2Fho-so%2F7%3Ftab%3D2')
    })

    it('of another level or post are refused with what is missing', async () => {
      const low = await browser(citizen.token).get('/cap-2')
      assert.equal(low.statusCode, 403)
      assert.match(low.payload, /mức 2/)
      assert.equal((await browser(citizen.token).get('/cong-an')).statusCode, 403)
      assert.equal((await browser(officer.token).get('/cong-an')).statusCode, 200)
      assert.equal((await browser(officer.token).get('/cap-2')).statusCode, 403)
    })

    it('refuse an act wholly, but keep the log of what was read for it', async () => {
      const logged: ReadFrame[] = []
      writeReads.fill(async (_tx, frame) => void logged.push(frame))
      const answer = await browser(citizen.token).get('/doc')
      writeReads.fill(async () => undefined)
      assert.equal(answer.statusCode, 409)
      assert.match(answer.payload, /Không được, ông Ba\..*Đợi\./s)
      assert.deepEqual(await events('test.never'), [])
      assert.deepEqual(logged.map(({ outcome, actor }) => [outcome, actor.kind]), [['refused', 'citizen']])
    })

    it('say nothing of a fault but a reference that stands in the log, without personal data', async () => {
      const answer = await browser().get('/loi')
      assert.equal(answer.statusCode, 500)
      const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.payload)![0]
      assert.ok(!answer.payload.includes('person'))
      const line = server.log().find((entry) => entry['reference'] === reference)!
      assert.equal(line['msg'], 'fault')
      assert.match(JSON.stringify(line), /no person \[số\] at \[thư\] or \[số\]/)
      assert.doesNotMatch(server.lines.join(''), /079203001234|0912345678|lan@example/)
    })

    it('roll back when a handler redirects to another site', async () => {
      assert.equal((await browser().get('/ra-ngoai')).statusCode, 500)
      assert.deepEqual(await events('test.outside'), [])
    })

    it('refuse a repeated query name unless the route lists it', async () => {
      assert.equal((await browser().get('/loc?a=1&a=2')).statusCode, 400)
      assert.deepEqual((await browser().get('/loc?a=1&xa=3&xa=4')).json(), [{ a: '1', xa: '4' }, ['3', '4']])
    })

    it('show a PDF but never an HTML file in the browser', async () => {
      const pdf = await browser(citizen.token).get('/giay.pdf')
      assert.match(String(pdf.headers['content-disposition']), /^inline; filename="Giay khai sinh.pdf"; filename\*=UTF-8''Gi%E1%BA%A5y%20khai%20sinh.pdf$/)
      assert.equal(pdf.headers['cache-control'], 'no-store')
      assert.equal((await browser().get('/trang.html')).headers['content-disposition'], 'attachment')
    })

    it('are 404 in words when unknown, and a path too strange to read is refused', async () => {
      const answer = await browser().get('/khong-co')
      assert.equal(answer.statusCode, 404)
      assert.match(answer.payload, /Không có trang này/)
      assert.equal((await browser().get('/ho-so/%E0%A4%A')).statusCode, 400)
    })
  })

  describe('methods', () => {
    it('answers HEAD like GET without a body, and OPTIONS with what there is', async () => {
      const head = await app.inject({ method: 'HEAD', url: '/' })
      assert.equal(head.statusCode, 200)
      assert.equal(head.payload, '')
      const options = await app.inject({ method: 'OPTIONS', url: '/ho-so/7', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } })
      assert.equal(options.statusCode, 204)
      assert.equal(options.headers.allow, 'GET, POST, HEAD, OPTIONS')
      assert.equal(options.headers['access-control-allow-origin'], undefined)
    })

    it('refuses others with 405 and the list', async () => {
      const answer = await app.inject({ method: 'DELETE', url: '/ho-so/7' })
      assert.equal(answer.statusCode, 405)
      assert.equal(answer.headers.allow, 'GET, POST, HEAD, OPTIONS')
      const api = await app.inject({ method: 'GET', url: '/api/cong' })
      assert.equal(api.statusCode, 405)
      assert.equal(api.json().code, 'http.method')
    })
  })

  describe('forms', () => {
    it('are sent once with the token of the page, and answered by a redirect', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/7')
      const answer = await lan.post('/ho-so/7', { ten: 'Lan' })
      assert.equal(answer.statusCode, 303)
      assert.equal(answer.headers.location, '/xong')
      assert.deepEqual(await events('test.sent'), [{ name: 'Lan', id: '7' }])
    })

    it('get another token text on each page, all good for the session', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/1')
      const first = lan.token
      await lan.get('/ho-so/1')
      assert.notEqual(first, lan.token)
      assert.equal((await lan.post('/ho-so/1', { ten: 'a', _csrf: first })).statusCode, 303)
    })

    it('without a token of ours, or with one of another session that no page of ours sent, are refused', async () => {
      const lan = browser(citizen.token)
      const other = browser(officer.token)
      await other.get('/ho-so/1')
      const before = (await events('test.sent')).length
      for (const [_csrf, origin] of [['', 'http://localhost:80'], ['x', 'http://localhost:80'], ['A'.repeat(86)], [other.token]] as const) {
        const answer = await lan.send({ method: 'POST', url: '/ho-so/1', payload: new URLSearchParams({ ten: 'a', _csrf }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin ? { origin } : {}) } })
        assert.equal(answer.statusCode, 403, _csrf)
        assert.match(answer.payload, /mở đã lâu/)
      }
      assert.equal((await events('test.sent')).length, before)
    })

    it('from another site are refused even with a good token', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/1')
      const claims: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost:81' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]
      for (const headers of claims) {
        const answer = await lan.post('/ho-so/1', { ten: 'a' }, headers)
        assert.equal(answer.statusCode, 403, JSON.stringify(headers))
        assert.match(answer.payload, /trang khác/)
      }
    })

    it('show again what was typed when a field is wrong, with the status of the refusal', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/1')
      const answer = await lan.post('/ho-so/1', { ten: '', nghe: 'Thợ may' })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.payload, /Tên còn trống/)
      assert.match(answer.payload, /Thợ may/)
    })

    it('of a wrong content type or too large are refused', async () => {
      const lan = browser(citizen.token)
      assert.equal((await lan.send({ method: 'POST', url: '/ho-so/1', payload: { ten: 'a' } })).statusCode, 415)
      assert.equal((await lan.send({ method: 'POST', url: '/ho-so/1', payload: 'ten=a', headers: { 'content-type': 'text/plain' } })).statusCode, 415)
      assert.equal((await lan.send({ method: 'POST', url: '/ho-so/1', payload: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } })).statusCode, 415)
      const huge = await lan.post('/ho-so/1', { ten: 'a'.repeat(600_000) })
      assert.equal(huge.statusCode, 413)
      assert.match(huge.payload, /quá lớn/)
    })

    it('sign a person in by a cookie that scripts cannot read, and out again', async () => {
      const lan = browser()
      await lan.get('/dang-nhap')
      assert.ok(lan.cookies.has('congdan-form'))
      const answer = await lan.post('/dang-nhap', { tiep: '/ho-so/1' })
      assert.equal(answer.headers.location, '/ho-so/1')
      assert.match(String(answer.headers['set-cookie']), /congdan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
      assert.equal((await lan.get('/ho-so/1')).statusCode, 200)
      await lan.post('/dang-xuat', {})
      assert.equal((await lan.get('/ho-so/1')).statusCode, 303)
    })
  })

  describe('a form sent after the session ended', () => {
    it('is kept, offered after signing in, and sent with one press', async () => {
      const lan = browser(ended.token)
      lan.token = await tokenFor(lan)
      const answer = await lan.post('/ho-so/9', { ten: 'Kept Lan' })
      assert.equal(answer.headers.location, '/dang-nhap?tiep=%2Ftiep-tuc')
      const [row] = await t.db.query<{ sealed: Buffer }>(sql`select sealed from kept_form`)
      assert.ok(!row!.sealed.includes('Kept Lan'), 'the database alone cannot read it')
      lan.cookies.set('congdan', citizen.token)
      assert.match((await lan.get('/tiep-tuc')).payload, /action="\/ho-so\/9"/)
      const sent = await lan.post('/ho-so/9', { _kept: '1' })
      assert.equal(sent.headers.location, '/xong')
      assert.ok((await events('test.sent')).some(({ name, id }) => name === 'Kept Lan' && id === '9'))
      assert.equal((await lan.post('/ho-so/9', { _kept: '1' })).statusCode, 410, 'only once')
    })

    it('from a page opened in the session before is not done, but kept for a press of its own', async () => {
      const lan = browser(citizen.token)
      const before = (await events('test.sent')).length
      const other = browser(officer.token)
      await other.get('/ho-so/1')
      await lan.get('/ho-so/9')
      const answer = await lan.post('/ho-so/9', { ten: 'Old page', _csrf: other.token })
      assert.equal(answer.headers.location, '/tiep-tuc')
      assert.equal((await events('test.sent')).length, before, 'nothing was done')
      await lan.get('/tiep-tuc')
      assert.equal((await lan.post('/ho-so/9', { _kept: '1' })).statusCode, 303)
      assert.ok((await events('test.sent')).some(({ name }) => name === 'Old page'))
    })

    it('after signing out in another tab leads through the sign-in to what was typed', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/9')
      lan.cookies.delete('congdan')
      const answer = await lan.post('/ho-so/9', { ten: 'Signed out' })
      assert.equal(answer.headers.location, '/dang-nhap?tiep=%2Ftiep-tuc')
      lan.cookies.set('congdan', citizen.token)
      await lan.get('/tiep-tuc')
      assert.equal((await lan.post('/ho-so/9', { _kept: '1' })).statusCode, 303)
      assert.ok((await events('test.sent')).some(({ name }) => name === 'Signed out'))
    })

    it('is kept for nobody when it is not known whose the session was', async () => {
      const forgotten = newSessionToken()
      sessions.set(forgotten.hash, sessions.get(citizen.hash)!)
      const lan = browser(forgotten.token)
      await lan.get('/ho-so/6')
      sessions.delete(forgotten.hash)
      const answer = await lan.post('/ho-so/6', { ten: 'Lan' }, { referer: 'http://localhost/ho-so/6?trang=2' })
      assert.equal(answer.headers.location, '/dang-nhap?tiep=%2Fho-so%2F6%3Ftrang%3D2')
      assert.ok(!lan.cookies.has('congdan-kept'))
    })

    it('is kept as well when a fault of ours hit it', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/8')
      const answer = await lan.post('/ho-so/8', { ten: 'lỗi' })
      assert.equal(answer.statusCode, 500)
      assert.match(answer.payload, /href="\/tiep-tuc"/)
      await lan.get('/tiep-tuc')
      assert.equal((await lan.post('/ho-so/8', { _kept: '1' })).statusCode, 303)
      assert.ok((await events('test.sent')).some(({ name, id }) => name === 'lỗi' && id === '8'))
    })

    it('is never given to another account on the same telephone', async () => {
      const lan = browser(ended.token)
      lan.token = await tokenFor(lan)
      await lan.post('/ho-so/9', { ten: 'Lan' })
      const other = newSessionToken()
      const accountId = '00000000-0000-7000-8000-000000000099'
      sessions.set(other.hash, { actor: { ...(citizenActor(personId, 1) as { kind: 'citizen' } & ResolvedSession['actor']), accountId }, view: { ...view, accountId, kind: 'citizen' } })
      lan.cookies.set('congdan', other.token)
      assert.equal((await lan.get('/tiep-tuc')).statusCode, 410)
      await lan.get('/ho-so/9')
      assert.equal((await lan.post('/ho-so/9', { _kept: '1' })).statusCode, 410)
    })

    /** The page was opened while the session still held: its token is bound to the same cookie. */
    async function tokenFor(one: TestBrowser): Promise<string> {
      sessions.set(ended.hash, sessions.get(citizen.hash)!)
      await one.get('/ho-so/9')
      sessions.set(ended.hash, { endedAccountId: view.accountId })
      return one.token
    }
  })

  describe('uploads', () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    async function upload(files: [string, string, Buffer][], token?: string) {
      const one = browser()
      await one.get('/dang-nhap')
      const body = new FormData()
      body.set('_csrf', token ?? one.token)
      for (const [field, name, bytes] of files) body.append(field, new File([new Uint8Array(bytes)], name))
      body.set('ten', 'Trần Văn Đức')
      const request = new Request('http://localhost/', { method: 'POST', body })
      return one.send({ method: 'POST', url: '/tep', payload: Buffer.from(await request.arrayBuffer()), headers: { 'content-type': request.headers.get('content-type')!, origin: 'http://localhost' } })
    }

    it('are known by their bytes, with a name that is no path', async () => {
      const answer = await upload([['anh', '../../Ảnh thẻ.exe', png], ['trong', '', Buffer.alloc(0)]])
      assert.deepEqual(answer.json(), { ten: 'Trần Văn Đức', files: [{ field: 'anh', name: 'Ảnh thẻ.exe', type: 'image/png', size: png.length }] })
    })

    it('of a wrong kind, too large or too many show the form again, naming the field', async () => {
      assert.deepEqual((await upload([['anh', 'x.png', Buffer.from('<html>')]])).json(), { refused: 'http.file-type', field: 'anh', ten: 'Trần Văn Đức' })
      assert.deepEqual((await upload([['anh', 'x.png', Buffer.concat([png, Buffer.alloc(1_100_000)])]])).json(), { refused: 'http.file-too-large', field: 'anh', ten: 'Trần Văn Đức' })
      assert.equal((await upload([1, 2, 3].map((i) => [`f${i}`, 'x.png', png]))).json().refused, 'http.too-many-files')
    })

    it('without a form token are refused', async () => {
      assert.equal((await upload([['anh', 'x.png', png]], 'wrong')).statusCode, 403)
    })
  })

  describe('limits', () => {
    it('ask too frequent a caller to come back at a time, across processes', async () => {
      const first = await browser().get('/hiem')
      const { app: second } = await testServer(t, { pages })
      assert.equal(first.statusCode, 200)
      assert.equal((await second.inject('/hiem')).statusCode, 200)
      const answer = await browser().get('/hiem')
      assert.equal(answer.statusCode, 429)
      assert.match(answer.payload, /Thử lại sau \d\d:\d\d/)
      const wait = Number(answer.headers['retry-after'])
      assert.ok(wait >= 1 && wait <= 60)
      assert.equal((await app.inject({ url: '/hiem', remoteAddress: '10.0.0.9' })).statusCode, 200, 'another address is free')
      await second.close()
    })

    it('count by what was typed, whoever types it, and store no plain value', async () => {
      const one = browser()
      await one.get('/dang-nhap')
      assert.equal((await one.post('/thu-so', { so: '079203001234' })).statusCode, 303)
      assert.equal((await one.post('/thu-so', { so: '079203001234' })).statusCode, 429)
      assert.equal((await one.post('/thu-so', { so: '079203001235' })).statusCode, 303)
      assert.equal((await one.post('/thu-so', {})).statusCode, 303)
    })
  })

  describe('comfort', () => {
    it('is kept in a cookie, one choice at a time, and returns to the page', async () => {
      const one = browser()
      await one.get('/dang-nhap')
      const answer = await one.post('/tuy-chon', { text: '150', back: '/ho-so/7?a=1' })
      assert.equal(answer.headers.location, '/ho-so/7?a=1')
      await one.post('/tuy-chon', { lang: 'en', theme: 'dark', back: '/' })
      assert.equal(one.cookies.get('congdan-comfort'), 'en.150.dark.0')
    })

    it('never sends anybody to another site', async () => {
      const one = browser()
      await one.get('/dang-nhap')
      for (const back of ['//evil.example', 'https://evil.example/', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)', '/\t/evil.example', '/%0d%0aSet-Cookie:a=b\r\nX: y', '/..//evil.example', 'evil']) {
        const { location } = (await one.post('/tuy-chon', { back })).headers
        assert.match(String(location), /^\/(?![/\\])/, back)
        assert.equal(new URL(String(location), 'http://localhost').host, 'localhost', back)
      }
    })
  })

  describe('the JSON API', () => {
    const send = (payload: unknown, headers: Record<string, string> = {}) => app.inject({ method: 'POST', url: '/api/cong', payload: JSON.stringify(payload), headers: { 'content-type': 'application/json', ...headers } })

    it('answers what its schema describes and nothing more', async () => {
      assert.deepEqual((await send({ a: 1, b: 2 })).json(), { sum: 3 })
    })

    it('names each wrong field in one problem document', async () => {
      const answer = await send({ a: 'x', b: 11, c: 1 })
      assert.equal(answer.statusCode, 422)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      const { type, title, status, code, field, errors, next } = answer.json()
      assert.deepEqual({ type, status, code, field }, { type: 'urn:congdan:problem:http.invalid-input', status: 422, code: 'http.invalid-input', field: 'body.a' })
      assert.ok(title && next)
      assert.deepEqual(errors.map((error: { field: string }) => error.field), ['body.a', 'body.b', 'body'])
      assert.doesNotMatch(JSON.stringify(errors), /không hợp lệ/)
    })

    it('refuses forms, broken JSON, prototype tricks, large bodies and other sites', async () => {
      assert.equal((await app.inject({ method: 'POST', url: '/api/cong', payload: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).statusCode, 415)
      assert.equal((await app.inject({ method: 'POST', url: '/api/cong', payload: '{"a":1', headers: { 'content-type': 'application/json' } })).statusCode, 400)
      assert.equal((await app.inject({ method: 'POST', url: '/api/cong', payload: '{"a":1,"b":2,"__proto__":{"x":1}}', headers: { 'content-type': 'application/json' } })).statusCode, 400)
      assert.equal((await send({ a: 1, b: 2, c: 'x'.repeat(1_100_000) })).statusCode, 413)
      assert.equal((await send({ a: 1, b: 2 }, { origin: 'https://evil.example' })).statusCode, 403)
    })

    it('asks a browser with a session for the form token', async () => {
      const lan = browser(citizen.token)
      await lan.get('/ho-so/1')
      const call = (headers: Record<string, string>) => lan.send({ method: 'POST', url: '/api/cong', payload: { a: 1, b: 1 }, headers })
      assert.equal((await call({})).statusCode, 403)
      assert.equal((await call({ 'x-csrf-token': lan.token })).statusCode, 200)
    })

    it('rolls back when its own answer breaks the schema', async () => {
      const lan = browser(citizen.token)
      assert.deepEqual((await lan.get('/api/nguoi/a')).json(), { id: 'a' })
      const answer = await lan.get('/api/nguoi/sai')
      assert.equal(answer.statusCode, 500)
      assert.equal(answer.json().code, 'http.fault')
      assert.equal((await events('test.api')).length, 1)
    })

    it('answers 401 as a problem, and knows relying parties by their header alone', async () => {
      const stranger = await app.inject('/api/nguoi/a')
      assert.equal(stranger.statusCode, 401)
      assert.equal(stranger.json().code, 'http.sign-in-needed')
      assert.equal((await browser(citizen.token).get('/api/doi-tac')).statusCode, 401)
      assert.deepEqual((await app.inject({ url: '/api/doi-tac', headers: { authorization: 'Bearer good' } })).json(), { client: 'bv-a' })
    })

    it('takes forms from programs without a form token, and never with the rights of a cookie', async () => {
      const lan = browser(citizen.token)
      const answer = await lan.post('/oidc/token', { grant: 'code', _csrf: '' }, { origin: 'https://bank.example' })
      assert.deepEqual(answer.json(), { actor: 'visitor' })
      const refused = await lan.post('/oidc/token', { _csrf: '' })
      assert.equal(refused.statusCode, 422)
      assert.equal(refused.json().code, 'test.form')
    })

    it('describes itself in OpenAPI 3.1', async () => {
      const document = (await app.inject('/api/openapi.json')).json()
      assert.equal(document.openapi, '3.1.0')
      assert.deepEqual(Object.keys(document.paths).sort(), ['/api/cong', '/api/doi-tac', '/api/nguoi/{id}'])
      assert.equal(document.paths['/api/cong'].post.requestBody.content['application/json'].schema.properties.b.maximum, 10)
      assert.ok(document.paths['/api/cong'].post.responses.default)
      assert.deepEqual(document.paths['/api/doi-tac'].get.security, [{ relyingParty: [] }])
    })
  })

  describe('operation', () => {
    it('logs the pattern of a route, never its values', async () => {
      await browser(citizen.token).get('/ho-so/079203001234?sdt=0912345678')
      const line = server.log().findLast((entry) => entry['msg'] === 'request')!
      assert.equal(line['route'], '/ho-so/:id')
      assert.equal(line['status'], 200)
      assert.equal(line['actor'], 'citizen')
      assert.equal(typeof line['ms'], 'number')
      assert.doesNotMatch(server.lines.join(''), /079203001234|0912345678|Nguyễn Thị Lan/)
    })

    it('goes on with the trace of the caller', async () => {
      const traceId = '0af7651916cd43dd8448eb211c80319c'
      await app.inject({ url: '/', headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } })
      assert.equal(server.log().at(-1)!['trace'], traceId)
    })

    it('says whether it is usable', async () => {
      assert.deepEqual((await app.inject('/healthz')).json(), { status: 'ok', mode: 'demo' })
      const { app: starting } = await testServer(t, { health: () => false })
      assert.equal((await starting.inject('/healthz')).statusCode, 503)
      await starting.close()
    })

    it('shows figures to this machine or with the token only', async () => {
      const inside = await app.inject('/metrics')
      assert.match(inside.payload, /congdan_http_seconds_count\{method="GET",route="\/ho-so\/:id",status="200"\}/)
      assert.equal((await app.inject({ url: '/metrics', remoteAddress: '10.0.0.1' })).statusCode, 404)
      assert.equal((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '8.8.8.8' } })).statusCode, 404)
      const { app: open } = await testServer(t, { config: { ...testConfig, METRICS_TOKEN: 'a-long-token-here' } })
      const ask = (token: string) => open.inject({ url: '/metrics', remoteAddress: '10.0.0.1', headers: { authorization: `Bearer ${token}` } })
      assert.equal((await ask('a-long-token-here')).statusCode, 200)
      assert.equal((await ask('a-long-token-herE')).statusCode, 404)
      await open.close()
    })

    it('serves files packed, for a year, and 304 when the browser has them', async () => {
      const get = (headers: Record<string, string>) => app.inject({ url: '/tep-tinh/a-1.css', headers })
      const plain = await get({})
      assert.equal(plain.payload, 'body{}')
      assert.match(String(plain.headers['cache-control']), /immutable/)
      assert.equal((await get({ 'accept-encoding': 'gzip, br' })).payload, 'BR')
      assert.equal((await get({ 'accept-encoding': 'gzip' })).payload, 'GZ')
      assert.equal((await get({ 'if-none-match': String(plain.headers.etag) })).statusCode, 304)
    })

    it('behind https uses __Host- cookies and HSTS, and refuses to start in production without an address', async () => {
      const config = { ...testConfig, PUBLIC_URL: 'https://dichvucong.example.vn' }
      const { app: secure } = await testServer(t, { pages, config, mode: 'production' })
      const answer = await secure.inject('/dang-nhap')
      assert.match(String(answer.headers['set-cookie']), /^__Host-congdan-form=.*; Path=\/; HttpOnly; Secure; SameSite=Strict/)
      assert.match(String(answer.headers['strict-transport-security']), /max-age=31536000/)
      await secure.close()
      await assert.rejects(testServer(t, { mode: 'production' }), /PUBLIC_URL/)
    })

    it('answers 503 with a time to come back when the database is away', async () => {
      const away = { ...t.db, transaction: async () => { throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }) } }
      const { app: alone } = await testServer(t, { pages, database: away })
      const answer = await alone.inject('/')
      assert.equal(answer.statusCode, 503)
      assert.equal(answer.headers['retry-after'], '60')
      await alone.close()
    })

    it('ends requests under way before it closes', async () => {
      let release = () => undefined as void
      const slow = pageRoute({ ...page, method: 'GET', url: '/cham', handler: async () => (await new Promise<void>((resolve) => (release = resolve)), { html: 'xong' }) })
      const { app: closing } = await testServer(t, { pages: [slow] })
      const address = await closing.listen({ port: 0, host: '127.0.0.1' })
      const answer = fetch(`${address}/cham`)
      while (String(release) === '() => undefined') await new Promise((resolve) => setTimeout(resolve, 5))
      const closed = closing.close()
      release()
      assert.equal(await (await answer).text(), 'xong')
      await closed
      await assert.rejects(fetch(`${address}/cham`))
    })

    it('refuses two routes for one address', async () => {
      await assert.rejects(buildServer({ ...serverOptions(), pages: [pages[0]!, pages[0]!] }))
    })

    function serverOptions() {
      return { database: t.db, config: testConfig, mode: 'demo' as const, pages: [], apis: [], resolveSession: async () => null, log: silent() }
    }
    function silent() {
      return { level: 'silent', child: () => silent(), info() {}, error() {}, warn() {}, debug() {}, trace() {}, fatal() {} } as never
    }
  })
})
