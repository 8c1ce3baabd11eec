import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { importPerson } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { Desk } from '../officer/testing.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('somebody of whom the papers say only the year of birth, at the police', () => {
  const desk = new Desk(now)

  it('every page, every form of an act and every form that is printed shows what is known of it and fails at none', async () => {
    const [personId, householdId] = [newId(), newId()]
    await desk.house.asSystem(now)((ctx) => importPerson(ctx, {
      person: { personId, source: 'population-register', statedOn: '2026-08-01', relatives: [], numbers: [{ kind: 'pin', value: '099048880321', status: 'active' }], facts: { fullName: 'Lê Văn Cao Tuổi', birthDate: '1948', gender: 'male', ethnicity: '01', nationalities: ['VNM'], maritalStatus: 'widowed' } },
      residence: { kind: 'permanent', area: (desk.house.actorOf('haiPolice') as { areas: readonly string[] }).areas[0]!, province: '86', detail: 'Số 321, Ấp Thử', oldText: null, since: '2000-05-01', household: { householdId, relationToHead: '01', opens: { fileNumber: '86.321' } } },
    }, { commandId: newId() }))
    const officer = desk.space.as('policeCommander')
    await officer.get('/dc/ly-do')
    await officer.post('/dc/ly-do', { _csrf: officer.token, 'ly-do': 'residence-check' })
    const page = await officer.get(`/dc/nguoi/${personId}`)
    assert.equal(page.statusCode, 200)
    assert.match(page.payload, /1948/)
    assert.doesNotMatch(page.payload, /01\/01\/1948|31\/12\/1948/, 'no day is made up')
    const home = await officer.get(`/dc/ho/${householdId}`)
    assert.match(home.payload, /1948/)
    const links = [...new Set([...`${page.payload}${home.payload}`.matchAll(/href="(\/dc\/(?:nguoi|ho)\/[0-9a-f-]{36}[^"#]*)"/g)].map((found) => found[1]!.replaceAll('&amp;', '&')))]
    assert.ok(links.length > 20, String(links.length))
    for (const path of links) {
      const opened = await officer.get(path)
      assert.ok(opened.statusCode < 400, `${path}: ${opened.statusCode}`)
      if (/\/in\//.test(path)) assert.equal(opened.rawPayload.subarray(0, 5).toString(), '%PDF-', path)
      else assert.doesNotMatch(opened.payload, /01\/01\/1948|31\/12\/1948|NaN|Invalid/, path)
    }
  })
})
