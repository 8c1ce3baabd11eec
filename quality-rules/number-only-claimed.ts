import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const numberOnlyClaimed = rule({
  id: 'number-only-claimed', category: 'C11', dimension: 'accurate', severity: 'warning', fixer: 'provincial-police',
  name: { vi: 'Số định danh mới được kê khai, chưa xác nhận', en: 'Number claimed, not confirmed' },
  scope: { kind: 'row', when: is('pinStatus', 'claimed', 'disputed') },
  basis: 'NĐ 70/2024/NĐ-CP đ.6–12', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Thẻ căn cước và người mang số ấy.', en: 'The card and whoever bears that number.' },
  closes: { vi: 'Số được xác nhận hoặc bị bác.', en: 'The number is confirmed or rejected.' },
})
