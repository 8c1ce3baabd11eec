import { all, compare, is, minus, missing, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const childWithoutNumber = rule({
  id: 'child-without-number', category: 'C14', dimension: 'complete', severity: 'error', fixer: 'justice',
  name: { vi: 'Trẻ đã khai sinh chưa có số định danh', en: 'Registered child without a number' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('pin'), compare(minus(thisYear, 'birthYear'), '<', 14)) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.12', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Sổ hộ tịch của nơi đăng ký khai sinh.', en: 'The book of the place of birth registration.' },
  closes: { vi: 'Trẻ có số định danh.', en: 'The child has a number.' },
})
