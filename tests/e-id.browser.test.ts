import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { cast } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, visitor } from './browser.ts'
import { sharedProduct, type Product } from './product.ts'

const phone = '0309990001'

describe('an e-ID from the desk to the new phone, in a browser', () => {
  let product: Product
  before(async () => { product = await sharedProduct() })
  after(() => closeBrowser())

  async function as(key: string, width = 360): Promise<{ context: BrowserContext; page: Page }> {
    const context = await visitor({ width })
    const page = await context.newPage()
    await page.goto(`${product.url}/gioi-thieu`)
    await Promise.all([page.waitForEvent('load'), page.locator(`form:has(input[name="key"][value="${key}"]) button`).first().click()])
    return { context, page }
  }
  const press = async (page: Page, act: string): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), page.locator(`[data-act="${act}"]`).first().click()])
    await sound(page)
  }
  const sound = async (page: Page): Promise<void> => {
    await assertNoAxeViolations(page)
    await assertNoSidewaysScroll(page)
  }
  /** The newest text in the test mailbox that fits. */
  async function told(pattern: RegExp, not = ''): Promise<string> {
    for (let i = 0; i < 150; i++) {
      const text = await (await fetch(`${product.url}/hop-thu-thu`)).text()
      const found = pattern.exec(text.replace(/<[^>]+>/g, ' '))?.[1]
      if (found && found !== not) return found
      await new Promise((done) => setTimeout(done, 100))
    }
    return assert.fail('nothing arrived in the test mailbox')
  }

  it('taken in, approved by another, activated in three pages with one thing typed, and regained on another device in three', async () => {
    const officer = await as('haiPolice', 1366)
    await officer.page.goto(`${product.url}/dc/eid/thu-nhan`)
    await officer.page.fill('[name=pin]', cast.baSau.pin)
    await press(officer.page, 'find')
    assert.match(await officer.page.locator('main').innerText(), new RegExp(cast.baSau.fullName))
    await officer.page.fill('[name=phone]', phone)
    await press(officer.page, 'take-in')
    assert.match(await officer.page.locator('main').innerText(), /người khác duyệt/, 'whoever took it in does not approve it')
    await officer.context.close()

    const commander = await as('policeCommander', 1366)
    await commander.page.goto(`${product.url}/dc/eid`)
    await sound(commander.page)
    await Promise.all([commander.page.waitForEvent('load'), commander.page.getByRole('link', { name: cast.baSau.fullName }).click()])
    await commander.page.check('[name=decision][value=approve]')
    await press(commander.page, 'decide-case')
    const letter = `${product.url}${(await commander.page.locator('[data-act="print-letter"]').getAttribute('href'))!}`
    assert.equal((await (await commander.page.request.get(letter)).body()).subarray(0, 5).toString(), '%PDF-')
    await commander.context.close()
    const code = await told(/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/)

    const first = await visitor()
    const page = await first.newPage()
    const cdp = await first.newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
    await page.goto(`${product.url}/kich-hoat`)
    await page.fill('[name=code]', code.toLowerCase())
    await press(page, 'check-code')
    await press(page, 'use-passkey')
    assert.equal(new URL(page.url()).pathname, '/kich-hoat/xong')
    await press(page, 'make-recovery-code')
    const recovery = (await page.locator('[data-code]').innerText()).trim()
    assert.match(recovery, /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)

    const second = await visitor({ javaScriptEnabled: false })
    const plain = await second.newPage()
    const submit = async (act: string): Promise<void> => { await Promise.all([plain.waitForEvent('load'), plain.locator(`[data-act="${act}"]`).first().click()]) }
    await plain.goto(`${product.url}/khoi-phuc`)
    await plain.fill('[name=pin]', cast.baSau.pin)
    await plain.fill('[name=code]', recovery)
    await submit('recover')
    await plain.fill('[name=code]', await told(/(?<!\d)(\d{6}) \S+ M[ãa] l[ấa]y l[ạa]i/))
    await submit('recovery-code')
    await plain.fill('[name=password]', 'bà Sáu trồng bưởi da xanh')
    await submit('use-password')
    assert.equal(new URL(plain.url()).pathname, '/kich-hoat/xong', 'without JavaScript, too')
    await page.goto(`${product.url}/toi`)
    assert.match(page.url(), /\/dang-nhap/, 'the old device is out')
    await first.close()

    await plain.goto(`${product.url}/an-toan`)
    await plain.locator('details:has([data-act="not-me"]) summary').click()
    await submit('not-me')
    assert.match(await plain.locator('h1').innerText(), /đã khóa/)
    await plain.goto(`${product.url}/toi`)
    assert.match(plain.url(), /\/dang-nhap/, 'a locked account is out on this device, too')
    await second.close()
  })

  it('who waits for activation, on paper, hamlet by hamlet; a day planned, marked and kept; nobody but the police sees it', async () => {
    const police = await as('haiPolice')
    await police.page.goto(`${product.url}/dc/kich-hoat?theo=thuong-tru&buoc=not-activated`)
    await sound(police.page)
    const [hamlet] = await police.page.locator('table a[href*="ap="]').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('ap')))
    const sheet = await police.page.request.get(`${product.url}${(await police.page.locator('[data-act="print-visits"]').getAttribute('href'))!}`)
    assert.equal(sheet.headers()['content-type'], 'application/pdf')
    assert.equal((await sheet.body()).subarray(0, 5).toString(), '%PDF-')
    assert.equal((await police.page.request.get(`${product.url}/dc/kich-hoat/di-nha?ap=${encodeURIComponent(hamlet!)}`)).status(), 200)
    await police.page.goto(`${product.url}/dc/kich-hoat`)
    await press(police.page, 'visit-plans')
    await press(police.page, 'make-plan')
    const plan = new URL(police.page.url()).pathname
    assert.equal((await (await police.page.request.get(`${product.url}${plan}/in`)).body()).subarray(0, 5).toString(), '%PDF-')
    await police.page.locator('.card select').first().selectOption('not-home')
    await press(police.page, 'save-visits')
    assert.match(await police.page.locator('main').innerText(), /Đã lưu/)
    assert.equal(await police.page.locator('.card select').first().inputValue(), 'not-home')
    await police.page.goto(`${product.url}/dc/kich-hoat/ke-hoach`)
    await sound(police.page)
    const mai = await as('mai')
    for (const closed of ['/dc/kich-hoat/di-nha', plan, `${plan}/in`]) assert.equal((await mai.page.request.get(`${product.url}${closed}`)).status(), 403, closed)
    await police.context.close()
    await mai.context.close()
  })

  it('one person lets another act: offered, agreed, a bar that says for whom, a form begun for them, ended at once', async () => {
    const mai = await as('mai')
    await mai.page.goto(`${product.url}/uy-quyen`)
    await press(mai.page, 'offer-mandate')
    await mai.page.fill('[name=pin]', cast.nam.pin)
    await mai.page.fill('[name=fullName]', cast.nam.fullName)
    await mai.page.locator('[name=scope]').first().check()
    await press(mai.page, 'send-mandate')
    assert.match(await mai.page.title(), /^Lỗi/, 'how long was not said')
    assert.equal(await mai.page.inputValue('[name=fullName]'), cast.nam.fullName, 'nothing typed is lost')
    await mai.page.check('[name=months][value="3"]')
    await press(mai.page, 'send-mandate')
    const nam = await as('nam')
    await nam.page.goto(`${product.url}/uy-quyen`)
    await press(nam.page, 'accept-mandate')
    await nam.page.goto(`${product.url}/lam-thay`)
    await press(nam.page, 'act-for')
    assert.match(await nam.page.locator('.acting').innerText(), new RegExp(cast.mai.fullName))
    await nam.page.goto(`${product.url}/toi`)
    assert.match(await nam.page.locator('main').innerText(), /đang làm thay người khác/)
    assert.match(await nam.page.locator('.acting').innerText(), new RegExp(cast.mai.fullName), 'the bar stands on every page')
    await nam.page.goto(`${product.url}/lam-thay/ho-so`)
    await sound(nam.page)
    await press(nam.page, 'file-for')
    await press(nam.page, 'begin')
    await press(nam.page, 'confirm-known')
    assert.match(await nam.page.locator('.acting').innerText(), new RegExp(cast.mai.fullName))
    await nam.page.locator('main form .buttons button').first().waitFor()
    await nam.page.fill('[name="child.fullName"]', 'Lê Nguyễn Bảo Nam')
    await mai.page.goto(`${product.url}/uy-quyen`)
    await press(mai.page, 'end-mandate')
    await Promise.all([nam.page.waitForEvent('load'), nam.page.locator('main form .buttons button').first().click()])
    await sound(nam.page)
    assert.match(await nam.page.locator('main').innerText(), /Quyền làm thay không còn[\s\S]*Lê Nguyễn Bảo Nam/, 'said at once, and nothing typed is lost')
    await nam.page.goto(`${product.url}/lam-thay`)
    assert.equal(await nam.page.locator('.acting').count(), 0)
    await mai.context.close()
    await nam.context.close()
  })

  it('a machine where nothing is typed comes in with a yes on the telephone, by itself and without a script alike', async () => {
    const phone = await as('mai')
    for (const script of [true, false]) {
      const context = await visitor({ width: script ? 360 : 1366, javaScriptEnabled: script })
      const page = await context.newPage()
      await page.goto(`${product.url}/dang-nhap`)
      await page.locator('[data-act="use-phone"]').click()
      await page.locator('[data-code]').waitFor()
      if (script) await sound(page)
      const [code, number] = [await page.locator('[data-code]').innerText(), /điện thoại: (\d\d)/.exec(await page.locator('main').innerText())![1]!]
      await phone.page.goto(`${product.url}/may-khac?ma=${code}`)
      await sound(phone.page)
      await press(phone.page, `number-${number}`)
      assert.match(await phone.page.locator('main').innerText(), /Đã đồng ý/)
      if (!script) await page.locator('[data-act="come-in"]').click()
      await page.waitForURL(/\/toi/, { timeout: 20_000 })
      assert.match(await page.locator('body').innerText(), new RegExp(cast.mai.fullName))
      await page.goto(`${product.url}/an-toan`)
      assert.match(await page.locator('main').innerText(), /xác nhận lại/i, 'nobody proved anything on this machine')
      await context.close()
    }
    await phone.page.goto(`${product.url}/may-khac`)
    await sound(phone.page)
    await phone.page.fill('[name=ma]', 'AAAA-2222')
    await press(phone.page, 'find-device')
    assert.match(await phone.page.locator('main').innerText(), /Không có máy nào đang chờ/)
    assert.equal(await phone.page.inputValue('[name=ma]'), 'AAAA-2222')
    await phone.context.close()
  })

  it('an organisation: taken in, approved by another, locked with its reason, unlocked; its account stands in a list of its own', async () => {
    const officer = await as('haiPolice')
    const list = `${product.url}/dc/eid/to-chuc/danh-sach`
    await officer.page.goto(list)
    await sound(officer.page)
    await press(officer.page, 'take-in-organisation')
    for (const [name, value] of Object.entries({ name: 'Hợp tác xã Rau Sạch Mẫu', code: '0300000777', document: 'Giấy đăng ký 7/2025 (mẫu)', representative: cast.hoa.pin })) await officer.page.fill(`[name=${name}]`, value)
    await press(officer.page, 'take-in-organisation')
    const request = officer.page.url().split('?')[0]!
    const commander = await as('policeCommander')
    await commander.page.goto(request)
    assert.match(await commander.page.locator('main').innerText(), new RegExp(`0300000777[\\s\\S]*${cast.hoa.fullName}[\\s\\S]*Giấy đăng ký 7/2025`), 'who approves sees what it is about')
    await commander.page.check('[name=decision][value=approve]')
    await press(commander.page, 'decide-case')
    await officer.page.goto(list)
    await Promise.all([officer.page.waitForEvent('load'), officer.page.getByRole('link', { name: 'Hợp tác xã Rau Sạch Mẫu' }).click()])
    await sound(officer.page)
    assert.match(await officer.page.locator('main').innerText(), new RegExp(cast.hoa.fullName))
    await officer.page.fill('[name=lock-document]', 'Công văn 5/2026 (mẫu)')
    await press(officer.page, 'lock-organisation')
    assert.match(await officer.page.title(), /^Lỗi/)
    assert.equal(await officer.page.inputValue('[name=lock-document]'), 'Công văn 5/2026 (mẫu)', 'nothing typed is lost')
    await officer.page.fill('[name=lock-reason]', 'Tổ chức đề nghị khóa')
    await press(officer.page, 'lock-organisation')
    assert.match(await officer.page.locator('main').innerText(), /Đã khóa\.[\s\S]*Tổ chức đề nghị khóa · Công văn 5\/2026/)
    await commander.page.goto(officer.page.url())
    await sound(commander.page)
    await commander.page.fill('[name=unlock-reason]', 'Đã rõ lý do')
    await commander.page.fill('[name=unlock-document]', 'Công văn 6/2026 (mẫu)')
    await press(commander.page, 'unlock-organisation')
    assert.match(await commander.page.locator('main').innerText(), /Đã mở khóa\./)
    await commander.context.close()
    await officer.context.close()
  })

  it('a counter without a line checks papers by a page saved beforehand', async () => {
    const context = await visitor()
    const page = await context.newPage()
    const url = `${product.url}/nha-phat-trien/kiem-tra-giay`
    await page.goto(url)
    await sound(page)
    const cards = await page.locator('.card pre').evaluateAll((each) => each.map((card) => card.textContent!))
    const saved = join(product.folder, 'kiem-tra-giay.html')
    writeFileSync(saved, await (await page.request.get(`${url}/kiem-tra-giay.html`)).body())
    await context.setOffline(true)
    await page.goto(pathToFileURL(saved).href)
    await sound(page)
    const says = [/Thẻ thử/, /Bị sửa/, /Bị sửa/, /Khóa lạ/, /Không có dấu niêm/, /Không phải giấy/]
    for (const [i, card] of cards.entries()) {
      await page.fill('textarea', card)
      await page.press('textarea', 'Enter')
      await page.locator('#answer h2', { hasText: says[i]! }).waitFor({ timeout: 5_000 })
    }
    await sound(page)
    assert.match(await page.locator('#answer').innerText(), /Đừng mở địa chỉ đó/)
    await context.close()
  })
})
