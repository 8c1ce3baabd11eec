import { all, compare, matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const birthBookDateDiffers = rule({
  id: 'birth-book-date-differs', category: 'C21', dimension: 'accurate', severity: 'error', fixer: 'justice', field: 'birthDate',
  name: { vi: 'Ngày sinh trong sổ khác dữ liệu dân cư', en: 'Birth book gives another date' },
  scope: { kind: 'line', list: 'birth-book', when: all(matches('line.birthDate', '^[0-9-]{10}$'), matches('person.birthDate', '^[0-9-]{10}$'), compare('line.birthDate', '<>', 'person.birthDate')) },
  basis: 'Luật Hộ tịch 60/2014/QH13 đ.13–16', certainty: 'likely', from: '2016-01-01', to: null,
  lookAt: { vi: 'Trang sổ khai sinh, giấy khai sinh.', en: 'The page of the book, the certificate.' },
  closes: { vi: 'Hai nơi ghi cùng một ngày.', en: 'Both give one date.' },
})
