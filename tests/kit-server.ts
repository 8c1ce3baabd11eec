import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { KIT_SAMPLES, kitPage, kitSample, staticAssets } from '../src/web/kit/index.ts'
import type { Lang, PageOptions } from '../src/web/kit/index.ts'

export interface KitServer {
  readonly url: string
  /** The posts that arrived, by path. */
  readonly posts: { readonly path: string; readonly body: string; readonly json: boolean }[]
  close(): Promise<void>
}

/** A server of its own for the catalogue pages, as strict as the product: `default-src 'self'`, compressed, cached for ever by hash. */
export async function startKitServer(): Promise<KitServer> {
  const assets = new Map(staticAssets().map((asset) => [asset.path, asset]))
  const posts: { path: string; body: string; json: boolean }[] = []

  const answer = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const url = new URL(request.url ?? '/', 'http://kit')
    const asset = assets.get(url.pathname)
    if (asset) {
      const zipped = asset.br !== undefined && /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
      response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable', ...(zipped ? { 'content-encoding': 'br' } : {}) })
      response.end(zipped ? asset.br : asset.bytes)
      return
    }
    if (request.method === 'POST') {
      const json = request.headers.accept === 'application/json'
      posts.push({ path: url.pathname, body, json })
      if (url.searchParams.has('stay')) response.writeHead(204).end()
      else if (json) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ value: '099 199 000 512' }))
      else response.writeHead(303, { location: '/kit/submitted' }).end()
      return
    }
    const html = pageOf(url)
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'self'; frame-ancestors 'none'; form-action 'self'" })
    response.end(html)
  }

  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => answer(request, response, Buffer.concat(parts).toString('utf8')))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    posts,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }),
  }
}

function pageOf(url: URL): string | undefined {
  const name = url.pathname.split('/')[2]
  const query = url.searchParams
  const comfort: NonNullable<PageOptions['comfort']> = {
    text: Number(query.get('text') ?? 100) as 100 | 125 | 150, theme: (query.get('theme') ?? 'light') as 'light' | 'dark' | 'contrast', simple: query.has('simple'),
  }
  const options = { lang: (query.get('lang') ?? 'vi') as Lang, demo: true, path: url.pathname, comfort, csrfToken: 'test', saveData: query.has('lite') }
  if (url.pathname === '/kit') return kitPage(options)
  return url.pathname.startsWith('/kit/') && name !== undefined ? kitSample(name, options) : undefined
}

/** Every catalogue page: the components and each whole-page sample. */
export const KIT_PATHS: readonly string[] = ['/kit', ...KIT_SAMPLES.map((name) => `/kit/${name}`)]
