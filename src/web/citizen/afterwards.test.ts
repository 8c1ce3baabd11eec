import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileAs, lanesNow, registerBirthOf, work } from '../../app/testing/journey.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'

const now = '2026-11-18T02:00:00.000Z'

describe('What the citizen sees after sending', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(now) })
  after(() => site.close())

  it('is told in one place what is missing, with the clock stopped, and answers it in one visit', async () => {
    const { mother } = await site.house.family('same')
    const { dossierId } = await fileAs(site.house, mother)
    await work(site.house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: ['name-unclear'], words: 'Tên thiếu chữ đệm' })
    const browser = await site.as(mother)
    assert.match(browser.text(), /Cần làm ngay \(1\).*Viết lại tên của bé/)
    await browser.open(`/ho-so/${dossierId}/bo-sung`)
    assert.equal(browser.screen(), 'C-16')
    assert.match(browser.text(), /Tên thiếu chữ đệm.*Đồng hồ đang dừng/)
    assert.deepEqual(browser.inputs().map(({ f }) => f), ['child.fullName'])
    await browser.send(`/ho-so/${dossierId}/bo-sung`, { 'child.fullName': '' })
    assert.equal(browser.status, 422)
    await browser.send(`/ho-so/${dossierId}/bo-sung`, { 'child.fullName': 'Lê Trần Gia An' })
    assert.equal(browser.path, `/ho-so/${dossierId}`)
    assert.equal((await lanesNow(site.house, dossierId))['birth']!.state, 'checking')
    await browser.sendAgain()
    assert.equal(browser.path, `/ho-so/${dossierId}`)
  })

  it('answers in words where there is nothing to correct, and may send a paper along', async () => {
    const { mother } = await site.house.family('same')
    const { dossierId } = await fileAs(site.house, mother)
    await work(site.house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: ['birth-facts-differ'] })
    const browser = await (await site.as(mother)).open(`/ho-so/${dossierId}/bo-sung`)
    await browser.send(`/ho-so/${dossierId}/bo-sung`, { note: '' })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /Viết câu trả lời, hoặc gửi một giấy/)
    await browser.send(`/ho-so/${dossierId}/bo-sung`, { note: 'Giờ sinh đúng như giấy.' })
    assert.equal(browser.path, `/ho-so/${dossierId}`)
    assert.equal((await lanesNow(site.house, dossierId))['birth']!.state, 'checking')
  })

  it('finds the paper, the child in the household and every look of every office', async () => {
    const { mother } = await site.house.family('same')
    const { dossierId } = await fileAs(site.house, mother)
    await registerBirthOf(site.house, dossierId)
    await site.house.t.drain(now)
    await work(site.house, 'haiPolice', dossierId, 'residence', ['approve'])
    await site.house.t.drain(now)
    const browser = await (await site.as(mother)).open(`/ho-so/${dossierId}`)
    assert.equal(browser.screen(), 'C-15')
    assert.match(browser.text(), /Khai sinh.*Đã đăng ký khai sinh.*Thường trú.*Đã đăng ký thường trú/)
    await browser.open(`/ho-so/${dossierId}/ket-qua`)
    assert.match(browser.text(), /Giấy khai sinh/)
    await browser.open('/vi')
    assert.match(browser.text(), /Giấy khai sinh.*Còn hiệu lực/i)
    const paper = /href="(\/vi\/[0-9a-f-]{36})"/.exec(browser.html)![1]!
    await browser.open(paper)
    assert.equal(browser.screen(), 'C-20')
    assert.match(browser.text(), /Lê Gia An/i)
    assert.match(browser.text(), /099 3\*\* \*\*\* \d{3}/)
    await browser.send(paper, { f: 'x' })
    assert.equal(browser.status, 422, 'which line it is was damaged on its way')
    await browser.open(paper)
    await browser.send(paper, {})
    assert.match(browser.text(), /099 3\d\d \d{3} \d{3}.*được ghi lại/)
    await browser.open('/ho')
    assert.match(browser.text(), /Lê Gia An/)
    await browser.open(`/luot-xem?ho-so=${dossierId}`)
    assert.match(browser.text(), /(Ủy ban nhân dân|UBND) xã Long Hồ.*công chức tư pháp/)
    assert.match(browser.text(), /Công an xã Long Hồ/)
    assert.doesNotMatch(browser.text(), /Phạm Thị Ngọc Lan/)
    const ask = /href="(\/luot-xem\/[0-9a-f-]{36}\/hoi\?[^"]+)"/.exec(browser.html)![1]!.replaceAll('&amp;', '&')
    await browser.open(ask)
    assert.equal(browser.screen(), 'C-25')
    // The commonest question is chosen already: three taps from the list to the sent question.
    assert.match(browser.html, /value="not-known"[^>]* checked/)
    const action = ask.split('?')[0]!
    await browser.send(action, { concern: '' })
    assert.match(browser.text(), /Chọn điều ông\/bà lo/)
    await browser.send(action, { concern: 'not-known', note: 'Tôi không nộp việc này' })
    assert.equal(browser.screen(), 'C-24')
    assert.match(browser.text(), /Đã gửi câu hỏi HX-.*Trả lời trước/)
  })

  it('asks the head of the household directly, once, and tells the applicant the answer', async () => {
    const { mother, father } = await site.house.family('same')
    const { dossierId } = await fileAs(site.house, mother)
    const head = await site.as(father)
    assert.match(head.text(), /Cần làm ngay \(1\).*cần ý kiến của ông\/bà/)
    const path = /href="(\/y-kien\/[0-9a-f-]{36})"/.exec(head.html)![1]!
    await (await head.open(path)).send(path)
    assert.match(head.text(), /Chọn đồng ý hoặc không đồng ý/)
    await head.send(path, { answer: 'yes' })
    assert.match(head.text(), /Đã gửi câu trả lời/)
    assert.equal((await head.open(path)).status, 404)
    const applicant = await (await site.as(mother)).open(`/ho-so/${dossierId}`)
    assert.match(applicant.text(), /Ý kiến của người khác.*Đã đồng ý/)
    assert.equal((await applicant.open(path)).status, 404)
  })

  it('opens every other page of the account', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    for (const [path, screen] of [['/toi', 'C-04'], ['/ho-so', 'C-14'], ['/vi', 'C-19'], ['/luot-xem', 'C-24'], ['/du-lieu', 'C-26'], ['/ho', 'C-28'], ['/tin', 'C-31'], ['/cai-dat', 'C-32'], ['/an-toan', 'C-33'], ['/bao-sai/person', 'C-27'], ['/bao-sai/household', 'C-27'], ['/bao-sai', 'C-27-list']] as const) {
      await browser.open(path)
      assert.deepEqual([browser.status, browser.screen()], [200, screen], browser.text().slice(0, 200))
      assert.match(browser.html, /href="tel:/, path)
      assert.equal([...browser.html.matchAll(/<h1\b/g)].length, 1, path)
    }
  })
})
