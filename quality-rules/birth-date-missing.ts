import { missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const birthDateMissing = rule({
  id: 'birth-date-missing', category: 'C05', dimension: 'complete', severity: 'error', fixer: 'commune-police', field: 'birthDate',
  name: { vi: 'Thiếu ngày sinh', en: 'Date of birth missing' },
  scope: { kind: 'row', when: missing('birthDate') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Ghi ngày sinh.', en: 'The date is recorded.' },
})
