import { all, compare, known, rule } from '../src/data-ecosystem/quality/index.ts'

export const taxNumberOfAnother = rule({
  id: 'tax-number-of-another', category: 'C22', dimension: 'accurate', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Số định danh trong hồ sơ thuế là của người khác', en: 'Tax file gives another person\'s number' },
  scope: { kind: 'line', list: 'tax-codes', when: all(known('holder.fullName'), compare('line.namePlain', '<>', 'holder.namePlain'), compare('line.birthYear', '<>', 'holder.birthYear')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2025-07-01', to: null,
  lookAt: { vi: 'Thẻ căn cước của người có tên trong hồ sơ thuế.', en: 'The card of the person the file names.' },
  closes: { vi: 'Hồ sơ thuế ghi số của đúng người.', en: 'The file gives the number of the right person.' },
})
