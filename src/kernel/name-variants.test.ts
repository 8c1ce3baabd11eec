import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isPlainSyllable, nameVariants, withoutKeystrokes } from './name-variants.ts'

const tried = (name: string): string[] => nameVariants(name).map((each) => each.syllables.join(' '))

describe('variants of a typed name', () => {
  it('knows plain Vietnamese syllables', () => {
    for (const syllable of ['nguyen', 'thi', 'huynh', 'quyen', 'gia', 'nghia', 'phuoc', 'truong', 'y', 'uyen', 'khuyu']) assert.ok(isPlainSyllable(syllable), syllable)
    for (const syllable of ['nguyeenx', 'thij', 'bcd', 'hnag', 'w', 'nguye6n4']) assert.ok(!isPlainSyllable(syllable), syllable)
  })

  it('repairs Telex and VNI keystrokes', () => {
    for (const [typed, meant] of [['nguyeenx', 'nguyen'], ['thij', 'thi'], ['dduwowngf', 'duong'], ['hoafng', 'hoang'], ['tuwowi', 'tuoi'], ['nguye6n4', 'nguyen'], ['d9u7o7ng2', 'duong'], ['mai', 'mai']]) assert.equal(withoutKeystrokes(typed!), meant)
    assert.equal(tried('Nguyeenx Thij Hoaf')[0], 'nguyen thi hoa')
  })

  it('tries what the finger may have missed, only where the syllable is none', () => {
    assert.ok(tried('Nguyne Van Binh').includes('nguyen van binh'))
    assert.ok(tried('Tran Vsn Hung').includes('tran van hung'))
  })

  it('tries sounds that are written alike', () => {
    assert.ok(tried('Ly Thi Xuong').includes('li thi xuong'))
    assert.ok(tried('Tran Van Sinh').includes('chan van sinh'))
    assert.ok(tried('Pham Thi Niem').includes('pham thi liem'))
    assert.ok(tried('Le Van Giung').includes('le van dung'))
  })

  it('leaves one word out, and gives at most what was asked', () => {
    assert.ok(tried('Nguyen Thi Hoai An').includes('nguyen thi an'))
    assert.ok(nameVariants('Nguyenn Thhi Hoaai Ann Binhh', 10).length <= 10)
    assert.deepEqual(nameVariants(''), [])
  })

  it('never repeats what was typed, and no variant twice', () => {
    for (const name of ['Nguyễn Thị Mai', "H'Hen Niê", 'Lý', 'Trần Văn Hùng']) {
      const all = tried(name)
      assert.equal(new Set(all).size, all.length)
      assert.ok(!all.includes(name.toLowerCase()))
    }
  })
})
