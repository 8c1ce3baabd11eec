import { compare, minus, rule } from '../src/data-ecosystem/quality/index.ts'

export const motherTooYoung = rule({
  id: 'mother-too-young', category: 'C24', dimension: 'accurate', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Mẹ hơn con chưa tới 12 tuổi', en: 'Mother less than twelve years older' },
  scope: { kind: 'kin', relation: ['mother'], when: compare(minus('self.birthYear', 'other.birthYear'), '<', 12) },
  basis: 'Thực tiễn rà soát quan hệ gia đình, không phải quy định', certainty: 'guess', from: '2026-11-22', to: null,
  lookAt: { vi: 'Giấy khai sinh của con.', en: 'The child\'s birth certificate.' },
  closes: { vi: 'Sửa người mẹ hoặc ngày sinh.', en: 'The mother or the date of birth is corrected.' },
})
