import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outcomeCounter, type DecidedLine } from './outcome.ts'
import { judgeLine, type JudgedPair } from './zones.ts'

const pair = (weight: number, { gender = 1, number = -1 } = {}): JudgedPair => ({ weight, levels: { gender, number } })
const borders = { lower: -2, upper: 10 }

describe('how a line is judged', () => {
  it('by itself only where nothing speaks against it; the reasons say what does, counter-evidence first', () => {
    const judged = (...pairs: JudgedPair[]) => {
      const { zone, reasons } = judgeLine(pairs, borders)
      return [zone, ...reasons].join(' ')
    }
    assert.equal(judged(), 'reject nobody')
    assert.equal(judged(pair(-2.01)), 'reject nobody')
    assert.equal(judged(pair(-2)), 'review not-sure')
    assert.equal(judged(pair(9.99)), 'review not-sure')
    assert.equal(judged(pair(10)), 'automatic sure')
    assert.equal(judged(pair(40, { gender: 0 })), 'review other-gender')
    assert.equal(judged(pair(40, { number: 0 })), 'review other-number')
    assert.equal(judged(pair(3, { gender: 0, number: 0 })), 'review other-gender other-number not-sure')
    assert.equal(judged(pair(40), pair(9.99)), 'automatic sure')
    assert.equal(judged(pair(40), pair(10)), 'review two-fit')
    assert.equal(judged(pair(40, { gender: -1, number: -1 })), 'automatic sure', 'what is not said speaks against nobody')
  })
})

describe('what comes of a line', () => {
  const line = (more: Partial<DecidedLine>): DecidedLine => ({ zone: 'automatic', personId: 'a', lifeStatus: 'living', commune: '29602', area: '29602', ...more })
  it('is one thing: dead before duplicate, duplicate before moved', () => {
    const outcomeOf = outcomeCounter()
    assert.equal(outcomeOf(line({ zone: null, personId: null })), 'blocked')
    assert.equal(outcomeOf(line({ zone: 'reject', personId: null })), 'notFound')
    assert.equal(outcomeOf(line({ zone: 'review' })), 'review')
    assert.equal(outcomeOf(line({ commune: '29611' })), 'moved', 'a line that people look at makes no later one a duplicate')
    assert.equal(outcomeOf(line({ commune: '29611' })), 'duplicate')
    assert.equal(outcomeOf(line({ personId: 'b', commune: null })), 'linked')
    assert.equal(outcomeOf(line({ personId: 'c', lifeStatus: 'deceased' })), 'dead')
    assert.equal(outcomeOf(line({ personId: 'c', lifeStatus: 'declared-dead' })), 'dead')
  })
})
