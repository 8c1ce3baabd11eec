import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { acceptMandate, askMandate, endMandate, ownMandates } from '../../foundations/mandates/index.ts'
import { somePerson } from '../../foundations/residence/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'
import type { PlainBrowser } from './testing/plain-browser.ts'

const now = '2026-11-18T02:00:00.000Z'
const start = '/thu-tuc/xac-nhan-cu-tru/bat-dau'
const page = (browser: PlainBrowser): string => browser.path.split('?')[0]!

describe('filing for another, page by page and without any script', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(now) })
  after(() => site.close())

  async function toThePageThatSigns(browser: PlainBrowser): Promise<void> {
    await browser.open(start)
    await browser.send(start)
    for (let step = 0; step < 8 && browser.screen() !== 'C-11'; step++) {
      await browser.send(page(browser))
      assert.equal(browser.status, 200, `${browser.path}: ${browser.text().slice(0, 300)}`)
    }
  }

  it('a mother for her child: every page says for whom, her own are closed, the receipt and the filing open', async () => {
    const { mother, homes } = await site.house.family('same', { notice: false })
    const { personId: kid } = await somePerson(site.house.t, { name: 'Lê Thị Bé Út', birthDate: '2017-05-06', area: '29602', household: { householdId: homes.mother, relationToHead: '03', opens: false }, relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
    const browser = await site.as(mother)
    await (await browser.open('/lam-thay')).send('/lam-thay', { id: kid })
    await browser.open('/lam-thay/ho-so')
    assert.match(browser.text(), /Nộp việc mới thay người này.*Xác nhận thông tin về cư trú/)
    assert.match(browser.html, /href="\/thu-tuc\/xac-nhan-cu-tru\/bat-dau"/)
    await toThePageThatSigns(browser)
    assert.equal(browser.screen(), 'C-11', browser.text().slice(0, 300))
    assert.match(browser.html, /Lê Thị Bé Út/, 'the bar on top')
    assert.match(browser.text(), /ký và nộp thay/)
    await browser.send(page(browser), { declaration: 'yes', code: site.house.codeFor(mother.personId) })
    assert.equal(browser.screen(), 'C-13', browser.text().slice(0, 300))
    const dossier = browser.path.replace('/da-gui', '')
    await browser.open(dossier)
    assert.equal(browser.screen(), 'C-15')
    assert.match(browser.text(), new RegExp(`Người nộp thay: ${mother.fullName}`))
    assert.doesNotMatch(browser.html, /href="\/luot-xem/, 'who looked is the child\'s to see')
    for (const own of ['/toi', '/ho-so', '/vi', '/luot-xem']) assert.equal((await browser.open(own)).status, 403, own)
    await (await browser.open('/lam-thay')).send('/lam-thay/ket-thuc')
    assert.equal((await browser.open(dossier)).status, 403)
    assert.match(browser.html, /nộp thay người khác/)
    assert.equal((await browser.open('/ho-so')).status, 200)
    assert.doesNotMatch(browser.text(), /Xác nhận thông tin về cư trú/)
  })

  it('the permission is taken back while the form is open: the page says so, shows what was typed, and keeps what was saved for the one who gave it', async () => {
    const { mother: giver, father: holder } = await site.house.family('same', { notice: false })
    const requestId = newId()
    await site.house.asPerson(giver)((ctx) => askMandate(ctx, { requestId, askedAs: 'giver', pin: holder.pin, fullName: holder.fullName, kind: 'standing', scope: ['1.010041'], dossierId: null, until: '2027-03-01' }))
    await site.house.asPerson(holder)((ctx) => acceptMandate(ctx, { requestId, commandId: newId() }))
    const browser = await site.as(holder)
    await (await browser.open('/lam-thay')).send('/lam-thay', { id: giver.personId })
    await browser.open(start)
    await browser.send(start)
    await browser.send(page(browser))
    assert.match(page(browser), /\/content$/)
    await browser.send(page(browser), { 'confirmation.content': 'Đã ở đây từ năm 2019' })
    const [draft] = /\/ho-so\/nhap\/[^/]+/.exec(browser.path)!
    await browser.open(`${draft}/content`)
    const { mandateId } = (await site.house.asPerson(giver)(ownMandates)).given[0]!
    await site.house.asPerson(giver)((ctx) => endMandate(ctx, { mandateId, commandId: newId() }))
    await browser.send(page(browser), { 'confirmation.content': 'Câu vừa nhập dở' })
    assert.deepEqual([browser.screen(), browser.status], ['C-30-stopped', 403], browser.text().slice(0, 300))
    assert.match(browser.text(), /Quyền làm thay không còn.*Ông\/bà vừa nhập.*Câu vừa nhập dở/)
    assert.equal((await browser.open('/lam-thay')).status, 200)
    const own = await site.as(giver)
    await own.open('/ho-so')
    assert.match(own.text(), /Người làm thay ông\/bà đang khai/)
    await own.open(`${draft}/content`)
    assert.match(own.html, /Đã ở đây từ năm 2019/)
    await own.open('/uy-quyen')
    assert.match(own.text(), /Chưa ai nộp thay ông\/bà/)
  })
})
