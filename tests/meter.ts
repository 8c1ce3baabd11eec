import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CDPSession, Page, Request } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** A line and a phone (ux.md §5.7): kilobits a second, round trip, how many times slower than this machine. */
export interface Profile {
  readonly name: string
  readonly downKbps: number
  readonly upKbps: number
  readonly latencyMs: number
  readonly cpu: number
}

export const PROFILES = {
  ban: { name: 'Bản', downKbps: 400, upKbps: 200, latencyMs: 400, cpu: 6 },
  xa: { name: 'Xã', downKbps: 1600, upKbps: 750, latencyMs: 150, cpu: 4 },
  pho: { name: 'Phố', downKbps: 9000, upKbps: 3000, latencyMs: 100, cpu: 2 },
} as const satisfies Record<string, Profile>

/** The answers a person gives; what the state knows or works out is no input. */
const ASKED = new Set(['typed', 'choice', 'paper', 'proof'])
const NEVER_ASKED = new Set(['known', 'event', 'derived'])

export interface PageVisit {
  readonly screen: string
  readonly path: string
  readonly words: number
  /** Distinct data items that the page lets a person enter. */
  readonly offered: number
}

export interface Report {
  readonly journey: string
  readonly profile: string | null
  readonly pages: number
  readonly visits: readonly PageVisit[]
  readonly words: number
  readonly mostWords: number
  readonly taps: number
  readonly keys: number
  readonly scans: number
  /** Distinct data items that the person entered or chose. */
  readonly inputs: readonly string[]
  readonly typed: readonly string[]
  /** Codes and secrets typed to show who acts: no data items, counted apart like sign-in. */
  readonly proofs: readonly string[]
  readonly waitMs: number
  /** Bytes over the wire by type of resource, headers included. */
  readonly bytes: Readonly<Record<string, number>>
  readonly totalBytes: number
  readonly requests: number
  /** Share of the legal items that were never asked; null when no page said what the items are. */
  readonly prefilled: number | null
  /** Keystroke-level model plus reading, an expert's seconds, and twice that for a first visit. */
  readonly seconds: number
  readonly secondsFirstTime: number
}

export interface KeystrokeModel {
  /** One key. */
  readonly K: number
  /** Pointing and pressing. */
  readonly P: number
  /** Thinking before an act. */
  readonly M: number
  /** One scan. */
  readonly S: number
  readonly wordsPerMinute: number
}

/** Operators of ux.md §6.1, for a slow typist. */
export const SLOW_TYPIST: KeystrokeModel = { K: 0.5, P: 1.3, M: 1.35, S: 2, wordsPerMinute: 180 }

/** Counting begins with the first page whose `data-screen` is `from` and ends after the first that is `to`, both counted. */
export interface MeterOptions {
  readonly journey: string
  readonly profile?: Profile
  readonly from?: string
  readonly to?: string
}

/**
 * Watches one page of one person and counts what the journey costs them (ux.md §6.1): pages, words, taps, keys, inputs, bytes, waiting.
 * Works with scripts off: what was entered is read from the filled controls, not from events of the page.
 */
export class Meter {
  readonly page: Page
  #options: MeterOptions
  #cdp: CDPSession | undefined
  #counting: boolean
  #ended = false
  #visits: PageVisit[] = []
  #taps = 0
  #keys = 0
  #scans = 0
  #waitMs = 0
  #inputs = new Set<string>()
  #typed = new Set<string>()
  #proofs = new Set<string>()
  #bytes: Record<string, number> = {}
  #requests = 0
  #legal = new Map<string, string>()

  private constructor(page: Page, options: MeterOptions) {
    this.page = page
    this.#options = options
    this.#counting = options.from === undefined
  }

  /** Attach before the first `goto` so that the cold bytes are counted. */
  static async attach(page: Page, options: MeterOptions): Promise<Meter> {
    const meter = new Meter(page, options)
    await meter.#watchBytes()
    return meter
  }

