import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kitStrings, strings, t } from './index.ts'
import { lintStrings, sentencesOf, syllablesOf } from './lint-strings.ts'

const rules = (vi: string, en = 'x'): readonly string[] => lintStrings({ vi: { key: vi }, en: { key: en } }).map((fault) => fault.rule)

describe('catalogues', () => {
  it('fill the places of a sentence in both languages', () => {
    const own = strings({ vi: { 'a.b': 'Còn {n} việc cho {name}' }, en: { 'a.b': '{n} things for {name}' } })
    assert.equal(own.t('vi', 'a.b', { n: 3, name: 'bà Mai' }), 'Còn 3 việc cho bà Mai')
    assert.equal(own.in('en')('a.b', { n: 3, name: 'Mai' }), '3 things for Mai')
    assert.equal(t('en', 'form.continue'), 'Continue')
  })

  it('leave text in a value alone, also when it looks like a place', () => {
    const own = strings({ vi: { a: 'Tên: {name}' }, en: { a: 'Name: {name}' } })
    assert.equal(own.t('vi', 'a', { name: '{n}$&' }), 'Tên: {n}$&')
  })

  it('of the kit are fit for people', () => {
    assert.deepEqual(lintStrings(kitStrings), [])
  })
})

describe('the linter for plain Vietnamese', () => {
  it('lets good sentences pass', () => {
    for (const good of ['Nhập tên đầy đủ của bé', 'Còn 5 phút. Bấm «Ở lại» để làm tiếp. Không bấm cũng không mất phần đã khai.', 'Cần nộp 50.000 đồng', 'Hẹn trả thứ Tư 13/5', 'UBND xã Tân Mẫu', 'Hợp lệ', 'Điểm 78,4']) assert.deepEqual(rules(good), [], good)
  })

  it('finds words that offices use and people do not', () => {
    for (const bad of ['Vui lòng nhập tên', 'Dữ liệu không hợp lệ', 'Quý khách chờ', 'Thao tác thất bại', 'Hãy liên hệ quản trị viên', 'Mời bạn nhập tên', 'Trả lời trong vòng 3 ngày']) assert.deepEqual(rules(bad), ['banned'], bad)
    assert.deepEqual(rules('Nhập tên', 'Please enter a name'), ['banned'])
  })

  it('does not find a banned word inside another', () => {
    assert.deepEqual(rules('Chọn vị trí trên bản đồ', 'Requery'), [])
  })

  it('counts tiếng: twenty-five pass, twenty-six do not', () => {
    assert.deepEqual(rules(`${'ba '.repeat(24)}ba.`), [])
    assert.deepEqual(rules(`${'ba '.repeat(25)}ba.`), ['long-sentence'])
    assert.equal(syllablesOf('Sai thông tin? – ông/bà'), 5)
    assert.deepEqual(sentencesOf('Nộp 1.234,5 đồng. Xong!'), ['Nộp 1.234,5 đồng.', 'Xong!'])
  })

  it('finds shouting, loose marks, numbers of another country and places that do not match', () => {
    assert.deepEqual(rules('NHẬP ĐỦ TÊN'), ['shouting'])
    assert.deepEqual(rules('Nhập tên'.normalize('NFD')), ['unicode'])
    assert.deepEqual(rules('Nộp 50,000 đồng'), ['number'])
    assert.deepEqual(rules('Trả sau 03 ngày'), ['number'])
    assert.deepEqual(rules('Còn {n} việc', '{count} things'), ['places'])
    assert.deepEqual(rules('Nhập  tên'), ['spaces'])
    assert.deepEqual(rules('Nhập tên', ''), ['empty'])
  })
})
