import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { deflateSync } from 'node:zlib'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { sql } from '../../src/platform/index.ts'
import { Attacker, wordsOf, type Answer } from './browser.ts'
import { databaseOf } from './house.ts'
import { assertInert } from './inert.ts'
import { beginDraft, story, type Story } from './story.ts'

const hostileWords = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'; drop table dossier; --", '{{constructor.constructor("x")()}}', '${7*7}<%= 7*7 %>', '#panic("owned") $x$ *a* _b_ `c`', '\u202eđảo ngược\u202c', 'a\u200bb\u200dc\ufeffd',
  'Nguyễn\0Văn', '\ud800 nửa', '😀👨‍👩‍👧', 'x'.repeat(10_000), '=cmd|calc!A1', '\r\nSet-Cookie: a=b', '</textarea></title></script><svg onload=alert(1)>', '\u0301'.repeat(500), '%00%0d%0a', '../../../../etc/passwd', 'Ａ＜ｓｃｒｉｐｔ＞',
]
const markers = ['<script>alert', '<img src=x', '<svg onload', '<%=']

function assertHarmless(answer: Answer, where: string): void {
  assert.ok(answer.status < 500, `${where}: ${answer.status}`)
  for (const marker of markers) assert.ok(!answer.text.includes(marker) || !(answer.headers.get('content-type') ?? '').startsWith('text/html'), `${where}: ${marker} comes out as it went in`)
  for (const [name, value] of answer.headers) assert.ok(!/[\r\n]/.test(value) && name !== 'a', where)
  assertInert(answer, where)
}

