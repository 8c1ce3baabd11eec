import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { CastHouse } from '../src/app/testing/cast-house.ts'
import { accessesOf } from '../src/digital-citizen/my-data/index.ts'
import { proposeCorrection, recordDeclaredDead } from '../src/foundations/population/index.ts'
import { householdOf, registerTemporary, tellLodging } from '../src/foundations/residence/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql } from '../src/platform/index.ts'
import type { CastKey } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, shoot } from './browser.ts'
import { openDesks, type Desks } from './desks.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('the workspace of the commune police in a browser', () => {
  let house: CastHouse
  let desks: Desks
  let url = ''
  let homeOfMai = ''
  let proposal = ''
  let decision = ''

  before(async () => {
    desks = await openDesks(now)
    ;({ house, url } = desks)
    homeOfMai = (await house.asPerson(house.who('mai'))((ctx) => householdOf(ctx, house.who('mai').personId)))!.householdId
    // A guest for tonight, and something that waits for the commander.
    await house.asPerson(house.who('mai'), { now })((ctx) => tellLodging(ctx, { hostId: homeOfMai, guests: [{ docKind: 'pin', docNumber: house.who('binh').pin }], reason: 'visit', nights: 1, commandId: newId() }))
    proposal = `/dc/duyet/${(await house.asCast('haiPolice', { now })((ctx) => proposeCorrection(ctx, { personId: house.who('cuc').personId, facts: { fullName: 'Phạm Thị Kim Cúc' }, basis: { article: 'Luật Căn cước 2023, đ.11', documents: [{ kind: 'Giấy khai sinh', number: '1/1975' }] }, commandId: newId() }))).proposalId}`
    // One line for each worklist.
    const family = await house.family('same', { notice: false })
    await house.asSystem(now)((ctx) => recordDeclaredDead(ctx, { personId: family.father.personId, deathDate: '2026-11-16', on: '2026-11-16', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await house.t.drain(now)
    const tenant = (await house.family('two', { notice: false })).father.personId
    await house.asCast('haiPolice', { now: '2026-10-01T03:00:00.000Z' })((ctx) => registerTemporary(ctx, { personId: tenant, place: { area: '29602', detail: 'Số 7, Ấp An Thuận' }, until: '2026-11-28', commandId: newId() }))
    const line = newId()
    await house.t.owner.query(sql`insert into address_decision (decision_id, person_id, area, province, detail, candidates, as_of, opened_at) values (${line}, ${tenant}, '29764', '86', 'Số 7, Ấp Cũ', ${['29602', '29770']}, '2026-11-17', '2026-11-17T03:00:00Z')`)
    decision = `/dc/dia-chi/${line}`
  })
  after(() => desks.close())

  const withPage: Desks['withPage'] = (...visit) => desks.withPage(...visit)
  const heading = (page: Page): Promise<string> => page.locator('h1').first().innerText()
  const chooseReason = async (page: Page): Promise<void> => {
    await page.goto(`${url}/dc/ly-do`)
    await page.locator('label', { hasText: 'Kiểm tra, xác minh cư trú' }).click()
    await page.locator('[data-act="choose-reason"]').click()
  }

  it('every screen is accessible and fits a telephone and a desk', async () => {
    for (const [width, height] of [[360, 740], [1366, 768]] as const) {
      await withPage('haiPolice', { width, height }, async (page) => {
        await chooseReason(page)
        const mai = house.who('mai').personId
        const paths = [
          '/dc', '/dc/ly-do', '/dc/tim', `/dc/nguoi/${mai}`, `/dc/nguoi/${mai}/luc?ngay.day=1&ngay.month=3&ngay.year=2022`, `/dc/ho/${homeOfMai}`, `/dc/ho/${homeOfMai}?moc=2023-04-20`, '/dc/ap', '/dc/tam-tru', '/dc/luu-tru', '/dc/luu-tru?dem.day=31&dem.month=2&dem.year=2026', '/dc/duyet', proposal, '/dc/sach', '/dc/cho-chu-ho', '/dc/het-han', '/dc/dia-chi', decision,
          '/dc/sach?loai=missing-fields', ...['doi-chu-ho', 'them-nguoi', 'tam-tru', 'tach-ho', 'nhap-ho', 'quan-he'].map((slug) => `/dc/ho/${homeOfMai}/${slug}`),
          ...['sua', 'lap-ho', 'xoa-thuong-tru', 'gia-han', 'tam-vang', 'het-tam-vang', 'noi-o', 'so-cu', 'doi-chieu-so', 'cap-lai-so', 'cap-nhat', 'nguoi-than', 'het-quan-he', 'sua-nguoi-than', 'the', 'het-the', 'tinh-trang'].map((slug) => `/dc/nguoi/${mai}/${slug}`), `/dc/so-sanh?nguoi=${mai}&nguoi=${house.who('cuc').personId}`,
        ]
        // The forms are one column at every width: at the desk a few screens are enough.
        for (const path of width < 1_000 ? paths : ['/dc', `/dc/nguoi/${mai}`, `/dc/ho/${homeOfMai}`, `/dc/ho/${homeOfMai}/them-nguoi`, '/dc/sach?loai=missing-fields']) {
          const answer = await page.goto(`${url}${path}`)
          assert.equal(answer!.status(), path.includes('month=2') ? 422 : 200, path)
          await assertNoAxeViolations(page, path)
          await assertNoSidewaysScroll(page, path)
          await shoot(page, `police-${width}${path.replace(/[0-9a-f-]{36}/g, 'x')}`)
        }
      })
    }
  })

  it('finds a person by keyboard alone: a reason, a name without marks, the first hit by its key', async () => {
    await withPage('haiPolice', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/dc`)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('/')])
      await page.keyboard.type('mai nguyen thi 2000')
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
      assert.match(await page.locator('.errors, [role=alert], .field-error').first().innerText(), /Chọn lý do/)
      assert.equal(await page.locator('input[name="q"]').inputValue(), 'mai nguyen thi 2000', 'nothing typed is lost')
      await page.locator('input[name="ly-do"]').first().focus()
      await page.keyboard.press('Space')
      await page.locator('input[name="q"]').focus()
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
      await assertNoAxeViolations(page)
      assert.match(await page.locator('tbody').innerText(), /Nguyễn Thị Mai/)
      assert.doesNotMatch(page.url(), /mai|2000/)
      await page.locator('caption').click()
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('1')])
      assert.equal(await heading(page), 'Nguyễn Thị Mai')
    })
  })

  it('works without JavaScript; the reason is asked first and stands in what the citizen sees', async () => {
    await withPage('haiPolice', { width: 360, height: 740, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}/dc/nguoi/${house.who('cuc').personId}`)
      assert.match(await heading(page), /để làm gì/)
      await page.locator('label', { hasText: 'tới trụ sở' }).click()
      await page.locator('input[name="noi-ro"]').fill('xin xác nhận cư trú')
      await page.locator('[data-act="choose-reason"]').click()
      assert.equal(await heading(page), 'Phạm Thị Cúc')
      await page.locator('a', { hasText: 'Mở hộ' }).click()
      assert.match(await heading(page), /^Hộ /)
      await page.locator('select[name="moc"]').selectOption({ index: 1 })
      await page.locator('[data-act="household-as-of"]').click()
      assert.match(await page.locator('.notice').first().innerText(), /Đang xem hộ vào ngày 14\/02\/1997/)
      await page.locator('input[name="ngay.day"]').fill('31')
      await page.locator('input[name="ngay.month"]').fill('2')
      await page.locator('input[name="ngay.year"]').fill('2020')
      await page.locator('[data-act="household-as-of"]').click()
      assert.equal(await page.locator('input[name="ngay.day"]').inputValue(), '31')
      assert.match(await page.locator('.field-error').innerText(), /ngày, tháng, năm có thật/)
    })
    const cuc = house.who('cuc')
    const seen = await house.asPerson(cuc, { now: '2026-11-19T03:00:00.000Z' })((ctx) => accessesOf(ctx, { month: '2026-11' }))
    const reasons = seen.groups.flatMap((group) => group.lines.map((line) => line.reason))
    assert.ok(reasons.includes('Giải quyết việc cư trú khi người dân tới trụ sở công an xã: xin xác nhận cư trú'), String(reasons))
  })

  it('an act is looked at before it is recorded, by keyboard, and its faults lead to their fields', async () => {
    await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/ho/${homeOfMai}/doi-chu-ho`)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F8')])
      await assertNoAxeViolations(page)
      assert.equal(await page.locator('.field-error').count(), 3)
      const choose = async (person: CastKey, code: string): Promise<void> => void (await page.locator(`select[name="relations.${house.who(person).personId}"]`).selectOption(code))
      for (const [person, code] of [['nam', '03'], ['mai', '01'], ['baSau', '15']] as const) await choose(person, code)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F8')])
      await assertNoAxeViolations(page)
      await assertNoSidewaysScroll(page)
      await shoot(page, 'police-360-preview')
      assert.match(await heading(page), /^Xem lại/)
      await page.locator('[data-act="change-act"]').click()
      assert.equal(await page.locator(`select[name="relations.${house.who('mai').personId}"]`).inputValue(), '01', 'going back loses nothing')
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F8')])
      await page.locator('h1').click()
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F10')])
      await page.locator('label', { hasText: 'Kiểm tra, xác minh' }).click()
      await page.locator('[data-act="choose-reason"]').click()
      assert.match(await page.locator('.notice-success').innerText(), /Đổi chủ hộ/)
      await page.goto(`${url}/dc/ho/${homeOfMai}`)
      await page.locator('.police-slider').focus()
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('ArrowLeft')])
      assert.match(await page.locator('.notice').first().innerText(), /Đang xem hộ vào ngày 18\/11\/2026/)
      await assertNoAxeViolations(page)
    })
  })

  it('shows nobody of another commune, and lets in no other post', async () => {
    await withPage('secondPolice', {}, async (page) => {
      await chooseReason(page)
      assert.equal((await page.goto(`${url}/dc/nguoi/${house.who('mai').personId}`))!.status(), 403)
      assert.equal((await page.goto(`${url}/dc/ho/${homeOfMai}`))!.status(), 403)
      await assertNoAxeViolations(page)
    })
    await withPage('lanJustice', {}, async (page) => assert.equal((await page.goto(`${url}/dc`))!.status(), 403))
  })
})
