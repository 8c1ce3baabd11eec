import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acrValues, assuranceOf, authLevelOf, satisfiesAcr, type Factor } from './index.ts'

describe('authentication levels of NĐ 69/2024 art. 20', () => {
  const cases: readonly (readonly [readonly Factor[], 1 | 2 | 3 | 4, string, readonly string[]])[] = [
    [['pwd'], 1, 'urn:vn:eid:xac-thuc:1', ['pwd']],
    [['otp'], 1, 'urn:vn:eid:xac-thuc:1', ['otp']],
    [['otp', 'totp'], 1, 'urn:vn:eid:xac-thuc:1', ['otp']],
    [['pwd', 'otp'], 2, 'urn:vn:eid:xac-thuc:2', ['mfa', 'otp', 'pwd']],
    [['hwk', 'user'], 2, 'urn:vn:eid:xac-thuc:2+phr', ['hwk', 'mfa', 'user']],
    [['swk', 'user'], 2, 'urn:vn:eid:xac-thuc:2+phr', ['mfa', 'swk', 'user']],
    [['face'], 1, 'urn:vn:eid:xac-thuc:1', ['face']],
    [['sc', 'face'], 3, 'urn:vn:eid:xac-thuc:3+phr+chip', ['face', 'mfa', 'sc']],
    [['sc', 'face', 'pwd'], 4, 'urn:vn:eid:xac-thuc:4+phr+chip', ['face', 'mfa', 'pwd', 'sc']],
    [['face', 'fpt'], 1, 'urn:vn:eid:xac-thuc:1', ['face', 'fpt']],
    [['demo'], 2, 'urn:vn:eid:xac-thuc:2', []],
  ]
  for (const [factors, level, acr, amr] of cases) {
    it(`${factors.join(' + ')} is level ${level}`, () => {
      assert.equal(authLevelOf(factors), level)
      assert.deepEqual(assuranceOf({ factors }), { level, acr, amr })
      assert.ok(acrValues.includes(acr))
    })
  }

  it('a higher level satisfies a lower one, never the other way; marks must be there; unknown values match nothing', () => {
    const passkey = assuranceOf({ factors: ['hwk', 'user'] })
    const code = assuranceOf({ factors: ['pwd', 'otp'] })
    assert.ok(satisfiesAcr(passkey, 'urn:vn:eid:xac-thuc:1') && satisfiesAcr(passkey, 'urn:vn:eid:xac-thuc:2+phr'))
    assert.ok(satisfiesAcr(code, 'urn:vn:eid:xac-thuc:2') && !satisfiesAcr(code, 'urn:vn:eid:xac-thuc:2+phr') && !satisfiesAcr(code, 'urn:vn:eid:xac-thuc:3'))
    assert.ok(!satisfiesAcr(passkey, 'urn:vn:eid:xac-thuc:2+phr+chip'))
    for (const unknown of ['', '2', 'urn:vn:eid:xac-thuc:5', 'urn:vn:eid:xac-thuc:2 ', 'urn:vn:eid:xac-thuc:1x']) assert.ok(!satisfiesAcr(passkey, unknown), unknown)
  })
})
