import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import type { Somebody } from '../../app/testing/cast-house.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'
import type { PlainBrowser } from './testing/plain-browser.ts'

/** A working Wednesday morning in Việt Nam. */
const now = '2026-11-18T02:00:00.000Z'
const start = '/thu-tuc/khai-sinh-thuong-tru-bhyt/bat-dau'
const draftOf = (browser: PlainBrowser): string => browser.path.split('/')[3]!
const page = (browser: PlainBrowser): string => browser.path.split('?')[0]!

interface Walked { readonly screens: string[]; readonly inputs: Map<string, string> }

/** Walks from C-05 to the page that signs, answering whatever is asked. */
async function walk(browser: PlainBrowser, answers: Readonly<Record<string, string>> = {}): Promise<Walked> {
  const walked: Walked = { screens: [], inputs: new Map() }
  const see = () => { walked.screens.push(browser.screen()); for (const { f, src } of browser.inputs()) walked.inputs.set(f, src) }
  await browser.open(start)
  see()
  await browser.send(start)
  for (let step = 0; step < 12 && browser.screen() !== 'C-11'; step++) {
    see()
    const chosen = Object.fromEntries(browser.inputs().filter(({ src, f }) => src === 'choice' && f.includes('.') && f !== 'contact.phone').map(({ f }) => [f, 'mother']))
    await browser.send(page(browser), { ...chosen, ...(browser.inputs().some(({ f }) => f === 'child.fullName') ? { 'child.fullName': 'Lê Gia An' } : {}), ...answers })
    assert.equal(browser.status, 200, `${browser.path}: ${browser.text().slice(0, 300)}`)
  }
  see()
  return walked
}

async function signAndSend(site: CitizenSite, browser: PlainBrowser, person: Somebody): Promise<void> {
  await browser.send(page(browser), { declaration: 'yes', code: site.house.codeFor(person.personId) })
}

