import { rule } from '../src/data-ecosystem/quality/index.ts'

export const numberShared = rule({
  id: 'number-shared', category: 'C11', dimension: 'clean', severity: 'error', fixer: 'provincial-police',
  name: { vi: 'Một số định danh ở hai người', en: 'One number held by two people' },
  scope: { kind: 'group', by: 'pin' },
  basis: 'Luật Căn cước 26/2023/QH15 đ.12', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Thẻ căn cước của từng người; con có thể mang nhầm số của mẹ.', en: 'The card of each; a child may carry its mother\'s number.' },
  closes: { vi: 'Mỗi số chỉ còn một người.', en: 'Each number has one holder.' },
})
