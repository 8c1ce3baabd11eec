import { all, is, matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const nationalityRenounced = rule({
  id: 'nationality-renounced', category: 'C07', dimension: 'live', severity: 'error', fixer: 'provincial-police', field: 'nationalities', sensitive: true,
  name: { vi: 'Đã thôi quốc tịch còn ghi là công dân', en: 'Renounced nationality, still recorded as a citizen' },
  scope: { kind: 'line', list: 'nationality-decisions', when: all(is('person.lifeStatus', 'living'), matches('person.nationality', '(^|,)VNM(,|$)')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Quyết định của Chủ tịch nước; giấy báo của Bộ Tư pháp.', en: 'The decision of the President; the notice of the Ministry of Justice.' },
  closes: { vi: 'Quốc tịch được ghi theo quyết định.', en: 'The nationality is recorded as decided.' },
})
