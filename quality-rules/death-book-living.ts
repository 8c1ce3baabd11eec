import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const deathBookLiving = rule({
  id: 'death-book-living', category: 'C21', dimension: 'live', severity: 'error', fixer: 'justice',
  name: { vi: 'Đã khai tử trong sổ, còn ghi là đang sống', en: 'In the death book, recorded as living' },
  scope: { kind: 'line', list: 'death-book', when: is('person.lifeStatus', 'living') },
  basis: 'Luật Hộ tịch 60/2014/QH13 đ.32–34', certainty: 'likely', from: '2016-01-01', to: null,
  lookAt: { vi: 'Trang sổ khai tử; khớp đúng người không.', en: 'The page of the death book; whether it is this person.' },
  closes: { vi: 'Việc khai tử được ghi vào dữ liệu, hoặc sổ được đính chính.', en: 'The death is recorded, or the book is corrected.' },
})
