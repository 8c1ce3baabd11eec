/** One form of a page with what a browser would send from it, buttons left out. */
export interface PageForm {
  readonly action: string
  readonly method: 'get' | 'post'
  readonly fields: Record<string, string>
  /** Those of them that nobody sees. */
  readonly hidden: Record<string, string>
  /** Names and values of its buttons. */
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly act: string }[]
  /** Ticked and unticked choices by name. */
  readonly choices: Record<string, string[]>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly location: string | null
}

export interface Sending {
  readonly headers?: Record<string, string>
  /** The form token; null sends none. */
  readonly token?: string | null
}

let lastAddress = 0
/** Documentation networks of 198.51 and beyond: more than a long run needs. */
const nextAddress = (): string => `198.${51 + Math.floor(++lastAddress / 37_500)}.${100 + (Math.floor(lastAddress / 250) % 150)}.${1 + (lastAddress % 250)}`

/**
 * A hostile browser: keeps cookies as a browser does, follows nothing by itself, sends whatever it is told. Each comes from an address
 * of its own (the product believes its proxy on this machine), so that limits for one do not stop the others.
 */
export class Attacker {
  readonly cookies = new Map<string, string>()
  readonly setCookies: string[] = []
  readonly url: string
  address: string
  #token: string | undefined

  constructor(url: string) {
    this.url = url
    this.address = nextAddress()
  }

  /** The same browser on another line. */
  moveOn(): void {
    this.address = nextAddress()
  }

  /** Signs in as a persona of the demonstration, as the tour does. */
  static async persona(url: string, key: string): Promise<Attacker> {
    const browser = new Attacker(url)
    await browser.become(key)
    return browser
  }

  async become(key: string): Promise<void> {
    const answer = await this.post('/gioi-thieu/nhan-vat', { key })
    if (answer.status !== 303) throw new Error(`${key} could not sign in: ${answer.status}`)
    this.#token = undefined
  }

  async raw(path: string, init: RequestInit = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'x-forwarded-for': this.address, ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) }
    const answer = await fetch(this.url + path, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return { status: answer.status, headers: answer.headers, text: await answer.text(), location: answer.headers.get('location') }
  }

  #keep(line: string): void {
    this.setCookies.push(line)
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    if (attributes.some((each) => /max-age=0|expires=thu, 01 jan 1970/i.test(each))) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1))
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.raw(path, { headers })
  }

  /** A form token for whoever this is now. */
  async token(): Promise<string> {
    if (this.#token) return this.#token
    const found = /name="_csrf" value="([^"]+)"/.exec((await this.get('/tiep-can')).text)?.[1]
    if (!found) throw new Error('no form token on /tiep-can')
    return (this.#token = found)
  }

  forgetToken(): void {
    this.#token = undefined
  }

  async post(path: string, fields: Record<string, string> | URLSearchParams, sending: Sending = {}): Promise<Answer> {
    const body = new URLSearchParams(fields)
    const token = sending.token === undefined ? await this.token() : sending.token
    if (token !== null && !body.has('_csrf')) body.set('_csrf', token)
    return this.raw(path, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.url, 'sec-fetch-site': 'same-origin', ...sending.headers } })
  }

  async upload(path: string, fields: Record<string, string>, file: { field: string; name: string; type: string; bytes: Uint8Array }): Promise<Answer> {
    const form = new FormData()
    form.set('_csrf', await this.token())
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set(file.field, new File([file.bytes as Uint8Array<ArrayBuffer>], file.name, { type: file.type }))
    return this.raw(path, { method: 'POST', body: form, headers: { origin: this.url } })
  }

  async follow(answer: Answer): Promise<Answer> {
    let now = answer
    for (let i = 0; i < 6 && now.location; i++) now = await this.get(now.location)
    return now
  }
}

const decode = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_all, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'")
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag)
  return found ? decode(found[1] ?? '') : undefined
}

/** The forms of a page, as far as tests need them. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const fields: Record<string, string> = {}
    const hidden: Record<string, string> = {}
    const choices: Record<string, string[]> = {}
    for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
      const name = attribute(tag, 'name')
      if (!name || attribute(tag, 'form') !== undefined) continue
      const value = attribute(tag, 'value') ?? ''
      const kind = attribute(tag, 'type')
      if (kind === 'radio' || kind === 'checkbox') {
        ;(choices[name] ??= []).push(value)
        if (attribute(tag, 'checked') !== undefined) fields[name] = value
      } else if (kind !== 'file') fields[name] = value
      if (kind === 'hidden') hidden[name] = value
    }
    for (const [, tag = '', text = ''] of body.matchAll(/<textarea([^>]*)>([^<]*)</g)) fields[attribute(tag + ' ', 'name') ?? ''] = decode(text)
    for (const [, tag = '', inside = ''] of body.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attribute(tag + ' ', 'name') ?? ''
      const options = [...inside.matchAll(/<option[^>]*>/g)].map(([option]) => option)
      choices[name] = options.map((option) => attribute(option, 'value') ?? '')
      fields[name] = attribute(options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0] ?? '', 'value') ?? ''
    }
    const buttons = [...body.matchAll(/<button[^>]*>/g)].map(([tag]) => ({ name: attribute(tag, 'name') ?? '', value: attribute(tag, 'value') ?? '', act: attribute(tag, 'data-act') ?? '' }))
    return { action: attribute(head + ' ', 'action') ?? '', method: attribute(head + ' ', 'method') === 'post' ? 'post' : 'get', fields, hidden, buttons, choices }
  })
}

/** The form that posts to this path. */
export function formTo(html: string, action: string | RegExp): PageForm {
  const found = formsOf(html).find((form) => (typeof action === 'string' ? form.action === action : action.test(form.action)))
  if (!found) throw new Error(`no form to ${String(action)} in: ${formsOf(html).map((form) => form.action).join(', ')}\n${wordsOf(html).slice(0, 600)}`)
  return found
}

export const screenOf = (html: string): string => /data-screen="([^"]*)"/.exec(html)?.[1] ?? ''
export const wordsOf = (html: string): string => decode((/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))
