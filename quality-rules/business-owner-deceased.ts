import { all, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const businessOwnerDeceased = rule({
  id: 'business-owner-deceased', category: 'C23', dimension: 'live', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Hộ kinh doanh đang hoạt động, chủ hộ đã mất', en: 'Household business at work whose owner has died' },
  scope: { kind: 'line', list: 'household-businesses', when: all(is('line.status', 'active'), is('person.lifeStatus', 'deceased')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử; hộ còn kinh doanh không.', en: 'The death extract; whether the business goes on.' },
  closes: { vi: 'Đổi chủ hộ kinh doanh hoặc chấm dứt hoạt động.', en: 'The owner is changed, or the business ends.' },
})
