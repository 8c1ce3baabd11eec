import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { morning } from '../../app/testing/cast-house.ts'
import { recordDeclaredDead } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'

describe('my household', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(morning) })
  after(() => site.close())

  it('tells its members that it waits for a head when the head has died, and what to do', async () => {
    const { father, mother } = await site.house.family('same', { notice: false })
    const browser = await site.as(mother)
    await browser.open('/ho')
    assert.match(browser.text(), new RegExp(father.fullName))
    assert.doesNotMatch(browser.text(), /chờ chủ hộ mới/)
    await site.house.asSystem()((ctx) => recordDeclaredDead(ctx, { personId: father.personId, deathDate: '2026-11-10', on: '2026-11-10', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await site.house.t.drain(morning)
    await browser.open('/ho')
    assert.match(browser.text(), /Hộ đang chờ chủ hộ mới.*báo công an xã/)
    assert.doesNotMatch(browser.text(), new RegExp(father.fullName))
  })
})
