import { all, any, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const spouseSameGender = rule({
  id: 'spouse-same-gender', category: 'C24', dimension: 'accurate', severity: 'error', fixer: 'justice',
  name: { vi: 'Vợ chồng cùng giới tính', en: 'Spouses of the same gender' },
  scope: { kind: 'kin', relation: ['spouse'], when: any(all(is('self.gender', 'male'), is('other.gender', 'male')), all(is('self.gender', 'female'), is('other.gender', 'female'))) },
  basis: 'Luật Hôn nhân và gia đình 52/2014/QH13 đ.8', certainty: 'likely', from: '2015-01-01', to: null,
  lookAt: { vi: 'Giấy chứng nhận kết hôn, giấy khai sinh.', en: 'The marriage certificate, the birth certificates.' },
  closes: { vi: 'Sửa người vợ, chồng hoặc giới tính.', en: 'The spouse or the gender is corrected.' },
})
