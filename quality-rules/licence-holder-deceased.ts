import { all, any, compare, is, missing, rule, today } from '../src/data-ecosystem/quality/index.ts'

export const licenceHolderDeceased = rule({
  id: 'licence-holder-deceased', category: 'C23', dimension: 'live', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Giấy phép lái xe còn hạn của người đã mất', en: 'Driving licence in force of a deceased person' },
  scope: { kind: 'line', list: 'driving-licences', when: all(is('person.lifeStatus', 'deceased'), any(missing('line.until'), compare('line.until', '>=', today))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử.', en: 'The death extract.' },
  closes: { vi: 'Giấy phép được thu hồi.', en: 'The licence is withdrawn.' },
})
