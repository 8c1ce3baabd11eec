import { all, is, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const nationalityMissing = rule({
  id: 'nationality-missing', category: 'C05', dimension: 'complete', severity: 'warning', fixer: 'commune-police', field: 'nationalities',
  name: { vi: 'Thiếu quốc tịch', en: 'Nationality missing' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('nationality')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh, giấy tờ về quốc tịch.', en: 'The birth certificate, papers of nationality.' },
  closes: { vi: 'Ghi quốc tịch.', en: 'The nationality is recorded.' },
})
