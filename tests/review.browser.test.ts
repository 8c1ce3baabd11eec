import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { joinMatching, startMatching } from '../src/app/matching.ts'
import type { House } from '../src/app/open.ts'
import { castHouse, type CastHouse } from '../src/app/testing/cast-house.ts'
import { readReviewHome } from '../src/data-ecosystem/linkage/index.ts'
import { findDuplicatesOnce } from '../src/data-ecosystem/linkage/testing.ts'
import { somePerson } from '../src/foundations/residence/testing.ts'
import { sql } from '../src/platform/index.ts'
import { workspace, type Workspace } from '../src/web/officer/testing.ts'
import type { CastKey } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, shoot, visitor, type VisitOptions } from './browser.ts'
import { certain, likely, matchedList, unlike } from './matched-list.ts'

describe('people decide on doubtful rows and doubtful records', () => {
  let house: CastHouse
  let space: Workspace
  let url = ''
  let listId = ''
  let runId = ''

  before(async () => {
    house = await castHouse()
    const person = (key: CastKey, levels: Readonly<Record<string, number>>, weight: number, lifeStatus = 'living') => ({ key, levels, weight, lifeStatus })
    ;({ listId, runId } = await matchedList(house, [
      { name: 'NGUYEN THI MAI', birth: '2000', gender: 'female', commune: '29602', address: 'Ấp Phước Lợi', people: [person('mai', likely, 6), person('hoa', unlike, -1)] },
      { name: 'Trần Thị Hoa', birth: '1997', numbers: '099197990006', commune: '29602', address: 'Số 12, Ấp An Thuận', people: [person('hoa', { ...likely, number: 1 }, 5)] },
      { name: 'Lê Hoài Nam', birth: '1998-11-02', commune: '29602', people: [person('nam', likely, 7)] },
      { name: 'Lê Văn Hùng', birth: '1973-06-16', commune: '29602', zone: 'automatic', people: [person('hung', { ...certain, birth: 2 }, 18)] },
    ]))
    await house.asCast('hanhSteward')((ctx) => readReviewHome(ctx, runId))
    await house.t.owner.query(sql`delete from matching_review where run_id = ${runId} and origin = 'automatic'`)
    await house.t.owner.query(sql`update matching_review set draw = 1, place = row_no where run_id = ${runId}`)
    for (const area of ['29602', undefined]) await somePerson(house.t, { name: 'Quách Ngọc Bích', birthDate: '1977-12-01', ...(area ? { area } : {}), now: '2026-11-17T02:00:00.000Z' })
    await findDuplicatesOnce(house.t.db, { now: '2026-11-17T03:00:00.000Z' })
    space = await workspace(house, '2026-11-18T03:00:00.000Z')
    url = await space.app.listen({ port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    await space.close()
    await house.close()
    await closeBrowser()
  })

  async function withPage(key: CastKey, options: VisitOptions, work: (page: Page) => Promise<void>): Promise<void> {
    const context = await visitor(options)
    await context.addCookies([{ ...space.cookieOf(key), url }])
    try {
      await work(await context.newPage())
    } finally {
      await context.close()
    }
  }
  const look = async (page: Page, name: string, scripts = true): Promise<void> => {
    if (scripts) await assertNoAxeViolations(page)
    await assertNoSidewaysScroll(page)
    await shoot(page, `review-${name}`)
  }
  const follow = (page: Page, act: () => Promise<unknown>): Promise<unknown> => Promise.all([page.waitForEvent('load'), act()])
  const verdictOf = async (rowNo: number): Promise<string | null> => (await house.t.owner.query<{ verdict: string | null }>(sql`select verdict from matching_review where run_id = ${runId} and row_no = ${rowNo}`))[0]!.verdict
  const phone = { width: 360, height: 740 }

  it('a steward reads on a phone without JavaScript: one is chosen, undone, and a question needs words that are not lost', async () => {
    await withPage('hanhSteward', { ...phone, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}/dl`)
      await look(page, 'home', false)
      await follow(page, () => page.getByRole('link', { name: 'Duyệt cặp nghi vấn' }).click())
      await look(page, 'runs', false)
      await follow(page, () => page.getByRole('link', { name: 'Hội người cao tuổi 2026' }).click())
      await look(page, 'run', false)
      await follow(page, () => page.getByRole('button', { name: /Đọc dòng tiếp theo/ }).click())
      await look(page, 'row', false)
      assert.match(await page.locator('h1').innerText(), /Dòng 2/)
      await follow(page, () => page.getByRole('button', { name: /Là người 1/ }).click())
      assert.equal(await verdictOf(2), 'same')
      assert.match(await page.locator('h1').innerText(), /Dòng 3/)
      await follow(page, () => page.getByRole('button', { name: /Hoàn tác/ }).click())
      assert.equal(await verdictOf(2), null)
      assert.match(await page.locator('h1').innerText(), /Dòng 2/)
      await follow(page, () => page.getByRole('button', { name: /Không ai trong số này/ }).click())
      await page.locator('select[name="reason"]').selectOption('too-little')
      await follow(page, () => page.getByRole('button', { name: /Hỏi nơi giữ danh sách/ }).click())
      await look(page, 'row-error', false)
      assert.equal(await page.locator('select[name="reason"]').inputValue(), 'too-little', 'what was chosen stays')
      await page.locator('textarea[name="note"]').fill('Chị Hoa sinh năm 1997 hay 1979?')
      await follow(page, () => page.getByRole('button', { name: /Hỏi nơi giữ danh sách/ }).click())
      assert.equal(await verdictOf(3), 'ask')
      await follow(page, () => page.getByRole('button', { name: /Để lại cho người khác/ }).click())
    })
  })

  it('an officer of the commune reads by keys alone, and sees whole numbers', async () => {
    await withPage('haiPolice', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/dl/duyet/${runId}`)
      await look(page, 'wide-run')
      await follow(page, () => page.keyboard.press('F4'))
      await look(page, 'wide-row')
      await follow(page, () => page.keyboard.press('1'))
      assert.equal(await verdictOf(4), 'same')
      await look(page, 'wide-done')
      await follow(page, () => page.keyboard.press('0'))
      assert.equal(await verdictOf(4), null)
      await follow(page, () => page.keyboard.press('1'))
      assert.equal((await page.goto(`${url}/dl/duyet/${runId}/4`))?.status(), 409)
      assert.equal((await page.goto(`${url}/dl/ket-qua/${runId}`))?.status(), 403)
      assert.equal((await page.goto(`${url}/dl/duyet/khong-co`))?.status(), 404)
    })
  })

  it('the owner makes results known, sends and answers discrepancies, and takes a file by an agreement', async () => {
    await withPage('hanhSteward', phone, async (page) => {
      await page.goto(`${url}/dl/ket-qua/${runId}`)
      await look(page, 'results')
      const figure = page.locator('main table a').first()
      const lines = Number(/\d+/.exec(await figure.innerText())?.[0])
      await follow(page, () => figure.click())
      assert.equal(await page.locator('main tbody tr').count(), lines, 'a figure opens its lines')
      await look(page, 'results-lines')
      await page.goto(`${url}/dl/ket-qua/${runId}`)
      assert.equal(await page.getByLabel('Văn bản cho phép trích').count(), 0, 'nothing is handed out before it is settled')
      await follow(page, () => page.getByRole('button', { name: 'Chốt kết quả' }).click())
      await house.t.drain('2026-11-18T03:01:00.000Z')
      await look(page, 'results-settled')
      await page.getByLabel('Văn bản cho phép trích').fill('12/TT-SYT ngày 05/11/2026')
      await follow(page, () => page.getByRole('button', { name: /Trích và tải về/ }).click())
      await look(page, 'results-error')
      assert.equal(await page.getByLabel('Văn bản cho phép trích').inputValue(), '12/TT-SYT ngày 05/11/2026')
      for (const [part, value] of [['day', '31'], ['month', '12'], ['year', '2026']] as const) await page.locator(`[name="expires.${part}"]`).fill(value)
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Trích và tải về/ }).click()])
      assert.match(file.suggestedFilename(), /^ket-qua-.*\.csv$/)
      await page.goto(`${url}/dl/ket-qua/${runId}`)
      await follow(page, () => page.getByRole('link', { name: 'Xem sai lệch' }).click())
      await look(page, 'gaps')
      await follow(page, () => page.getByRole('button', { name: /Gửi 2 sai lệch/ }).click())
      await follow(page, () => page.getByRole('link', { name: /Trả lời.*5/ }).click())
      await follow(page, () => page.getByRole('button', { name: /Ghi câu trả lời/ }).click())
      await look(page, 'gaps-error')
      await page.getByLabel('Đã sửa danh sách').check()
      await follow(page, () => page.getByRole('button', { name: /Ghi câu trả lời/ }).click())
      await look(page, 'gaps-answered')
      await page.goto(`${url}/dl/sai-lech`)
      await look(page, 'gap-home')
    })
    await withPage('haiPolice', phone, async (page) => {
      await page.goto(`${url}/dc/nguoi/${house.who('hung').personId}/nganh-ghi`)
      await page.getByLabel(/Làm sạch dữ liệu dân cư/).check()
      await follow(page, () => page.locator('[data-act="choose-reason"]').click())
      await page.getByText('HV5').waitFor()
      await look(page, 'claims')
    })
    const [row] = await house.t.owner.query<{ answer: string; state: string }>(sql`select answer, state from matching_discrepancy where list_id = ${listId} and row_no = 5`)
    assert.deepEqual([row?.answer, row?.state], ['list-corrected', 'closed'])
  })

  it('two records side by side: proposed to be merged on a paper, or said to be two, on a phone without JavaScript', async () => {
    await withPage('haiPolice', { ...phone, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}/dc/sach`)
      await follow(page, () => page.getByRole('link', { name: 'Bản ghi nghi trùng một người' }).click())
      await look(page, 'duplicates', false)
      await follow(page, () => page.getByRole('link', { name: /Quách Ngọc Bích/ }).first().click())
      await look(page, 'duplicate', false)
      await follow(page, () => page.getByRole('button', { name: 'Ghi là hai người' }).click())
      await look(page, 'duplicate-error', false)
      await page.getByText('Là một người, đề nghị gộp').click()
      await page.locator('[name="stays"]').first().check()
      await page.locator('[name="paper"]').fill('Giấy khai sinh')
      await follow(page, () => page.getByRole('button', { name: 'Gửi đề nghị gộp' }).click())
    })
    await withPage('haiPolice', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/dc/trung`)
      await look(page, 'duplicates-wide')
    })
  })

  it('who moves in, or stands at a desk without a card: the likely people with the reasons, on a phone without JavaScript', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'congdan-possible-'))
    const matching = await startMatching({ database: house.t.db, dataFolder } as House, { info: () => undefined, error: () => undefined } as never)
    joinMatching({ dataFolder })
    const type = async (page: Page): Promise<void> => {
      await page.getByText('Không có số, hoặc số không tìm thấy').click()
      await page.locator('[name="name"]').fill('NGUYEN THI MAI')
      for (const [part, value] of [['day', '09'], ['month', '03'], ['year', '2000']] as const) await page.locator(`[name="birthDate.${part}"]`).fill(value)
    }
    try {
      const { householdId } = (await house.t.owner.query<{ householdId: string }>(sql`select household_id as "householdId" from residence_public.open_household where area = '29602' order by file_number limit 1`))[0]!
      for (const javaScriptEnabled of [false, true]) {
        await withPage('haiPolice', { width: 320, height: 640, javaScriptEnabled }, async (page) => {
          await page.goto(`${url}/dc/ho/${householdId}/tam-tru`)
          await type(page)
          await follow(page, () => page.getByRole('button', { name: 'Tìm người có thể là' }).click())
          await page.getByText(/Vì sao là/).first().click()
          await page.getByText('Ngày sinh chỉ lệch một phần').waitFor()
          await look(page, 'who-moves-in', javaScriptEnabled)
          await page.locator('[name="commune"]').fill('Xã Không Có')
          await follow(page, () => page.getByRole('button', { name: 'Tìm người có thể là' }).click())
          assert.equal(await page.locator('[name="name"]').inputValue(), 'NGUYEN THI MAI')
          await look(page, 'who-moves-in-error', javaScriptEnabled)
        })
      }
      await withPage('receptionOfficer', phone, async (page) => {
        await page.goto(`${url}/mc`)
        await type(page)
        await follow(page, () => page.getByRole('button', { name: 'Tìm người có thể là' }).click())
        await look(page, 'desk-without-card')
        await page.getByRole('radio', { name: /Nguyễn Thị Mai/ }).check()
        await follow(page, () => page.getByRole('button', { name: 'Mở phiếu cho người đã chọn' }).click())
        await page.getByText(/Tìm theo họ tên và ngày sinh, không theo số/).waitFor()
        await look(page, 'desk-case-by-facts')
      })
    } finally {
      joinMatching({ dataFolder: join(dataFolder, 'nobody') })
      await matching.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  })
})
