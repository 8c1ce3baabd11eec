import assert from 'node:assert/strict'
import { it } from 'node:test'
import { questionOf, termsOf } from './search-terms.ts'

it('one box is taken apart in whatever order it was typed', () => {
  const cases: [string, Partial<ReturnType<typeof termsOf>>][] = [
    ['nguyen thi mai 2000', { name: 'nguyen thi mai', birthYear: 2000 }],
    ['1949  Nguyễn Thị Sáu', { name: 'Nguyễn Thị Sáu', birthYear: 1949 }],
    ['Mai 08/03/2000', { name: 'Mai', birthDate: '2000-03-08', birthYear: null }],
    ['mai 8.3.2000', { name: 'mai', birthDate: '2000-03-08' }],
    ['099 300 990 001', { number: '099300990001', name: '' }],
    ['099300990001', { number: '099300990001', birthYear: null }],
    ['990.000.002', { number: '990000002' }],
    ['số 990000002 của ông Nam', { number: '990000002', name: 'số của ông Nam', address: '' }],
    ["K'Brêu H-Linh <b>", { name: "K'Brêu H-Linh b" }],
    ['31/02/2000 mai', { name: 'mai', birthDate: null }],
    ['0309000001', { phone: '0309000001', number: '' }],
    ['+84 309 000 001 mai', { phone: '+84309000001', name: 'mai' }],
    ['86.9000001', { fileNumber: '86.9000001', number: '' }],
    ['29602-0000001', { fileNumber: '29602-0000001' }],
    ['Số 45, Ấp Phước Lợi', { address: 'Số 45, Ấp Phước Lợi', name: '' }],
    ['lan ap phuoc loi', { address: 'ap phuoc loi', name: 'lan' }],
    ['duong van phuc 1980', { name: 'duong van phuc', address: '', birthYear: 1980 }],
    ['', { name: '', number: '', birthYear: null, birthDate: null }],
  ]
  for (const [typed, wanted] of cases) assert.deepEqual({ ...termsOf(typed), ...wanted }, termsOf(typed), typed)
})

it('a number wins over everything else, and the commune goes along', () => {
  assert.deepEqual(questionOf(termsOf('mai 990000002'), '29602'), { number: '990000002', commune: '29602' })
  assert.deepEqual(questionOf(termsOf('mai 2000'), null), { name: 'mai', birthYear: 2000 })
  assert.deepEqual(questionOf(termsOf('86.9000001'), '29602'), { fileNumber: '86.9000001', commune: '29602' })
  assert.deepEqual(questionOf(termsOf('mai 0309000001'), null), { phone: '0309000001', name: 'mai' })
})
