import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, shoot, visitor } from './browser.ts'
import { sharedProduct, type Product } from './product.ts'
import { clickThrough, screenOf, signInAs } from './walks.ts'

const guest = '099 190 000 123'

describe('a household tells of a guest on a telephone', () => {
  let product: Product
  let context: BrowserContext
  let page: Page
  before(async () => {
    product = await sharedProduct()
    context = await visitor()
    page = await context.newPage()
    await signInAs(page, product.url, 'mai')
  })
  after(() => closeBrowser())
  const main = (): Promise<string> => page.locator('main').innerText()

  it('in four taps and twelve digits, and takes it back in one', async () => {
    await page.goto(`${product.url}/toi`)
    await clickThrough(page, page.locator('a[href="/luu-tru"]'))
    assert.equal(await screenOf(page), 'C-35')
    await shoot(page, 'lodging-quick-360')
    await page.tap('textarea[name="guests"]').catch(() => page.click('textarea[name="guests"]'))
    await page.keyboard.type(guest)
    await clickThrough(page, page.locator('[data-act="tell"]'))
    assert.match(await main(), /Đã báo 1 khách/)
    await shoot(page, 'lodging-done-360')
    await clickThrough(page, page.locator('[data-act="undo"]'))
    assert.match(await main(), /Đã rút lại/)
  })

  it('without a network it waits on the device, encrypted, and is sent once when there is one', async () => {
    await page.goto(`${product.url}/luu-tru`)
    await page.waitForFunction(async () => (await indexedDB.databases()).some((each) => each.name?.startsWith('congdan-lodging-')))
    await context.setOffline(true)
    await page.fill('textarea[name="guests"]', guest)
    await page.click('[data-act="tell"]')
    await page.waitForSelector('.lodging-waiting')
    assert.match(await main(), /Chờ gửi: 1[\s\S]*Chưa có mạng/)
    assert.equal(await page.inputValue('textarea[name="guests"]'), '', 'the next guest can be told')
    await shoot(page, 'lodging-offline-360')
    assert.doesNotMatch(await page.evaluate(vaultText), /099190000123|099 190/, 'no number rests in the clear')
    await context.setOffline(false)
    await page.waitForFunction(() => /Đã nhận: LT/.test(document.querySelector('main')!.textContent ?? ''))
    assert.equal(await page.locator('.lodging-waiting').count(), 0)
    await page.goto(`${product.url}/luu-tru/so`)
    assert.equal((await main()).match(/LT\d{6}-/g)?.length, 1)
    assert.match(await main(), /Máy ghi lúc/)
  })

  it('what the server refuses is shown beside its field, with nothing lost', async () => {
    await page.goto(`${product.url}/luu-tru`)
    await page.fill('textarea[name="guests"]', '12345')
    await page.click('[data-act="tell"]')
    await page.waitForSelector('.field-error')
    assert.match(await main(), /12 chữ số/)
    assert.equal(await page.inputValue('textarea[name="guests"]'), '12345')
  })

  it('every screen is open to everybody, at 320 pixels and without a script too', async () => {
    for (const path of ['/luu-tru', '/luu-tru/so', '/luu-tru/tep', '/luu-tru/nguoi-than', '/luu-tru/co-so']) {
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(`${product.url}${path}`)
      await shoot(page, `lodging${path.replaceAll('/', '-')}-360`)
      await page.setViewportSize({ width: 320, height: 740 })
      await assertNoSidewaysScroll(page, path)
      await assertNoAxeViolations(page, path)
    }
  })
})

/** Everything the vault holds, as an intruder with the disk would see it. */
async function vaultText(): Promise<string> {
  const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('congdan-lodging-'))!.name!
  const ask = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done) => { request.onsuccess = () => done(request.result) })
  const db = await ask(indexedDB.open(name))
  const rows = (await ask(db.transaction('waiting').objectStore('waiting').getAll())) as { sealed: ArrayBuffer }[]
  return rows.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.sealed)).join()
}
