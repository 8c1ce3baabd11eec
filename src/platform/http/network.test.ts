import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { testDb, testPurpose, type TestDatabase } from '../testing.ts'
import { pageRoute } from './index.ts'
import { testServer } from './testing.ts'

const megabyte = 1024 * 1024
const page = { purpose: testPurpose, access: 'public' } as const
const pages = [
  pageRoute({ ...page, method: 'GET', url: '/', handler: async (_ctx, req) => ({ html: `<form><input name="_csrf" value="${req.csrfToken}"></form>` }) }),
  pageRoute({ ...page, method: 'POST', url: '/tep', upload: { maxBytes: 20 * megabyte }, handler: async (_ctx, req) => ({ json: req.files.length }) }),
  pageRoute({ ...page, method: 'POST', url: '/tep-rieng', access: 'signed-in', upload: true, handler: async (_ctx, req) => ({ json: req.files.length }) }),
]

/** What only shows on a real connection: bodies without a length, broken requests, smuggling. */
describe('the web server on a socket', () => {
  let t: TestDatabase
  let app: FastifyInstance
  let address = ''
  before(async () => {
    t = await testDb()
    app = (await testServer(t, { pages })).app
    address = await app.listen({ port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    await app.close()
    await t.close()
  })

  /** Sends raw lines and returns all that comes back until the server hangs up, or for two seconds. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.setTimeout(2_000, () => socket.destroy())
      socket.on('data', (chunk) => (answer += chunk.toString())).on('close', () => resolve(answer)).on('error', reject)
    })
  const statuses = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((found) => Number(found[1]))

  /** A multipart body of unknown length, as large as asked, made while it is sent. */
  const endless = (megabytes: number, files = 1) =>
    new ReadableStream<Uint8Array>({
      async start(controller) {
        for (let file = 0; file < files; file++) {
          controller.enqueue(Buffer.from(`--b\r\ncontent-disposition: form-data; name="f${file}"; filename="x.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n`))
          for (let i = 0; i < megabytes; i++) controller.enqueue(new Uint8Array(megabyte))
          controller.enqueue(Buffer.from('\r\n'))
        }
        controller.enqueue(Buffer.from('--b--\r\n'))
        controller.close()
      },
    })
  const upload = (path: string, body: ReadableStream | string, headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'multipart/form-data; boundary=b', ...headers } } as RequestInit)

  it('stops an upload without a length once it is larger than all may be together', async () => {
    const answer = await upload('/tep', endless(18, 5)).then((one) => one.status)
    assert.equal(answer, 413)
    assert.equal((await fetch(address)).status, 200, 'the server goes on')
  })

  it('does not read an upload of a stranger for a page that needs a sign-in', async () => {
    const before = process.memoryUsage().arrayBuffers
    const answer = await fetch(`${address}/tep-rieng`, { method: 'POST', body: endless(40), duplex: 'half', redirect: 'manual', headers: { 'content-type': 'multipart/form-data; boundary=b' } } as RequestInit).then((one) => one.status)
    assert.equal(answer, 303)
    assert.ok(process.memoryUsage().arrayBuffers - before < 100 * megabyte)
  })

  it('answers a multipart body that breaks off, and one without any end', async () => {
    assert.equal((await upload('/tep', '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nabc')).status, 400)
    assert.ok([400, 403, 415].includes((await upload('/tep', 'rubbish', { 'content-type': 'multipart/form-data' })).status))
  })

  it('refuses requests made to be read in two ways', async () => {
    const smuggled = await raw('POST /tuy-chon HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
    assert.deepEqual(statuses(smuggled), [400])
    assert.deepEqual(statuses(await raw('GET / HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n')).filter((status) => status < 400), [])
    assert.deepEqual(statuses(await raw('GET / HTTP/1.1\r\n\r\n')), [400])
  })

  it('ends requests under way, then closes every connection at once', async () => {
    await fetch(address)
    const began = performance.now()
    await app.close()
    assert.ok(performance.now() - began < 2_000)
    await assert.rejects(fetch(address))
  })
})
