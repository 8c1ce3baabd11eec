import { all, is, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const birthRegistrationMissing = rule({
  id: 'birth-registration-missing', category: 'C05', dimension: 'complete', severity: 'warning', fixer: 'commune-police', field: 'birthRegistrationPlace',
  name: { vi: 'Thiếu nơi đăng ký khai sinh', en: 'Place of birth registration missing' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('birthRegistrationArea')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh hoặc sổ hộ tịch.', en: 'The birth certificate or the register book.' },
  closes: { vi: 'Ghi nơi đăng ký khai sinh.', en: 'The place is recorded.' },
})
