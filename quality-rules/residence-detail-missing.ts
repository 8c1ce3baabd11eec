import { all, known, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const residenceDetailMissing = rule({
  id: 'residence-detail-missing', category: 'C05', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Nơi cư trú thiếu số nhà, ấp', en: 'Residence without house and hamlet' },
  scope: { kind: 'row', when: all(known('residenceArea'), missing('residenceDetail')) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.10', certainty: 'likely', from: '2021-07-01', to: null,
  lookAt: { vi: 'Số nhà, tổ, ấp khi tới nhà.', en: 'House and hamlet on a visit.' },
  closes: { vi: 'Ghi địa chỉ chi tiết.', en: 'The detail is recorded.' },
})
