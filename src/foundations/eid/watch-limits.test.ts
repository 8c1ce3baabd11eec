import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { checkEnrolmentCode, sweepChallengesAndFailures, watchedLimits } from './index.ts'

describe('watching over the limits against guessing', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  const guesser = async (now: Instant): Promise<void> => {
    const origin = newId()
    for (let i = 0; i < 12; i++) await house.t.as({ kind: 'visitor' }, testPurpose, { now })((ctx) => checkEnrolmentCode(ctx, { code: `AAAA-AAAA-${String(1_000 + i)}`, origin }))
  }
  const seen = async (now: Instant) => {
    const { kinds, alarms } = await house.asCast('securityPerson', { now })(watchedLimits)
    return { ...kinds.find(({ what }) => what === 'activation')!, alarms: alarms.map(({ what, times }) => [what, times]) }
  }
  const told = async (key: 'adminPerson' | 'securityPerson' | 'mai'): Promise<number> => {
    await house.t.drain(morning)
    return (await house.t.owner.query(sql`select 1 from message where person_id = ${house.who(key).personId} and template = 'eid.guessing-alarm' and channel = 'inbox'`)).length
  }

  it('each stop is counted once; twenty in an hour, also at the same moment, are told to those who watch, once', async () => {
    await guesser(morning)
    assert.deepEqual(await seen(morning), { what: 'activation', hour: 1, day: 1, alarms: [] })
    for (let i = 0; i < 3; i++) await Promise.all(Array.from({ length: 6 }, () => guesser(morning)))
    assert.deepEqual(await seen(morning), { what: 'activation', hour: 19, day: 19, alarms: [] })
    assert.equal(await told('securityPerson'), 0)
    await Promise.all([guesser(morning), guesser(morning), guesser(morning)])
    const now = await seen(morning)
    assert.equal(now.hour, 22)
    assert.equal(now.alarms.length, 1)
    assert.deepEqual([await told('securityPerson'), await told('adminPerson'), await told('mai')], [1, 1, 0])
    const later = plusSeconds(morning, 3_600)
    await guesser(later)
    assert.deepEqual({ ...(await seen(later)), alarms: 0 }, { what: 'activation', hour: 1, day: 23, alarms: 0 })
    await assert.rejects(house.asCast('haiPolice')(watchedLimits), { code: 'authorise.not-allowed' })
    await assert.rejects(house.asCast('mai')(watchedLimits), { code: 'authorise.not-allowed' })
    const month = plusSeconds(morning, 40 * 86_400)
    await house.asSystem(month)(sweepChallengesAndFailures)
    assert.equal((await house.t.owner.query(sql`select 1 from eid_limit_trip`)).length, 0)
  })
})
