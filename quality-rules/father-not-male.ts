import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const fatherNotMale = rule({
  id: 'father-not-male', category: 'C24', dimension: 'accurate', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Người cha không phải nam', en: 'Father who is not male' },
  scope: { kind: 'kin', relation: ['father'], when: is('other.gender', 'female') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh của con.', en: 'The child\'s birth certificate.' },
  closes: { vi: 'Sửa người cha hoặc giới tính.', en: 'The father or the gender is corrected.' },
})
