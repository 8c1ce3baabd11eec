import { compare, minus, rule } from '../src/data-ecosystem/quality/index.ts'

export const fatherTooYoung = rule({
  id: 'father-too-young', category: 'C24', dimension: 'accurate', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Cha hơn con chưa tới 14 tuổi', en: 'Father less than fourteen years older' },
  scope: { kind: 'kin', relation: ['father'], when: compare(minus('self.birthYear', 'other.birthYear'), '<', 14) },
  basis: 'Thực tiễn rà soát quan hệ gia đình, không phải quy định', certainty: 'guess', from: '2026-11-22', to: null,
  lookAt: { vi: 'Giấy khai sinh của con.', en: 'The child\'s birth certificate.' },
  closes: { vi: 'Sửa người cha hoặc ngày sinh.', en: 'The father or the date of birth is corrected.' },
})
