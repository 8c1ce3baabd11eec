import { compare, rule } from '../src/data-ecosystem/quality/index.ts'

export const householdTwoHeads = rule({
  id: 'household-two-heads', category: 'C02', dimension: 'accurate', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Hộ có hơn một chủ hộ', en: 'Household with more than one head' },
  scope: { kind: 'household', when: compare('heads', '>', 1) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.10', certainty: 'sure', from: '2021-07-01', to: null,
  lookAt: { vi: 'Ai được các thành viên và người có chỗ ở đồng ý làm chủ hộ.', en: 'Whom the members and the owner of the dwelling agree on.' },
  closes: { vi: 'Chỉ còn một chủ hộ; người kia có quan hệ khác với chủ hộ.', en: 'One head is left; the other has another relation to the head.' },
})
