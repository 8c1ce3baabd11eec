import { all, any, compare, digits, matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const deathBeforeBirth = rule({
  id: 'death-before-birth', category: 'C12', dimension: 'clean', severity: 'error', blocking: true, fixer: 'justice',
  name: { vi: 'Ngày mất trước ngày sinh', en: 'Death before birth' },
  scope: { kind: 'row', when: any(compare(digits('deathDate', 1, 4), '<', digits('birthDate', 1, 4)), all(matches('deathDate', '^.{10}$'), matches('birthDate', '^.{10}$'), compare('deathDate', '<', 'birthDate'))) },
  basis: 'Luật Hộ tịch 60/2014/QH13 đ.34', certainty: 'sure', from: '2016-01-01', to: '2027-03-01',
  lookAt: { vi: 'Trích lục khai tử, giấy khai sinh.', en: 'The death extract, the birth certificate.' },
  closes: { vi: 'Sửa ngày sai.', en: 'The wrong date is corrected.' },
})
