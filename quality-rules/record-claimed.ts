import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const recordClaimed = rule({
  id: 'record-claimed', category: 'C05', dimension: 'accurate', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Hồ sơ mới được kê khai, chưa xác nhận', en: 'Record claimed, not confirmed' },
  scope: { kind: 'row', when: is('standing', 'claimed', 'disputed') },
  basis: 'NĐ 70/2024/NĐ-CP đ.6–12', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh, thẻ căn cước.', en: 'The birth certificate, the card.' },
  closes: { vi: 'Thông tin được xác nhận.', en: 'The facts are confirmed.' },
})
