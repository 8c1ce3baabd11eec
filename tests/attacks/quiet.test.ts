import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { cast } from '../../synthetic/index.ts'
import { apiRoutes } from '../../src/app/routes.ts'
import { Attacker } from './browser.ts'
import { story, type Story } from './story.ts'

describe('what the program says about people: nothing', () => {
  let told: Story
  before(async () => { told = await story() })

  it('no log line at the most talkative level holds a number, a phone, an address of mail or a name', async () => {
    const stranger = new Attacker(told.product.url)
    await stranger.post('/dang-nhap', { pin: cast.mai.pin, password: 'x' })
    await stranger.get(`/${cast.mai.pin}?pin=${cast.mai.pin}&ten=${encodeURIComponent(cast.mai.fullName)}`)
    await stranger.get(`/tra-cuu?ma=${cast.mai.pin}`)
    await stranger.get(`/thu-tuc?q=${encodeURIComponent(cast.mai.fullName)}`)
    const log = told.product.output()
    assert.match(log, /"msg":"request"/, 'the log is really written')
    for (const person of Object.values(cast)) {
      for (const word of [person.pin, person.phone, person.email, person.fullName].filter(Boolean)) assert.ok(!log.includes(word), `the log says «${word}»: ${log.split('\n').find((line) => line.includes(word))?.slice(0, 300)}`)
    }
    for (const secret of told.secrets) assert.ok(!log.includes(secret) && !log.includes(encodeURIComponent(secret)), `the log says «${secret}»`)
    for (const browser of [told.mai, told.hoa]) for (const token of browser.cookies.values()) assert.ok(!log.includes(token), 'the log holds a cookie')
    assert.doesNotMatch(log, /"msg":"fault"/, log.split('\n').find((line) => line.includes('"msg":"fault"'))?.slice(0, 600))
  })

  it('no address anybody was sent to or offered holds one', async () => {
    const digits = Object.values(cast).flatMap((person) => [person.pin, person.phone].filter(Boolean))
    for (const browser of [told.mai, told.hoa, await Attacker.persona(told.product.url, 'haiPolice'), await Attacker.persona(told.product.url, 'lanJustice')]) {
      for (const path of ['/toi', '/ho-so', `/ho-so/${told.dossierId}`, `/ho-so/${told.dossierId}/ket-qua`, '/ho', '/du-lieu', '/vi', '/tin', '/luot-xem', '/lam-viec', '/lam-viec/sua-thong-tin', `/lam-viec/ho-so/${told.ids.lane}`]) {
        const { text } = await browser.get(path)
        for (const [, address = ''] of text.matchAll(/\s(?:href|action|src|formaction)="([^"]*)"/g)) assert.ok(!digits.some((each) => decodeURIComponent(address).replace(/[ .]/g, '').includes(each)), `${path} links to ${address}`)
      }
    }
  })

  it('problems name what is wrong, never what was sent', async () => {
    const { mai } = told
    const secret = cast.nam.pin
    for (const path of [`/api/papers/${secret}`, `/api/messages/${secret}`, `/api/my-data/accesses?month=${secret}`, `/api/organisations?area=${secret}`, `/api/health-facilities?commune=${secret}`, `/api/my-data/accesses/${secret}/proof`, `/api/${secret}`, '/api/access-log/consistency?from=0&to=x']) {
      const answer = await mai.get(path)
      assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, path)
      assert.ok(!answer.text.includes(secret), path)
      const problem = JSON.parse(answer.text) as Record<string, unknown>
      for (const member of ['type', 'title', 'status', 'code']) assert.ok(member in problem, `${path} lacks ${member}`)
      assert.equal(problem['status'], answer.status)
    }
  })

  it('every call of the JSON API answers a visitor with a problem document, or with what is public', async () => {
    for (const { method, url, access } of apiRoutes()) {
      const answer = await new Attacker(told.product.url).raw(url.replace(/:\w+/g, told.ids.log), { method, ...(method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }) })
      if (access === 'public' && answer.status === 200) continue
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, `${method} ${url}`)
      assert.ok([401, 404, 422].includes(answer.status), `${method} ${url}: ${answer.status}`)
    }
  })

  it('shows its figures to nobody outside of this machine', async () => {
    assert.equal((await fetch(`${told.product.url}/metrics`)).status, 200)
    const outside: Record<string, string>[] = [{ 'x-forwarded-for': '203.0.113.9' }, { forwarded: 'for=203.0.113.9' }, { via: '1.1 proxy' }, { 'x-real-ip': '203.0.113.9' }, { 'x-forwarded-for': '127.0.0.1' }, { authorization: 'Bearer x', via: 'x' }]
    for (const headers of outside) {
      assert.equal((await fetch(`${told.product.url}/metrics`, { headers })).status, 404, JSON.stringify(headers))
    }
    const figures = await (await fetch(`${told.product.url}/metrics`)).text()
    for (const secret of [...told.secrets, told.dossierId, told.code]) assert.ok(!figures.includes(secret))
  })

  it('limits how often codes are looked up from one address', async () => {
    for (const path of ['/tra-cuu?ma=H86.41.01-261122-', '/kiem-tra?ma=ABCD-']) {
      const guesser = new Attacker(told.product.url)
      const statuses: number[] = []
      for (let i = 0; i < 70; i += 10) statuses.push(...(await Promise.all(Array.from({ length: 10 }, (_each, n) => guesser.get(`${path}${String(7000 + i + n)}`)))).map(({ status }) => status))
      assert.ok(statuses.filter((status) => status === 429).length >= 5, `${path}: ${statuses.join(' ')}`)
      assert.equal((await new Attacker(told.product.url).get(`${path}9999`)).status !== 429, true, 'others look on')
    }
  })
})

describe('/api/openapi.json', () => {
  it('describes every call in OpenAPI 3.1', async () => {
    const told = await story()
    const document = JSON.parse((await told.mai.get('/api/openapi.json')).text) as { openapi: string; info: { title: string; version: string }; paths: Record<string, Record<string, Operation>>; components: { securitySchemes: object } }
    assert.match(document.openapi, /^3\.1\.\d+$/)
    assert.ok(document.info.title && document.info.version)
    for (const { method, url, params, body } of apiRoutes()) {
      const path = url.replace(/:(\w+)/g, '{$1}')
      const operation = document.paths[path]?.[method.toLowerCase()]
      assert.ok(operation, `${method} ${path} is described`)
      assert.ok(operation.summary && operation.tags!.length > 0)
      assert.ok(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)) && operation.responses['default'], path)
      for (const response of Object.values(operation.responses)) assert.equal(typeof response.description, 'string', path)
      const named = (operation.parameters ?? []).filter((each) => each.in === 'path').map((each) => each.name)
      assert.deepEqual(named.sort(), [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort(), path)
      if (params) for (const each of operation.parameters!.filter((one) => one.in === 'path')) assert.equal(each.required, true)
      if (body) assert.ok(operation.requestBody?.content['application/json']?.schema, path)
      for (const need of operation.security ?? []) for (const scheme of Object.keys(need)) assert.ok(scheme in document.components.securitySchemes, scheme)
    }
    for (const reference of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) assert.ok(reference[1]!.split('/').reduce<unknown>((at, part) => Object(at)[part] as unknown, document), reference[1])
  })
})

interface Operation {
  readonly summary?: string
  readonly tags?: string[]
  readonly parameters?: { name: string; in: string; required?: boolean }[]
  readonly requestBody?: { content: Record<string, { schema?: object }> }
  readonly responses: Record<string, { description?: string }>
  readonly security?: Record<string, string[]>[]
}
