import type { Page } from 'playwright-core'
import type { Meter } from './meter.ts'

/** Signs in as a persona of the demonstration through the page a visitor would use. */
export async function signInAs(page: Page, url: string, key: string): Promise<void> {
  await page.goto(`${url}/gioi-thieu`)
  const form = page.locator(`form:has(input[name="key"][value="${key}"])`).last()
  await Promise.all([page.waitForEvent('load'), form.locator('[data-act="pick-persona"], button').first().click()])
}

export const screenOf = async (page: Page): Promise<string> => (await page.locator('main').getAttribute('data-screen')) ?? ''

/** The one-time code that was last sent, as its owner reads it: from the telephone, which in a demonstration is the test mailbox. */
export async function codeFromPhone(page: Page, url: string): Promise<string> {
  const phone = await page.context().newPage()
  try {
    for (let i = 0; i < 60; i++) {
      await phone.goto(`${url}/hop-thu-thu`)
      const code = /\b(\d{6})\b/.exec(await phone.locator('main').innerText())?.[1]
      if (code) return code
      await phone.waitForTimeout(250)
    }
    throw new Error('no code arrived in the test mailbox within 15 seconds')
  } finally {
    await phone.close()
  }
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
