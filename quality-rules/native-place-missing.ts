import { all, is, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const nativePlaceMissing = rule({
  id: 'native-place-missing', category: 'C05', dimension: 'complete', severity: 'warning', fixer: 'commune-police', field: 'nativePlace',
  name: { vi: 'Thiếu quê quán', en: 'Native place missing' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('nativePlaceArea'), missing('nativePlaceText')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Ghi quê quán.', en: 'The native place is recorded.' },
})
