import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { castHouse, type CastHouse, type Somebody } from '../src/app/testing/cast-house.ts'
import { fileAs, work } from '../src/app/testing/journey.ts'
import { readOwnDossier } from '../src/public-services/dossier/index.ts'
import { helpOf, helpsOf } from '../src/public-services/counter/index.ts'
import { sql } from '../src/platform/index.ts'
import { workspace, type Workspace } from '../src/web/officer/testing.ts'
import { cast } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, visitor, type VisitOptions } from './browser.ts'

describe('a mother and a grandmother without a phone, at the desk', () => {
  let house: CastHouse
  let space: Workspace
  let url = ''
  let scan: Buffer

  before(async () => {
    house = await castHouse()
    space = await workspace(house, '2026-11-18T03:00:00.000Z')
    url = await space.app.listen({ port: 0, host: '127.0.0.1' })
    scan = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fdfcf5' } }).jpeg().toBuffer()
  })
  after(async () => {
    await space.close()
    await house.close()
    await closeBrowser()
  })

  async function desk(options: VisitOptions): Promise<{ page: Page; context: BrowserContext }> {
    const context = await visitor(options)
    await context.addCookies([{ ...space.cookieOf('receptionOfficer'), url }])
    return { page: await context.newPage(), context }
  }
  const press = async (page: Page, act: string): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), page.locator(`[data-act="${act}"]`).first().click()])
  }
  const sound = async (page: Page): Promise<void> => {
    await assertNoAxeViolations(page)
    await assertNoSidewaysScroll(page)
  }
  /** Axe needs scripts: the page of a visitor without them is looked at by a second one, in the same post. */
  const looker = (page: Page) => async (walked: Page): Promise<void> => {
    await page.goto(walked.url())
    await sound(page)
  }
  const screen = (page: Page): Promise<string | null> => page.locator('[data-screen]').first().getAttribute('data-screen')
  const card = `${cast.ut.pin}||${cast.ut.fullName}|21062001|Nữ|Số 9, Ấp Long Thuận, Xã Long Hồ|15062022`

  it('is served without JavaScript at 1366 px: found by card, typed once, thumb print with the grandmother as witness, filed, handed the receipt', async () => {
    const { page, context } = await desk({ width: 1366, height: 768, javaScriptEnabled: false })
    const seeing = await desk({ width: 1366, height: 768 })
    const sound = looker(seeing.page)
    await page.goto(`${url}/mc`)
    await sound(page)
    await page.fill('[name="so"]', 'Lê Thị Út')
    await press(page, 'find')
    assert.match(await page.locator('.error-summary, [role="alert"]').first().innerText(), /chỉ có chữ số/, 'a name finds nobody, and the box keeps it')
    assert.equal(await page.inputValue('[name="so"]'), 'Lê Thị Út')
    await page.fill('[name="so"]', card)
    await press(page, 'find')
    await sound(page)
    assert.equal(await page.locator('h1').innerText(), cast.ut.fullName)
    assert.ok(!page.url().includes(cast.ut.pin))
    assert.match(await page.locator('.acting').innerText(), /Đang làm giúp: Lê Thị Út/)

    await press(page, 'take-khai-sinh-thuong-tru-bhyt')
    await sound(page)
    assert.equal(await screen(page), 'O-06')
    assert.equal(await page.locator('input[name*="mother"], input[name*="father.fullName"]').count(), 0, 'what is known is no input')
    await page.fill('[name="child.fullName"]', 'Nguyễn Gia 7')
    await press(page, 'ask-consent')
    assert.equal(await page.inputValue('[name="child.fullName"]'), 'Nguyễn Gia 7', 'nothing typed is lost')
    await page.fill('[name="child.fullName"]', 'Nguyễn Gia Phúc')
    for (const name of await page.locator('input[type="radio"]').evaluateAll((all) => [...new Set(all.map((each) => (each as HTMLInputElement).name))])) {
      const some = page.locator(`input[type="radio"][name="${name}"]`)
      if ((await page.locator(`input[type="radio"][name="${name}"]:checked`).count()) === 0) await some.first().check()
    }
    await press(page, 'ask-consent')
    assert.equal(await screen(page), 'O-11')
    await sound(page)
    assert.match(await page.locator('[data-script]').innerText(), /Tôi, Lê Thị Út, đồng ý để .*Lê Thị Mỹ Tiên/)
    assert.equal(await page.locator('[data-act="file"]').count(), 0, 'no filing without consent')
    assert.equal(await page.locator('[data-act="send-code"]').count(), 0, 'she has no phone')

    const slip = await context.newPage()
    await slip.goto(page.url().replace('/dong-y', '/phieu'))
    await sound(slip)
    const code = await slip.locator('[data-slip]').innerText()
    await slip.close()
    await page.check('[name="cach"][value="thumbprint"]')
    await page.fill('[name="phieu"]', code)
    await page.setInputFiles('[name="quet"]', { name: 'phieu.jpg', mimeType: 'image/jpeg', buffer: scan })
    await press(page, 'consent-paper')
    assert.match(await page.locator('main').innerText(), /Điểm chỉ cần một người làm chứng/)
    assert.equal(await page.inputValue('[name="phieu"]'), code)
    await page.fill('[name="lam-chung"]', cast.baTu.pin)
    await page.setInputFiles('[name="quet"]', { name: 'phieu.jpg', mimeType: 'image/jpeg', buffer: scan })
    await press(page, 'consent-paper')
    await sound(page)
    await press(page, 'file')
    await sound(page)
    assert.equal(await screen(page), 'O-10')
    const dossierCode = await page.locator('[data-code]').innerText()
    assert.match(dossierCode, /^H86\.41\.03-261118-\d{4}$/)

    await house.t.drain('2026-11-18T03:00:05.000Z')
    await house.t.drain('2026-11-18T03:00:06.000Z')
    await page.goto(page.url().split('?')[0]!)
    await sound(page)
    const pdf = await context.request.get(new URL((await page.locator('[data-act="print-receipt"]').getAttribute('href'))!, url).href)
    assert.equal(pdf.headers()['content-type'], 'application/pdf')
    assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')

    const ut = house.who('ut')
    const [row] = await house.t.owner.query<{ id: string; mode: string }>(sql`select dossier_id as id, filing_mode as mode from dossier where code = ${dossierCode}`)
    assert.equal(row!.mode, 'counter')
    const help = await house.asPerson(ut)((ctx) => helpOf(ctx, row!.id))
    assert.deepEqual([help!.helper, help!.method, help!.witness], [cast.receptionOfficer.fullName, 'thumbprint', cast.baTu.fullName])

    await page.locator('details', { has: page.locator('[data-act="give"]') }).locator('summary').click()
    await page.check('[name="cach"][value="signature"]')
    await page.setInputFiles('[name="quet"]', { name: 'so-ky.jpg', mimeType: 'image/jpeg', buffer: scan })
    await press(page, 'give')
    assert.match(await page.locator('main').innerText(), /Đã trao lúc/)
    await sound(page)
    assert.match((await house.asPerson(ut)((ctx) => readOwnDossier(ctx, row!.id))).timeline.at(-1)!.says ?? '', /Đã trao/)

    await press(page, 'end-acting')
    await page.goto(`${url}/mc`)
    await sound(page)
    assert.match(await page.locator('main').innerText(), /Chưa có ai đang được phục vụ/)
    await context.close()
    await seeing.context.close()
  })

  it('fits a phone of 320 px and is found by the keys printed on the buttons', async () => {
    const { page, context } = await desk({ width: 320, height: 640 })
    await page.goto(`${url}/mc`)
    await sound(page)
    await page.fill('[name="so"]', cast.baTu.pin)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('F1')])
    await sound(page)
    await press(page, 'take-khai-sinh')
    await sound(page)
    await context.close()
  })

  async function asked(): Promise<{ mother: Somebody; father: Somebody; dossierId: string; code: string }> {
    const { mother, father } = await house.family('same')
    const { dossierId, code } = await fileAs(house, mother, { answers: { 'child.fullName': 'Lê Gia An' } })
    await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: ['name-unclear'] })
    return { mother, father, dossierId, code }
  }
  /** The slip of the question on the screen is printed, signed and scanned back. */
  async function signSlip(page: Page, context: BrowserContext, look: (page: Page) => Promise<void>): Promise<void> {
    const slip = await context.newPage()
    await slip.goto(new URL((await page.locator('[data-act="print-slip"]').getAttribute('href'))!, url).href)
    await look(slip)
    const code = await slip.locator('[data-slip]').innerText()
    await slip.close()
    await page.check('[name="cach"][value="signature"]')
    await page.fill('[name="phieu"]', code)
    await page.setInputFiles('[name="quet"]', { name: 'phieu.jpg', mimeType: 'image/jpeg', buffer: scan })
    await press(page, 'consent-paper')
    await look(page)
  }

  for (const [width, height] of [[1366, 768], [360, 640]] as const) {
    it(`a mother answers form 02 at the desk without JavaScript at ${width} px${width === 360 ? '; the head agrees, and she takes the filing back' : ''}`, async () => {
      const { mother, father, dossierId, code } = await asked()
      const { page, context } = await desk({ width, height, javaScriptEnabled: false })
      const seeing = await desk({ width, height })
      const sound = looker(seeing.page)
      await page.goto(`${url}/mc`)
      await page.fill('[name="so"]', mother.pin)
      await press(page, 'find')
      await sound(page)
      assert.match(await page.locator('main').innerText(), /Chờ bổ sung/)
      await press(page, `open-${code}`)
      await sound(page)
      const dossier = page.url()
      await press(page, 'answer-birth')
      assert.equal(await screen(page), 'O-09')
      await sound(page)
      await page.fill('[name="child.fullName"]', 'X1')
      await page.setInputFiles('[name="file-child.fullName"]', { name: 'hong.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]) })
      await press(page, 'ask-consent')
      assert.equal(await page.inputValue('[name="child.fullName"]'), 'X1', 'a file that cannot be opened loses nothing typed')
      assert.match(await page.locator('main').innerText(), /không mở được/)
      await press(page, 'ask-consent')
      assert.equal(await screen(page), 'O-09', 'a wrong name is not asked about')
      assert.equal(await page.inputValue('[name="child.fullName"]'), 'X1')
      assert.ok((await page.locator('.error-summary, [role="alert"]').count()) > 0)
      await page.fill('[name="child.fullName"]', 'Lê Gia Ân')
      await press(page, 'save')
      assert.equal(await page.inputValue('[name="child.fullName"]'), 'Lê Gia Ân')
      await press(page, 'ask-consent')
      assert.equal(await screen(page), 'O-11')
      await sound(page)
      assert.match(await page.locator('[data-script]').innerText(), /gửi giúp phần bổ sung/)
      assert.equal(await page.locator('[data-act="file"]').count(), 0, 'nothing is sent without consent')
      await signSlip(page, context, sound)
      await press(page, 'file')
      assert.equal(page.url(), dossier)
      await sound(page)
      assert.equal(await page.locator('[data-act="answer-birth"]').count(), 0)
      const view = await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))
      assert.equal(view.dossier.answers['child.fullName'], 'Lê Gia Ân')
      assert.equal(view.lanes[0]!.state, 'checking')
      if (width !== 360) return Promise.all([context.close(), seeing.context.close()]).then(() => undefined)

      await page.goto(`${url}/mc`)
      await page.fill('[name="so"]', father.pin)
      await press(page, 'find')
      await sound(page)
      await press(page, `agree-${code}`)
      await sound(page)
      await signSlip(page, context, sound)
      await press(page, 'file')
      await sound(page)
      assert.match(await page.locator('main').innerText(), /Đã ghi ý kiến đồng ý/)
      assert.deepEqual((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).consents.map((each) => each.state), ['agreed'])

      await page.goto(dossier)
      await press(page, 'withdraw')
      await sound(page)
      await signSlip(page, context, sound)
      await press(page, 'file')
      await sound(page)
      assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).status, 'withdrawn')
      const helps = await house.asPerson(mother)((ctx) => helpsOf(ctx, dossierId))
      assert.deepEqual(helps.map((each) => [each.what, each.helper]), [['answer', cast.receptionOfficer.fullName], ['withdraw', cast.receptionOfficer.fullName]])
      await context.close()
      await seeing.context.close()
    })
  }

  it('the data-protection officer has a list of what nobody asked for', async () => {
    const context = await visitor({ width: 1366, height: 768 })
    await context.addCookies([{ ...space.cookieOf('securityPerson'), url }])
    const page = await context.newPage()
    await page.goto(`${url}/lam-viec/khong-nho`)
    await sound(page)
    assert.match(await page.locator('main').innerText(), /Chưa có lời báo nào/)
    await context.close()
  })
})
