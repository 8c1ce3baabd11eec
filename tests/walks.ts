import type { Page } from 'playwright-core'
import type { Meter } from './meter.ts'

/** Signs in as a persona of the demonstration through the page a visitor would use. */
export async function signInAs(page: Page, url: string, key: string): Promise<void> {
  await page.goto(`${url}/gioi-thieu`)
  const form = page.locator(`form:has(input[name="key"][value="${key}"])`).last()
  await Promise.all([page.waitForEvent('load'), form.locator('[data-act="pick-persona"], button').first().click()])
}

export const screenOf = async (page: Page): Promise<string> => (await page.locator('main').getAttribute('data-screen')) ?? ''

/** The one-time code that was last sent to this telephone (its last three digits), as its owner reads it: in a demonstration from the test mailbox. */
export async function codeFromPhone(page: Page, url: string): Promise<string> {
  const ending = /\*\*\* \*\*\* (\d{3})/.exec(await page.locator('main').innerText())?.[1] ?? ''
  const phone = await page.context().newPage()
  try {
    // On a machine with much other work a message takes its time.
    for (const until = Date.now() + 60_000; Date.now() < until;) {
      await phone.goto(`${url}/hop-thu-thu`)
      const mine = (await phone.locator('main').innerText()).split(/Gửi tới\s+/).find((message) => new RegExp(`^\\d{7}${ending}\\s`).test(message) && /(?<![\d.-])\d{6}(?![\d-])/.test(message.slice(10)))
      const code = mine && /(?<![\d.-])(\d{6})(?![\d-])/.exec(mine.slice(10))?.[1]
      if (code && !used.has(code)) {
        used.add(code)
        return code
      }
      await phone.waitForTimeout(250)
    }
    throw new Error(`no code for the telephone ending in ${ending} arrived in the test mailbox within a minute`)
  } finally {
    await phone.close()
  }
}

const used = new Set<string>()

/** Before a code is asked for: what other journeys left in the test mailbox is not it. */
export async function passOverOldCodes(page: Page, url: string): Promise<void> {
  const phone = await page.context().newPage()
  await phone.goto(`${url}/hop-thu-thu`)
  for (const [, code] of (await phone.locator('main').innerText()).matchAll(/(?<![\d.-])(\d{6})(?![\d-])/g)) used.add(code!)
  await phone.close()
}

export interface BirthAnswers {
  readonly name: string
  readonly choices?: Readonly<Record<string, string>>
}

/** Files the linked birth from "Làm ngay" to the receipt, answering what each page asks. Returns the dossier code. */
export async function fileLinkedBirth(meter: Meter, url: string, answers: BirthAnswers): Promise<string> {
  const { page } = meter
  await meter.open(`${url}/toi`)
  await meter.act('start-birth')
  await meter.act('begin')
  for (let i = 0; i < 20; i++) {
    const screen = await screenOf(page)
    const wrong = await meter.wronglyAsked()
    if (wrong.length > 0) throw new Error(`${screen} asks for what the state has: ${wrong.join(', ')}`)
    if (screen === 'C-06') await meter.act('confirm-known')
    else if (screen === 'C-07') {
      await answerQuestions(meter, answers)
      await meter.act('continue')
    } else if (screen === 'C-10') await meter.act('to-sign')
    else if (screen === 'C-11') await sign(meter, url)
    else if (screen === 'C-13') return (await page.locator('main').innerText()).match(/H\d\d(?:\.\d\d)+-\d{6}-\d{4}/)![0]
    else throw new Error(`unexpected screen ${screen} at ${page.url()}\n${await page.locator('main').innerText()}`)
  }
  throw new Error('the journey does not end')
}

async function answerQuestions(meter: Meter, answers: BirthAnswers): Promise<void> {
  const { page } = meter
  const items = await page.locator('main form [data-f]:is(input:not([type="hidden"]), select, textarea)').evaluateAll((controls) => [...new Set(controls.map((control) => control.getAttribute('data-f') ?? ''))])
  for (const item of items) {
    if (item === 'child.fullName') await meter.type(item, answers.name)
    else if (answers.choices?.[item]) await meter.choose(item, answers.choices[item])
  }
}

/** Signs by a fresh code: the way that needs no script. */
async function sign(meter: Meter, url: string): Promise<void> {
  const { page } = meter
  const declaration = page.locator('input[data-f="declaration"]')
  if ((await declaration.count()) > 0 && !(await declaration.isChecked())) await meter.choose('declaration', (await declaration.getAttribute('value')) ?? 'yes')
  if ((await page.locator('[data-act="get-code"]').count()) > 0) await meter.act('get-code')
  const code = await codeFromPhone(page, url)
  const item = (await page.locator('main input[autocomplete="one-time-code"]').first().getAttribute('data-f'))!
  await meter.type(item, code)
  const again = page.locator('input[data-f="declaration"]')
  if ((await again.count()) > 0 && !(await again.isChecked())) await again.check()
  await meter.act('sign-and-send')
}