describe('The linked birth, from the promise to the receipt, without any script', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(now) })
  after(() => site.close())

  it('offers the birth on the first page, because the hospital has reported it', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    assert.equal(browser.screen(), 'C-04')
    assert.match(browser.text(), /Bé mới sinh 13\/11\/2026.*Làm ngay/)
  })

  for (const [homes, most] of [['same', 9], ['two', 9]] as const) {
    it(`takes at most ${most} pages, 8 inputs and 1 typed one with parents in ${homes} home(s)`, async () => {
      const { mother } = await site.house.family(homes)
      const browser = await site.as(mother)
      const { screens, inputs } = await walk(browser)
      await signAndSend(site, browser, mother)
      assert.equal(browser.screen(), 'C-13', browser.text().slice(0, 400))
      const pages = [...screens, browser.screen()]
      const data = [...inputs.values()].filter((src) => src !== 'proof')
      assert.ok(pages.length <= most, pages.join(' '))
      assert.ok(data.length <= 8, [...inputs].join(' '))
      assert.equal(data.filter((src) => src === 'typed').length, 1)
      assert.deepEqual([pages[0], pages[1], pages.at(-3), pages.at(-2), pages.at(-1)], ['C-05', 'C-06', 'C-10', 'C-11', 'C-13'])
    })
  }

  it('gives a code, three promised days, the holder and a QR, and the same again when it is reloaded', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await walk(browser)
    await signAndSend(site, browser, mother)
    const code = /data-code[^>]*>([^<]+)</.exec(browser.html)![1]!
    assert.match(code, /^H86\.[\d.]+-261118-\d{4}$/)
    assert.match(browser.text(), /đang giữ hồ sơ/)
    assert.equal([...browser.text().matchAll(/Hẹn trả thứ \S+ \d+\/\d+/g)].length, 3)
    assert.match(browser.html, /<svg class="qr"/)
    await browser.open(browser.path)
    assert.match(browser.html, new RegExp(code.replaceAll('.', '\\.')))
    const tracked = await site.visitor().open(`/tra-cuu?ma=${code.toLowerCase().replaceAll('-', ' ')}`)
    assert.match(tracked.text(), /Khai sinh – thường trú/)
    assert.doesNotMatch(tracked.text(), new RegExp(mother.fullName))
  })

  it('files once, however often the last button is pressed', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await walk(browser)
    await signAndSend(site, browser, mother)
    const first = browser.path
    await browser.sendAgain()
    assert.equal(browser.path, first)
    await browser.open('/ho-so')
    assert.equal([...browser.html.matchAll(/class="card-title"/g)].length, 1)
  })

  it('keeps what was typed, says the fault at the field and in the summary, and marks the title', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    await browser.send(page(browser))
    await browser.send(page(browser), { 'child.fullName': 'An 123' })
    assert.equal(browser.status, 422)
    assert.match(browser.title(), /^Lỗi: /)
    assert.match(browser.html, /value="An 123"/)
    assert.match(browser.html, /<a href="#f-child-fullName">/)
    assert.match(browser.html, /aria-invalid="true"/)
    await browser.send(page(browser), { 'child.fullName': '' })
    assert.equal([...browser.text().matchAll(/Nhập tên đầy đủ của bé/g)].length, 2)
  })

  it('does not send with a wrong code, keeps the tick, and sends with a new code', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await walk(browser)
    const path = page(browser)
    await browser.send(path, { code: site.house.codeFor(mother.personId) })
    assert.match(browser.text(), /cam đoan/)
    assert.equal(browser.status, 422)
    await browser.send(path, { declaration: 'yes', code: '000000' })
    assert.match(browser.text(), /Mã chưa đúng/)
    assert.match(browser.html, /name="declaration"[^>]*checked/)
    await browser.send(path, { declaration: 'yes', _new: '1' })
    await signAndSend(site, browser, mother)
    assert.equal(browser.screen(), 'C-13')
  })

  it('shows a number only when asked, records the look, and never puts it into an address', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    assert.doesNotMatch(browser.html, new RegExp(mother.pin))
    await browser.send(`${page(browser)}/hien`, { f: 'mother.pin' })
    assert.match(browser.text().replace(/\s/g, ''), new RegExp(mother.pin))
    await browser.open('/luot-xem')
    assert.ok(browser.visited.every((address) => !/\d{12}/.test(address.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ''))), browser.visited.join('\n'))
  })

  it('goes on where it was left, also after "Lưu, làm sau"', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    await browser.send(page(browser))
    await browser.send(page(browser), { 'child.fullName': 'Lê Gia An', _later: '1' })
    assert.equal(browser.screen(), 'C-04')
    assert.match(browser.text(), /Đã lưu/)
    await browser.open(start)
    assert.match(browser.text(), /Tiếp tục phần đang khai/)
    await browser.send(start)
    await browser.open(`/ho-so/nhap/${draftOf(browser)}/name`)
    assert.match(browser.html, /value="Lê Gia An"/)
  })

  it('asks for the birth itself when no hospital has reported it, and refuses days that cannot be', async () => {
    const { mother } = await site.house.family('same', { notice: false })
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    await browser.open(`/ho-so/nhap/${draftOf(browser)}/birth`)
    const birth = { 'child.declaredGender': 'female', 'child.declaredBirthPlace': 'Trạm y tế xã Long Hồ' }
    await browser.send(page(browser), { ...birth, 'child.declaredBirthDate.day': '31', 'child.declaredBirthDate.month': '2', 'child.declaredBirthDate.year': '2026' })
    assert.match(browser.text(), /Không có ngày 31\/2\/2026/)
    assert.match(browser.html, /value="31"/)
    await browser.send(page(browser), { ...birth, 'child.declaredBirthDate.day': '1', 'child.declaredBirthDate.month': '12', 'child.declaredBirthDate.year': '2026' })
    assert.match(browser.text(), /không thể sau hôm nay/)
  })

  it('refuses a file that is not what it says, and warns of a poor photo without trapping anybody', async () => {
    const { mother } = await site.house.family('same', { notice: false })
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    const path = `/ho-so/nhap/${draftOf(browser)}/papers`
    await browser.open(path)
    assert.equal(browser.screen(), 'C-08')
    const field = 'file-birth-notice-paper'
    await browser.upload(`${path}/tep`, field, { name: 'chung-sinh.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 cut off') })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /«chung-sinh.pdf» không mở được/)
    const sheet = await sharp({ create: { width: 400, height: 560, channels: 3, background: '#222' } }).png().toBuffer()
    await browser.upload(`${path}/tep`, field, { name: 'chung-sinh.png', type: 'image/png', bytes: sheet })
    assert.equal(browser.screen(), 'C-09')
    assert.match(browser.text(), /Ảnh này khó đọc.*Chụp lại.*Vẫn dùng ảnh này/)
    await browser.open(path)
    assert.match(browser.text(), /Đã nhận chung-sinh.png, 1 trang/)
  })

  it('lists what is missing before signing, each with the way to its page', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    const path = `/ho-so/nhap/${draftOf(browser)}/check`
    await (await browser.open(path)).send(path)
    assert.equal(browser.status, 422)
    assert.match(browser.html, new RegExp(`href="/ho-so/nhap/${draftOf(browser)}/name\\?ve=1"`))
  })

  it('shows drafts and dossiers to nobody else', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await walk(browser)
    const draft = page(browser)
    await signAndSend(site, browser, mother)
    const stranger = await site.as((await site.house.family('same')).mother)
    for (const path of [draft, page(browser), page(browser).replace('/da-gui', ''), page(browser).replace('da-gui', 'rut')]) assert.equal((await stranger.open(path)).status, 404, path)
    assert.equal((await site.visitor().open(page(browser))).screen(), 'C-01')
  })

  it('reports a wrong fact without stopping the filing', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await (await browser.open(start)).send(start)
    await browser.open(`/bao-sai/mother?ban=${draftOf(browser)}`)
    await browser.send('/bao-sai/mother')
    assert.equal(browser.status, 422)
    await browser.send('/bao-sai/mother', { which: 'mother.nativePlace', why: 'entered-wrong', claimed: 'Xã An Bình' })
    assert.equal(browser.screen(), 'C-27-done', browser.text())
    await browser.open('/bao-sai')
    assert.match(browser.text(), /Quê quán.*Đang xem.*Xã An Bình/)
    await walk(browser)
    await signAndSend(site, browser, mother)
    assert.equal(browser.screen(), 'C-13')
  })

  it('withdraws after one question', async () => {
    const { mother } = await site.house.family('same')
    const browser = await site.as(mother)
    await walk(browser)
    await signAndSend(site, browser, mother)
    const view = page(browser).replace('/da-gui', '')
    await (await browser.open(`${view}/rut`)).send(`${view}/rut`)
    assert.equal(page(browser), view, browser.text())
    assert.match(browser.text(), /Đã rút/)
  })
})
