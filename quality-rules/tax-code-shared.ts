import { known, rule } from '../src/data-ecosystem/quality/index.ts'

export const taxCodeShared = rule({
  id: 'tax-code-shared', category: 'C22', dimension: 'clean', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Một mã số thuế ở hai người', en: 'One tax code on two people' },
  scope: { kind: 'lines', list: 'tax-codes', by: 'code', when: known('line.code') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2025-07-01', to: null,
  lookAt: { vi: 'Hồ sơ thuế của từng người.', en: 'The tax file of each.' },
  closes: { vi: 'Mỗi mã còn một người.', en: 'Each code has one person.' },
})
