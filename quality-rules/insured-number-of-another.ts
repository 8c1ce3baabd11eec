import { all, compare, known, rule } from '../src/data-ecosystem/quality/index.ts'

export const insuredNumberOfAnother = rule({
  id: 'insured-number-of-another', category: 'C17', dimension: 'accurate', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Số định danh trong danh sách bảo hiểm là của người khác', en: 'Insurance list gives another person\'s number' },
  scope: { kind: 'line', list: 'social-insurance', when: all(known('holder.fullName'), compare('line.namePlain', '<>', 'holder.namePlain'), compare('line.birthYear', '<>', 'holder.birthYear')) },
  basis: 'Luật Bảo hiểm xã hội 2024; NĐ 164/2025/NĐ-CP', certainty: 'likely', from: '2025-07-01', to: null,
  lookAt: { vi: 'Thẻ căn cước của người có tên trong danh sách.', en: 'The card of the person the list names.' },
  closes: { vi: 'Danh sách ghi số của đúng người.', en: 'The list gives the number of the right person.' },
})
