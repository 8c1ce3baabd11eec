import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formBody, wholeIn } from './form-body.ts'

const nonsense = ['', ' ', 'x', '1.5', '-1', '+1', '1e3', '0x10', 'NaN', 'Infinity', '1 2', '٣', '９', '1234567890', '99999999999999999999']

describe('numbers of a form', () => {
  it('typed: digits, up to nine of them, with spaces around; anything else is NaN for the use case to refuse', () => {
    for (const text of nonsense) assert.equal(formBody([['n', text]]).number('n'), Number.NaN, text)
    assert.equal(formBody([]).number('n'), Number.NaN)
    fc.assert(fc.property(fc.nat(999_999_999), (n) => assert.equal(formBody([['n', ` ${n} `]]).number('n'), n)))
    assert.equal(formBody([['n', '007']]).number('n'), 7)
  })

  it('of our own page: refused with a sentence when somebody changed them', () => {
    for (const text of nonsense) assert.throws(() => formBody([['version', text]]).whole('version'), { code: 'http.form-damaged', status: 422 }, text)
    assert.throws(() => formBody([]).whole('version'), { code: 'http.form-damaged' })
    assert.equal(formBody([['version', 'x'], ['version', '12']]).whole('version'), 12, 'the last one counts')
    assert.equal(wholeIn('0'), 0)
  })
})
