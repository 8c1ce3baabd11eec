import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { organisationOf } from '../src/app/demo/offices.ts'
import type { CastHouse } from '../src/app/testing/cast-house.ts'
import { attachList, campaignKinds, openCampaign, outcomeOf } from '../src/data-ecosystem/campaigns/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { madeRun, type MadeLine } from '../src/data-ecosystem/campaigns/testing.ts'
import { sql } from '../src/platform/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, shoot } from './browser.ts'
import { openDesks, type Desks } from './desks.ts'

const home = '29602'
const second = '29308'

describe('a campaign from its opening to its end', () => {
  let house: CastHouse
  let desks: Desks
  let url = ''
  before(async () => {
    desks = await openDesks('2026-11-18T03:00:00.000Z')
    ;({ house, url } = desks)
    const who = (key: Parameters<CastHouse['who']>[0]): string => house.who(key).personId
    const lines: MadeLine[] = [
      { name: 'Nguyễn Thị Mai', commune: home, address: 'Số 1, Ấp Phước Lợi', school: 'THPT Long Hồ', personId: who('mai') },
      { name: 'Trần Thị Hoa', commune: second, address: 'Khóm 4', personId: who('hoa'), personArea: home },
      ...Array.from({ length: 40 }, (_each, i): MadeLine => ({ name: `Nguyễn Văn Học ${i + 1}`, commune: i < 32 ? home : second, address: i % 2 ? 'Ấp An Thới' : 'Ấp Phước Lợi', school: 'THPT Long Hồ' })),
    ]
    await madeRun(house.t, { organisationId: organisationOf('provincialHealth'), area: '86', kind: 'pupils', title: 'Học sinh THPT 2026' }, lines)
  })
  after(() => desks.close())

  const look = async (page: Page, name: string, scripts = true): Promise<void> => {
    if (scripts) await assertNoAxeViolations(page)
    await assertNoSidewaysScroll(page)
    await shoot(page, `campaign-${name}`)
  }
  const follow = (page: Page, target: ReturnType<Page['locator']>): Promise<unknown> => Promise.all([page.waitForEvent('load'), target.click()])
  const fill = async (page: Page, name: string, day: readonly [string, string, string]): Promise<void> => {
    for (const [i, part] of ['day', 'month', 'year'].entries()) await page.locator(`[name="${name}.${part}"]`).fill(day[i]!)
  }
  const stateOf = async (row: number): Promise<string> => (await house.t.owner.query<{ state: string }>(sql`select state from campaign_case where row_no = ${row}`))[0]!.state
  const drain = (): Promise<number> => house.t.drain('2026-11-18T03:00:00.000Z')

  it('the steward opens one, attaches a list, and sees every line as a case', async () => {
    await desks.withPage('hanhSteward', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/chien-dich`)
      await look(page, 'empty')
      await follow(page, page.getByRole('link', { name: 'Mở chiến dịch mới' }))
      await page.getByLabel('Tên chiến dịch').fill('Học sinh chưa có thẻ')
      await follow(page, page.getByRole('button', { name: 'Mở chiến dịch' }))
      await look(page, 'open-errors')
      assert.equal(await page.getByLabel('Tên chiến dịch').inputValue(), 'Học sinh chưa có thẻ', 'what was typed stays')
      await page.getByLabel('Loại chiến dịch').selectOption('pupils')
      await fill(page, 'dueOn', ['31', '12', '2026'])
      await follow(page, page.getByRole('button', { name: 'Mở chiến dịch' }))
      await look(page, 'opened')
      await follow(page, page.getByRole('link', { name: /Điều phối/ }))
      await follow(page, page.getByRole('button', { name: 'Gắn danh sách này' }))
      assert.match(await page.title(), /^Lỗi/)
      await page.getByLabel('Danh sách', { exact: true }).selectOption({ index: 1 })
      await follow(page, page.getByRole('button', { name: 'Gắn danh sách này' }))
      await look(page, 'filling')
      await drain()
      await page.reload()
      await look(page, 'steward')
      assert.match(await page.locator('main').innerText(), /42 = 0 không phải làm \+ 0 đã xong \+ 42 còn lại/)
      await follow(page, page.getByRole('link', { name: /Điều phối/ }))
      await look(page, 'lead')
      await follow(page, page.getByRole('button', { name: 'Khép chiến dịch' }))
      assert.match(await page.title(), /^Lỗi/)
    })
  })

  it('an officer works a case on a phone without JavaScript, the chief approves, every number opens its list', async () => {
    await desks.withPage('haiPolice', { width: 360, height: 740, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}/dc`)
      await follow(page, page.getByRole('link', { name: 'Chiến dịch rà danh sách' }))
      await look(page, 'phone-list', false)
      await follow(page, page.getByRole('link', { name: 'Học sinh chưa có thẻ' }).first())
      await look(page, 'phone-one', false)
      await follow(page, page.getByRole('link', { name: /không thấy trong dữ liệu dân cư/ }))
      assert.match(await page.locator('main').innerText(), /32 việc/)
      await look(page, 'phone-cases', false)
      await follow(page, page.getByRole('link', { name: 'Nguyễn Văn Học 1', exact: true }))
      await look(page, 'phone-case', false)
      await follow(page, page.getByRole('button', { name: /Nhận việc này/ }))
      await page.getByLabel('Kết quả', { exact: true }).selectOption('not-studying')
      await follow(page, page.getByRole('button', { name: /Gửi kết quả/ }))
      await look(page, 'phone-case-error', false)
      assert.equal(await page.getByLabel('Kết quả', { exact: true }).inputValue(), 'not-studying', 'what was chosen stays')
      await page.getByLabel(/Đã xem giấy tờ gì/).fill('Gặp nhà trường: em đã nghỉ học từ tháng 9.')
      await follow(page, page.getByRole('button', { name: /Gửi kết quả/ }))
      assert.equal(await stateOf(4), 'proposed')
      await look(page, 'phone-proposed', false)
    })
    await desks.withPage('policeCommander', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/chien-dich`)
      await shoot(page, 'campaign-chief')
      await follow(page, page.getByRole('link', { name: 'Học sinh chưa có thẻ' }).first())
      await follow(page, page.getByRole('link', { name: /Kết quả chờ duyệt/ }))
      await look(page, 'approve')
      await follow(page, page.getByRole('button', { name: 'Duyệt các việc đã chọn' }))
      assert.match(await page.title(), /^Lỗi/)
      await page.getByLabel(/Nguyễn Văn Học 1/).check()
      await follow(page, page.getByRole('button', { name: 'Duyệt các việc đã chọn' }))
      assert.equal(await stateOf(4), 'done')
      await look(page, 'approved')
      await follow(page, page.getByRole('link', { name: 'Học sinh chưa có thẻ' }).first())
      await look(page, 'commune')
      assert.match(await page.locator('main').innerText(), /33 = 0 không phải làm \+ 1 đã xong \+ 32 còn lại/)
      await follow(page, page.getByRole('link', { name: 'Bản in danh sách còn lại' }))
      await look(page, 'print')
      assert.equal(await page.locator('tbody tr').count(), 32)
    })
  })

  it('a school day is planned for those without card or e-ID', async () => {
    await desks.withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/chien-dich`)
      await follow(page, page.getByRole('link', { name: 'Học sinh chưa có thẻ' }).first())
      await follow(page, page.getByRole('link', { name: /Kế hoạch theo/ }))
      await look(page, 'schools')
      await follow(page, page.getByRole('link', { name: 'THPT Long Hồ', exact: true }))
      await look(page, 'school')
      await page.getByLabel('Làm ở đâu').fill('Phòng họp')
      await fill(page, 'onDay', ['31', '2', '2026'])
      await follow(page, page.getByRole('button', { name: 'Hẹn ngày này' }))
      assert.equal(await page.getByLabel('Làm ở đâu').inputValue(), 'Phòng họp')
      await fill(page, 'onDay', ['25', '11', '2026'])
      await follow(page, page.getByRole('button', { name: 'Hẹn ngày này' }))
      assert.match(await page.locator('main').innerText(), /25\/11\/2026, Phòng họp, 1 bàn/)
      await look(page, 'school-planned')
      await follow(page, page.getByRole('button', { name: 'Bỏ ngày 25/11/2026' }))
      assert.doesNotMatch(await page.locator('main').innerText(), /25\/11\/2026/)
    })
  })

  it('a province’s figures at their full size: 2,951 pupils = 1,499 no longer at school + 1,452 taken in, and every number opens its list', async () => {
    const { shape } = campaignKinds('2026-11-22').find((kind) => kind.id === 'pupils')!
    const parts = Object.entries(shape!.parts!)
    const lines = Array.from({ length: shape!.total! }, (_each, i): MadeLine => ({ name: `Học sinh ${i + 1}`, commune: i % 2 ? home : second, address: `Ấp ${i % 5}`, school: 'THPT Long Hồ' }))
    const { listId } = await madeRun(house.t, { organisationId: organisationOf('provincialHealth'), area: '86', kind: 'pupils', title: 'Học sinh cả tỉnh' }, lines)
    const campaignId = await house.asCast('hanhSteward')((ctx) => openCampaign(ctx, { commandId: newId(), kind: 'pupils', title: 'Học sinh cả tỉnh, đã rà xong', area: '86', dueOn: '2027-06-30' }))
    await house.asCast('hanhSteward')((ctx) => attachList(ctx, { campaignId, listId }))
    await drain()
    let from = 2
    for (const [outcome, n] of parts) {
      await house.t.owner.query(sql`update campaign_case set state = 'done', outcome = ${outcome}, closed_at = '2026-11-18T03:00:00Z', closed_on = '2026-11-18' where campaign_id = ${campaignId} and row_no >= ${from} and row_no < ${from + n}`)
      from += n
    }
    await desks.withPage('hanhSteward', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/chien-dich/${campaignId}`)
      const text = await page.locator('main').innerText()
      assert.match(text, /2\.951 = 0 không phải làm \+ 2\.951 đã xong \+ 0 còn lại/)
      assert.match(text, /Nơi khác đã công bố: .*2\.951 = 1\.499 .* \+ 1\.452 /, 'the figures it is held against, with their source')
      await look(page, 'province')
      for (const [outcome, n] of parts) {
        const number = String(n).replace(/\B(?=(\d{3})+$)/g, '.')
        await page.goto(`${url}/chien-dich/${campaignId}`)
        await follow(page, page.locator('main a', { hasText: number }).filter({ hasText: outcomeOf(outcome).name.vi }))
        assert.ok((await page.locator('main').innerText()).includes(number), outcome)
      }
    })
  })

  it('the leader sees communes, who answers and what is late, and nobody’s name of the list', async () => {
    desks.at('2027-01-05T03:00:00.000Z')
    await desks.withPage('thuLeader', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/dieu-hanh`)
      await look(page, 'board')
      await follow(page, page.getByRole('link', { name: 'Mở các việc quá hạn' }))
      await look(page, 'overdue')
      assert.match(await page.locator('main').innerText(), /41 việc/)
      await follow(page, page.getByRole('link', { name: /Học sinh chưa có thẻ, \d+/ }).first())
      await follow(page, page.getByRole('link', { name: 'Mọi xã' }))
      await look(page, 'leader')
      const text = await page.locator('main').innerText()
      assert.match(text, /trễ 5 ngày/)
      assert.match(text, new RegExp(house.who('policeCommander').fullName))
      await follow(page, page.getByRole('link', { name: /chờ người nhận/ }))
      await look(page, 'leader-cases')
      assert.doesNotMatch(await page.locator('main').innerText(), /Nguyễn Văn Học/)
    })
  })
})
