import { all, listed, matches, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const numberPlaceUnknown = rule({
  id: 'number-place-unknown', category: 'C13', dimension: 'accurate', severity: 'error', fixer: 'provincial-police',
  name: { vi: 'Mã nơi sinh trong số định danh không có thật', en: 'Place code of the number does not exist' },
  scope: { kind: 'row', when: all(matches('pin', '^[0-9]{12}$'), not(listed('pin', 'number-places', 3))) },
  basis: 'NĐ 70/2024/NĐ-CP; TT 59/2021/TT-BCA', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Thẻ căn cước, giấy khai sinh.', en: 'The card, the birth certificate.' },
  closes: { vi: 'Số đúng được xác nhận.', en: 'The right number is confirmed.' },
})
