import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { proofMethods } from '../../foundations/residence/index.ts'
import type { PageRequest, Problem } from '../../platform/http/index.ts'
import { citizenSite, type CitizenSite } from '../citizen/testing/citizen-site.ts'
import { renderProblem } from './index.ts'

const now = '2026-11-18T02:00:00.000Z'

describe('Pages for everybody', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(now, { passwords: true }) })
  after(() => site.close())

  it('finds a service by words without marks', async () => {
    const browser = await site.visitor().open('/thu-tuc?q=nhap+ho+khau')
    assert.match(browser.text(), /Có \d+ thủ tục hợp với «nhap ho khau».*Đăng ký thường trú/)
    await browser.open('/thu-tuc?q=xyzzy')
    assert.match(browser.text(), /Không thấy «xyzzy».*Mọi thủ tục làm được ở đây/)
  })

  it('says who, what, how long, how much and what the state already has', async () => {
    const browser = await site.visitor().open('/thu-tuc/thuong-tru')
    assert.equal(browser.screen(), 'G-03')
    assert.match(browser.text(), /Ai làm được.*Nhận được gì.*7 ngày làm việc.*10\.000 đồng.*Nộp tại quầy: 20\.000 đồng.*Nhà nước đã có, không phải khai.*Căn cứ pháp luật.*áp dụng từ 01\/07\/2026/)
  })

  it('tells the seven ways that took the place of the household book, from the data, and leads there from where residence is asked', async () => {
    const browser = await site.visitor().open('/chung-minh-cu-tru')
    assert.equal(browser.screen(), 'G-10-residence')
    const ways = proofMethods('2026-11-18')
    assert.equal(ways.length, 7)
    let after = 0
    for (const { label, brings } of ways) {
      const at = browser.text().indexOf(label.vi, after)
      assert.ok(at > 0 && browser.text().includes(brings.vi), label.vi)
      after = at
    }
    assert.match(browser.text(), /Luật Cư trú 68\/2020\/QH14, đ\.38 k\.3; NĐ 104\/2022\/NĐ-CP, đ\.14 k\.2/)
    for (const from of ['/tro-giup', '/thu-tuc/xac-nhan-cu-tru', '/thu-tuc/thuong-tru']) assert.match((await site.visitor().open(from)).html, /href="\/chung-minh-cu-tru"/, from)
    assert.doesNotMatch((await site.visitor().open('/thu-tuc/khai-sinh')).html, /chung-minh-cu-tru/)
  })

  it('offers nothing in a picture that leads nowhere', async () => {
    const browser = await site.visitor().open('/?xem=cong')
    const pictures = [...browser.html.matchAll(/class="event" href="([^"]+)"/g)].map((found) => found[1]!)
    assert.ok(pictures.length > 0)
    for (const path of pictures) assert.match((await site.visitor().open(path)).text(), /Có \d+ thủ tục hợp với/, path)
  })

  it('tells a paper it did not issue', async () => {
    const browser = await site.visitor().open('/kiem-tra?ma=aaaa bbbb cccc')
    assert.match(browser.html, /verdict-unknown/)
    assert.equal((await browser.open('/kiem-tra?ma=')).status, 422)
  })

  it('answers alike for an unknown number and a wrong password, and waits after five tries', async () => {
    const { pin } = site.house.who('mai')
    const answers: string[] = []
    for (const number of ['099199999999', pin]) {
      const browser = await site.visitor().open('/dang-nhap')
      await browser.send('/dang-nhap', { pin: number, password: 'không phải câu này' })
      assert.equal(browser.status, 422)
      answers.push(browser.text())
    }
    assert.equal(answers[0], answers[1])
    const browser = await site.visitor().open('/dang-nhap')
    for (let i = 0; i < 6; i++) await browser.send('/dang-nhap', { pin, password: `sai ${i}` })
    assert.equal(browser.status, 429)
    assert.match(browser.text(), /Thử lại sau \d\d:\d\d/)
  })

  it('says how many digits are missing, and keeps the number', async () => {
    const browser = await site.visitor().open('/dang-nhap')
    await browser.send('/dang-nhap', { pin: '0991990005', password: 'x' })
    assert.match(browser.text(), /Ông\/bà đã nhập 10 chữ số/)
    assert.match(browser.html, /value="0991990005"/)
    assert.match(browser.title(), /^Lỗi:/)
  })

  it('comes back to the page that was asked for after signing in, and to no other site', async () => {
    const browser = await site.visitor().open('/ho-so')
    assert.equal(browser.path, '/dang-nhap?tiep=%2Fho-so')
    await browser.open('/dang-nhap?tiep=https://example.org/')
    assert.match(browser.html, /name="tiep" value="\/toi"/)
  })

  it('signs out and shows nothing afterwards', async () => {
    const browser = await site.as(site.house.who('mai'))
    await (await browser.open('/dang-xuat')).send('/dang-xuat')
    assert.ok(['/', '/gioi-thieu'].includes(browser.path))
    assert.equal((await browser.open('/toi')).screen(), 'C-01')
  })

  it('lets an officer choose a dated post, and nobody take a foreign one', async () => {
    const officer = await site.as(site.house.who('lanJustice'))
    await officer.open('/chuc-vu')
    assert.match(officer.text(), /Tư pháp.*Quyết định.*Việc riêng của tôi/)
    const citizen = await site.as(site.house.who('mai'))
    await citizen.open('/chuc-vu')
    const foreign = /name="post"[^>]*value="([0-9a-f-]{36})"/.exec(officer.html)![1]!
    await citizen.send('/chuc-vu', { post: foreign })
    assert.equal(citizen.status, 403)
    assert.match(citizen.text(), /không phải của ông\/bà/)
  })

  it('sets a password twice the same, for whoever knows the old one, and says when the two differ', async () => {
    const old = 'trời xanh mây trắng'
    const browser = await (await site.as(site.house.who('hoa'))).open('/an-toan')
    await browser.send('/an-toan', { password: 'trời hôm nay xanh', again: 'trời hôm nay mưa' })
    assert.match(browser.text(), /Hai lần nhập khác nhau/)
    assert.doesNotMatch(browser.html, /trời hôm nay xanh/)
    await browser.send('/an-toan', { password: 'trời hôm nay xanh', again: 'trời hôm nay xanh' })
    assert.match(browser.text(), /Mật khẩu đang dùng chưa đúng/)
    await browser.send('/an-toan', { old, password: 'ngắn', again: 'ngắn' })
    assert.match(browser.text(), /ít nhất 8 ký tự/)
    await browser.send('/an-toan', { old, password: 'trời hôm nay xanh', again: 'trời hôm nay xanh' })
    assert.match(browser.text(), /Đã đặt mật khẩu mới/)
  })

  it('has help in the same place, one heading and a screen name on every page, in both languages', async () => {
    const browser = site.visitor()
    for (const lang of ['vi', 'en']) {
      await (await browser.open('/tiep-can')).send('/tuy-chon', { lang })
      for (const path of ['/?xem=cong', '/thu-tuc', '/thu-tuc/khai-sinh', '/tra-cuu', '/kiem-tra', '/tro-giup', '/tiep-can', '/ve-he-thong', '/tinh-trang', '/noi-lam', '/noi-lam?q=long+ho', '/gioi-thieu', '/hop-thu-thu', '/dang-nhap', '/khong-co-trang-nay']) {
        await browser.open(path)
        assert.match(browser.html, new RegExp(`<html lang="${lang}"`), path)
        assert.ok(browser.screen() !== '' && /href="tel:/.test(browser.html), path)
        assert.equal([...browser.html.matchAll(/<h1\b/g)].length, 1, path)
      }
    }
  })
})

