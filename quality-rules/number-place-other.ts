import { all, known, listed, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const numberPlaceOther = rule({
  id: 'number-place-other', category: 'C13', dimension: 'accurate', severity: 'warning', fixer: 'provincial-police',
  name: { vi: 'Mã nơi sinh trong số định danh khác nơi đăng ký khai sinh', en: 'Place code of the number is not that of the birth registration' },
  scope: { kind: 'row', when: all(known('birthRegistrationArea'), listed('pin', 'number-provinces', 3), listed('birthRegistrationArea', 'open-communes'), not(listed('pin', 'number-homes', 3, 'birthRegistrationArea'))) },
  basis: 'NĐ 70/2024/NĐ-CP; TT 59/2021/TT-BCA', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh, sổ hộ tịch nơi đăng ký.', en: 'The birth certificate, the book where the birth was registered.' },
  closes: { vi: 'Nơi đăng ký khai sinh hoặc số được sửa, hoặc xác nhận là đúng.', en: 'The place or the number is mended, or confirmed as right.' },
})
