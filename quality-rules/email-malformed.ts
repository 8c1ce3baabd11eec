import { all, known, matches, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const emailMalformed = rule({
  id: 'email-malformed', category: 'C25', dimension: 'clean', severity: 'warning', fixer: 'commune-police', field: 'email',
  name: { vi: 'Thư điện tử sai cấu trúc', en: 'E-mail address malformed' },
  scope: { kind: 'row', when: all(known('email'), not(matches('email', '^[^ @]+@[^ @]+[.][^ @]+$'))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Hỏi lại người dân.', en: 'Ask the person.' },
  closes: { vi: 'Ghi địa chỉ đúng.', en: 'The right address is recorded.' },
})
