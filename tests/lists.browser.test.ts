import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { CastHouse } from '../src/app/testing/cast-house.ts'
import { doWork, dueWork, eraseExpiredLists } from '../src/data-ecosystem/linkage/index.ts'
import { inTransaction, sql } from '../src/platform/index.ts'
import { castHouseholds } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, shoot } from './browser.ts'
import { openDesks, type Desks } from './desks.ts'

describe('a data steward hands over a list and has it matched', () => {
  let house: CastHouse
  let desks: Desks
  let url = ''
  const folder = mkdtempSync(join(tmpdir(), 'congdan-lists-'))

  before(async () => {
    desks = await openDesks('2026-11-18T03:00:00.000Z')
    ;({ house, url } = desks)
  })
  after(async () => {
    await desks.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const look = async (page: Page, name: string, scripts: boolean): Promise<void> => {
    if (scripts) await assertNoAxeViolations(page)
    await assertNoSidewaysScroll(page)
    await shoot(page, `lists-${name}`)
  }
  const follow = (page: Page, target: ReturnType<Page['locator']>): Promise<unknown> => Promise.all([page.waitForEvent('load'), target.click()])
  const work = async (): Promise<void> => {
    for (let due = await dueWork(house.t.db); due.length > 0; due = await dueWork(house.t.db)) for (const each of due) await doWork({ database: house.t.db, folder, program: 'test' }, each)
  }
  const people = castHouseholds().flatMap((home) => home.people)
  const vietnamese = (date: string): string => (date.length === 4 ? date : date.split('-').toReversed().join('/'))
  const csv = [
    'STT,HỌ VÀ TÊN,Ngày tháng năm sinh,Giới tính,Số CCCD,Địa chỉ,Ghi chú',
    ...people.map((person, i) => [i + 1, i === 2 ? 'NguyÔn ThÞ S¸u' : person.fullName, vietnamese(person.birthDate), person.gender === 'male' ? 'Nam' : 'Nữ', i % 3 === 0 ? person.pin.replace(/^0/, '') : i % 3 === 1 ? person.pin : '', `"${person.residenceDetail}, Xã Long Hồ, Tỉnh Vĩnh Long"`, ''].join(',')),
    '99,,1950,Nam,,,', '100,Người Không Có,31/02/1950,Nam,123,"Xã Không Đâu, Tỉnh Vĩnh Long",',
  ].join('\r\n')

  const journey = async (page: Page, name: string, scripts: boolean): Promise<void> => {
    await page.goto(`${url}/dl`)
    await look(page, `${name}-home`, scripts)
    await follow(page, page.getByRole('link', { name: 'Tải danh sách' }))
    await look(page, `${name}-upload`, scripts)
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    await look(page, `${name}-upload-empty`, scripts)
    assert.match(await page.textContent('body') ?? '', /Chọn loại danh sách/)
    await page.getByLabel('Loại danh sách').selectOption('elderly')
    await page.getByLabel('Tên danh sách').fill('Hội viên người cao tuổi')
    await page.getByLabel('Mục đích').fill('Rà soát người đủ 80 tuổi chưa hưởng trợ cấp')
    await page.getByLabel('Căn cứ pháp lý').fill('Luật Căn cước 2023, điều 10')
    for (const [label, value] of [['Ngày', '31'], ['Tháng', '12'], ['Năm', '2027']] as const) await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'hoi-vien.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(csv) })
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    assert.match(await page.textContent('body') ?? '', /Đổi đuôi tên tệp cho đúng/)
    assert.equal(await page.getByLabel('Mục đích').inputValue(), 'Rà soát người đủ 80 tuổi chưa hưởng trợ cấp', 'what was typed stays')
    await look(page, `${name}-upload-refused`, scripts)
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'hoi-vien.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    assert.match(await page.textContent('body') ?? '', /đang đọc tệp/)
    await look(page, `${name}-opening`, scripts)
    await work()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await look(page, `${name}-list`, scripts)
    await follow(page, page.getByRole('link', { name: 'Ghép cột' }))
    await look(page, `${name}-columns`, scripts)
    assert.equal(await page.getByLabel('HỌ VÀ TÊN').inputValue(), 'fullName')
    assert.doesNotMatch(await page.textContent('main') ?? '', new RegExp(people[0]!.fullName), 'examples are masked')
    await page.getByLabel('HỌ VÀ TÊN').selectOption('ignore')
    await follow(page, page.getByRole('button', { name: 'Xác nhận và kiểm tra' }))
    assert.match(await page.textContent('body') ?? '', /Chưa có cột họ tên/)
    await look(page, `${name}-columns-error`, scripts)
    await page.getByLabel('HỌ VÀ TÊN').selectOption('fullName')
    await follow(page, page.getByRole('button', { name: 'Xác nhận và kiểm tra' }))
    await work()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await follow(page, page.getByRole('link', { name: 'Xem kết quả kiểm tra' }))
    await look(page, `${name}-check`, scripts)
    assert.match(await page.textContent('main') ?? '', /Thêm lại số 0 đầu bị mất/)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Tải tệp lỗi' }).click()
    assert.match((await download).suggestedFilename(), /^loi-.*\.csv$/)
    await page.getByLabel('Chữ gõ kiểu cũ (TCVN3, VNI, Telex) đổi sang Unicode').uncheck()
    await follow(page, page.getByRole('button', { name: 'Kiểm tra lại với lựa chọn này' }))
    await work()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await follow(page, page.getByRole('link', { name: 'Đối khớp', exact: true }))
    await look(page, `${name}-run`, scripts)
    await page.getByText('Đổi ngưỡng và cách so').click()
    await page.getByLabel('Ngưỡng tự nhận là cùng người').fill('mười')
    await follow(page, page.getByRole('button', { name: 'Bắt đầu đối khớp' }))
    assert.match(await page.textContent('body') ?? '', /Hai ngưỡng phải là số/)
    assert.equal(await page.getByLabel('Ngưỡng tự nhận là cùng người').inputValue(), 'mười')
    await page.getByLabel('Ngưỡng tự nhận là cùng người').fill('8,5')
    await follow(page, page.getByRole('button', { name: 'Bắt đầu đối khớp' }))
    await look(page, `${name}-queued`, scripts)
    await follow(page, page.getByRole('button', { name: 'Hủy lần đối khớp này' }))
    await follow(page, page.getByRole('button', { name: 'Bắt đầu đối khớp' }))
    await work()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await look(page, `${name}-run-again`, scripts)
    await follow(page, page.getByRole('link', { name: /Đối khớp xong lúc/ }).first())
    await look(page, `${name}-result`, scripts)
    assert.match(await page.textContent('main') ?? '', /Đếm trước khi chấm: \d+ cặp/)
    await house.t.drain()
    assert.ok((await house.t.owner.query(sql`select 1 from message where person_id = ${house.who('hanhSteward').personId} and template = 'linkage.run-done'`)).length > 0, 'a message at the end')
    const manifest = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Tải sổ chạy' }).click()
    assert.match((await manifest).suggestedFilename(), /^so-chay-.*\.json$/)
    const report = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Tải báo cáo' }).click()
    assert.match((await report).suggestedFilename(), /^bao-cao-.*\.html$/)
    const html = readFileSync(await (await report).path(), 'utf8')
    assert.match(html, /Báo cáo đối khớp: Hội viên người cao tuổi/)
    for (const person of people) assert.ok(!html.includes(person.fullName), person.fullName)
    await page.goto(`${url}/dl`)
    await look(page, `${name}-home-after`, scripts)
    await follow(page, page.getByRole('link', { name: 'Hội viên người cao tuổi' }).first())
    await look(page, `${name}-list-after`, scripts)
  }

  it('all without JavaScript on a narrow screen', () => desks.withPage('hanhSteward', { width: 360, height: 740, javaScriptEnabled: false, acceptDownloads: true }, (page) => journey(page, '360', false)))

  it('on a desk, every page fit for everybody; a list is dropped', () => desks.withPage('hanhSteward', { width: 1366, height: 768, acceptDownloads: true }, async (page) => {
    await journey(page, '1366', true)
    await page.getByText('Bỏ danh sách này').first().click()
    await follow(page, page.getByRole('button', { name: 'Bỏ danh sách này' }))
    assert.match(await page.textContent('main') ?? '', /Đã bỏ/)
    await look(page, '1366-dropped', true)
  }))

  const whole = async (page: Page, name: string, scripts: boolean): Promise<void> => {
    await page.goto(`${url}/dl/tai`)
    await follow(page, page.getByRole('link', { name: 'Xem mỗi loại cần cột nào' }))
    await look(page, `${name}-kinds`, scripts)
    await page.locator('summary', { hasText: 'Thẻ căn cước đã cấp' }).click()
    await look(page, `${name}-kind`, scripts)
    const template = page.waitForEvent('download')
    await page.getByRole('link', { name: /Tệp mẫu cột.*Thẻ căn cước đã cấp/ }).click()
    assert.match(readFileSync(await (await template).path(), 'utf8'), /Họ và tên.*Ngày hết hạn thẻ/)
    await follow(page, page.getByRole('link', { name: /Tải lên loại này.*Thẻ căn cước đã cấp/ }))
    assert.equal(await page.getByLabel('Loại danh sách').inputValue(), 'identity-cards')
    assert.match(await page.getByLabel('Căn cứ pháp lý').inputValue(), /Luật Căn cước/)
    assert.equal(await page.getByLabel('Năm', { exact: true }).inputValue(), '2027')
    await look(page, `${name}-kind-chosen`, scripts)
    await page.getByLabel('Tên danh sách').fill(`Thẻ đã cấp ${name}`)
    await page.getByLabel('Mục đích').fill('Tìm người đủ tuổi chưa có thẻ')
    const cards = people.slice(0, 6).map((person, i) => [person.fullName, vietnamese(person.birthDate), person.pin, '29602', i === 0 ? '01/02/2024' : '01/02/2041'].join(','))
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'the.csv', mimeType: 'text/csv', buffer: Buffer.from(['Họ và tên,Ngày sinh,Số CCCD,Mã xã,Ngày hết hạn thẻ', ...cards].join('\n')) })
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    await work()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await follow(page, page.getByRole('link', { name: 'Ghép cột' }))
    assert.equal(await page.getByLabel('Ngày hết hạn thẻ').inputValue(), 'until')
    await follow(page, page.getByRole('button', { name: 'Xác nhận và kiểm tra' }))
    await work()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await follow(page, page.getByRole('link', { name: 'Đối khớp', exact: true }))
    await page.getByLabel('Xã Long Hồ').check()
    await page.getByText('Đổi ngưỡng và cách so').click()
    await page.getByLabel('Ngưỡng bỏ qua').fill('không')
    await follow(page, page.getByRole('button', { name: 'Bắt đầu đối khớp' }))
    assert.equal(await page.getByLabel('Xã Long Hồ').isChecked(), true, 'what was ticked stays')
    await look(page, `${name}-whole`, scripts)
    await page.getByLabel('Ngưỡng bỏ qua').fill('-2')
    await follow(page, page.getByRole('button', { name: 'Bắt đầu đối khớp' }))
    await work()
    await house.t.drain()
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    await follow(page, page.getByRole('link', { name: /Đối khớp xong lúc/ }).first())
    assert.match(await page.textContent('main') ?? '', /Đủ 14 tuổi chưa làm thẻ căn cước/)
    await look(page, `${name}-found`, scripts)
  }

  it('says what each kind needs; of a list that is whole for a commune those who are missing are counted', async () => {
    await desks.withPage('hanhSteward', { width: 360, height: 740, acceptDownloads: true }, (page) => whole(page, '360', true))
  })

  it('names everything that is missing at once, and says of a file why it was not read, also when its lines are gone', () => desks.withPage('hanhSteward', { width: 360, height: 740, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${url}/dl/tai`)
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    assert.equal(await page.locator('main .field-error').count(), 6)
    await page.getByLabel('Loại danh sách').selectOption('elderly')
    await page.getByLabel('Tên danh sách').fill('Chỉ có dòng đầu')
    await page.getByLabel('Mục đích').fill('Rà soát hội viên')
    await page.getByLabel('Căn cứ pháp lý').fill('Luật Căn cước 2023, đ.10')
    for (const [part, value] of [['Ngày', '1'], ['Tháng', '12'], ['Năm', '2027']] as const) await page.getByLabel(part, { exact: true }).fill(value)
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'trong.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) })
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    assert.match(await page.textContent('main') ?? '', /Tệp trống/)
    assert.equal(await page.getByLabel('Tên danh sách').inputValue(), 'Chỉ có dòng đầu')
    await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'dau.csv', mimeType: 'text/csv', buffer: Buffer.from('Họ và tên,Ngày sinh\n') })
    await follow(page, page.getByRole('button', { name: 'Tải lên' }))
    await work()
    await inTransaction(house.t.db, { actor: { kind: 'system', name: 'linkage.intake' }, purpose: { code: 'list-intake', basis: 'Luật 91/2025/QH15' } }, eraseExpiredLists)
    await follow(page, page.getByRole('link', { name: 'Xem tình trạng mới' }))
    assert.match(await page.textContent('main') ?? '', /Tệp chỉ có dòng đầu, không có người nào/)
    await look(page, '360-unreadable', false)
  }))

  it('nothing is wider than the narrowest phone', () => desks.withPage('hanhSteward', { width: 320, height: 640 }, async (page) => {
    await page.goto(`${url}/dl`)
    await assertNoSidewaysScroll(page)
    const href = await page.getByRole('link', { name: 'Hội viên người cao tuổi' }).last().getAttribute('href')
    for (const part of ['', '/cot', '/kiem-tra', '/doi-khop']) {
      await page.goto(`${url}${href}${part}`)
      await assertNoSidewaysScroll(page)
    }
  }))

  it('is shut to whoever has another post, and an unknown list is none', async () => {
    await desks.withPage('haiPolice', {}, async (page) => assert.equal((await page.goto(`${url}/dl`))?.status(), 403))
    await desks.withPage('hanhSteward', {}, async (page) => {
      assert.equal((await page.goto(`${url}/dl/danh-sach/khong-co`))?.status(), 404)
      assert.equal((await page.goto(`${url}/dl/danh-sach/00000000-0000-7000-8000-000000000000`))?.status(), 404)
    })
  })
})
