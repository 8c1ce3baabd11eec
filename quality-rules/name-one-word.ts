import { all, is, matches, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const nameOneWord = rule({
  id: 'name-one-word', category: 'C05', dimension: 'clean', severity: 'warning', fixer: 'commune-police', field: 'fullName',
  name: { vi: 'Họ tên chỉ có một chữ', en: 'Name of one word' },
  scope: { kind: 'row', when: all(is('nationality', 'VNM'), not(matches('fullName', ' '))) },
  basis: 'BLDS 2015 đ.26', certainty: 'likely', from: '2017-01-01', to: null,
  lookAt: { vi: 'Giấy khai sinh; một số dân tộc có tên một chữ.', en: 'The birth certificate; some peoples have names of one word.' },
  closes: { vi: 'Họ tên đủ, hoặc xác nhận tên chỉ có một chữ.', en: 'The full name, or a confirmation that it has one word.' },
})
