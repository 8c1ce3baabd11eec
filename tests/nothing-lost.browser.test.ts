import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { closeBrowser, visitor } from './browser.ts'
import { sharedProduct, type Product } from './product.ts'
import { clickThrough, codeFromPhone, passOverOldCodes, screenOf, signInAs } from './walks.ts'

describe('what a stranger tries in a browser of 360 pixels', () => {
  let product: Product
  const within = async (work: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> => {
    const context = await visitor()
    await work(await context.newPage(), context)
    await context.close()
  }
  const press = (page: Page, selector: string): Promise<void> => clickThrough(page, page.locator(selector).first())
  before(async () => { product = await sharedProduct() })
  after(() => closeBrowser())

  it('signs in by the number and password that the sign-in page of a trial names, and the code from the test mailbox', async () => within(async (page) => {
    await page.goto(`${product.url}/dang-nhap`)
    const said = await page.locator('.demo-box').innerText()
    const [, pin, password] = /: ([\d ]{15})\. .*: (.+)$/m.exec(said) ?? []
    await page.fill('input[name="pin"]', pin!)
    await page.fill('input[name="password"]', password!)
    await passOverOldCodes(page, product.url)
    await press(page, '[data-act="get-code"]')
    await page.fill('input[autocomplete="one-time-code"]', await codeFromPhone(page, product.url))
    await press(page, '[data-act="sign-in"]')
    assert.equal(await screenOf(page), 'C-04')
  }))

  it('opens every person of every step of the tour', async () => within(async (page) => {
    for (const [step, names] of [[3, ['Phạm Thị Ngọc Lan', 'Nguyễn Quốc Dũng']], [4, ['Võ Minh Hải', 'Đặng Thị Kim Thoa']]] as const) {
      for (const [index, name] of names.entries()) {
        await page.goto(`${product.url}/gioi-thieu`)
        await clickThrough(page, page.locator('.tour-step').nth(step - 1).locator('button').nth(index))
        assert.match(await page.locator('header').innerText(), new RegExp(name))
      }
    }
  }))

  it('signs out in another tab while typing, signs in again, and finds the name that was typed', async () => within(async (page, context) => {
    await signInAs(page, product.url, 'mai')
    await press(page, '[data-act="start-birth"]')
    await press(page, '[data-act="begin"]')
    await press(page, '[data-act="confirm-known"]')
    const question = page.url()
    await page.fill('input[data-f="child.fullName"]', 'Lê Nguyễn Gia An')
    const other = await context.newPage()
    await other.goto(`${product.url}/dang-xuat`)
    await press(other, '[data-act="sign-out"]')
    await press(page, '[data-act="continue"]')
    assert.equal(await screenOf(page), 'C-01')
    await signInAs(page, product.url, 'mai')
    await page.goto(`${product.url}/tiep-tuc`)
    await press(page, '[data-act="send-kept"]')
    await page.goto(question)
    assert.equal(await page.inputValue('input[data-f="child.fullName"]'), 'Lê Nguyễn Gia An')
  }))

  it('reports a date that no calendar has, and is told so at the field with everything kept', async () => within(async (page) => {
    await signInAs(page, product.url, 'mai')
    await page.goto(`${product.url}/bao-sai/person`)
    await page.check('input[name="which"][value="birthDate"]')
    await page.check('input[name="why"][value="entered-wrong"]')
    await page.fill('[name="claimed"]', '30/02/2000')
    await press(page, 'main form button')
    assert.match(await page.title(), /^Lỗi: /)
    assert.match(await page.locator('main').innerText(), /Ngày này không có trong lịch/)
    assert.equal(await page.inputValue('[name="claimed"]'), '30/02/2000')
  }))
})
