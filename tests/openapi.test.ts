import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { apiRoutes } from '../src/app/routes.ts'
import { testServer } from '../src/platform/http/testing.ts'
import { testDb } from '../src/platform/testing.ts'

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string; schema?: object }[]
  responses: Record<string, { description?: string; content?: Record<string, { schema: Record<string, unknown> }> }>
}
interface Document {
  openapi: string
  info: { title: string; version: string }
  components: { securitySchemes: Record<string, unknown>; schemas?: Record<string, unknown> }
  paths: Record<string, Record<string, Operation>>
}

describe('the description of the JSON API', async () => {
  const t = await testDb()
  const { app } = await testServer(t, { apis: apiRoutes() })
  after(async () => {
    await app.close()
    await t.close()
  })
  const document = (await app.inject('/api/openapi.json')).json<Document>()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, name: `${method.toUpperCase()} ${path}`, ...operation })))

  it('holds every call, and only those', () => {
    assert.equal(document.openapi, '3.1.0')
    assert.deepEqual(operations.map(({ name }) => name).toSorted(), apiRoutes().map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`).toSorted())
  })

  it('says of each what it is for, under a name and a heading of its own', () => {
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
    for (const { name, operationId, summary, tags } of operations) {
      assert.match(operationId ?? '', /^[a-z][A-Za-z]+$/, name)
      assert.ok((summary ?? '').length > 10, name)
      assert.equal(tags?.length, 1, name)
    }
  })

  it('describes each parameter of the address', () => {
    for (const { name, path, parameters = [] } of operations) assert.deepEqual(parameters.filter((each) => each.in === 'path').map((each) => each.name), [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each), name)
  })

  it('describes the answer and every refusal, each with its type and in words', () => {
    for (const { name, responses, security, parameters } of operations) {
      for (const [status, { description, content }] of Object.entries(responses)) {
        assert.ok(description, `${name} ${status}`)
        const [type, body] = Object.entries(content ?? {})[0] ?? []
        assert.equal(type, status.startsWith('2') ? 'application/json' : 'application/problem+json', `${name} ${status}`)
        assert.ok(Object.keys(body!.schema).length > 0, `${name} ${status}`)
      }
      assert.ok(Object.keys(responses).some((status) => status.startsWith('2')) && responses['default'] && responses['503'], name)
      if (security?.length) assert.ok(responses['401'] && responses['403'], name)
      if (parameters?.length) assert.ok(responses['400'], name)
    }
  })

  it('names only ways to sign in that it explains, and only schemas that are there', () => {
    for (const { name, security } of operations) {
      assert.ok(security, name)
      for (const scheme of security.flatMap((each) => Object.keys(each))) assert.ok(document.components.securitySchemes[scheme], name)
    }
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) assert.ok(reference!.slice(2).split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document), reference)
  })

  it('speaks JSON Schema of 3.1: no nullable, every schema of a known type', () => {
    const text = JSON.stringify(document)
    assert.doesNotMatch(text, /"nullable":/)
    for (const [, type] of text.matchAll(/"type":"([^"]+)"/g)) assert.ok(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null', 'apiKey'].includes(type!), type)
  })
})