/** An officer finds the dossier in the queue, looks at every open item, and takes it through these exits, confirming where asked. */
export async function workCase(page: Page, url: string, code: string, exits: readonly ('accept' | 'ok' | 'approve')[]): Promise<void> {
  for (const exit of exits) {
    await page.goto(`${url}/lam-viec`)
    await clickThrough(page, page.locator('main a', { hasText: code }).first())
    for (const name of await page.locator('main input[type="radio"][value="ok"]').evaluateAll((radios) => radios.map((radio) => radio.getAttribute('name') ?? ''))) {
      await page.locator(`main input[type="radio"][name="${name}"][value="ok"]`).check()
    }
    await clickThrough(page, page.locator(`[data-act="exit-${exit}"]`))
    const sure = page.locator(`[data-act="sure-${exit}"]`)
    if ((await sure.count()) > 0) await clickThrough(page, sure)
    const heading = await page.locator('h1').innerText()
    if (/^Lỗi|không|chưa/i.test(await page.title())) throw new Error(`${exit} of ${code}: ${heading}\n${await page.locator('main').innerText()}`)
  }
}

/** Presses and waits for the next page. */
export async function clickThrough(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), target.click()])
}

/** What somebody answers to one procedure: values by data item; dates as year-month-day; what to search a list by under `item?`; papers by the file that is sent. */
export interface ProcedureAnswers {
  readonly answers: Readonly<Record<string, string>>
  readonly papers?: Readonly<Record<string, { name: string; mimeType: string; buffer: Buffer }>>
  /** Looks at each page before it is answered. */
  readonly look?: (page: Page, screen: string) => Promise<void>
}

/** Files a procedure from its start page to the receipt, without a script. Returns the dossier code. */
export async function fileProcedure(meter: Meter, url: string, slug: string, given: ProcedureAnswers): Promise<string> {
  const { page } = meter
  await meter.open(`${url}/thu-tuc/${slug}/bat-dau`)
  for (let i = 0; i < 30; i++) {
    const screen = await screenOf(page)
    await given.look?.(page, screen)
    const wrong = await meter.wronglyAsked()
    if (wrong.length > 0) throw new Error(`${screen} asks for what the state has: ${wrong.join(', ')}`)
    if (screen === 'C-05') await meter.act('begin')
    else if (screen === 'C-06') await meter.act('confirm-known')
    else if (screen === 'C-07') {
      await answerItems(meter, given.answers)
      await meter.act('continue')
    } else if (screen === 'C-08') await sendPapers(meter, given)
    else if (screen === 'C-10') await meter.act('to-sign')
    else if (screen === 'C-11') await sign(meter, url)
    else if (screen === 'C-13') return (await page.locator('main').innerText()).match(/H\d\d(?:\.\d\d)+-\d{6}-\d{4}/)![0]
    else throw new Error(`unexpected screen ${screen} at ${page.url()}\n${await page.locator('main').innerText()}`)
  }
  throw new Error(`the journey does not end, but stands at ${page.url()}\n${await page.locator('main').innerText()}`)
}

async function answerItems(meter: Meter, answers: Readonly<Record<string, string>>): Promise<void> {
  const { page } = meter
  const itemsNow = () => page.locator('main form [data-f]:is(input:not([type="hidden"]), select, textarea)').evaluateAll((controls) => [...new Set(controls.map((control) => control.getAttribute('data-f') ?? ''))])
  for (const item of (await itemsNow()).filter((each) => each.endsWith('.query'))) {
    const list = item.slice(0, -'.query'.length)
    await meter.type(item, answers[`${list}?`]!)
    await meter.act(`search-${list}`)
  }
  for (const item of await itemsNow()) {
    const value = answers[item]
    if (value === undefined || item.endsWith('.query')) continue
    const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)
    if (date && (await page.locator(`input[data-f="${item}"]`).count()) === 3) await meter.typeDate(item, date[3]!, date[2]!, date[1]!)
    else if ((await page.locator(`select[data-f="${item}"], input[type="radio"][data-f="${item}"]`).count()) > 0) await meter.choose(item, value)
    else await meter.type(item, value)
  }
}

async function sendPapers(meter: Meter, { papers = {} }: ProcedureAnswers): Promise<void> {
  const { page } = meter
  for (const [item, file] of Object.entries(papers)) {
    if ((await page.locator(`[data-act="send-${item}"]`).count()) === 0) continue
    await meter.attachPaper(item, file)
    await meter.act(`send-${item}`)
    if ((await page.locator('[data-act="keep-photo"]').count()) > 0) await meter.act('keep-photo')
  }
  await meter.act('continue')
}
