import { all, any, compare, digits, is, matches, rest, rule } from '../src/data-ecosystem/quality/index.ts'

export const numberGender = rule({
  id: 'number-gender', category: 'C13', dimension: 'accurate', severity: 'error', fixer: 'commune-police', field: 'gender',
  name: { vi: 'Giới tính lệch với số định danh', en: 'Gender differs from the number' },
  scope: { kind: 'row', when: all(matches('pin', '^[0-9]{12}$'), is('gender', 'male', 'female'), any(all(is('gender', 'male'), compare(rest(digits('pin', 4, 1), 2), '=', 1)), all(is('gender', 'female'), compare(rest(digits('pin', 4, 1), 2), '=', 0)))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.12', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh: giới tính trên giấy và người trước mặt.', en: 'The birth certificate: the gender on paper and the person.' },
  closes: { vi: 'Sửa giới tính, hoặc xác lập lại số.', en: 'The gender is corrected, or the number established anew.' },
})
