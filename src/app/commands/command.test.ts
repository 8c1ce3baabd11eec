import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { megabytes, pace, timeLeft } from './command.ts'

describe('the time a command still takes', () => {
  it('is said at the pace so far, and not while that says nothing', () => {
    assert.equal(timeLeft(10, 100, 2), 'còn khoảng 18 giây')
    assert.equal(timeLeft(10, 100, 60), 'còn khoảng 9 phút')
    assert.equal(timeLeft(1, 100, 100), 'còn khoảng 2,8 giờ')
    for (const [done, total, seconds] of [[0, 100, 5], [100, 100, 5], [10, 100, 0.2]] as const) assert.equal(timeLeft(done, total, seconds), '')
  })
})

describe('the pace of a command', () => {
  it('is said in round words, and not before a second has passed', () => {
    assert.deepEqual([pace(2_400_000, 2, 'cặp'), pace(3_000, 2, 'cặp'), pace(90, 2, 'cặp'), pace(90, 0.5, 'cặp')], ['1,2 triệu cặp/giây', '1,5 nghìn cặp/giây', '45 cặp/giây', ''])
  })
})

describe('an amount of memory', () => {
  it('is a number with its unit, and enough for the program itself; what is wrong is said with an example', () => {
    assert.deepEqual([megabytes('512MB'), megabytes('2GB')], [512, 2_048])
    assert.throws(() => megabytes('2'), /ví dụ 2GB; nhận được «2»/)
    assert.throws(() => megabytes('64MB'), /ít nhất 256MB/)
  })
})