describe('words, addresses and files that want to be something else', () => {
  let told: Story
  before(async () => { told = await story() })

  it('shows back what was searched, looked up or asked for as words, on every page and in every error', async () => {
    const mai = told.mai
    const leader = await Attacker.persona(told.product.url, 'thuLeader')
    for (const word of hostileWords) {
      const stranger = new Attacker(told.product.url)
      const q = encodeURIComponent(word.toWellFormed().slice(0, 3_000))
      const shown: (readonly [Attacker, string])[] = [
        ...[`/thu-tuc?q=${q}`, `/tra-cuu?ma=${q}`, `/kiem-tra?ma=${q}`, `/dang-nhap?tiep=${q}`, `/noi-lam?q=${q}&noi=${q}`, `/${q}`, `/thu-tuc/${q}`, `/kit/${q}`, `/hop-thu-thu?to=${q}`].map((path) => [stranger, path] as const),
        ...[`/luot-xem?thang=${q}`, `/luot-xem?ho-so=${q}`, `/tin/${q}`, `/vi/${q}`, `/bao-sai/${q}`, `/y-kien/${q}`, `/ho-so/${q}`, `/tin?trang=${q}`, `/chuc-vu?tiep=${q}`, `/toi?luu=${q}`, `/an-toan?xong=${q}`, `/ho-so/${told.dossierId}/bo-sung?phan=${q}`].map((path) => [mai, path] as const),
        ...[`/dieu-hanh?khu=${q}&thang=${q}`, `/dieu-hanh/so/${q}`, `/dieu-hanh/so/da-nhan?phan=${q}&buoc=${q}&sau=${q}`, `/dieu-hanh/ho-so/${q}`, `/lam-viec/tra-cuu?ma=${q}`].map((path) => [leader, path] as const),
      ]
      await Promise.all(shown.map(async ([browser, path]) => assertHarmless(await browser.get(path), path.slice(0, 80))))
    }
  })

  it('keeps every typed word as a word: names, notes, claims, device names', async () => {
    const nam = await Attacker.persona(told.product.url, 'nam')
    const hoa = told.hoa
    for (const word of hostileWords) {
      for (const [browser, path, fields] of [
        [hoa, `/ho-so/nhap/${told.hoasDraft}/child`, { 'child.fullName': word, 'child.nativePlaceFrom': word, 'child.ethnicityFrom': word }],
        [hoa, `/ho-so/nhap/${told.hoasDraft}/known`, { 'father.declaredPin': word, [word.slice(0, 50)]: word, __proto__: word, constructor: word }],
        [nam, '/bao-sai/person', { which: 'fullName', why: 'entered-wrong', claimed: word, note: word }],
        [told.mai, `/luot-xem/${told.ids.log}/hoi`, { concern: word, note: word, nguon: word }],
        [told.mai, `/luot-xem/${told.ids.log}/hoi`, { concern: 'other', note: word, nguon: word }],
        [nam, '/an-toan', { password: word.slice(0, 3), again: word }],
        [nam, '/chuc-vu', { post: word, tiep: word }],
        [nam, '/tuy-chon', { back: word, text: word, theme: word, lang: word }],
      ] as const) {
        const answer = await browser.post(path, fields as Record<string, string>)
        assertHarmless(answer, `${path} ← ${word.slice(0, 30)}`)
        if (answer.location) assertHarmless(await browser.follow(answer), `${answer.location} after ${word.slice(0, 30)}`)
      }
    }
    for (const path of ['/bao-sai', '/toi', '/ho-so']) assertHarmless(await nam.get(path), path)
    for (const path of ['/toi', '/luot-xem']) assertHarmless(await told.mai.get(path), path)
    for (const key of ['haiPolice', 'policeCommander', 'securityPerson']) {
      const officer = await Attacker.persona(told.product.url, key)
      for (const path of ['/lam-viec/sua-thong-tin', '/lam-viec/cau-hoi-luot-xem']) assertHarmless(await officer.get(path), `${key} ${path}`)
    }
  })

  it('shows the name of a device as words, whatever the browser calls itself', async () => {
    const browser = new Attacker(told.product.url)
    const sent = await browser.post('/gioi-thieu/nhan-vat', { key: 'nam' }, { headers: { 'user-agent': '<script>alert(1)</script>"><img src=x onerror=alert(1)>' } })
    assert.equal(sent.status, 303)
    browser.forgetToken()
    assertHarmless(await browser.get('/an-toan'), '/an-toan')
  })

  it('sends nobody to another site', async () => {
    const away = ['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/%09/evil.example', '/\t/evil.example', '///evil.example', '/..//evil.example', 'http:evil.example', '/.evil', '//evil.example/%2f..', '/%5cevil.example', ' //evil.example', '/@evil.example//x', '/./\\evil.example', 'data:text/html,x']
    for (const next of away) {
      const browser = new Attacker(told.product.url)
      for (const sent of [await browser.post('/gioi-thieu/nhan-vat', { key: 'nam', tiep: next }), await browser.post('/o-lai', { back: next }), await browser.post('/tuy-chon', { back: next, theme: 'dark' }), await browser.post('/chuc-vu', { post: 'self', tiep: next }), await browser.get(`/chuc-vu?vao=1&tiep=${encodeURIComponent(next)}`)]) {
        if (sent.location === null) continue
        assert.equal(new URL(sent.location, told.product.url).origin, told.product.url, `${next} → ${sent.location}`)
        assert.ok(!/^\/[/\\]/.test(sent.location), `${next} → ${sent.location}`)
      }
    }
  })

  it('serves nothing but its own files', async () => {
    for (const path of ['/static/../package.json', '/static/%2e%2e/%2e%2e/package.json', '/static/..%2f..%2fpackage.json', '/static/....//package.json', '/..%5c..%5cpackage.json', '/.env', '/.data/keys', '/.git/config', '/package.json', '/src/app/main.ts', '/static/', '/static/x/../../package.json', '//etc/passwd', '/%2e%2e/%2e%2e/etc/passwd']) {
      const answer = await plainRequest(told.product.port, `GET ${path} HTTP/1.1\r\nHost: localhost:${told.product.port}\r\nConnection: close\r\n\r\n`)
      assert.match(answer, /^HTTP\/1\.1 (400|404)/, `${path}: ${answer.slice(0, 40)}`)
      assert.doesNotMatch(answer, /"congdan"|root:|BEGIN /, path)
    }
  })

  it('lives through addresses and requests that are broken', async () => {
    const { port } = told.product
    const lines = [
      'GET /%ff HTTP/1.1', 'GET /thu-tuc/%E0%A4%A HTTP/1.1', `GET /thu-tuc/${'a'.repeat(400)} HTTP/1.1`, 'GET /api/%ff HTTP/1.1', 'GET /tin/%c0%80 HTTP/1.1', `GET /${'a'.repeat(30_000)} HTTP/1.1`, 'GET /thu-tuc/x%00y HTTP/1.1', 'GET http://evil.example/thu-tuc HTTP/1.1', 'FOO / HTTP/1.1', 'GET / HTTP/9.9', 'POST /dang-nhap HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5',
    ]
    for (const line of lines) {
      const answer = await plainRequest(port, `${line}\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`)
      assert.match(answer, /^HTTP\/1\.1 (200|400|404|405|413|414|415|431|501|505)/, `${line.slice(0, 60)} → ${answer.slice(0, 60)}`)
      assert.equal((await fetch(`${told.product.url}/healthz`)).status, 200, `alive after ${line.slice(0, 60)}`)
    }
    const bad = new Attacker(told.product.url)
    bad.cookies.set('congdan', 'x'.repeat(5_000))
    bad.cookies.set('congdan-form', '%E0%A4%A')
    bad.cookies.set('congdan-comfort', '<script>alert(1)</script>')
    bad.cookies.set('congdan-ma', Buffer.from('["x",{"a":1}]').toString('base64url'))
    for (const path of ['/', '/dang-nhap/ma', '/toi', '/tiep-tuc']) assertHarmless(await bad.get(path), path)
  })

  it('refuses parameters that come twice, and takes the last of a field that does', async () => {
    const { mai } = told
    for (const path of ['/tra-cuu?ma=a&ma=b', '/luot-xem?thang=2026-01&thang=2026-02', '/api/my-data/accesses?month=2026-01&month=2026-02', '/dang-nhap?tiep=/toi&tiep=//evil']) assert.equal((await mai.get(path)).status, 400, path)
    const twice = new URLSearchParams([['back', '//evil.example'], ['back', '/ho'], ['_csrf', await mai.token()]])
    assert.equal((await mai.post('/o-lai', twice)).location, '/ho')
  })

  it('puts an end to bodies that are too large, too many or too slow', async () => {
    const { mai } = told
    assert.equal((await mai.post('/an-toan', { password: 'x'.repeat(600_000) })).status, 413)
    const many = new URLSearchParams(Array.from({ length: 30_000 }, (_each, i) => [`f${i}`, '1']))
    assert.ok([303, 404, 413, 422].includes((await mai.post(`/ho-so/nhap/${told.hoasDraft}/child`, many)).status))
    assert.ok([400, 413].includes((await mai.raw(`/api/my-data/accesses/${told.ids.log}/questions`, { method: 'POST', body: '['.repeat(100_000), headers: { 'content-type': 'application/json', 'x-csrf-token': await mai.token() } })).status))
    assert.ok([400, 422].includes((await mai.raw(`/api/my-data/accesses/${told.ids.log}/questions`, { method: 'POST', body: '{"concern":"other","note":"\\u0000\\ud800"}', headers: { 'content-type': 'application/json', 'x-csrf-token': await mai.token() } })).status))
    const slow = Array.from({ length: 60 }, () => {
      const socket = connect(told.product.port, 'localhost')
      socket.on('error', () => undefined)
      socket.write(`POST /dang-nhap HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\np`)
      return socket
    })
    const started = performance.now()
    assert.equal((await mai.get('/toi')).status, 200)
    assert.ok(performance.now() - started < 3_000, 'sixty slow senders hold nobody else up')
    for (const socket of slow) socket.destroy()
  })

  it('holds no upload of whoever only pretends to have a session', async () => {
    const stranger = new Attacker(told.product.url)
    await stranger.token()
    stranger.cookies.set('congdan', 'C'.repeat(43))
    const sent = await stranger.upload(`/ho-so/nhap/${told.hoasDraft}/papers/tep`, { item: 'x' }, { field: 'file-x', name: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array(3_000_000) })
    assert.match(sent.location ?? '', /^\/dang-nhap/)
  })
})

