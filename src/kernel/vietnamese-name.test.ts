import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkPersonName, NAME_MAX, nameSortKey, normaliseName, splitName } from './vietnamese-name.ts'

const codes = (name: string, foreign = false): string[] => checkPersonName(name, { foreign }).map((problem) => problem.code)

describe('a name', () => {
  it('is family, middle, given', () => {
    assert.deepEqual(splitName('Trần Nguyễn Gia An'), { family: 'Trần', middle: 'Nguyễn Gia', given: 'An' })
    assert.deepEqual(splitName('Lê Mai'), { family: 'Lê', middle: '', given: 'Mai' })
    assert.deepEqual(splitName('Mỷ'), { family: '', middle: '', given: 'Mỷ' })
    assert.deepEqual(splitName('  '), { family: '', middle: '', given: '' })
  })

  it('is tidied but never re-capitalised', () => {
    assert.equal(normaliseName('  NGUYỄN   thị\u00a0An\u200b '.normalize('NFD')), 'NGUYỄN thị An')
    assert.equal(normaliseName('H’Hen'), "H'Hen")
  })

  it('keeps its words through splitting', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
      const { family, middle, given } = splitName(raw)
      assert.equal([family, middle, given].filter((part) => part !== '').join(' '), normaliseName(raw))
    }))
  })
})

describe('the check of a name', () => {
  it('passes names of every people of Việt Nam, of one word, in capitals, decomposed', () => {
    for (const name of ['Nguyễn Thị An', 'NGUYỄN THỊ AN', 'Mỷ', "H'Hen Niê", 'H’Lăk Êban', 'Y Moan', 'Ĕban ŏ ŭ', 'Ñĭ Čư̆', 'Lý A-Tủa', 'Đặng Ước Ỹ', 'Nguyễn Thị An'.normalize('NFD')]) {
      assert.deepEqual(codes(name), [], name)
    }
  })

  it('names each problem once, with a sentence that says how to mend it', () => {
    assert.deepEqual(codes(''), ['empty'])
    assert.deepEqual(codes(' \u200b '), ['empty'])
    assert.deepEqual(codes('Nguyễn An 2'), ['has-digit'])
    assert.deepEqual(codes('Nguyễn An²'), ['has-digit'])
    assert.deepEqual(codes('An@Bình'), ['bad-character'])
    assert.deepEqual(codes('Đ'), ['single-letter'])
    assert.deepEqual(codes('Ấ'.normalize('NFD')), ['single-letter'])
    assert.deepEqual(codes('-An'), ['misplaced-mark'])
    assert.deepEqual(codes("An ''"), ['misplaced-mark'])
    assert.deepEqual(codes('A'.repeat(NAME_MAX + 1)), ['too-long'])
    assert.deepEqual(codes('x'.repeat(5_000_000)), ['too-long'])
    assert.deepEqual(codes('An \ud83d\ude00 7'), ['has-digit', 'bad-character'])
    assert.deepEqual(codes('\ud800An'), ['bad-character'])
    assert.deepEqual(checkPersonName('Nguyễn An 2').map((p) => p.vi), ['Họ tên chỉ có chữ. Bỏ chữ số «2».'])
    assert.match(checkPersonName('An@')[0]!.vi, /«@»/)
  })

  it('takes foreign letters only where a foreign paper is the source', () => {
    assert.deepEqual(codes('Jürgen Müller'), ['bad-character'])
    assert.deepEqual(codes('Jürgen Müller', true), [])
    assert.deepEqual(codes('王芳', true), ['bad-character'])
  })

  it('answers any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (raw) => {
      for (const { vi } of checkPersonName(raw)) assert.ok(vi.endsWith('.') && vi.isWellFormed())
    }))
  })
})

describe('a list of people', () => {
  it('is ordered by given name, then family, then middle, whatever the capitals', () => {
    const list = ['Trần Văn Bình', 'NGUYỄN VĂN AN', 'Đỗ Thị An', 'Nguyễn Thị An', 'Dương Ánh', 'Lê Ân', 'Mỷ', 'Nguyễn An', 'Lê Văn Đạt', 'Lê Văn Dũng']
    assert.deepEqual(list.toSorted((a, b) => (nameSortKey(a) < nameSortKey(b) ? -1 : 1)),
      ['Đỗ Thị An', 'Nguyễn An', 'Nguyễn Thị An', 'NGUYỄN VĂN AN', 'Dương Ánh', 'Lê Ân', 'Trần Văn Bình', 'Lê Văn Dũng', 'Lê Văn Đạt', 'Mỷ'])
  })

  it('puts a short given name before a longer one that begins with it, whatever follows', () => {
    assert.ok(nameSortKey('Vũ An') < nameSortKey('Bùi Anh'))
    assert.equal(nameSortKey('Lê  văn AN'), nameSortKey('LÊ Văn An'))
  })
})
