import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { CastHouse } from '../src/app/testing/cast-house.ts'
import { judgeList, runPass } from '../src/data-ecosystem/quality/index.ts'
import { changePersonFacts, decideCorrection } from '../src/foundations/population/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql } from '../src/platform/index.ts'
import { systemActor } from '../src/platform/testing.ts'
import type { CastKey } from '../synthetic/index.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, shoot } from './browser.ts'
import { openDesks, type Desks } from './desks.ts'
import { followed } from './follow.ts'
import { certain, matchedList } from './matched-list.ts'

describe('an officer clears a cleaning list', () => {
  let house: CastHouse
  let desks: Desks
  let url = ''

  before(async () => {
    desks = await openDesks('2026-11-18T03:00:00.000Z')
    ;({ house, url } = desks)
    for (const key of ['mai', 'hung'] as const) {
      await house.asCast('haiPolice')((ctx) => changePersonFacts(ctx, { personId: house.who(key).personId, facts: { email: 'khong-co' }, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
    }
    await runPass(house.t.db, { engine: 'postgres' })
  })
  after(() => desks.close())

  const withPage: Desks['withPage'] = (...visit) => desks.withPage(...visit)
  /** Where scripts are off, axe has nothing to run in: the same pages are held to it below. */
  const look = async (page: Page, name: string, scripts = true): Promise<void> => {
    if (scripts) await assertNoAxeViolations(page)
    await assertNoSidewaysScroll(page)
    await shoot(page, `cleaning-${name}`)
  }
  const follow = (page: Page, target: ReturnType<Page['locator']>): Promise<unknown> => Promise.all([page.waitForEvent('load'), target.click()])
  const stateOf = async (key: CastKey): Promise<string> =>
    (await house.t.owner.query<{ state: string }>(sql`select state from quality_finding where rule = 'email-malformed' and subject_id = ${house.who(key).personId}`))[0]!.state

  it('proposes what the paper says, it is accepted by another, and the line is gone; all without JavaScript on a narrow screen', async () => {
    await withPage('haiPolice', { width: 360, height: 740, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${url}/dc/sach`)
      await look(page, 'home', false)
      await follow(page, page.getByRole('link', { name: 'Thư điện tử sai cấu trúc' }).first())
      await look(page, 'list', false)
      await follow(page, page.getByRole('link', { name: house.who('mai').fullName }))
      await look(page, 'case', false)
      await follow(page, page.getByRole('button', { name: /Nhận việc này/ }))
      assert.equal(await stateOf('mai'), 'assigned')
      await page.getByLabel(/Giá trị đúng/).fill('mai@vidu.example')
      await follow(page, page.getByRole('button', { name: /Gửi đề xuất sửa/ }))
      await look(page, 'case-error', false)
      assert.equal(await page.getByLabel(/Giá trị đúng/).inputValue(), 'mai@vidu.example', 'what was typed stays')
      await page.locator('textarea[name="note"]').fill('Gặp chị Mai, chị đọc địa chỉ thư.')
      await page.getByLabel(/Giá trị đúng/).fill('chị đọc qua điện thoại')
      await follow(page, page.getByRole('button', { name: /Gửi đề xuất sửa/ }))
      assert.match(await page.locator('.field-error').innerText(), /không hợp với mục đang sửa/, 'what the register could not take is said here, not to whoever decides')
      await page.getByLabel(/Giá trị đúng/).fill('mai@vidu.example')
      await follow(page, page.getByRole('button', { name: /Gửi đề xuất sửa/ }))
      assert.equal(await stateOf('mai'), 'proposed')
    })
    const [open] = await house.t.owner.query<{ id: string; version: number }>(sql`select case_id as id, version from correction_case where person_id = ${house.who('mai').personId} and state = 'open'`)
    await house.asCast('policeCommander')((ctx) => decideCorrection(ctx, { caseId: open!.id, version: open!.version, decision: 'accept', reason: '' }))
    await followed(house.t, '2026-11-18T03:05:00.000Z')
    assert.equal(await stateOf('mai'), 'fixed')
    const [finding] = await house.t.owner.query<{ id: string }>(sql`select finding_id as id from quality_finding where rule = 'email-malformed' and subject_id = ${house.who('mai').personId}`)
    await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach/viec/${finding!.id}`)
      await page.getByText(/hết lỗi[\s\S]*Bởi việc: (Sửa sai sót|Cập nhật thông tin), ngày 18\/11\/2026/).first().waitFor()
      await look(page, 'fixed-by')
    })
  })

  it('says why nothing is to be corrected; a commander decides, and never his own proposal', async () => {
    await withPage('haiPolice', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/dc/sach/email-malformed`)
      await look(page, 'wide-list')
      await follow(page, page.getByRole('link', { name: house.who('hung').fullName }))
      await look(page, 'wide-case')
      const caseUrl = page.url()
      await page.goBack()
      await follow(page, page.getByRole('button', { name: /Nhận 20 việc đầu/ }))
      await page.getByText('Đã nhận 1 việc').waitFor()
      assert.equal(await stateOf('hung'), 'assigned')
      await page.goto(caseUrl)
      await page.keyboard.press('5')
      assert.ok(await page.getByLabel('không đủ giấy tờ để xác minh').isChecked(), 'one key decides')
      await page.locator('textarea[name="seen"]').fill('Ông không dùng thư điện tử, không có giấy tờ nào ghi.')
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F10')])
      assert.equal(await stateOf('hung'), 'proposed')
      await page.getByText('Đã gửi kết quả xác minh').waitFor()
      await page.goto(caseUrl)
      assert.equal(await page.getByRole('button', { name: /Duyệt, không phải sửa/ }).count(), 0)
      await follow(page, page.getByRole('button', { name: 'Rút đề xuất' }))
      assert.equal(await stateOf('hung'), 'assigned', 'taken back, the case is his again')
      await page.getByText('người đề xuất rút đề xuất').waitFor()
      await page.getByLabel('không đủ giấy tờ để xác minh').check()
      await page.locator('textarea[name="seen"]').fill('Ông không dùng thư điện tử, không có giấy tờ nào ghi.')
      await follow(page, page.getByRole('button', { name: /Gửi kết quả xác minh/ }))
      assert.equal(await stateOf('hung'), 'proposed')
    })
    await withPage('policeCommander', { width: 1366, height: 768 }, async (page) => {
      await page.goto(`${url}/dc/sach/cho-duyet`)
      await look(page, 'approve')
      await follow(page, page.getByRole('link', { name: house.who('hung').fullName }))
      await look(page, 'approve-case')
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('2')])
      await page.getByText('Ghi vì sao trả lại hoặc mở lại.').first().waitFor()
      assert.equal(await stateOf('hung'), 'proposed', 'a return says why')
      await Promise.all([page.waitForEvent('load'), page.locator('h1').click().then(() => page.keyboard.press('1'))])
      assert.equal(await stateOf('hung'), 'exempted', 'one key approves')
      await look(page, 'exempted')
      await page.goto(`${url}/dc/sach`)
      await look(page, 'after')
    })
    await runPass(house.t.db, { engine: 'postgres' })
    assert.equal(await stateOf('hung'), 'exempted', 'a pass does not open it again')
    await withPage('policeCommander', { width: 360, height: 740 }, async (page) => {
      const [finding] = await house.t.owner.query<{ id: string }>(sql`select finding_id as id from quality_finding where subject_id = ${house.who('hung').personId} and rule = 'email-malformed'`)
      await page.goto(`${url}/dc/sach/viec/${finding!.id}`)
      await page.getByText('Mở lại việc này').first().click()
      await page.getByLabel('Vì sao mở lại').fill('Ông vừa đưa địa chỉ thư đúng.')
      await look(page, 'reopen')
      await follow(page, page.getByRole('button', { name: 'Mở lại việc này' }))
      assert.equal(await stateOf('hung'), 'open')
    })
    const change = (email: string) => house.asCast('haiPolice')((ctx) => changePersonFacts(ctx, { personId: house.who('hung').personId, facts: { email }, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
    await house.t.owner.query(sql`update quality_finding set state = 'exempted', closed_at = now() where subject_id = ${house.who('hung').personId} and rule = 'email-malformed'`)
    await change('hung@vidu.example')
    await runPass(house.t.db, { engine: 'postgres' })
    assert.equal(await stateOf('hung'), 'fixed', 'an exemption lapses with what it was about')
    await change('lai-sai')
    await runPass(house.t.db, { engine: 'postgres' })
    assert.equal(await stateOf('hung'), 'open', 'and another fault of the kind is a case again')
  })

  it('a list is taken along as a file that works without a connection, and what comes back are proposals', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'congdan-field-'))
    try {
      for (const [key, email] of [['mai', 'sai@@dau'], ['nam', 'khong-co']] as const) {
        await house.asCast('haiPolice')((ctx) => changePersonFacts(ctx, { personId: house.who(key).personId, facts: { email }, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
      }
      await runPass(house.t.db, { engine: 'postgres' })
      await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
        await page.goto(`${url}/dc/sach/email-malformed?tuoi=30`)
        assert.equal(await page.getByRole('link', { name: house.who('mai').fullName }).count(), 0, 'nothing is that old')
        await page.goto(`${url}/dc/sach/email-malformed/in`)
        await look(page, 'field-list')
        const pdf = await page.request.get(`${url}/dc/sach/email-malformed/in/pdf`)
        assert.equal(pdf.headers()['content-type'], 'application/pdf')
        assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
        const [taken] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Tải phiếu mang theo/ }).click()])
        await taken.saveAs(join(folder, 'phieu.html'))
        assert.match(readFileSync(join(folder, 'phieu.html'), 'utf8'), /Số 45, Ấp Phước Lợi/, 'whoever goes out knows at which door to knock')
      })
      await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
        await page.context().setOffline(true)
        await page.goto(`file://${join(folder, 'phieu.html')}`)
        await look(page, 'field-file')
        const of = (key: CastKey): ReturnType<Page['locator']> => page.locator('li', { hasText: house.who(key).fullName })
        await of('mai').locator('select').selectOption('correct')
        await of('mai').locator('input').fill('mai@vidu.example')
        await of('mai').locator('textarea').fill('Gặp chị Mai tại nhà.')
        await of('nam').locator('select').selectOption('not-found')
        await page.reload()
        assert.equal(await of('mai').locator('input').inputValue(), 'mai@vidu.example', 'what was written stays on the device')
        const [results] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Lưu kết quả' }).click()])
        assert.match(results.suggestedFilename(), /^ket-qua-.*\.json$/)
        await results.saveAs(join(folder, 'ket-qua.json'))
      })
      await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
        await page.goto(`${url}/dc/sach/ket-qua`)
        await follow(page, page.getByRole('button', { name: 'Nộp tệp' }))
        await look(page, 'bring-back-empty')
        await page.setInputFiles('input[type=file]', join(folder, 'ket-qua.json'))
        await follow(page, page.getByRole('button', { name: 'Nộp tệp' }))
        await look(page, 'bring-back')
        await page.getByText('Đã ghi 1 đề xuất').first().waitFor()
        await page.getByText('Ghi rõ đã xem giấy tờ gì, gặp ai.').waitFor()
        assert.equal(await stateOf('mai'), 'proposed')
        assert.equal(await stateOf('nam'), 'open', 'a line without a note is handed back')
        const [fact] = await house.t.owner.query<{ email: string }>(sql`select email from population_public.current_person where person_id = ${house.who('mai').personId}`)
        assert.equal(fact!.email, 'sai@@dau', 'nothing is edited')
        await page.setInputFiles('input[type=file]', join(folder, 'ket-qua.json'))
        await follow(page, page.getByRole('button', { name: 'Nộp tệp' }))
        await page.getByText('2 kết quả chưa ghi được').first().waitFor()
        await page.setInputFiles('input[type=file]', { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":"other"}') })
        await follow(page, page.getByRole('button', { name: 'Nộp tệp' }))
        await page.getByText('Tệp này không phải tệp kết quả đi thực địa.').first().waitFor()
      })
      await withPage('secondPolice', { width: 360, height: 740 }, async (page) => {
        await page.goto(`${url}/dc/sach/ket-qua`)
        await page.setInputFiles('input[type=file]', join(folder, 'ket-qua.json'))
        await follow(page, page.getByRole('button', { name: 'Nộp tệp' }))
        await page.getByText('2 kết quả chưa ghi được').first().waitFor()
        assert.equal(await page.getByText('Mở việc này').count(), 0, 'no way into the cases of another commune')
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('every score opens what it is made of, and that opens the list', async () => {
    await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach`)
      await follow(page, page.locator('.tile', { hasText: 'Sạch' }).getByRole('link', { name: 'Cách tính và danh sách' }))
      await look(page, 'score')
      await page.getByText('Mỗi quy tắc: số đạt chia cho số đã rà.').waitFor()
      await follow(page, page.getByRole('row', { name: /Thư điện tử sai cấu trúc/ }).getByRole('link'))
      assert.equal(new URL(page.url()).pathname, '/dc/sach/email-malformed')
      await page.goto(`${url}/dc/sach/diem`)
      await look(page, 'scores')
      await page.goto(`${url}/dc/sach/diem/song/khai-sinh-muon`)
      await look(page, 'late-births')
      assert.equal((await page.goto(`${url}/dc/sach/diem/dung?xa=la`))?.status(), 200, 'an odd address is the own unit')
      assert.equal((await page.goto(`${url}/dc/sach/diem/dung?xa=00004`))?.status(), 403)
      assert.equal((await page.goto(`${url}/dc/sach/diem/khong-co`))?.status(), 404)
    })
  })

  it('somebody of a sector’s list whom the register does not have is a case with what the list says', async () => {
    const listId = newId()
    await house.t.owner.query(sql`
      insert into matching_list (list_id, kind, title, organisation_id, area, purpose, legal_basis, retain_until, uploaded_at, file_name, file_bytes, sha256, format)
      values (${listId}, 'pupils', 'Học sinh lớp 1', ${newId()}, '86', 'Rà soát', 'Luật Căn cước', '2099-01-01', now(), 'a.csv', 1, ${'0'.repeat(64)}, 'csv')`)
    const fields = { id: '7', name: 'Nguyễn Văn Lạ', birth: '2019-05-06', gender: 'male', numbers: '', commune: '29602', address: 'Ấp Phước Lợi' }
    await house.t.owner.query(sql`insert into matching_row (list_id, row_no, raw, fields, state, commune) values (${listId}, 7, '[]', ${sql.json(fields)}, 'ok', '29602')`)
    await house.t.as(systemActor)((ctx) => judgeList(ctx, { listId, kind: 'pupils', title: 'Học sinh lớp 1', areas: [], lines: [{ rowNo: 7, number: '', namePlain: 'nguyen van la', birthDate: '2019-05-06', gender: 'male', commune: '29602', status: '', code: '', day: '', until: '', outcome: 'not-found', personId: null }] }))
    await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach/pupil-not-in-register`)
      await follow(page, page.getByRole('link', { name: /Nguyễn Văn Lạ/ }))
      await page.getByText('Danh sách của ngành ghi, dòng 7').waitFor()
      await page.getByText('Ấp Phước Lợi').first().waitFor()
      await look(page, 'line-case')
      await page.getByLabel('đã chuyển đi nơi khác').check()
      await page.locator('textarea[name="seen"]').fill('Gia đình đã về tỉnh khác, nhà trường xác nhận.')
      await follow(page, page.getByRole('button', { name: /Gửi kết quả xác minh/ }))
    })
    const [finding] = await house.t.owner.query<{ state: string }>(sql`select state from quality_finding where list_id = ${listId}`)
    assert.equal(finding!.state, 'proposed')
  })

  it('what the birth book says otherwise is taken as the proposed value by one key', async () => {
    const [listId, { personId }] = [newId(), house.who('hung')]
    await house.t.owner.query(sql`
      insert into matching_list (list_id, kind, title, organisation_id, area, purpose, legal_basis, retain_until, uploaded_at, file_name, file_bytes, sha256, format)
      values (${listId}, 'birth-book', 'Sổ khai sinh 1973', ${newId()}, '86', 'Rà soát', 'Luật Căn cước', '2099-01-01', now(), 'a.csv', 1, ${'0'.repeat(64)}, 'csv')`)
    const fields = { id: '3', name: 'Lê Văn Hùng', birth: '1973-05-16', gender: 'male', numbers: '', commune: '29602', address: '' }
    await house.t.owner.query(sql`insert into matching_row (list_id, row_no, raw, fields, state, commune) values (${listId}, 3, '[]', ${sql.json(fields)}, 'ok', '29602')`)
    await house.t.as(systemActor)((ctx) => judgeList(ctx, { listId, kind: 'birth-book', title: 'Sổ khai sinh 1973', areas: [], lines: [{ rowNo: 3, number: '', namePlain: 'le van hung', birthDate: '1973-05-16', gender: 'male', commune: '29602', status: '', code: '', day: '', until: '', outcome: 'matched', personId }] }))
    const [finding] = await house.t.owner.query<{ id: string }>(sql`select finding_id as id from quality_finding where list_id = ${listId} and rule = 'birth-book-date-differs'`)
    await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach/viec/${finding!.id}`)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F6')])
      assert.equal(await page.getByLabel(/Giá trị đúng/).inputValue(), '16/05/1973')
      await look(page, 'as-listed')
      await page.locator('textarea[name="note"]').fill('Sổ khai sinh 1973, dòng 3.')
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('F9')])
    })
    const [open] = await house.t.owner.query<{ claimed: string }>(sql`select claimed from correction_case where person_id = ${personId} and field = 'birthDate' and state = 'open'`)
    assert.equal(open!.claimed, '16/05/1973')
  })

  it('where two lists say different things of one person both stand beside the register, and either is taken by hand', async () => {
    const hung = (birth: string, name: string) => ({ name, birth, gender: 'male', commune: '29602', address: 'Ấp Phước Lợi', zone: 'automatic' as const, people: [{ key: 'hung' as const, levels: certain, weight: 20 }] })
    const book = await matchedList(house, [hung('1973-05-16', 'Lê Văn Hùng')], { kind: 'birth-book', title: 'Sổ khai sinh, bản số hóa' })
    await matchedList(house, [hung('1974-05-16', 'LE VAN HUNG')], { title: 'Hội viên cựu chiến binh' })
    const { personId } = house.who('hung')
    await house.t.as(systemActor)((ctx) => judgeList(ctx, { listId: book.listId, kind: 'birth-book', title: 'Sổ khai sinh, bản số hóa', areas: [], lines: [{ rowNo: 2, number: '', namePlain: 'le van hung', birthDate: '1973-05-16', gender: 'male', commune: '29602', status: '', code: '', day: '', until: '', outcome: 'matched', personId }] }))
    const [finding] = await house.t.owner.query<{ id: string }>(sql`select finding_id as id from quality_finding where list_id = ${book.listId} and rule = 'birth-book-date-differs'`)
    await withPage('haiPolice', { width: 320, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach/viec/${finding!.id}`)
      await page.getByText('Các danh sách ghi khác nhau: Ngày sinh').waitFor()
      assert.equal(await page.getByRole('row', { name: /Họ tên/ }).getByText('không trái nhau').count() + await page.getByRole('row', { name: /Họ, chữ đệm và tên/ }).getByText('không trái nhau').count() > 0, true, 'marks are no difference')
      await look(page, 'two-lists')
      await follow(page, page.getByRole('link', { name: 'Lấy «16/05/1974» theo Hội viên cựu chiến binh' }))
      assert.equal(await page.getByLabel(/Giá trị đúng/).inputValue(), '16/05/1974')
    })
    const [logged] = await house.t.owner.query<{ fields: string[] }>(sql`select fields from access_log where register = 'linkage' and subjects @> array[${personId}]::uuid[] order by at desc limit 1`)
    assert.deepEqual(logged!.fields, ['listLine'])
  })

  it('the police of a province choose a commune; those of a commune have nothing to choose', async () => {
    // A post of the province, before its holder sits down.
    ;(house.actorOf('secondCommander') as unknown as { areas: string[] }).areas.splice(0, 9, '86')
    await withPage('secondCommander', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach/email-malformed`)
      await page.getByLabel('Xã, phường').selectOption('29602')
      await follow(page, page.getByRole('button', { name: 'Lọc' }))
      assert.equal(new URL(page.url()).searchParams.get('xa'), '29602')
      assert.ok(await page.getByRole('link', { name: house.who('hung').fullName }).count() > 0)
      await look(page, 'province-list')
      await page.getByLabel('Xã, phường').selectOption('29308')
      await follow(page, page.getByRole('button', { name: 'Lọc' }))
      assert.equal(await page.getByRole('link', { name: house.who('hung').fullName }).count(), 0)
    })
    await withPage('haiPolice', { width: 360, height: 740 }, async (page) => {
      await page.goto(`${url}/dc/sach/email-malformed`)
      assert.equal(await page.getByLabel('Xã, phường').count(), 0)
    })
  })

  it('is closed to the police of another commune', async () => {
    const [finding] = await house.t.owner.query<{ id: string }>(sql`select finding_id as id from quality_finding where subject_id = ${house.who('hung').personId} and rule = 'email-malformed'`)
    await withPage('secondPolice', { width: 1366, height: 768 }, async (page) => {
      assert.equal((await page.goto(`${url}/dc/sach/viec/${finding!.id}`))?.status(), 403)
      assert.equal((await page.goto(`${url}/dc/sach/viec/khong-co`))?.status(), 404)
      assert.equal((await page.goto(`${url}/dc/sach/khong-co`))?.status(), 404)
    })
  })

  it('tells the administrator where the nightly pass and the daily watch differ, and shows it', async () => {
    await followed(house.t, '2026-11-18T03:10:00.000Z')
    await house.t.owner.query(sql`update person_version set email = 'khong-dung' where person_id = ${house.who('baSau').personId} and superseded_at is null and valid_to is null`)
    await runPass(house.t.db, { engine: 'postgres' })
    await house.t.drain()
    await house.t.drain()
    const [message] = await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from message where person_id = ${house.who('adminPerson').personId} and template = 'quality.increments-differ'`)
    assert.ok(message!.n > 0)
    for (const [key, width] of [['adminPerson', 1366], ['haiPolice', 320]] as const) {
      await withPage(key, { width, height: 740 }, async (page) => {
        await page.goto(`${url}/lam-viec/ra-soat`)
        await page.getByText(/lệch 1 lỗi mà không rõ vì sao/).waitFor()
        await look(page, `passes-${width}`)
      })
    }
  })
})
