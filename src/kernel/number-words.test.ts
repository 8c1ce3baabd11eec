import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { numberInWordsVi } from './number-words.ts'

const SPOKEN: readonly (readonly [number, string])[] = [
  [0, 'không'], [1, 'một'], [5, 'năm'], [10, 'mười'], [11, 'mười một'], [14, 'mười bốn'], [15, 'mười lăm'], [20, 'hai mươi'],
  [21, 'hai mươi mốt'], [24, 'hai mươi tư'], [25, 'hai mươi lăm'], [100, 'một trăm'], [101, 'một trăm linh một'], [105, 'một trăm linh năm'],
  [110, 'một trăm mười'], [111, 'một trăm mười một'], [115, 'một trăm mười lăm'], [155, 'một trăm năm mươi lăm'],
  [1005, 'một nghìn không trăm linh năm'], [1015, 'một nghìn không trăm mười lăm'], [2003, 'hai nghìn không trăm linh ba'],
  [2026, 'hai nghìn không trăm hai mươi sáu'], [20_000, 'hai mươi nghìn'], [21_015, 'hai mươi mốt nghìn không trăm mười lăm'],
  [1_000_000, 'một triệu'], [1_000_001, 'một triệu không trăm linh một'], [1_005_000, 'một triệu không trăm linh năm nghìn'],
  [1_000_000_000, 'một tỷ'], [1_000_000_005, 'một tỷ không trăm linh năm'], [-7, 'âm bảy'],
  [2_500_000_000_000, 'hai nghìn năm trăm tỷ'], [5_000_000_000_000_000, 'năm triệu tỷ'],
]

describe('numbers in Vietnamese words', () => {
  for (const [n, words] of SPOKEN) it(`reads ${n}`, () => assert.equal(numberInWordsVi(n), words))

  it('follows the south or the other spellings when told', () => {
    assert.equal(numberInWordsVi(1005, { zero: 'lẻ', thousand: 'ngàn' }), 'một ngàn không trăm lẻ năm')
    assert.equal(numberInWordsVi(24, { four: 'bốn' }), 'hai mươi bốn')
  })

  it('gives every number its own words, which read back to it', () => {
    fc.assert(fc.property(fc.oneof(fc.nat(2000), fc.maxSafeNat()), (n) => assert.equal(readBack(numberInWordsVi(n)), n)), { numRuns: 500 })
  })

  it('refuses what is no whole number', () => {
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) assert.throws(() => numberInWordsVi(bad), RangeError)
  })
})

const DIGIT: Readonly<Record<string, number>> = { không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9 }
const UNIT: Readonly<Record<string, number>> = { nghìn: 1000, triệu: 1_000_000 }

/** A listener: an own reading of the words, to hold the speaker to account. */
function readBack(words: string): number {
  const [billions, rest] = words.includes(' tỷ') ? [words.slice(0, words.lastIndexOf(' tỷ')), words.slice(words.lastIndexOf(' tỷ') + 3)] : ['', words]
  return (billions ? readBack(billions) * 1_000_000_000 : 0) + readBelowBillion(rest.trim())
}

function readBelowBillion(words: string): number {
  let [total, group, digit] = [0, 0, 0]
  for (const word of words.split(' ').filter((w) => w !== '' && w !== 'linh')) {
    if (word in DIGIT) digit = DIGIT[word]!
    else if (word === 'trăm') [group, digit] = [group + digit * 100, 0]
    else if (word === 'mươi') [group, digit] = [group + digit * 10, 0]
    else if (word === 'mười') group += 10
    else [total, group, digit] = [total + (group + digit) * UNIT[word]!, 0, 0]
  }
  return total + group + digit
}
