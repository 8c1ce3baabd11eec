// Pictures of the running demonstration for the README: node scripts/pictures.mjs [address]. Start the demonstration first (npm start).
// Needs the packages of the tests; squeezes each picture to a palette until it is below 300 kB.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const { closeBrowser, visitor } = await import('../tests/browser.ts')
const address = (process.argv[2] ?? `http://localhost:${process.env.PORT ?? 3000}`).replace(/\/$/, '')
const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'pictures')
const widths = [[360, 740], [1366, 820]]
const most = 300_000

/** Pages of personas: chosen on the tour as a person would. */
const shots = [
  { name: 'my-matters', path: '/toi', persona: 'mai' },
  { name: 'who-looked', path: '/luot-xem', persona: 'mai' },
  { name: 'officer', path: '/lam-viec', persona: 'lanJustice' },
  { name: 'leader', path: '/dieu-hanh', persona: 'thuLeader' },
]

if (!(await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false))) {
  console.error(`Nobody answers at ${address}. Start the demonstration first: npm start`)
  process.exit(1)
}
mkdirSync(folder, { recursive: true })
for (const [width, height] of widths) {
  for (const { name, path, persona } of shots) {
    const context = await visitor({ width, height, deviceScaleFactor: width < 500 ? 2 : 1 })
    const page = await context.newPage()
    if (persona) await becomes(page, persona)
    const answer = await page.goto(`${address}${path}`, { waitUntil: 'load' })
    if (!answer?.ok()) throw new Error(`${path} answers ${answer?.status()}`)
    const file = join(folder, `${name}-${width}.png`)
    writeFileSync(file, await squeezed(await page.screenshot()))
    console.log(`${file} ${Math.round(statSync(file).size / 1000)} kB`)
    await context.close()
  }
}
await closeBrowser()

async function becomes(page, persona) {
  await page.goto(`${address}/gioi-thieu`)
  await page.locator(`form:has(input[name="key"][value="${persona}"]) button`).first().click()
  await page.waitForLoadState('load')
}

async function squeezed(png) {
  for (const colours of [256, 128, 64, 32]) {
    const small = await sharp(png).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toBuffer()
    if (small.length < most) return small
  }
  throw new Error('the picture stays above 300 kB')
}
