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
    ['số 990000002 của ông Nam', { number: '990000002', name: 'số của ông Nam' }],
    ["K'Brêu H-Linh <b>", { name: "K'Brêu H-Linh b" }],
    ['31/02/2000 mai', { name: 'mai', birthDate: null }],
    ['', { name: '', number: '', birthYear: null, birthDate: null }],
  ]
  for (const [typed, wanted] of cases) assert.deepEqual({ ...termsOf(typed), ...wanted }, termsOf(typed), typed)
})

it('a number wins over everything else, and the commune goes along', () => {
  assert.deepEqual(questionOf(termsOf('mai 990000002'), '29602'), { number: '990000002', commune: '29602' })
  assert.deepEqual(questionOf(termsOf('mai 2000'), null), { name: 'mai', birthYear: 2000 })
})
