import { missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const genderMissing = rule({
  id: 'gender-missing', category: 'C05', dimension: 'complete', severity: 'error', fixer: 'commune-police', field: 'gender',
  name: { vi: 'Thiếu giới tính', en: 'Gender missing' },
  scope: { kind: 'row', when: missing('gender') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Ghi giới tính.', en: 'The gender is recorded.' },
})
