import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { pageRoutes } from '../../src/app/routes.ts'
import { Attacker } from './browser.ts'
import { assertInert, linksOf } from './inert.ts'
import { story, type Story } from './story.ts'

const everybody = ['mai', 'lanJustice', 'dungChair', 'haiPolice', 'insuranceOfficer', 'thuLeader', 'securityPerson', 'adminPerson'] as const

describe('forms, frames and sessions', () => {
  let told: Story
  before(async () => { told = await story() })

  it('takes no form without the token of this very browser', async () => {
    const { mai, hoa } = told
    const posts = pageRoutes('demo').filter((route) => route.method === 'POST' && !route.machine).map(({ url }) => url.replace(/:\w+/g, told.ids.dossier))
    for (const path of posts) {
      for (const token of [null, '', 'x', 'A'.repeat(85)]) {
        const answer = await mai.post(path, {}, { token })
        assert.ok([403, 415].includes(answer.status), `${path} with ${String(token).slice(0, 8)}: ${answer.status} ${answer.location ?? ''}`)
      }
      // A token of a former session: at most kept for a press of its own, and only where the browser names our page as the sender.
      for (const token of ['A'.repeat(86), await hoa.token()]) {
        const kept = await mai.post(path, {}, { token })
        assert.ok([403, 415].includes(kept.status) || (kept.status === 303 && kept.location === '/tiep-tuc'), `${path}: ${kept.status} ${kept.location ?? ''}`)
        const blind = await mai.raw(path, { method: 'POST', body: new URLSearchParams({ _csrf: token }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
        assert.ok([403, 415].includes(blind.status), `${path} without Origin: ${blind.status}`)
      }
    }
    assert.equal((await mai.get('/toi')).status, 200, 'she is still signed in')
  })

  it('takes nothing that a browser says comes from elsewhere', async () => {
    const { mai, product } = told
    const port = new URL(product.url).port
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, { origin: 'null' }, { origin: `http://localhost.evil.example:${port}` }, { origin: `http://evil@localhost.example:${port}` },
      { origin: product.url, 'sec-fetch-site': 'same-site' }, { origin: product.url, 'sec-fetch-site': 'cross-site' }, { origin: 'http://localhost:1' },
    ]
    for (const headers of elsewhere) assert.equal((await mai.post('/o-lai', { back: '/toi' }, { headers })).status, 403, JSON.stringify(headers))
    const look = `/api/my-data/accesses/${told.ids.log}/questions`
    const body = '{"concern":"not-known","note":""}'
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json']) {
      assert.ok([400, 403, 415].includes((await mai.raw(look, { method: 'POST', body, headers: { 'content-type': type, 'x-csrf-token': await mai.token() } })).status), type)
    }
    assert.equal((await mai.raw(look, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status, 403, 'a session without its token')
    assert.equal((await mai.raw(look, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-csrf-token': await mai.token(), origin: 'https://evil.example' } })).status, 403)
    assert.equal((await mai.raw('/o-lai', { method: 'POST', body: JSON.stringify({ _csrf: await mai.token(), back: '/toi' }), headers: { 'content-type': 'application/json' } })).status, 415)
    assert.equal((await mai.raw('/toi', { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } })).headers.get('access-control-allow-origin'), null)
  })

  it('knows no other method, however it is asked for', async () => {
    const { mai } = told
    for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal((await mai.raw('/an-toan', { method })).status, 405)
    assert.ok([404, 405].includes((await mai.raw('/du-lieu', { method: 'GET', headers: { 'x-http-method-override': 'DELETE' } })).status) === false)
    for (const path of ['/o-lai', '/dang-nhap/khoa', '/an-toan/xoa-khoa']) assert.equal((await mai.get(`${path}?_method=POST`)).status, 405)
    assert.ok([400, 404, 405, 501].includes(await traced(told.product.port)))
  })

  for (const key of ['visitor', ...everybody]) {
    it(`every page ${key} can walk to runs only our own scripts, cannot be framed and is kept by nobody`, async () => {
      const browser = key === 'visitor' ? new Attacker(told.product.url) : await Attacker.persona(told.product.url, key)
      const queue = [...pageRoutes('demo').filter(({ method, url }) => method === 'GET' && !url.includes(':')).map(({ url }) => url), `/ho-so/${told.dossierId}`, `/ho-so/${told.dossierId}/ket-qua`, '/khong-co-trang-nay']
      const seen = new Set<string>()
      const shapes = new Map<string, number>()
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const shape = path.replace(/[0-9a-f-]{36}/g, ':id').replace(/\?.*/, '?').replace(/^\/(kit|thu-tuc|noi-lam|bao-sai|dieu-hanh\/so)\/.*/, '/$1/:name')
        if (seen.has(path) || (shapes.get(shape) ?? 0) >= 3) continue
        seen.add(path)
        shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
        const answer = await browser.get(path)
        assert.ok(answer.status < 500, `${path} answers ${answer.status}`)
        assertInert(answer, `${key} ${path}`)
        if (key !== 'visitor' && answer.status === 200 && !path.startsWith('/api/')) assert.equal(answer.headers.get('cache-control'), 'no-store', `${path}: the back button of a shared computer`)
        if (answer.status === 200) queue.push(...linksOf(answer.text))
      }
      assert.ok(seen.size > 15, `${key} walked ${seen.size} pages`)
    })
  }

  it('gives its cookies to no script and to no other site', async () => {
    const browser = await Attacker.persona(told.product.url, 'nam')
    assert.ok(browser.setCookies.length >= 2)
    for (const line of browser.setCookies) {
      assert.match(line, /; HttpOnly/i, line)
      assert.match(line, /; SameSite=(Lax|Strict)/i, line)
      assert.match(line, /; Path=\//, line)
      assert.doesNotMatch(line, /; Domain=/i, line)
    }
  })

  it('keeps no session that was there before the sign-in, and ends the old one of the same browser', async () => {
    const victim = new Attacker(told.product.url)
    const planted = 'B'.repeat(43)
    victim.cookies.set('congdan', planted)
    await victim.become('nam')
    assert.notEqual(victim.cookies.get('congdan'), planted)
    const thief = new Attacker(told.product.url)
    thief.cookies.set('congdan', planted)
    assert.equal((await thief.get('/toi')).status, 303)
    const first = victim.cookies.get('congdan')!
    await victim.become('binh')
    thief.cookies.set('congdan', first)
    assert.equal((await thief.get('/toi')).status, 303, 'the token from before the second sign-in is dead')
  })

  it('ends a session for good when its holder signs out', async () => {
    const browser = await Attacker.persona(told.product.url, 'nam')
    const token = browser.cookies.get('congdan')!
    const form = await browser.token()
    assert.equal((await browser.post('/dang-xuat', {})).status, 303)
    assert.equal(browser.cookies.has('congdan'), false)
    browser.cookies.set('congdan', token)
    assert.match((await browser.get('/toi')).location ?? '', /^\/dang-nhap/)
    assert.match((await browser.post('/o-lai', {}, { token: form })).location ?? '', /^\/dang-nhap/)
  })
})

async function traced(port: number): Promise<number> {
  const { request } = await import('node:http')
  return new Promise((done) => request({ host: 'localhost', port, method: 'TRACE', path: '/' }, (answer) => done(answer.statusCode ?? 0)).on('error', () => done(400)).end())
}
