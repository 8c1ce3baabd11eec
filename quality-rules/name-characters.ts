import { matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const nameCharacters = rule({
  id: 'name-characters', category: 'C05', dimension: 'clean', severity: 'error', fixer: 'commune-police', field: 'fullName',
  name: { vi: 'Họ tên có chữ số hoặc ký hiệu', en: 'Name with digits or signs' },
  scope: { kind: 'row', when: matches('fullName', '[0-9!@#$%^&*_=+<>?/|~`"]') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Họ tên chỉ còn chữ.', en: 'The name has letters only.' },
})
