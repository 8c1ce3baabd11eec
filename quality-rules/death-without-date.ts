import { all, is, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const deathWithoutDate = rule({
  id: 'death-without-date', category: 'C12', dimension: 'complete', severity: 'warning', fixer: 'justice',
  name: { vi: 'Đã mất mà thiếu ngày mất', en: 'Deceased without a date of death' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'deceased'), missing('deathDate')) },
  basis: 'Luật Hộ tịch 60/2014/QH13 đ.34', certainty: 'sure', from: '2016-01-01', to: '2027-03-01',
  lookAt: { vi: 'Trích lục khai tử.', en: 'The death extract.' },
  closes: { vi: 'Ghi ngày mất.', en: 'The date is recorded.' },
})
