import { all, compare, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const parentNumberUnknown = rule({
  id: 'parent-number-unknown', category: 'C24', dimension: 'accurate', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Cha, mẹ ghi bằng số định danh mà không nối với ai trong dữ liệu', en: 'Parent named by a number that leads to nobody in the register' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), compare('parentsUnlinked', '>', 0)) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh, thẻ của cha mẹ; số có ghi nhầm chữ số nào không.', en: 'The birth certificate, the cards of the parents; whether a digit is wrong.' },
  closes: { vi: 'Quan hệ được nối với đúng người, hoặc bỏ số ghi sai.', en: 'The relation leads to the right person, or the wrong number is gone.' },
})
