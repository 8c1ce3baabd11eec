import { all, compare, is, minus, missing, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const numberMissing = rule({
  id: 'number-missing', category: 'C13', dimension: 'complete', severity: 'error', fixer: 'provincial-police',
  name: { vi: 'Người lớn chưa có số định danh', en: 'Adult without a personal number' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('pin'), compare(minus(thisYear, 'birthYear'), '>=', 14)) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.12', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Có phải người đã có ở nơi khác trong cơ sở dữ liệu.', en: 'Whether the person stands elsewhere in the register.' },
  closes: { vi: 'Có số định danh, hoặc hai hồ sơ được gộp.', en: 'A number is given, or two records are merged.' },
})
