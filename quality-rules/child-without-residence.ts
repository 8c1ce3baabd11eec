import { all, compare, is, minus, missing, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const childWithoutResidence = rule({
  id: 'child-without-residence', category: 'C06', dimension: 'complete', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Trẻ đã khai sinh chưa có nơi cư trú', en: 'Registered child without a residence' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('residenceArea'), compare(minus(thisYear, 'birthYear'), '<', 15)) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.12, 20', certainty: 'guess', from: '2021-07-01', to: null,
  lookAt: { vi: 'Sổ hộ tịch: cha mẹ là ai, đang ở đâu.', en: 'The civil-status book: who the parents are and where they live.' },
  closes: { vi: 'Có nơi cư trú của trẻ.', en: 'The child\'s residence is recorded.' },
})
