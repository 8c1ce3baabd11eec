import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { CastHouse, Family } from '../src/app/testing/cast-house.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, shoot } from './browser.ts'
import { openDesks, type Desks } from './desks.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('civil status in a browser', () => {
  let house: CastHouse
  let desks: Desks
  let url = ''
  let family: Family

  before(async () => {
    desks = await openDesks(now)
    ;({ house, url } = desks)
    family = await house.family('same', { notice: false })
  })
  after(() => desks.close())

  const withPage: Desks['withPage'] = (...visit) => desks.withPage(...visit)
  const check = async (page: Page, name: string): Promise<void> => {
    await assertNoAxeViolations(page, name)
    await assertNoSidewaysScroll(page, name)
    await shoot(page, `civil-${name}`)
  }

  it('a death from the form to the extract on a telephone; signing and issuing without a script', async () => {
    let [address, issued] = ['', '']
    await withPage('lanJustice', { width: 360, height: 740 }, async (page) => {
      for (const [path, name] of [['/ho-tich', 'books'], ['/ho-tich/viec', 'acts'], ['/ho-tich/viec/khai-sinh', 'birth-form'], ['/ho-tich/viec/khai-tu', 'death-form']] as const) {
        assert.equal((await page.goto(`${url}${path}`))!.status(), 200)
        await check(page, `${name}-360`)
      }
      await page.locator('[data-act="check-act"]').click()
      await check(page, 'death-errors-360')
      assert.match(await page.locator('.errors, .error-summary, [role=alert]').first().innerText(), /Cần ghi/)
      await page.locator('input[name="personId"]').fill(family.father.pin)
      for (const [part, value] of [['day', '15'], ['month', '11'], ['year', '2026']]) await page.locator(`input[name="diedOn.${part}"]`).fill(value!)
      await page.locator('input[name="place"]').fill('Tại nhà')
      await page.locator('input[name="cause"]').fill('Bệnh tim')
      await page.locator('select[name="noticeKind"]').selectOption('0')
      await page.locator('input[name="requester.fullName"]').fill('Người nhà')
      await page.locator('[data-act="check-act"]').click()
      assert.match(await page.locator('main').innerText(), /Góa/)
      await check(page, 'death-preview-360')
      await page.locator('[data-act="send-act"]').click()
      await check(page, 'case-officer-360')
      address = new URL(page.url()).pathname
      assert.doesNotMatch(page.url(), new RegExp(family.father.pin))
      await page.goto(`${url}/ho-tich/du-thao`)
      await check(page, 'waiting-360')
    })
    await withPage('dungChair', { width: 360, height: 740, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}${address}`)
      await page.locator('[data-act="get-code"]').click()
      await page.waitForSelector('input[name="code"]')
      await page.locator('input[name="code"]').fill(house.codeFor(house.who('dungChair').personId))
      await page.locator('[data-act="sign-case"]').click()
      await page.waitForURL(/\/ho-tich\/so\//)
      await page.locator('input[name="requester"]').fill('Người nhà')
      await page.locator('[data-act="issue-copy"]').click()
      await page.waitForURL(/cap=/)
      assert.match(await page.locator('main').innerText(), /1\/2026/)
      issued = page.url()
    })
    await withPage('dungChair', { width: 360, height: 740 }, async (page) => {
      await page.goto(issued)
      await check(page, 'entry-issued-360')
    })
  })

  it('reads well at a desk', async () => {
    await withPage('lanJustice', { width: 1366, height: 768 }, async (page) => {
      for (const [path, name] of [['/ho-tich', 'books'], ['/ho-tich/viec/ket-hon', 'marriage-form'], ['/ho-tich?nam=1900', 'nobody']] as const) {
        await page.goto(`${url}${path}`)
        await check(page, `${name}-1366`)
      }
    })
  })
})
