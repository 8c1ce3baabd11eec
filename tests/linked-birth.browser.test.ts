import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, shoot, visitor } from './browser.ts'
import { assertWithinBudget, Meter } from './meter.ts'
import { startProduct, type Product } from './product.ts'
import { fileLinkedBirth, screenOf, signInAs } from './walks.ts'

describe('the linked birth in a browser of 360 pixels', () => {
  let product: Product
  before(async () => { product = await startProduct({ people: 2_000 }) })
  after(async () => {
    await product.stop()
    product.remove()
    await closeBrowser()
  })

  it('is filed by Mai, whose family lives in one home, within the budget of inputs, pages, words and bytes', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await signInAs(page, product.url, 'mai')
    const meter = await Meter.attach(page, { journey: 'linked-birth-same-home', from: 'C-05', to: 'C-13' })
    const code = await fileLinkedBirth(meter, product.url, { name: 'Lê Nguyễn Gia An', choices: { 'child.nativePlaceFrom': 'father' } })
    assert.match(code, /^H86\.41\.01-\d{6}-\d{4}$/)
    assertWithinBudget(meter.report())
    await shoot(page, 'journey-C-13')
    await context.close()
  })

  it('is filed without a single script by Hoa, whose child has two possible homes', async () => {
    const context = await visitor({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signInAs(page, product.url, 'hoa')
    const meter = await Meter.attach(page, { journey: 'linked-birth-two-homes', from: 'C-05', to: 'C-13' })
    const code = await fileLinkedBirth(meter, product.url, { name: 'Thạch Trần Gia Bảo', choices: { 'child.nativePlaceFrom': 'father', 'child.ethnicityFrom': 'mother', 'home.of': 'father' } })
    assert.match(code, /^H86\.57\.01-\d{6}-\d{4}$/, 'the commune of the home that was chosen receives it')
    assertWithinBudget(meter.report())
    assertWithinBudget(meter.report(), 'linked-birth-no-script')
    await context.close()
  })

  it('goes on after the server was killed, with nothing lost and nothing twice', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await signInAs(page, product.url, 'mai')
    await product.kill()
    product = await product.restart()
    await page.goto(`${product.url}/ho-so`)
    const list = await page.locator('main').innerText()
    assert.equal(list.match(/H86\.41\.01-\d{6}-\d{4}/g)?.length, 1, list)
    await context.close()
  })

  it('has no accessibility fault and no sideways scroll at 320 pixels on any page of a signed-in mother', async () => {
    const context = await visitor({ width: 320 })
    const page = await context.newPage()
    await signInAs(page, product.url, 'mai')
    for (const path of ['/toi', '/ho-so', '/vi', '/ho', '/du-lieu', '/luot-xem', '/tin', '/an-toan', '/cai-dat', '/thu-tuc', '/thu-tuc/khai-sinh-thuong-tru-bhyt', '/tra-cuu', '/kiem-tra', '/tro-giup', '/tiep-can', '/gioi-thieu', '/hop-thu-thu', '/']) {
      await page.goto(product.url + path)
      assert.notEqual(await screenOf(page), '', `${path} names its screen`)
      await assertNoAxeViolations(page, path)
      await assertNoSidewaysScroll(page, path)
    }
    await context.close()
  })
})
