import { all, known, matches, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const numberNotTwelve = rule({
  id: 'number-not-twelve', category: 'C13', dimension: 'clean', severity: 'error', fixer: 'provincial-police',
  name: { vi: 'Số định danh không đủ 12 chữ số', en: 'Personal number is not twelve digits' },
  scope: { kind: 'row', when: all(known('pin'), not(matches('pin', '^[0-9]{12}$'))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.12', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Thẻ căn cước; bảng tính hay làm mất số 0 ở đầu.', en: 'The card; spreadsheets drop leading zeros.' },
  closes: { vi: 'Số đúng được xác nhận.', en: 'The right number is confirmed.' },
})
