import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const motherNotFemale = rule({
  id: 'mother-not-female', category: 'C24', dimension: 'accurate', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Người mẹ không phải nữ', en: 'Mother who is not female' },
  scope: { kind: 'kin', relation: ['mother'], when: is('other.gender', 'male') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh của con.', en: 'The child\'s birth certificate.' },
  closes: { vi: 'Sửa người mẹ hoặc giới tính.', en: 'The mother or the gender is corrected.' },
})
