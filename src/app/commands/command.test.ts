import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { timeLeft } from './command.ts'

describe('the time a command still takes', () => {
  it('is said at the pace so far, and not while that says nothing', () => {
    assert.equal(timeLeft(10, 100, 2), 'còn khoảng 18 giây')
    assert.equal(timeLeft(10, 100, 60), 'còn khoảng 9 phút')
    assert.equal(timeLeft(1, 100, 100), 'còn khoảng 2,8 giờ')
    for (const [done, total, seconds] of [[0, 100, 5], [100, 100, 5], [10, 100, 0.2]] as const) assert.equal(timeLeft(done, total, seconds), '')
  })
})
