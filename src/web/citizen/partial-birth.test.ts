import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { services } from '../../../procedures/index.ts'
import { morning, type Somebody } from '../../app/testing/cast-house.ts'
import { openAccount } from '../../foundations/eid/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { citizenSite, type CitizenSite } from './testing/citizen-site.ts'

describe('somebody of whom the papers say only the year of birth', () => {
  let site: CitizenSite
  before(async () => { site = await citizenSite(morning) })
  after(() => site.close())

  async function old(birthDate: string, serial: number): Promise<Somebody> {
    const [personId, pin, fullName] = [newId(), `0990${birthDate.slice(2, 4)}${880_000 + serial}`, 'Lê Văn Cao Tuổi']
    const run = site.house.asSystem()
    await run((ctx) => importPerson(ctx, {
      person: { personId, source: 'population-register', statedOn: '2026-08-01', relatives: [], numbers: [{ kind: 'pin', value: pin, status: 'active' }, { kind: 'cmnd9', value: `33${String(serial).padStart(7, '1')}`, status: 'superseded' }], facts: { fullName, birthDate, gender: 'male', ethnicity: '01', nationalities: ['VNM'], maritalStatus: 'single' } },
      residence: { kind: 'permanent', area: '29602', province: '86', detail: `Số ${serial}`, oldText: null, since: '2000-05-01', household: { householdId: newId(), relationToHead: '01', opens: { fileNumber: `86.9${serial}` } } },
    }, { commandId: newId() }))
    const accountId = await run((ctx) => openAccount(ctx, { personId, displayName: fullName, pin, level: 2, state: 'active', intakeUnit: null, residenceArea: '29602', phone: `0308${String(serial).padStart(6, '0')}`, email: null }))
    return { personId, accountId, pin, fullName }
  }

  for (const [birthDate, shown] of [['1948', '1948'], ['1961-03', '03/1961']] as const) {
    it(`opens every own page and the start of every procedure: ${birthDate}`, async () => {
      const browser = await site.as(await old(birthDate, birthDate.length * 10 + 1))
      for (const path of ['/toi', '/du-lieu', '/ho', '/vi', '/luot-xem', '/uy-quyen', '/cai-dat', '/tin']) assert.equal((await browser.open(path)).status, 200, path)
      assert.ok((await browser.open('/du-lieu')).text().includes(shown))
      for (const { slug } of services.filter((each) => !each.notYet)) {
        await browser.open(`/thu-tuc/${slug}/bat-dau`)
        assert.equal(browser.status, 200, `${slug}: ${browser.text().slice(0, 200)}`)
        if (!/data-act="begin"/.test(browser.html)) continue
        await browser.send(`/thu-tuc/${slug}/bat-dau`)
        assert.equal(browser.status, 200, slug)
        if (browser.screen() === 'C-06') assert.ok(browser.text().includes(shown), slug)
      }
    })
  }
})
