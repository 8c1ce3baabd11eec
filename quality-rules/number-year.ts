import { all, compare, digits, known, matches, rest, rule } from '../src/data-ecosystem/quality/index.ts'

export const numberYear = rule({
  id: 'number-year', category: 'C13', dimension: 'accurate', severity: 'error', fixer: 'commune-police', field: 'birthDate',
  name: { vi: 'Năm sinh lệch với số định danh', en: 'Year of birth differs from the number' },
  scope: { kind: 'row', when: all(matches('pin', '^[0-9]{12}$'), known('birthYear'), compare(digits('pin', 5, 2), '<>', rest('birthYear', 100))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.12', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh.', en: 'The birth certificate.' },
  closes: { vi: 'Sửa năm sinh, hoặc xác lập lại số.', en: 'The year is corrected, or the number established anew.' },
})
