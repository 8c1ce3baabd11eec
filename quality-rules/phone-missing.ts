import { all, compare, is, minus, missing, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const phoneMissing = rule({
  id: 'phone-missing', category: 'C25', dimension: 'complete', severity: 'warning', fixer: 'commune-police', field: 'phone',
  name: { vi: 'Người lớn chưa có số điện thoại', en: 'Adult without a phone number' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('phone'), compare(minus(thisYear, 'birthYear'), '>=', 18), compare(minus(thisYear, 'birthYear'), '<', 70)) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Hỏi; nhiều người dùng chung máy với người nhà.', en: 'Ask; many share a phone at home.' },
  closes: { vi: 'Ghi số, hoặc xác nhận không dùng.', en: 'A number is recorded, or that there is none.' },
})
