// Sends a lodging notice without leaving the page to chance: what finds no network waits in the vault until the server has answered with a receipt.
import { openVault, type Vault, type Waiting } from './vault.ts'
import { offerScanning } from './scan.ts'

type Words = Readonly<Record<string, string>>
interface Answer {
  readonly reference?: string
  readonly next?: string
  readonly errors?: readonly { readonly vi: string }[]
}

/** Seconds until the next try (ux.md §3.9), then hourly. */
const pauses = [5, 30, 120, 600]

async function start(place: HTMLElement, form: HTMLFormElement): Promise<void> {
  const words = JSON.parse(place.dataset['lodgingQueue']!) as Words
  const vault = await openVault(place.dataset['owner']!).catch(() => null)
  offerScanning(form, place.dataset['scan']!, place.dataset['scanStop']!)
  if (!vault) return
  const queue = new Queue(vault, form, place, words)
  form.addEventListener('submit', (event) => {
    // Before the kit's own listener on the document, which leaves a prevented submit alone.
    event.preventDefault()
    void queue.press()
  })
  addEventListener('online', () => void queue.sendAll())
  await queue.draw()
  await queue.sendAll()
}

class Queue {
  readonly #vault: Vault
  readonly #form: HTMLFormElement
  readonly #place: HTMLElement
  readonly #words: Words
  #busy = false

  constructor(vault: Vault, form: HTMLFormElement, place: HTMLElement, words: Words) {
    this.#vault = vault
    this.#form = form
    this.#place = place
    this.#words = words
  }

  /** The button: keeps the notice first, then tries to send it. */
  async press(): Promise<void> {
    const fields = [...new FormData(this.#form)].flatMap(([name, value]): [string, string][] => (typeof value === 'string' && name !== '_csrf' ? [[name, value]] : []))
    const command = fields.find(([name]) => name === '_command')?.[1]
    if (!command) return this.#form.submit()
    const typed = (fields.find(([name]) => name === 'guests')?.[1] ?? '').split('\n').filter((line) => line.trim() !== '').length
    const item: Waiting = { command, fields, deviceAt: new Date().toISOString(), guests: Math.max(typed, 1), tries: 0 }
    await this.#vault.put(item)
    const answer = await this.#post(item, false)
    if (answer === 'no-network') {
      this.#fresh()
      this.#retryLater(item)
      return this.draw(this.#words['kept'])
    }
    if (answer.next) {
      await this.#vault.remove(item.command)
      location.assign(answer.next)
      return
    }
    // Something to mend: the server's own page says what, beside the field. Sent with the same command, it does nothing twice.
    await this.#vault.remove(item.command)
    this.#form.submit()
  }

  async sendAll(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      for (const item of await this.#vault.all()) {
        if (item.cause !== undefined && item.cause !== this.#words['offline']) continue
        await this.#send(item)
      }
    } finally {
      this.#busy = false
    }
    await this.draw()
  }

  async #send(item: Waiting): Promise<void> {
    const answer = await this.#post(item, true)
    if (answer === 'no-network') {
      const again = { ...item, tries: item.tries + 1 }
      await this.#vault.put(again)
      this.#retryLater(again)
    } else if (answer.reference) {
      await this.#vault.remove(item.command)
      this.#say(`${this.#words['done']}: ${answer.reference}`)
    } else await this.#vault.put({ ...item, tries: item.tries + 1, cause: answer.errors?.[0]?.vi ?? this.#words['sign-in']! })
  }

  /** Only an answer of the server that holds a receipt counts as sent. */
  async #post(item: Waiting, late: boolean): Promise<Answer | 'no-network'> {
    const token = this.#form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? ''
    const body = new URLSearchParams([...item.fields.map(([name, value]): [string, string] => [name, value]), ['_csrf', token], ...(late ? [['deviceAt', item.deviceAt] as [string, string]] : [])])
    try {
      const answer = await fetch(this.#form.action, { method: 'POST', body, headers: { accept: 'application/json' }, redirect: 'manual' })
      if (answer.type === 'opaqueredirect') return {}
      if (answer.status >= 500) return 'no-network'
      return (await answer.json().catch(() => ({}))) as Answer
    } catch {
      return 'no-network'
    }
  }

  #retryLater(item: Waiting): void {
    setTimeout(() => void this.sendAll(), (pauses[item.tries] ?? 3600) * 1000)
  }

  /** The next guest gets a form of its own: another command, and no number left from the last one. */
  #fresh(): void {
    this.#form.querySelector<HTMLInputElement>('input[name="_command"]')!.value = crypto.randomUUID()
    for (const name of ['guests', 'name', 'document', 'arrive']) {
      const field = this.#form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`)
      if (field) field.value = ''
    }
    this.#form.querySelector<HTMLTextAreaElement>('[name="guests"]')?.focus()
  }

  #say(text: string): void {
    let line = this.#place.querySelector<HTMLElement>('[role="status"]')
    if (!line) {
      line = document.createElement('p')
      line.setAttribute('role', 'status')
      this.#place.prepend(line)
    }
    line.textContent = text
  }

  /** The list of what waits: when it was pressed, how many guests, its state, and what can be done. */
  async draw(said?: string): Promise<void> {
    const items = await this.#vault.all()
    this.#place.querySelectorAll('.lodging-waiting').forEach((list) => list.remove())
    if (said) this.#say(said)
    if (items.length === 0) return
    const section = document.createElement('section')
    section.className = 'notice notice-warn lodging-waiting'
    section.setAttribute('aria-label', this.#words['title']!)
    const body = document.createElement('div')
    body.className = 'notice-body'
    const title = document.createElement('p')
    title.className = 'notice-title'
    title.textContent = `${this.#words['title']}: ${items.length}`
    const list = document.createElement('ul')
    list.append(...items.map((item) => this.#line(item)))
    body.append(title, list)
    if (!navigator.onLine) {
      const offline = document.createElement('p')
      offline.textContent = this.#words['offline']!
      body.append(offline)
    }
    section.append(body)
    this.#place.append(section)
  }

  #line(item: Waiting): HTMLElement {
    const line = document.createElement('li')
    const state = item.cause ? this.#words['look'] : item.tries >= 10 ? this.#words['failed'] : this.#words['waiting']
    const when = new Date(item.deviceAt).toLocaleTimeString('vi', { hour: '2-digit', minute: '2-digit' })
    line.append(`${when} – ${item.guests} ${this.#words['guests']} – ${state}${item.cause ? `: ${item.cause}` : ''} `)
    line.append(this.#button(this.#words['again']!, async () => {
      const { cause: _cause, ...again } = item
      await this.#vault.put(again)
      await this.sendAll()
    }))
    if (item.cause) line.append(' ', this.#button(this.#words['remove']!, async () => {
      await this.#vault.remove(item.command)
      await this.draw()
    }))
    return line
  }

  #button(words: string, act: () => Promise<void>): HTMLElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn-secondary'
    button.textContent = words
    button.addEventListener('click', () => void act())
    return button
  }
}

const place = document.querySelector<HTMLElement>('[data-lodging-queue]')
const form = document.querySelector<HTMLFormElement>('#bao-luu-tru')
if (place && form) void start(place, form)
