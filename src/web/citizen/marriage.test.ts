import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { morning } from '../../app/testing/cast-house.ts'
import { work } from '../../app/testing/journey.ts'
import { answerConsent, consentsForMe, ownDossiers } from '../../public-services/dossier/index.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'

const start = '/thu-tuc/ket-hon/bat-dau'

describe('a marriage filed beforehand', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(morning) })
  after(() => site.close())

  it('takes eight pages and one number, says that both must come, and lies in both wallets', async () => {
    const { house } = site
    const { mother: her, father: him } = await house.family('same', { notice: false, married: false })
    const browser = await (await site.as(her)).open(start)
    assert.match(browser.text(), /Không cần chuẩn bị giấy tờ/)
    await browser.send(start)
    const page = (): string => browser.path.split('?')[0]!
    await browser.send(page())
    assert.match(browser.text(), /Ông\/bà kết hôn với ai\?/)
    assert.deepEqual(browser.inputs().map((each) => each.f), ['partner.pin'])
    await browser.send(page(), { 'partner.pin': '0990' })
    assert.equal(browser.status, 422)
    assert.match(browser.html, /value="0990"/)
    await browser.send(page(), { 'partner.pin': him.pin })
    assert.doesNotMatch(browser.text(), new RegExp(him.fullName), 'a number tells nothing of its bearer')
    const seen = [browser.screen()]
    while (browser.screen() === 'C-07') { await browser.send(page()); seen.push(browser.screen()) }
    assert.equal(browser.screen(), 'C-10')
    await browser.send(page())
    assert.equal(browser.screen(), 'C-11')
    await browser.send(page(), { declaration: 'yes', code: house.codeFor(her.personId) })
    assert.equal(browser.screen(), 'C-13', browser.text().slice(0, 300))
    const [dossier] = await house.asPerson(her)(ownDossiers)
    const [asked] = await house.asPerson(him)(consentsForMe)
    await house.asPerson(him)((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree: true }))
    await work(house, 'lanJustice', dossier!.dossierId, 'main', ['accept', 'ok'])
    await browser.open(`/ho-so/${dossier!.dossierId}`)
    assert.match(browser.text(), /Mời hai người cùng tới Ủy ban nhân dân xã ký sổ/)
    await work(house, 'lanJustice', dossier!.dossierId, 'main', ['ok'])
    await work(house, 'dungChair', dossier!.dossierId, 'main', ['approve'])
    await house.t.drain(morning)
    for (const person of [her, him]) assert.match((await (await site.as(person)).open('/vi')).text(), /Giấy chứng nhận kết hôn/)
  })
})
