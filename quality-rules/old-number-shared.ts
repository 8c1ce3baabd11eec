import { rule } from '../src/data-ecosystem/quality/index.ts'

export const oldNumberShared = rule({
  id: 'old-number-shared', category: 'C11', dimension: 'clean', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Một số CMND ở hai người', en: 'One old number held by two people' },
  scope: { kind: 'group', by: 'cmnd9' },
  basis: 'Luật Căn cước 26/2023/QH15 đ.46', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'CMND cũ của từng người; có trường hợp cấp trùng thật.', en: 'The old card of each; some were truly issued twice.' },
  closes: { vi: 'Số được xác nhận cho đúng người, hoặc ghi là cấp trùng.', en: 'The number is confirmed for the right person, or noted as issued twice.' },
})