describe('Problem pages', () => {
  const req = { method: 'GET', path: '/x', target: '/x', lang: 'vi', session: null, comfort: { text: 100, theme: 'light', simple: false }, csrfToken: 't', header: () => undefined, now } as unknown as PageRequest
  const problem = (status: number, more: Partial<Problem> = {}): Problem => ({ kind: 'refusal', status, code: 'test', vi: 'Chưa làm được việc này lúc này.', errors: [], ...more })

  for (const status of [401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503]) {
    it(`${status} says the reason, what to do and where help is`, () => {
      const html = renderProblem(problem(status, { next: 'Làm lại từ trang chủ.' }), req)
      assert.match(html, /Chưa làm được việc này lúc này/)
      assert.match(html, /Làm lại từ trang chủ/)
      assert.match(html, /href="tel:/)
      assert.match(html, /data-screen="G-13"/)
    })
  }

  it('gives the time to come back and another way when there were too many tries', () => {
    assert.match(renderProblem(problem(429, { retryAt: '2026-11-18T03:05:00.000Z' }), req), /Thử lại sau 10:05/)
  })

  it('reads out a code for our own faults, and offers what was searched for when a page is unknown', () => {
    assert.match(renderProblem(problem(500, { kind: 'fault', reference: 'K7QF-2M9D' }), req), /K7QF-2M9D.*Thử lại/s)
    assert.match(renderProblem(problem(404), req), /action="\/thu-tuc"/)
  })

  it('leads to the dossier when a draft was already sent', () => {
    const dossierId = '0198f4b2-0000-7000-8000-000000000001'
    assert.match(renderProblem(problem(409, { data: { dossierId } }), req), new RegExp(`href="/ho-so/${dossierId}"`))
  })
})
