import { all, compare, rule } from '../src/data-ecosystem/quality/index.ts'

export const householdWithoutHead = rule({
  id: 'household-without-head', category: 'C01', dimension: 'accurate', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Hộ không có chủ hộ', en: 'Household without a head' },
  scope: { kind: 'household', when: all(compare('members', '>', 0), compare('heads', '=', 0)) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.10', certainty: 'sure', from: '2021-07-01', to: null,
  lookAt: { vi: 'Sổ hộ, lời khai của các thành viên, giấy tờ về chỗ ở.', en: 'The residence file, what the members say, papers of the dwelling.' },
  closes: { vi: 'Ghi chủ hộ mới cho hộ.', en: 'A head is recorded for the household.' },
})
