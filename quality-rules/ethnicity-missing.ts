import { all, is, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const ethnicityMissing = rule({
  id: 'ethnicity-missing', category: 'C05', dimension: 'complete', severity: 'warning', fixer: 'commune-police', field: 'ethnicity',
  name: { vi: 'Thiếu dân tộc', en: 'Ethnic group missing' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('ethnicity')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Ghi dân tộc.', en: 'The ethnic group is recorded.' },
})
