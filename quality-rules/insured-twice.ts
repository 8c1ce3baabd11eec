import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const insuredTwice = rule({
  id: 'insured-twice', category: 'C17', dimension: 'clean', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Một người hai dòng đang đóng bảo hiểm', en: 'One person on two active insurance lines' },
  scope: { kind: 'lines', list: 'social-insurance', by: 'person', when: is('line.status', 'active') },
  basis: 'Luật Bảo hiểm xã hội 2024; NĐ 164/2025/NĐ-CP', certainty: 'guess', from: '2025-07-01', to: null,
  lookAt: { vi: 'Hai nơi làm việc, hay một sổ ghi hai lần.', en: 'Two employers, or one book entered twice.' },
  closes: { vi: 'Còn một dòng, hoặc cơ quan bảo hiểm xác nhận cả hai.', en: 'One line is left, or the insurer confirms both.' },
})