  async #watchBytes(): Promise<void> {
    const cdp = this.#cdp = await this.page.context().newCDPSession(this.page)
    const kinds = new Map<string, string>()
    await cdp.send('Network.enable')
    cdp.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type))
    cdp.on('Network.loadingFinished', (event) => {
      if (this.#ended) return
      const kind = kinds.get(event.requestId) ?? 'Other'
      this.#bytes[kind] = (this.#bytes[kind] ?? 0) + event.encodedDataLength
      this.#requests++
    })
    const { profile } = this.#options
    if (!profile) return
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: profile.latencyMs, downloadThroughput: profile.downKbps * 1000 / 8, uploadThroughput: profile.upKbps * 1000 / 8 })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: profile.cpu })
  }

  /** Opens an address as a person would from a link outside, and counts the page. */
  async open(url: string): Promise<void> {
    await this.#timed(() => this.page.goto(url, { waitUntil: 'load' }))
    await this.#arrived()
  }

  /** Types into the control of that data item. Refuses a fact that the state knows: nobody may be asked for it. */
  async type(item: string, value: string): Promise<void> {
    const control = this.page.locator(`input[data-f="${item}"], textarea[data-f="${item}"]`).first()
    const source = await control.getAttribute('data-src')
    if (source !== 'typed' && source !== 'proof') throw new Error(`${item} is ${source ?? 'unmarked'}: nobody may be asked to type it`)
    await control.fill('')
    await control.pressSequentially(value)
    if (!this.#running) return
    this.#keys += value.normalize('NFC').length
    this.#taps++
    if (source === 'proof') {
      this.#proofs.add(item)
      return
    }
    this.#typed.add(item)
    this.#inputs.add(item)
  }

  /** Types a date into its three boxes. One data item. */
  async typeDate(item: string, day: string, month: string, year: string): Promise<void> {
    const boxes = this.page.locator(`input[data-f="${item}"]`)
    for (const [index, value] of [day, month, year].entries()) {
      await boxes.nth(index).fill(value)
      if (this.#running) this.#keys += value.length + 1
    }
    if (!this.#running) return
    this.#taps++
    this.#typed.add(item)
    this.#inputs.add(item)
  }

  /** Chooses a radio, ticks a box, or picks from a list. */
  async choose(item: string, value: string): Promise<void> {
    const list = this.page.locator(`select[data-f="${item}"]`)
    if (await list.count() > 0) await list.selectOption(value)
    else await this.page.locator(`input[data-f="${item}"][value="${value}"]`).check()
    if (!this.#running) return
    this.#taps++
    this.#inputs.add(item)
  }

  /** Gives a file to the control of that paper. */
  async attachPaper(item: string, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
    await this.page.locator(`input[type="file"][data-f="${item}"]`).setInputFiles(file)
    if (!this.#running) return
    this.#taps++
    this.#inputs.add(item)
  }

  /** A wand: a burst of keys and Enter into what has the focus. */
  async scan(payload: string): Promise<void> {
    await this.#timed(() => this.page.keyboard.type(`${payload}\n`, { delay: 5 }))
    if (this.#running) this.#scans++
  }

  /** Presses the button or link of that act and waits for the next page. */
  async act(name: string): Promise<void> {
    await this.#press(this.page.locator(`[data-act="${name}"]`).first())
  }

  /** Presses a link by its words, where a page has no marked act. */
  async follow(words: string | RegExp): Promise<void> {
    await this.#press(this.page.getByRole('link', { name: words }).first())
  }

  /** Presses a key that is an act of the page, for officers. */
  async key(key: string): Promise<void> {
    await this.#timed(async () => {
      await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press(key)])
    })
    if (this.#running) this.#keys++
    await this.#arrived()
  }

  async #press(target: ReturnType<Page['locator']>): Promise<void> {
    if (this.#running) this.#taps++
    await this.#timed(async () => {
      await Promise.all([this.page.waitForEvent('load'), target.click()])
    })
    await this.#arrived()
  }

  get #running(): boolean {
    return this.#counting && !this.#ended
  }

  async #timed(work: () => Promise<unknown>): Promise<void> {
    const start = performance.now()
    await work()
    if (this.#running) this.#waitMs += performance.now() - start
  }

  async #arrived(): Promise<void> {
    const main = this.page.locator('main')
    const screen = await main.getAttribute('data-screen') ?? ''
    if (screen === this.#options.from) this.#counting = true
    if (!this.#running) return
    const text = await main.evaluate(visibleText)
    const offered = new Set(await this.page.locator('main [data-f]:is(input:not([type="hidden"]), select, textarea)').evaluateAll((controls) => controls.map((control) => control.getAttribute('data-f') ?? '')))
    this.#visits.push({ screen, path: new URL(this.page.url()).pathname, words: text.trim().split(/\s+/).length, offered: offered.size })
    await this.#readLegalItems()
    if (screen === this.#options.to) this.#ended = true
  }

  async #readLegalItems(): Promise<void> {
    const block = this.page.locator('#legal-items')
    if (await block.count() === 0) return
    for (const item of JSON.parse(await block.textContent() ?? '[]') as { key: string; src: string }[]) this.#legal.set(item.key, item.src)
  }

  /** What a page asks for although the state has it: controls whose mark is not one of a person's answers. */
  async wronglyAsked(): Promise<readonly string[]> {
    const marks = await this.page.locator('[data-f]:is(input:not([type="hidden"]), select, textarea)').evaluateAll((controls) => controls.map((control) => [control.getAttribute('data-f') ?? '', control.getAttribute('data-src') ?? ''] as const))
    return marks.filter(([, source]) => !ASKED.has(source)).map(([item]) => item)
  }

  report(model: KeystrokeModel = SLOW_TYPIST): Report {
    const words = this.#visits.reduce((sum, visit) => sum + visit.words, 0)
    const seconds = this.#keys * model.K + this.#taps * (model.P + model.M) + this.#scans * model.S + words / model.wordsPerMinute * 60 + this.#waitMs / 1000
    const sources = [...this.#legal.values()]
    return {
      journey: this.#options.journey, profile: this.#options.profile?.name ?? null,
      pages: this.#visits.length, visits: this.#visits, words, mostWords: Math.max(0, ...this.#visits.map((visit) => visit.words)),
      taps: this.#taps, keys: this.#keys, scans: this.#scans, inputs: [...this.#inputs], typed: [...this.#typed], proofs: [...this.#proofs], waitMs: Math.round(this.#waitMs),
      bytes: this.#bytes, totalBytes: Object.values(this.#bytes).reduce((sum, bytes) => sum + bytes, 0), requests: this.#requests,
      prefilled: sources.length === 0 ? null : sources.filter((source) => NEVER_ASKED.has(source)).length / sources.length,
      seconds: Math.round(seconds), secondsFirstTime: Math.round(seconds * 2),
    }
  }

  async detach(): Promise<void> {
    await this.#cdp?.detach()
  }
}

/** The limits of one journey; what is not named is not limited. Bytes are over the wire. */
export interface Budget {
  readonly pages?: number
  readonly inputs?: number
  readonly typed?: number
  readonly words?: number
  readonly wordsPerPage?: number
  readonly keys?: number
  readonly taps?: number
  readonly seconds?: number
  readonly waitMs?: number
  readonly totalBytes?: number
  readonly scriptBytes?: number
  readonly fontBytes?: number
  /** At least this share, 0 to 1. */
  readonly prefilled?: number
}

export interface Budgets {
  readonly journeys: Readonly<Record<string, Budget & { readonly from?: string; readonly to?: string; readonly source: string }>>
  readonly page: {
    /** HTML and CSS of one citizen page, compressed. */
    readonly htmlCssBytes: number
    readonly scriptBytes: number
    readonly fontBytes: number
    readonly kitScriptBytes: number
    readonly source: string
  }
  readonly workspacePage: { readonly htmlCssBytes: number; readonly scriptBytes: number; readonly source: string }
  readonly speed: { readonly lcpMs: Readonly<Record<string, number>>; readonly cls: number; readonly inpMs: number; readonly source: string }
}

export const BUDGETS = JSON.parse(readFileSync(join(root, 'ux-budgets.json'), 'utf8')) as Budgets

/** What of a report lies over its budget, in words; empty when it is kept. */
export function overBudget(report: Report, budget: Budget): readonly string[] {
  const faults: string[] = []
  const atMost = (what: string, value: number, limit: number | undefined): void => {
    if (limit !== undefined && value > limit) faults.push(`${report.journey}: ${what} ${value}, at most ${limit}`)
  }
  atMost('pages', report.pages, budget.pages)
  atMost(`inputs (${report.inputs.join(', ')})`, report.inputs.length, budget.inputs)
  atMost(`typed (${report.typed.join(', ')})`, report.typed.length, budget.typed)
  atMost('words', report.words, budget.words)
  atMost('words on one page', report.mostWords, budget.wordsPerPage)
  atMost('keys', report.keys, budget.keys)
  atMost('taps', report.taps, budget.taps)
  atMost('seconds', report.seconds, budget.seconds)
  atMost('waiting ms', report.waitMs, budget.waitMs)
  atMost('bytes', report.totalBytes, budget.totalBytes)
  atMost('bytes of script', report.bytes['Script'] ?? 0, budget.scriptBytes)
  atMost('bytes of fonts', report.bytes['Font'] ?? 0, budget.fontBytes)
  if (budget.prefilled !== undefined && (report.prefilled ?? 0) < budget.prefilled) faults.push(`${report.journey}: prefilled share ${report.prefilled?.toFixed(3) ?? 'unknown'}, at least ${budget.prefilled}`)
  return faults
}

/** Writes `.build/ux/<journey>.json` and throws with every exceeded line of ux-budgets.json. Refuses a journey without a budget. */
export function assertWithinBudget(report: Report, budgetName = report.journey): void {
  const folder = join(root, '.build', 'ux')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${report.journey.replace(/[^\w.-]+/g, '-')}.json`), JSON.stringify(report, null, 2))
  const budget = BUDGETS.journeys[budgetName]
  if (!budget) throw new Error(`ux-budgets.json has no journey ${budgetName}`)
  const faults = overBudget(report, budget)
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

export interface Vitals {
  readonly lcpMs: number
  readonly cls: number
  /** The slowest reaction to a press or key so far; 0 while nothing was pressed or all were under 16 ms. */
  readonly inpMs: number
}

/** Largest paint, layout jumps and slowest reaction of the page that is open, by the browser's own observers. Needs script. */
export async function vitals(page: Page): Promise<Vitals> {
  return await page.evaluate(async () => {
    const seen = async (type: string): Promise<PerformanceEntry[]> => await new Promise((resolve) => {
      new PerformanceObserver((list, observer) => { observer.disconnect(); resolve(list.getEntries()) }).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
      setTimeout(() => resolve([]), 500)
    })
    const paints = await seen('largest-contentful-paint')
    const shifts = await seen('layout-shift') as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]
    const presses = (await seen('event') as (PerformanceEntry & { interactionId?: number })[]).filter((event) => (event.interactionId ?? 0) > 0)
    return { inpMs: Math.max(0, ...presses.map((event) => event.duration)), lcpMs: Math.round(paints.at(-1)?.startTime ?? 0), cls: shifts.reduce((sum, shift) => sum + (shift.hadRecentInput ? 0 : shift.value), 0) }
  })
}

/** Bytes over the wire of one page visit by type, by the sizes that the network stack reports. */
export async function bytesOf(page: Page, visit: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {}
  const waiting: Promise<void>[] = []
  const count = (request: Request): void => {
    waiting.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
      const kind = request.resourceType()
      sizes[kind] = (sizes[kind] ?? 0) + responseBodySize + responseHeadersSize
    }).catch(() => undefined))
  }
  page.on('requestfinished', count)
  await visit()
  await page.waitForLoadState('networkidle')
  page.off('requestfinished', count)
  await Promise.all(waiting)
  return sizes
}

/** The text a person sees: without what only a screen reader says, and of a closed list only the entry it shows. */
function visibleText(main: Element): string {
  const copy = main.cloneNode(true) as Element
  const lists = [...main.querySelectorAll('select')].map((list) => list.selectedOptions[0]?.textContent ?? '')
  copy.querySelectorAll('select').forEach((list, i) => list.replaceWith(lists[i] ?? ''))
  copy.querySelectorAll('.sr-only, script, style, template, [hidden]').forEach((part) => part.remove())
  copy.querySelectorAll('details:not([open])').forEach((part) => [...part.children].forEach((child) => child.tagName !== 'SUMMARY' && child.remove()))
  const texts: string[] = []
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '')
  return texts.join(' ')
}
