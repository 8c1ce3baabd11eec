import { all, compare, is, minus, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const veryOldLiving = rule({
  id: 'very-old-living', category: 'C12', dimension: 'live', severity: 'warning', fixer: 'justice',
  name: { vi: 'Trên 110 tuổi còn ghi là đang sống', en: 'Over 110 and recorded as living' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), compare(minus(thisYear, 'birthYear'), '>=', 110)) },
  basis: 'Luật Hộ tịch 60/2014/QH13 đ.32–34', certainty: 'guess', from: '2016-01-01', to: '2027-03-01',
  lookAt: { vi: 'Tới nhà; giấy chứng tử, mộ, lời người thân.', en: 'A visit; the death certificate, what relatives say.' },
  closes: { vi: 'Ghi việc mất, hoặc xác nhận còn sống.', en: 'The death is recorded, or the person confirmed alive.' },
})
