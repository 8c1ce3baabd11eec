import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { lookedAt, qualityRules } from '../../data-ecosystem/quality/index.ts'
import { communes, somePerson } from '../../foundations/residence/testing.ts'
import { officerActor, testDb } from '../../platform/testing.ts'
import { readEvidence } from './rule-evidence.ts'

describe('the evidence of a cleaning case', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])

  it('is what the rule looks at, in words: the very number, the very address', async () => {
    const { personId } = await somePerson(t, { area: communes.home, cmnd9: '12345678' })
    const words = async (id: string): Promise<string> => (await t.as(police)((ctx) => readEvidence(ctx, personId, qualityRules().find((rule) => rule.id === id)!, [], 'vi'))).map(({ field, value }) => `${field}=${value}`).join(' | ')
    assert.match(await words('old-number-malformed'), /identityNumbers=.*CMND cũ 12345678 \(đã thay\)/)
    assert.match(await words('residence-detail-missing'), /permanentResidence=Số 45, Ấp Phước Lợi/)
  })

  it('every rule about people shows something it looks at', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    for (const rule of qualityRules()) {
      if (rule.scope.kind === 'household' || lookedAt(rule).length === 0) continue
      const facts = await t.as(police)((ctx) => readEvidence(ctx, personId, rule, [], 'vi'))
      const silent = lookedAt(rule).every((column) => column === 'standing')
      assert.equal(facts.length > 0, !silent, rule.id)
      for (const { value } of facts) assert.doesNotMatch(value ?? '', /[{[]/, `${rule.id} shows data, not words`)
    }
  })
})
