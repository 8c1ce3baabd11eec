import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, registerBirthOf, work } from '../../app/testing/journey.ts'
import { readOwnDossier } from './index.ts'

describe('the linked birth, from the mother to the last result', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  it('goes to its end for a shared home', async () => {
    const mai = house.who('mai')
    const { dossierId, code } = await fileAs(house, mai, { answers: { 'child.fullName': 'Lê Nguyễn Gia An' } })
    assert.match(code, /^H86\.41\.01-261118-\d{4}$/)
    assert.deepEqual(Object.values(await lanesNow(house, dossierId)).map((lane) => [lane.lane, lane.state]).sort(), [['birth', 'received'], ['health-card', 'waiting'], ['residence', 'waiting']])
    await registerBirthOf(house, dossierId)
    await work(house, 'haiPolice', dossierId, 'residence', ['approve'])
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['approve'])
    await house.t.drain(morning)
    const view = await house.asPerson(mai)((ctx) => readOwnDossier(ctx, dossierId))
    console.log(JSON.stringify(view.lanes, null, 1))
  })
})
