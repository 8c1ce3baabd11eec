import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

/** Debian's own browser when the machine has one. */
const SYSTEM_BROWSER = '/usr/bin/chromium'

/** Our own list: the flags that come with the packaged browser hang a second context. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--font-render-hinting=none', '--hide-scrollbars', '--mute-audio',
]

let running: Promise<Browser> | undefined

/**
 * The browser of this process, started once. Debian's chromium, else the one from npm with its own libraries, so that a fresh
 * machine needs no system package. Close it with `closeBrowser` in an `after` hook of the file that opened it last.
 */
export function openBrowser(): Promise<Browser> {
  return running ??= launch()
}

export async function closeBrowser(): Promise<void> {
  const browser = await running
  running = undefined
  await browser?.close()
}

async function launch(): Promise<Browser> {
  if (existsSync(SYSTEM_BROWSER)) return await chromium.launch({ executablePath: SYSTEM_BROWSER, args: FLAGS, env: plainEnvironment() })
  const folder = await unpackedBrowser()
  return await chromium.launch({
    executablePath: join(folder, 'chromium'), args: [...FLAGS, '--headless=shell', '--no-zygote'],
    env: { ...plainEnvironment(), LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: folder },
  })
}

function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Unpacks the npm browser once into .cache/, by its version; two processes may race, one wins by renaming. */
async function unpackedBrowser(): Promise<string> {
  if (platform() !== 'linux' || arch() !== 'x64') throw new Error('the packaged browser is for Linux x64; install chromium at /usr/bin/chromium')
  const home = packageFolder('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = join(root, '.cache', `chromium-${version}-1`)
  if (existsSync(folder)) return folder
  mkdirSync(join(root, '.cache'), { recursive: true })
  const draft = mkdtempSync(join(root, '.cache', 'unpack-'))
  await pipeline(createReadStream(join(home, 'bin/chromium.br')), createBrotliDecompress(), createWriteStream(join(draft, 'chromium'), { mode: 0o755 }))
  for (const archive of ['al2023', 'fonts', 'swiftshader']) await untar(join(home, `bin/${archive}.tar.br`), draft)
  // The packaged list of font folders is that of a cloud machine; without a font here, text has no size and no words.
  writeFileSync(join(draft, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`)
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function untar(archive: string, into: string): Promise<void> {
  const tarball = join(into, 'archive.tar')
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(tarball))
  const { status, stderr } = spawnSync('tar', ['-xf', tarball, '-C', into])
  rmSync(tarball)
  if (status !== 0) throw new Error(`cannot unpack ${archive}: ${String(stderr)}`)
}

function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

export interface VisitOptions extends BrowserContextOptions {
  /** CSS pixels; 360 × 740 unless said. */
  readonly width?: number
  readonly height?: number
}

/** A fresh visitor: own cookies, Vietnamese, no animation. */
export async function visitor(options: VisitOptions = {}): Promise<BrowserContext> {
  const { width = 360, height = 740, ...rest } = options
  const browser = await openBrowser()
  return await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width, height }, reducedMotion: 'reduce', ...rest })
}

/** Zero violations, no rule switched off; `tags` runs only some groups of rules. Throws with one line per problem. */
export async function assertNoAxeViolations(page: Page, where = page.url(), tags?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (tags ? axe.withTags(tags) : axe).analyze()
  const lines = violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} — ${violation.help}\n    ${node.html.slice(0, 200)}\n    ${(node.failureSummary ?? '').replaceAll('\n', '\n    ')}`))
  if (lines.length > 0) throw new Error(`${where}: ${lines.length} accessibility problems\n${lines.join('\n')}`)
}

/** Nothing wider than the screen, not even inside a part that hides it. Throws with the widest elements. */
export async function assertNoSidewaysScroll(page: Page, where = page.url()): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const clipped = (element: Element): boolean => {
      for (let parent: Element | null = element; parent; parent = parent.parentElement) if (getComputedStyle(parent).clip !== 'auto' || getComputedStyle(parent).visibility === 'hidden') return true
      return false
    }
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5 && !clipped(element))
      .slice(-5).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} to ${Math.round(element.getBoundingClientRect().right)} px of ${width}: ${(element.textContent ?? '').trim().slice(0, 40)}`)
  })
  if (wide.length > 0) throw new Error(`${where}: scrolls sideways\n${wide.join('\n')}`)
}

/** SHOTS=1 leaves a whole-page picture in .build/shots, to be looked at by people. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS'] === undefined) return
  const folder = join(root, '.build', 'shots')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`)
  await page.screenshot({ path, fullPage: true })
}
