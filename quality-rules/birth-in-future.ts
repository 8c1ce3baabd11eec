import { compare, rule, today } from '../src/data-ecosystem/quality/index.ts'

export const birthInFuture = rule({
  id: 'birth-in-future', category: 'C05', dimension: 'clean', severity: 'error', blocking: true, fixer: 'commune-police', field: 'birthDate',
  name: { vi: 'Ngày sinh ở tương lai', en: 'Date of birth in the future' },
  scope: { kind: 'row', when: compare('birthDate', '>', today) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Sửa ngày sinh.', en: 'The date is corrected.' },
})
