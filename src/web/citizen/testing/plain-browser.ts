import type { FastifyInstance } from 'fastify'

/** A browser without scripts: follows redirects, keeps cookies, fills in the forms of the page as they stand. */
export interface PlainBrowser {
  readonly html: string
  readonly path: string
  readonly status: number
  /** Every address that was opened, redirects included. */
  readonly visited: readonly string[]
  open(path: string): Promise<PlainBrowser>
  /** Sends the first form whose action begins so, with what stands in it and what is given; '' unticks. */
  send(action: string, fields?: Readonly<Record<string, string>>): Promise<PlainBrowser>
  /** Sends the same fields again, as a second press would. */
  sendAgain(): Promise<PlainBrowser>
  upload(action: string, field: string, file: { name: string; type: string; bytes: Uint8Array }): Promise<PlainBrowser>
  screen(): string
  title(): string
  /** Names of the data items the person has to give on this page, with their marks. */
  inputs(): readonly { readonly f: string; readonly src: string }[]
  /** The words of main. */
  text(): string
}

export function plainBrowser(app: FastifyInstance): PlainBrowser {
  const cookies = new Map<string, string>()
  const visited: string[] = []
  let last: { action: string; body: string } | undefined
  const now = { html: '', path: '/', status: 0 }

  async function request(method: 'GET' | 'POST', path: string, body?: string | Buffer, type = 'application/x-www-form-urlencoded'): Promise<void> {
    visited.push(path)
    const answer = await app.inject({
      method, url: path, headers: { host: 'localhost:3000', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(body === undefined ? {} : { 'content-type': type }) }, ...(body === undefined ? {} : { payload: body }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    if (answer.statusCode === 303) return request('GET', String(answer.headers['location']))
    Object.assign(now, { html: answer.body, path, status: answer.statusCode })
  }

  const browser: PlainBrowser = {
    get html() { return now.html },
    get path() { return now.path },
    get status() { return now.status },
    visited,
    async open(path) {
      await request('GET', path)
      return browser
    },
    async send(action, fields = {}) {
      const form = formOf(now.html, action)
      const values = new Map([...form.values, ...Object.entries(fields)])
      last = { action: form.action, body: new URLSearchParams([...values].filter(([, value]) => value !== '')).toString() }
      await request('POST', last.action, last.body)
      return browser
    },
    async sendAgain() {
      await request('POST', last!.action, last!.body)
      return browser
    },
    async upload(action, field, file) {
      const form = formOf(now.html, action)
      const edge = '----plain-browser'
      const parts = [...form.values].map(([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      const head = `--${edge}\r\ncontent-disposition: form-data; name="${field}"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`
      await request('POST', form.action, Buffer.concat([Buffer.from(parts.join('') + head), file.bytes, Buffer.from(`\r\n--${edge}--\r\n`)]), `multipart/form-data; boundary=${edge}`)
      return browser
    },
    screen: () => /<main[^>]*data-screen="([^"]+)"/.exec(now.html)?.[1] ?? '',
    title: () => plain(/<title>([^<]*)<\/title>/.exec(now.html)?.[1] ?? ''),
    inputs: () => [...new Map([...now.html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].flatMap(([tag]) => {
      const f = attribute(tag, 'data-f')
      return f ? [[f, { f, src: attribute(tag, 'data-src') ?? '' }] as const] : []
    })).values()],
    text: () => plain((/<main[\s\S]*<\/main>/.exec(now.html)?.[0] ?? '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ').trim(),
  }
  return browser
}

function formOf(html: string, action: string): { action: string; values: Map<string, string> } {
  const [found] = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([whole]) => whole).filter((form) => { const to = plain(attribute(form, 'action') ?? ''); return to === action || to.startsWith(action) })
  if (!found) throw new Error(`no form to ${action} on this page: ${[...html.matchAll(/<form\b[^>]*action="([^"]*)"/g)].map((each) => each[1]).join(', ')}`)
  const values = new Map<string, string>()
  for (const [tag] of found.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type') ?? 'text'
    if (!name || type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(tag))) continue
    values.set(name, plain(attribute(tag, 'value') ?? ''))
  }
  for (const [, open, options] of found.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const chosen = [...options!.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag).find((tag) => /\sselected\b/.test(tag))
    values.set(attribute(open!, 'name')!, plain(attribute(chosen ?? '', 'value') ?? ''))
  }
  for (const [, open, text] of found.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)) values.set(attribute(open!, 'name')!, plain(text ?? ''))
  return { action: plain(attribute(found, 'action') ?? ''), values }
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
const plain = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
