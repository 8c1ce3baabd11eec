import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const birthBookNotInRegister = rule({
  id: 'birth-book-not-in-register', category: 'C21', dimension: 'complete', severity: 'error', fixer: 'justice',
  name: { vi: 'Đã khai sinh trong sổ, không thấy trong dữ liệu dân cư', en: 'In the birth book, not found in the register' },
  scope: { kind: 'line', list: 'birth-book', when: is('line.outcome', 'not-found') },
  basis: 'Luật Hộ tịch 60/2014/QH13 đ.13–16', certainty: 'likely', from: '2016-01-01', to: null,
  lookAt: { vi: 'Trang sổ khai sinh; cha mẹ ở đâu.', en: 'The page of the birth book; where the parents live.' },
  closes: { vi: 'Trẻ có trong dữ liệu.', en: 'The child is in the register.' },
})