describe('files that are not what they say', () => {
  let told: Story
  let binh: Attacker
  let draft: string
  before(async () => {
    told = await story()
    binh = await Attacker.persona(told.product.url, 'binh')
    draft = await beginDraft(binh)
  })

  const send = (name: string, type: string, bytes: Uint8Array) => binh.upload(`/ho-so/nhap/${draft}/known/tep`, { item: 'birth-notice-paper' }, { field: 'file-birth-notice-paper', name, type, bytes })
  const text = (words: string) => new TextEncoder().encode(words)

  it('are refused in words at the field, quickly, whatever they are called', async () => {
    const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#fff' } }).png().toBuffer()
    const files: [string, string, Uint8Array][] = [
      ['x.jpg', 'image/jpeg', text('<html><script>alert(1)</script></html>')], ['x.jpg', 'image/jpeg', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')], ['x.svg', 'image/svg+xml', text('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&e;</svg>')],
      ['x.png', 'image/png', pngOf(100_000, 100_000)], ['x.png', 'image/png', photo.subarray(0, 60)], ['x.heic', 'image/heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(12), Buffer.from('mif1')])],
      ['x.pdf', 'application/pdf', text('%PDF-1.7\nnot a pdf at all')], ['x.pdf', 'application/pdf', text(`%PDF-1.7\n${'1 0 obj<<>>endobj\n'.repeat(20_000)}startxref\n9\n%%EOF trailing <script>`)], ['x.zip', 'application/zip', Buffer.from('504b0304140000000800', 'hex')],
      ['x.pdf', 'application/pdf', text('%PDF-1.7\n1 0 obj<</Encrypt 2 0 R>>endobj\nxref\n0 0\nstartxref\n44\n%%EOF')], ['x.exe', 'image/png', Buffer.from('4d5a9000', 'hex')], ['x.gif', 'image/gif', text('GIF89a/*<svg/onload=alert(1)>*/=1;')],
    ]
    for (const [name, type, bytes] of files) {
      const started = performance.now()
      const answer = await send(name, type, bytes)
      assert.equal(answer.status >= 400 && answer.status < 500, true, `${name} ${type}: ${answer.status} ${answer.location ?? ''}`)
      assertHarmless(answer, name)
      assert.ok(performance.now() - started < 5_000, `${name} took long`)
    }
    const large = await send('x.pdf', 'application/pdf', new Uint8Array(16 * 1024 * 1024))
    assert.ok([413, 422].includes(large.status))
    assert.match(wordsOf(large.text), /lớn quá 15 MB/)
  })

  it('leave their second face behind: a photo is drawn anew, without place, comment or script', async () => {
    const photo = await sharp({ create: { width: 1_800, height: 1_200, channels: 3, background: '#eee' } }).withExif({ IFD0: { Artist: '<script>alert(1)</script>' }, IFD3: { GPSLatitude: '10/1 0/1 0/1' } }).jpeg().toBuffer()
    const both = Buffer.concat([photo, text('<script>alert(1)</script><?php system("id") ?>')])
    const names = ['"; filename="evil.html', '../../../etc/passwd.jpg', 'a\r\nSet-Cookie: x=y.jpg', '<script>alert(1)</script>.jpg', '\u202egpj.exe.jpg', 'đơn xin.jpg']
    for (const name of names) {
      const sent = await send(name, 'image/jpeg', both)
      assert.equal(sent.status, 303, `${name}: ${wordsOf(sent.text).slice(0, 200)}`)
      assertHarmless(await binh.follow(sent), name)
    }
    const owner = databaseOf(told.product)
    const papers = await owner.query<{ id: string }>(sql`select paper_id as id from dossier_paper where draft_id = ${draft} and removed_at is null`)
    await owner.close()
    assert.equal(papers.length, names.length)
    for (const { id } of papers) {
      const kept = await binh.raw(`/ho-so/giay/${id}`)
      assert.equal(kept.status, 200)
      assert.equal(kept.headers.get('content-type'), 'image/jpeg')
      assert.equal(kept.headers.get('x-content-type-options'), 'nosniff')
      assert.match(kept.headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.match(kept.headers.get('content-disposition') ?? '', /^inline; filename="[A-Za-z0-9._ -]*"; filename\*=UTF-8''[\w%.!~-]*$/)
      assert.doesNotMatch(kept.text, /<script>|<\?php|GPS|Artist/)
    }
    assert.equal((await told.mai.get(`/ho-so/giay/${papers[0]!.id}`)).status, 404)
  })
})

function pngOf(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(2_000_000))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  let crc = ~0
  for (const byte of body) {
    crc ^= byte
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(~crc >>> 0)
  return Buffer.concat([length, body, sum])
}

function plainRequest(port: number, request: string): Promise<string> {
  return new Promise((done) => {
    let said = ''
    const socket = connect(port, 'localhost', () => socket.write(request))
    socket.setTimeout(4_000, () => socket.destroy())
    socket.on('data', (bytes) => (said += bytes.toString('latin1'))).on('error', () => undefined).on('close', () => done(said))
  })
}
