/** Stands for browser, relying party and reverse proxy: requests go to the processes of the program in turn, as nginx hands them on, over connections that stay open. */
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** As much of `fetch` as the measures use: text bodies, no redirects followed. */
export function throughProxy(ports: readonly number[]): typeof fetch {
  let turn = 0
  return ((address: string | URL, init: RequestInit = {}) => {
    const url = new URL(address)
    const body = init.body instanceof URLSearchParams ? init.body.toString() : (init.body as string | undefined)
    const headers: Record<string, string> = { host: url.host, ...init.headers as Record<string, string> }
    if (init.body instanceof URLSearchParams) headers['content-type'] = 'application/x-www-form-urlencoded;charset=UTF-8'
    if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
    const port = ports[turn++ % ports.length]!
    return new Promise<Response>((done, fail) => {
      const call = request({ host: '127.0.0.1', port, path: url.pathname + url.search, method: init.method ?? 'GET', headers, agent }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => (text += part))
        answer.on('end', () => done(responseOf(answer.statusCode ?? 0, answer.headers, text)))
      })
      call.on('error', fail)
      call.end(body)
    })
  }) as typeof fetch
}

function responseOf(status: number, headers: import('node:http').IncomingHttpHeaders, text: string): Response {
  return {
    status,
    headers: { get: (name: string) => headers[name]?.toString() ?? null, getSetCookie: () => headers['set-cookie'] ?? [] },
    text: async () => text, json: async () => JSON.parse(text) as unknown,
  } as unknown as Response
}
