import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, shoot, visitor, type VisitOptions } from './browser.ts'
import { addDays, todayAt } from '../src/kernel/plain-date.ts'
import { renderPdf } from '../src/foundations/documents/index.ts'
import { assertWithinBudget, Meter } from './meter.ts'
import { startProduct, type Product } from './product.ts'
import { fileProcedure, screenOf, signInAs, workCase, type ProcedureAnswers } from './walks.ts'

const paper = { name: 'giay.pdf', mimeType: 'application/pdf', buffer: Buffer.from(renderPdf({ agency: ['A'], number: null, placeAndDate: 'B', title: 'Hợp đồng', blocks: [], signer: null })) }
const desk = { width: 1366, height: 768, javaScriptEnabled: false }
const today = todayAt(new Date().toISOString())

describe('procedures filed by themselves, on a telephone of 360 pixels without a script', () => {
  let product: Product
  // A product of its own: somebody dies here whom other journeys need alive.
  before(async () => { product = await startProduct({ people: 1_000 }) })
  after(async () => {
    await product.stop()
    product.remove()
    await closeBrowser()
  })
  const as = async (key: string, options: VisitOptions, work: (page: Page) => Promise<void>): Promise<void> => {
    const context = await visitor({ javaScriptEnabled: false, ...options })
    const page = await context.newPage()
    await signInAs(page, product.url, key)
    await work(page)
    await context.close()
  }
  /** Each page fits the screen and is one of the journey's pictures; the same page with scripts is free of faults of access, which only a script can look for. */
  const looking = (name: string) => {
    let n = 0
    return async (page: Page, screen: string): Promise<void> => {
      await assertNoSidewaysScroll(page, `${name} ${screen}`)
      const twin = await visitor({ storageState: await page.context().storageState() })
      const same = await twin.newPage()
      await same.goto(page.url())
      await assertNoAxeViolations(same, `${name} ${screen}`)
      await twin.close()
      await shoot(page, `${name}-${String(++n).padStart(2, '0')}-${screen}`)
    }
  }
  const file = async (key: string, slug: string, journey: string, given: ProcedureAnswers): Promise<string> => {
    let code = ''
    await as(key, {}, async (page) => {
      const meter = await Meter.attach(page, { journey, from: 'C-05', to: 'C-13' })
      code = await fileProcedure(meter, product.url, slug, { ...given, look: looking(journey) })
      assertWithinBudget(meter.report())
    })
    return code
  }
  const read = async (key: string, path: string, folded = false): Promise<string> => {
    let text = ''
    await as(key, {}, async (page) => { await page.goto(product.url + path); text = folded ? ((await page.locator('main').textContent()) ?? '') : await page.locator('main').innerText() })
    return text
  }

  it('temporary residence: a commune found by its name, the contract sent, registered by the police of the place, a notice in the wallet', async () => {
    const code = await file('binh', 'tam-tru', 'temporary-residence', {
      answers: { 'residence.case': 'rent', 'place.commune?': 'long hồ', 'place.commune': '29602', 'place.detail': 'Phòng 5, nhà trọ số 9', 'residence.months': '12' }, papers: { lease: paper },
    })
    assert.match(code, /^H86\.41\./)
    await as('haiPolice', desk, (page) => workCase(page, product.url, code, ['accept', 'ok']))
    await as('policeCommander', desk, (page) => workCase(page, product.url, code, ['approve']))
    assert.match(await read('binh', '/vi'), /Thông báo kết quả đăng ký tạm trú/)
    assert.match(await read('binh', '/du-lieu', true), /Phòng 5, nhà trọ số 9/)
  })

  it('permanent residence in a dwelling of the own: registered by the police of the place, a notice in the wallet, the old home left', async () => {
    const code = await file('binh', 'thuong-tru', 'permanent-residence', { answers: { 'residence.case': 'own', 'place.commune?': 'long hồ', 'place.commune': '29602', 'place.detail': 'Số 15, Ấp Phước Lợi' }, papers: { 'dwelling-proof': paper } })
    assert.match(code, /^H86\.41\./)
    await as('haiPolice', desk, (page) => workCase(page, product.url, code, ['accept', 'ok']))
    await as('policeCommander', desk, (page) => workCase(page, product.url, code, ['approve']))
    assert.match(await read('binh', '/vi'), /Thông báo kết quả đăng ký thường trú/)
    assert.match(await read('binh', '/ho'), /Số 15, Ấp Phước Lợi/)
  })

  it('what was typed for an address stands beside the sentence about it, at its own field', async () => {
    await as('hoa', {}, async (page) => {
      await page.goto(`${product.url}/thu-tuc/tam-tru/bat-dau`)
      for (const act of ['begin', 'confirm-known']) await page.locator(`[data-act="${act}"]`).first().click()
      await page.locator('input[value="rent"]').check()
      await page.locator('[data-act="continue"]').click()
      await page.locator('input[name="place.detail"]').fill('Phòng 7')
      await page.locator('[data-act="continue"]').click()
      assert.equal(await page.locator('input[name="place.detail"]').inputValue(), 'Phòng 7')
      assert.match(await page.locator('main').innerText(), /Chọn xã, phường của chỗ ở/)
      await shoot(page, 'temporary-residence-wrong')
      await page.locator('input[name="place.commune.query"]').fill('Long Hồ')
      await page.locator('[data-act="search-place.commune"]').click()
      await page.locator('input[name="place.commune"][value="29602"]').check()
      await page.locator('[data-act="continue"]').click()
      assert.match(await page.locator('main').innerText(), /cùng xã với nơi thường trú/)
      assert.equal(await page.locator('input[name="place.detail"]').inputValue(), 'Phòng 7')
    })
  })

  it('a household split: with those who are chosen, on the word of the head, a notice in the wallet and a household of one’s own', async () => {
    let mother = ''
    await as('hoa', {}, async (page) => {
      await page.goto(`${product.url}/thu-tuc/tach-ho/bat-dau`)
      for (const act of ['begin', 'confirm-known']) await page.locator(`[data-act="${act}"]`).first().click()
      assert.equal(await screenOf(page), 'C-07')
      mother = (await page.getByLabel('Võ Thị Nhàn').getAttribute('name')) ?? ''
      assert.match(mother, /^split\.members\./)
    })
    const code = await file('hoa', 'tach-ho', 'household-split', { answers: { [mother]: '07', 'split.ground': 'agreed', 'split.owner': 'head' } })
    await as('haiPolice', desk, (page) => workCase(page, product.url, code, ['accept', 'ok']))
    await as('policeCommander', desk, (page) => workCase(page, product.url, code, ['approve']))
    assert.match(await read('hoa', '/vi'), /Thông báo kết quả tách hộ/)
    assert.match(await read('hoa', '/ho'), /Võ Thị Nhàn/)
  })

  it('an old number that the register holds: chosen, compared by one officer, confirmed by another, in the wallet', async () => {
    const code = await file('hoa', 'xac-nhan-so-chung-minh', 'old-number', { answers: { 'old.which': '990000006' } })
    await as('haiPolice', desk, (page) => workCase(page, product.url, code, ['accept', 'ok']))
    await as('policeCommander', desk, (page) => workCase(page, product.url, code, ['approve']))
    assert.match(await read('hoa', '/vi'), /Giấy xác nhận số chứng minh nhân dân/)
  })

  it('a death in the household: chosen from those near, signed by the chair, the extract in the wallet of who asked', async () => {
    let who = ''
    await as('mai', {}, async (page) => {
      await page.goto(`${product.url}/thu-tuc/khai-tu/bat-dau`)
      for (const act of ['begin', 'confirm-known']) await page.locator(`[data-act="${act}"]`).first().click()
      assert.equal(await screenOf(page), 'C-07')
      who = (await page.getByLabel('Nguyễn Thị Sáu').getAttribute('value')) ?? ''
      assert.notEqual(who, '')
    })
    const day = addDays(today, -2)
    const code = await file('mai', 'khai-tu', 'death', {
      answers: { 'deceased.of': who, 'deceased.relationAsked': 'Người thân khác', 'death.date': day, 'death.time': '10:30', 'death.place': 'Bệnh viện mẫu', 'death.cause': 'Tuổi già', 'death.noticeKind': '1', 'notice.number': '12/GBT', 'notice.date': day, 'notice.issuer': 'Bệnh viện mẫu' },
      papers: { 'death-notice': paper },
    })
    await as('lanJustice', desk, (page) => workCase(page, product.url, code, ['accept', 'ok']))
    await as('dungChair', desk, (page) => workCase(page, product.url, code, ['approve']))
    assert.match(await read('mai', '/vi'), /Trích lục khai tử/)
  })
})
