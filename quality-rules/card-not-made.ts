import { all, compare, is, matches, rule, yearsAgo } from '../src/data-ecosystem/quality/index.ts'

export const cardNotMade = rule({
  id: 'card-not-made', category: 'C16', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Đủ 14 tuổi chưa làm thẻ căn cước', en: 'Fourteen or older without an identity card' },
  scope: { kind: 'absent', list: 'identity-cards', when: all(is('lifeStatus', 'living'), matches('nationality', '(^|,)VNM(,|$)'), compare('birthDate', '<=', yearsAgo(14))) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.19 k.2', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Đã làm thẻ ở nơi khác chưa; thẻ căn cước công dân còn hạn vẫn dùng được; có đi lại được không.', en: 'Whether a card was made elsewhere; a citizen card (CCCD) that has not expired still serves; whether the person can travel.' },
  closes: { vi: 'Có thẻ, hoặc đội lưu động đã tới.', en: 'A card is issued, or the mobile team has called.' },
})
