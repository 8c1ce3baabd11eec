import { all, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const marriageBookSingle = rule({
  id: 'marriage-book-single', category: 'C21', dimension: 'live', severity: 'warning', fixer: 'justice',
  name: { vi: 'Đã đăng ký kết hôn, còn ghi là độc thân', en: 'In the marriage book, recorded as single' },
  scope: { kind: 'line', list: 'marriage-book', when: all(is('person.maritalStatus', 'single'), is('person.lifeStatus', 'living')) },
  basis: 'Luật Hộ tịch 60/2014/QH13', certainty: 'likely', from: '2016-01-01', to: null,
  lookAt: { vi: 'Trang sổ kết hôn.', en: 'The page of the marriage book.' },
  closes: { vi: 'Tình trạng hôn nhân được cập nhật.', en: 'The marital status is updated.' },
})
