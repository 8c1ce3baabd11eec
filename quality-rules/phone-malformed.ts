import { all, known, matches, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const phoneMalformed = rule({
  id: 'phone-malformed', category: 'C25', dimension: 'clean', severity: 'warning', fixer: 'commune-police', field: 'phone',
  name: { vi: 'Số điện thoại sai cấu trúc', en: 'Phone number malformed' },
  scope: { kind: 'row', when: all(known('phone'), not(matches('phone', '^0[0-9]{9,10}$'))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Hỏi lại người dân.', en: 'Ask the person.' },
  closes: { vi: 'Ghi số đúng.', en: 'The right number is recorded.' },
})
