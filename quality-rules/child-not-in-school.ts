import { all, compare, is, rule, yearsAgo } from '../src/data-ecosystem/quality/index.ts'

export const childNotInSchool = rule({
  id: 'child-not-in-school', category: 'C23', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Trẻ trong tuổi đi học không có trong danh sách trường', en: 'Child of school age on no school list' },
  scope: { kind: 'absent', list: 'pupils', when: all(is('lifeStatus', 'living'), compare('birthDate', '<=', yearsAgo(6)), compare('birthDate', '>', yearsAgo(15))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trẻ học ở xã khác, hay đã bỏ học.', en: 'Whether the child goes to school elsewhere, or has left.' },
  closes: { vi: 'Trẻ có trong danh sách, hoặc ghi rõ không đi học.', en: 'The child is on a list, or is recorded as not at school.' },
})
