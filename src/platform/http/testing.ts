import type { FastifyInstance, InjectOptions } from 'fastify'
import { createLog, type Config } from '../index.ts'
import type { TestDatabase } from '../testing.ts'
import type { ServerOptions } from './options.ts'
import { buildServer } from './server.ts'

export const testConfig: Config = { PORT: 0, HOST: '127.0.0.1', DATA_DIR: '/nonexistent', MAIL_FROM: 'congdan@localhost', LOG_LEVEL: 'info', TRUST_PROXY: 'loopback' } as Config

/** A server for tests: what it logs is collected in `lines`. */
export async function testServer(t: TestDatabase, more: Partial<ServerOptions> = {}): Promise<{ app: FastifyInstance; lines: string[]; log(): Record<string, unknown>[] }> {
  const lines: string[] = []
  const app = await buildServer({
    database: t.db, config: testConfig, mode: 'demo', pages: [], apis: [], resolveSession: async () => null,
    log: createLog({ destination: { write: (line) => void lines.push(line) } }), ...more,
  })
  return { app, lines, log: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

/** What a browser keeps between two requests of a test, and the form token of the last page. */
export class TestBrowser {
  readonly app: FastifyInstance
  readonly cookies = new Map<string, string>()
  token = ''

  constructor(app: FastifyInstance) {
    this.app = app
  }

  async get(url: string, headers: Record<string, string> = {}) {
    return this.send({ method: 'GET', url, headers })
  }

  /** Posts a form as a browser does from a page of this site. */
  async post(url: string, fields: Record<string, string> | [string, string][], headers: Record<string, string> = {}) {
    const form = new URLSearchParams(fields as Record<string, string>)
    if (!form.has('_csrf')) form.set('_csrf', this.token)
    return this.send({ method: 'POST', url, payload: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:80', ...headers } })
  }

  async send(options: InjectOptions) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.app.inject({ ...options, headers: { ...(cookie ? { cookie } : {}), ...options.headers } })
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (value === '' || maxAge === 0 || (expires && expires.getTime() === 0)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    this.token = /name="_csrf" value="([^"]+)"/.exec(answer.payload)?.[1] ?? this.token
    return answer
  }
}
