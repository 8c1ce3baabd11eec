import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { morning, type Family } from '../../app/testing/cast-house.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'

const start = '/thu-tuc/tach-ho/bat-dau'

describe('the form of a household split', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(morning) })
  after(() => site.close())
  let serial = 810
  const withChildren = async (): Promise<Family & { children: string[] }> => {
    const family = await site.house.family('same', { notice: false })
    const children = [newId(), newId()]
    for (const [i, personId] of children.entries()) {
      await site.house.asSystem()((ctx) => importPerson(ctx, {
        person: { personId, source: 'population-register', statedOn: '2026-08-01', relatives: [], numbers: [{ kind: 'pin', value: `099220${880_000 + ++serial}`, status: 'active' }], facts: { fullName: `Lê Gia ${['Một', 'Hai'][i]!}`, birthDate: '2020-04', gender: 'male', nationalities: ['VNM'] } },
        residence: { kind: 'permanent', area: '29602', province: '86', detail: `Số ${serial}`, oldText: null, since: '2020-05-01', household: { householdId: family.homes.mother, relationToHead: '04', opens: null } },
      }, { commandId: newId() }))
    }
    return { ...family, children }
  }

  it('asks of each member whether he or she goes along and as what, keeps the answers, and says them before they are sent', async () => {
    const { mother, father, children } = await withChildren()
    const browser = await (await site.as(mother)).open(start)
    await browser.send(start)
    assert.match(browser.text(), new RegExp(`Hộ đang có tên.*${father.fullName}`))
    const page = (): string => browser.path.split('?')[0]!
    await browser.send(page())
    assert.equal(browser.screen(), 'C-07')
    assert.match(browser.text(), /Ai cùng tách với ông\/bà\?.*Lê Gia Một.*Lê Gia Hai/)
    assert.doesNotMatch(browser.text(), new RegExp(father.fullName), 'the head stays')
    const [one, two] = children.map((id) => `split.members.${id}`) as [string, string]
    await browser.send(page(), { [one]: '04', [two]: 'xx' })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /Chọn lại cho Lê Gia Hai/)
    assert.match(browser.html, new RegExp(`name="${one}"[\\s\\S]*?value="04" selected`), 'what was chosen is still there')
    const membersPage = page()
    await browser.send(page(), { [one]: '04', [two]: '-' })
    assert.match(browser.text(), /Tách hộ thuộc trường hợp nào/)
    await browser.open(membersPage)
    assert.match(browser.html, new RegExp(`name="${one}"[\\s\\S]*?value="04" selected`))
    await browser.send(membersPage)
    await browser.send(page(), { 'split.ground': 'agreed' })
    await browser.send(page(), { 'split.owner': 'head' })
    while (browser.screen() === 'C-07') await browser.send(page())
    assert.equal(browser.screen(), 'C-10')
    assert.match(browser.text(), /Lê Gia Một: Con đẻ/)
    assert.doesNotMatch(browser.text(), /Lê Gia Hai/)
  })

  it('names a fact of the home reported as wrong in words, never by its path', async () => {
    const browser = await (await site.as((await withChildren()).mother)).open(start)
    await browser.send(start)
    await browser.open(/href="(\/bao-sai\/ownHome[^"]*)"/.exec(browser.html)![1]!.replaceAll('&amp;', '&'))
    await browser.send('/bao-sai/ownHome', { which: 'ownHome.headName', why: 'entered-wrong', claimed: 'Trần Văn Khác' })
    assert.equal(browser.screen(), 'C-27-done')
    assert.match(browser.text(), /Chủ hộ/)
    assert.doesNotMatch(browser.text(), /ownHome/)
    await browser.open('/bao-sai')
    assert.match(browser.text(), /Chủ hộ/)
    assert.doesNotMatch(browser.text(), /ownHome/)
  })

  it('tells a head before the first question that he splits off from nobody', async () => {
    const { father } = await withChildren()
    const browser = await (await site.as(father)).open(start)
    assert.match(browser.text(), /Ông\/bà là chủ hộ/)
    assert.doesNotMatch(browser.html, /data-act="begin"/)
    assert.match(browser.html, /href="\/chung-minh-cu-tru"/)
  })
})
