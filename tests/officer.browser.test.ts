import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { morning, type CastHouse } from '../src/app/testing/cast-house.ts'
import { fileAs } from '../src/app/testing/journey.ts'
import { openCorrectionCase } from '../src/foundations/population/index.ts'
import { newId } from '../src/kernel/ids.ts'
import type { CastKey } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll } from './browser.ts'
import { openDesks, type Desks } from './desks.ts'

describe('the workspace in a browser', () => {
  let house: CastHouse
  let desks: Desks
  let url = ''
  const codes: string[] = []

  before(async () => {
    desks = await openDesks('2026-11-18T03:00:00.000Z')
    ;({ house, url } = desks)
    for (const name of ['Phạm Gia An', 'Phạm Gia Bảo', 'Phạm Gia Khang']) {
      const { mother } = await house.family('same')
      codes.push((await fileAs(house, mother, { answers: { 'child.fullName': name }, now: morning })).code)
      await house.asPerson(mother)((ctx) => openCorrectionCase(ctx, { personId: mother.personId, field: 'fullName', shown: mother.fullName, claimed: 'Trần Thị Lan', reason: 'entered-wrong', note: 'Xem giấy khai sinh', commandId: newId() }))
    }
  })
  after(() => desks.close())

  const withPage: Desks['withPage'] = (...visit) => desks.withPage(...visit)

  /** Presses a key that leads to another page. */
  const press = async (page: Page, key: string): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
    await assertNoAxeViolations(page)
  }
  const heading = (page: Page): Promise<string> => page.locator('h1').first().innerText()

  it('is worked by keyboard alone: accepted, looked at by a digit, sent on, signed', async () => {
    await withPage('lanJustice', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/lam-viec`)
      await assertNoAxeViolations(page)
      await press(page, 'Enter')
      assert.match(await heading(page), /Tiếp nhận/)
      await press(page, 'F10')
      await press(page, 'Enter')
      assert.match(await heading(page), /Kiểm tra/)
      await page.keyboard.press('1')
      assert.equal(await page.locator('[data-item] input:checked').getAttribute('value'), 'ok')
      await press(page, 'F10')
      assert.match(await heading(page), /Đã chuyển hồ sơ/)
    })
    await withPage('dungChair', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/lam-viec`)
      await press(page, 'Enter')
      await press(page, 'F10')
      assert.match(await heading(page), /^Ký giấy khai sinh cho hồ sơ/)
      await press(page, 'F10')
      assert.match(await heading(page), /^Đã ký hồ sơ/)
    })
  })

  it('digits in the note are text, and a digit is nothing when single keys are switched off', async () => {
    await withPage('lanJustice', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/lam-viec`)
      await press(page, 'Enter')
      const note = page.locator('input[name="note"]')
      await note.focus()
      await page.keyboard.type('12')
      assert.equal(await note.inputValue(), '12')
      assert.equal(await page.locator('[data-item] input:checked').count(), 0)
      await page.evaluate(() => localStorage.setItem('cham-keys-off', '1'))
      await page.locator('h1').click()
      await page.keyboard.press('1')
      assert.equal(await page.locator('[data-item] input:checked').count(), 0)
    })
  })

  it('asks for more without JavaScript: the same form, the same message', async () => {
    await withPage('lanJustice', { width: 1366, height: 768, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}/lam-viec`)
      await page.locator('tbody a.dossier-code').first().click()
      await page.locator('label', { hasText: 'Hỏi lại' }).first().click()
      await page.locator('[data-act="exit-defects"]').click()
      assert.match(await page.locator('.letter').innerText(), /cần thêm 1 điều/)
      await page.locator('[data-act="sure-defects"]').click()
      assert.match(await heading(page), /Đã gửi yêu cầu bổ sung/)
    })
  })

  const screens: readonly (readonly [CastKey, readonly string[]])[] = [
    ['lanJustice', ['/lam-viec', '/lam-viec/tra-cuu']], ['haiPolice', ['/lam-viec', '/lam-viec/sua-thong-tin']], ['securityPerson', ['/lam-viec/cau-hoi-luot-xem']],
    ['adminPerson', ['/quan-tri']], ['thuLeader', ['/dieu-hanh', '/dieu-hanh/so/da-nhan', '/dieu-hanh/so/dung-han', '/dieu-hanh?thang=2026-10']],
  ]
  for (const width of [1366, 360, 320]) {
    it(`has no accessibility violation and nothing wider than the screen at ${width} px`, async () => {
      for (const [key, paths] of screens) {
        await withPage(key, { width, height: 768 }, async (page) => {
          for (const path of paths) {
            await page.goto(url + path)
            for (const details of await page.locator('main details').all()) await details.evaluate((element: HTMLDetailsElement) => { element.open = true })
            if (width !== 320) await assertNoAxeViolations(page, `${path} at ${width}`)
            await assertNoSidewaysScroll(page, `${path} at ${width}`)
          }
          const first = page.locator('main tbody a').first()
          if ((await first.count()) === 0) return
          await page.goto(url + (await first.getAttribute('href'))!)
          if (width !== 320) await assertNoAxeViolations(page, `${page.url()} at ${width}`)
          await assertNoSidewaysScroll(page, `${page.url()} at ${width}`)
        })
      }
    })
  }
})
